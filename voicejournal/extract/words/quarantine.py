"""Which words of a transcript were never said.

Whisper invents words over silence, breath and noise; it runs in circles; it closes a note with
the credits of the films it was trained on. No word is dropped for it: it is marked as not kept.
What the sound shows decides; how sure the recogniser was settles what the sound leaves open.

Source:
    Koenecke et al. (2024), Careless Whisper: about 1 % of segments, more where people pause
    long. The limits were set on planted silences and noises (see the bench) and are our own.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from voicejournal.extract.words.circles import circles
from voicejournal.extract.words.evidence import Sounding
from voicejournal.extract.words.lists import inventions
from voicejournal.extract.words.spelling import ends_sentence, parts_of
from voicejournal.extract.words.syllables import count_syllables
from voicejournal.extract.words.trimming import trimmed
from voicejournal.model.transcript import Doubt, Transcript, Word
from voicejournal.model.units import Span

QUARANTINE_VERSION = "3"
"""Raise it with every change of a rule: what was written down before is then written anew."""
SURE = 0.7
"""Probability from which the recogniser counts as sure of a word."""
UNSURE = 0.5
NOBODY_SPEAKS = 0.6
"""Whisper's own threshold: from here on it takes a window for silence."""
MARGIN_S = 0.1
"""Word times are rough: a word that ends where speech begins may belong to it."""
SURE_MARGIN_S = 0.25
"""A word of which the recogniser is sure may lie this far beside the speech it was said in."""
SHARE_MIN = 0.2
"""Of a word that the recogniser was not sure of, at least this share lies on speech."""
COMPANY_SHARE = 0.2
"""Beside a word over non-speech in its own sentence, a word needs this share."""
SYLLABLE_S = 0.3
"""A word takes hardly longer than this for each of its syllables. What a recogniser gives it
besides is silence that it was stretched over; where it was not unsure of it, no speech is asked of
that (assumed: people who speak slowly say three syllables a second and more)."""
NO_TIME_S = 0.03
CROWD_WORDS, CROWD_S = 5, 0.1
"""Nobody says five words in a tenth of a second."""
ROOM = 0.5
"""A crowd of words is believed where half of its syllables are heard around it: the recogniser
then only lost their times."""
COURTESY_SHARE = 0.8
VOICE_MARGIN_S = 0.1

Doubts = list[Doubt]
Rule = Callable[[Sequence[Word], Doubts, Sounding, str], None]


def quarantine(transcript: Transcript, sounding: Sounding) -> Transcript:
    """Mark the words that were never said, and trim the others to the speech they lie on.

    Args:
        transcript: As the recogniser wrote it, times running forwards.
        sounding: The sound of the same note.

    Returns:
        The same words in the same order. Those in doubt are not kept and say why; their times
        stay, so that anybody can listen.
    """
    words = transcript.words
    doubts: Doubts = [_alone(word, sounding, transcript.language) for word in words]
    for rule in (_circles, _crowds, _inventions, _company):
        rule(words, doubts, sounding, transcript.language)
    judged = (
        replace(word, kept=word.kept and not doubt, doubt=word.doubt or doubt)
        for word, doubt in zip(words, doubts, strict=True)
    )
    return replace(transcript, words=trimmed(tuple(judged), sounding))


def confidence(word: Word) -> float:
    """Return how sure the recogniser was of a word; not at all where it heard nobody."""
    return 0.0 if word.no_speech >= NOBODY_SPEAKS else word.probability


def _alone(word: Word, sounding: Sounding, language: str) -> Doubt:
    """Judge a word by its own place."""
    sure = confidence(word)
    margin = SURE_MARGIN_S if sure >= SURE else MARGIN_S
    if not sounding.near(word.span, margin):
        return "no_speech"
    if sure >= SURE:
        return ""
    share = sounding.on_speech(word.span, margin=MARGIN_S)
    if share < SHARE_MIN * _spoken_s(word, language):
        return "no_speech"
    if sure < UNSURE and word.span.duration < NO_TIME_S:
        return "no_room"
    if sure < UNSURE and not sounding.has_voice(word.span, margin=VOICE_MARGIN_S):
        return "no_voice"
    return ""


def _circles(words: Sequence[Word], doubts: Doubts, sounding: Sounding, language: str) -> None:
    """Doubt what is repeated again and again, unless the sound repeats it too."""
    for first, size, after in circles(words):
        if _has_room(words[first:after], sounding, language):
            continue
        for at in range(first + size, after):
            doubts[at] = doubts[at] or "loop"
        if size == 0:
            doubts[first] = doubts[first] or "loop"


def _crowds(words: Sequence[Word], doubts: Doubts, sounding: Sounding, language: str) -> None:
    """Doubt words that follow each other faster than anybody speaks."""
    for at in range(len(words) - CROWD_WORDS + 1):
        crowd = words[at : at + CROWD_WORDS]
        if crowd[-1].end - crowd[0].start > CROWD_S:
            continue
        wider = words[max(0, at - 1) : at + CROWD_WORDS + 1]
        if _has_room(wider, sounding, language):
            continue
        for place in range(at, at + CROWD_WORDS):
            doubts[place] = doubts[place] or "no_room"


def _inventions(words: Sequence[Word], doubts: Doubts, sounding: Sounding, language: str) -> None:
    """Doubt sentences that recognisers are known to invent."""
    for first, after in _sentences(words):
        said = tuple(
            part.lower() for word in words[first:after] for part in parts_of(word.text, "")
        )
        if said in _known("credits") or (
            said in _known("courtesies") and not _is_said(words[first:after], sounding, language)
        ):
            for at in range(first, after):
                doubts[at] = doubts[at] or "invention"


def _company(words: Sequence[Word], doubts: Doubts, sounding: Sounding, language: str) -> None:
    """Doubt the rest of a sentence that began or ends over non-speech, as far as it lies there."""
    for first, after in _sentences(words):
        for order in (range(first + 1, after), range(after - 2, first - 1, -1)):
            for at in order:
                beside = at - order.step
                if doubts[at] or doubts[beside] not in {"no_speech", "invention"}:
                    continue
                least = COMPANY_SHARE * _spoken_s(words[at], language)
                if sounding.on_speech(words[at].span) < least:
                    doubts[at] = "no_speech"


def _sentences(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield first and after-last index of each sentence."""
    first = 0
    for at, word in enumerate(words):
        if ends_sentence(word.text) or at == len(words) - 1:
            yield first, at + 1
            first = at + 1


def _spoken_s(word: Word, language: str) -> float:
    """Return for how long a word is believed to have lasted, in seconds."""
    if confidence(word) < UNSURE:
        return word.span.duration
    syllables = count_syllables(word.text, language) or 1
    return min(word.span.duration, SYLLABLE_S * syllables)


def _known(kind: str) -> frozenset[tuple[str, ...]]:
    return inventions()[kind]


def _is_said(words: Sequence[Word], sounding: Sounding, language: str) -> bool:
    """Tell whether a whole sentence lies on speech that has its syllables."""
    if any(word.no_speech >= NOBODY_SPEAKS for word in words):
        return False
    seconds = sum(word.span.duration for word in words)
    covered = sum(sounding.on_speech(word.span, margin=MARGIN_S) for word in words)
    return covered >= COURTESY_SHARE * seconds and _has_room(words, sounding, language)


def _has_room(words: Sequence[Word], sounding: Sounding, language: str) -> bool:
    """Tell whether the sound has at least `ROOM` of the syllables that words would need."""
    span = Span(max(0.0, words[0].start - MARGIN_S), words[-1].end + MARGIN_S)
    needed = sum(count_syllables(word.text, language) or 1 for word in words)
    return sounding.syllables_in(span) >= ROOM * needed
