"""Pace: how fast the note was spoken, and its slowest stretch."""

from collections.abc import Iterable, Iterator, Sequence

from voicejournal import (
    AnalyzerInfo,
    Finding,
    Missing,
    NoteView,
    Span,
    Text,
    Transcript,
    VoiceMeasures,
    Word,
    join_words,
    number,
    typeset,
)
from voicejournal_standard.reading.around import inside, kept_words, span_of

STRETCH_WORDS = 12
"""Words of a stretch: shorter ones are slow by chance."""
SLOWER = 0.3
"""A stretch is slow from this share below the note's own pace."""
MINUTE_S = 60.0

SYLLABLES = typeset(
    en="Speech ran at {fast} syllables a second, {slow} with the silences counted in.",
    fr="La parole allait à {fast} syllabes par seconde, {slow} silences compris.",
)
WORDS = typeset(
    en="About {count} words a minute, silences counted in.",
    fr="Environ {count} mots par minute, silences compris.",
)
SLOWEST = typeset(
    en="The slowest stretch ran {percent}% below the pace of its note: {slow} words a minute.",
    fr="Le passage le plus lent était {percent} % sous le débit de sa note : "
    "{slow} mots par minute.",
)


class Pace:
    """Finds how fast a note was spoken."""

    info = AnalyzerInfo(
        name="pace",
        version="2",
        title=Text(en="Pace", fr="Débit"),
        needs=frozenset({"voice"}),
        uses=frozenset({"transcript"}),
        languages=frozenset({"*"}),
        unmoved_by=frozenset({"codec", "gain"}),
        limits=typeset(
            en="Syllables are counted from the sound and err by about one in ten. Reading aloud, "
            "walking or choosing words with care changes pace too.",
            fr="Les syllabes sont comptées d’après le son, à une sur dix près. Lire à voix haute, "
            "marcher ou peser ses mots change aussi le débit.",
        ),
    )

    def analyze(self, note: NoteView) -> Iterable[Finding]:
        """Return the pace of the note and its slowest stretch."""
        if isinstance(note.voice, Missing) or not note.voice.speech:
            return
        yield from _syllables(note.voice, note)
        yield from _words(note.voice, note)
        yield from _slowest(kept_words(note), note)


def _syllables(voice: VoiceMeasures, note: NoteView) -> Iterator[Finding]:
    fast, slow = voice.value("articulation_rate"), voice.value("speech_rate")
    if isinstance(fast, Missing) or isinstance(slow, Missing):
        return
    yield Finding(
        kind="pace.syllables",
        claim=SYLLABLES.fill(fast=number(fast, 1), slow=number(slow, 1)),
        value=fast,
        unit=voice.measure("articulation_rate").unit,
        evidence=(_spoken(voice, note),),
    )


def _words(voice: VoiceMeasures, note: NoteView) -> Iterator[Finding]:
    count = voice.value("words_per_minute")
    if isinstance(count, Missing):
        return
    yield Finding(
        kind="pace.words",
        claim=WORDS.fill(count=number(count)),
        value=count,
        unit=voice.measure("words_per_minute").unit,
        evidence=(_spoken(voice, note),),
    )


def _slowest(words: Sequence[Word], note: NoteView) -> Iterator[Finding]:
    if len(words) < 2 * STRETCH_WORDS:
        return
    whole = _per_minute(words)
    stretches = [words[at : at + STRETCH_WORDS] for at in range(len(words) - STRETCH_WORDS + 1)]
    slowest = min(stretches, key=_per_minute)
    below = 1 - _per_minute(slowest) / whole
    if below < SLOWER:
        return
    yield Finding(
        kind="pace.slowest",
        claim=SLOWEST.fill(percent=number(100 * below), slow=number(_per_minute(slowest))),
        value=below,
        unit="1",
        evidence=(span_of(slowest, note),),
        quote=_in_a_row(slowest, note),
        highlight=True,
    )


def _in_a_row(words: Sequence[Word], note: NoteView) -> str:
    """Return words as they were said, none where one between them was not kept."""
    said = join_words(words)
    whole = isinstance(note.transcript, Transcript) and note.transcript.says(said)
    return said if whole else ""


def _per_minute(words: Sequence[Word]) -> float:
    """Return words a minute from first start to last start: ends are padded by recognisers."""
    seconds = words[-1].start - words[0].start
    return MINUTE_S * (len(words) - 1) / max(seconds, 0.1)


def _spoken(voice: VoiceMeasures, note: NoteView) -> Span:
    return inside(Span(voice.speech[0].start, voice.speech[-1].end), note)
