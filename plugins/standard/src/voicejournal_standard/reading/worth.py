"""How much a sentence is worth reading by itself, in the person's own words."""

import statistics

from voicejournal import VoiceMeasures
from voicejournal_standard.reading.passages import Passage
from voicejournal_standard.reading.patterns import CLAUSE_ENDS, occurs, patterns
from voicejournal_standard.reading.sentences import CLOSING, ENDS
from voicejournal_standard.reading.tokens import LANGUAGES, find, lexicon

SHORTEST_WORDS = 4
LONGEST_WORDS = 32
SURE_WORD = 0.2
"""Probability below which a word is a guess; a sentence with one is not quoted."""
SURE_SENTENCE = 0.5
LONG_SILENCE_S = 1.5
"""Silence before a sentence that sets it apart from what went before."""
LEANS = 1.5
"""Weight lost by a sentence that cannot be understood without the one before (assumed)."""
JOINS = 0.5
"""Weight lost by one that opens with `and`, `but`, `then` (assumed)."""
UNFINISHED = 1.0
"""Weight lost by one that breaks off (assumed)."""


def may_be_quoted(passage: Passage) -> bool:
    """Refuse quarantined words, other voices, guesses, and what is too short or long to read."""
    words = passage.words
    if not passage.quotable or any(word.probability < SURE_WORD for word in words):
        return False
    sure = statistics.fmean(word.probability for word in words) >= SURE_SENTENCE
    return sure and SHORTEST_WORDS <= len(words) <= LONGEST_WORDS


def worth(passage: Passage) -> float:
    """Weigh a sentence: the first person, inner words, events, silence; whether it stands alone."""
    language = passage.note.language
    if language not in LANGUAGES:
        return 0.0
    lists = lexicon(language)
    first = 1.0 if find(lists["first_person"], passage.tokens) else 0.0
    inner = min(len(find(lists["inner"], passage.tokens)), 3)
    events = 0.5 * min(len(find(lists["events"], passage.tokens)), 2)
    return first + inner + events + _apart(passage) - _leaning(passage)


def _leaning(passage: Passage) -> float:
    """Return what a sentence loses that does not stand alone."""
    lists = patterns(f"alone.{passage.note.language}")
    text = passage.script.text
    leans = any(entry.match(text) for entry in lists["leans"])
    joins = any(entry.match(text) for entry in lists["joins"])
    unfinished = _torn(passage) or (
        occurs(lists["breaks_off"], text.rsplit(" ", 1)[-1]) and not _ended(passage)
    )
    return LEANS * leans + JOINS * joins + UNFINISHED * unfinished


def _ended(passage: Passage) -> bool:
    return passage.words[-1].text.rstrip(CLOSING).endswith(ENDS)


def _torn(passage: Passage) -> bool:
    """Tell whether a recogniser closed a sentence in the middle: `My mother is better,.`."""
    return passage.words[-1].text.rstrip(CLOSING).rstrip("".join(ENDS)).endswith(CLAUSE_ENDS)


def _apart(passage: Passage) -> float:
    """Return what silence adds: half for a long one before, half for one inside."""
    voice = passage.note.voice
    pauses = voice.pauses if isinstance(voice, VoiceMeasures) else ()
    start, last = passage.words[0].start, passage.words[-1].start
    long = [pause for pause in pauses if pause.duration >= LONG_SILENCE_S]
    before = any(abs(pause.end - start) < LONG_SILENCE_S / 2 for pause in long)
    inside = any(start < pause.start and pause.end <= last for pause in long)
    return 0.5 * before + 0.5 * inside
