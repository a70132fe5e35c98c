"""Tone: how much pitch and loudness moved. Never what was felt."""

from collections.abc import Iterable, Iterator

from voicejournal import (
    AnalyzerInfo,
    Finding,
    Missing,
    NoteView,
    Span,
    Text,
    VoiceMeasures,
    amount,
    number,
    typeset,
)
from voicejournal_standard.reading.around import inside

LITTLE_ST = 1.8
WIDELY_ST = 3.6
"""Spread of pitch in semitones below and above which we say little, widely.

A third below and above the 2.7 semitones that short recordings of many speakers had.
"""
LISTEN_S = 8.0
"""Seconds of unbroken speech that stand as evidence for the whole note."""

SEMITONE, SEMITONES = Text("semitone", "demi-ton"), Text("semitones", "demi-tons")
PITCH = {
    "little": typeset(
        en="Pitch moved little: {spread} around {hertz}~Hz.",
        fr="La hauteur de la voix a peu bougé : {spread} autour de {hertz}~Hz.",
    ),
    "some": typeset(
        en="Pitch moved by {spread} around {hertz}~Hz.",
        fr="La hauteur de la voix a bougé de {spread} autour de {hertz}~Hz.",
    ),
    "widely": typeset(
        en="Pitch moved widely: {spread} around {hertz}~Hz.",
        fr="La hauteur de la voix a beaucoup bougé : {spread} autour de {hertz}~Hz.",
    ),
}
LOUDNESS = typeset(
    en="Loudness moved by {spread}~dB while the voice sounded.",
    fr="L’intensité a varié de {spread}~dB tant que la voix sonnait.",
)


class Tone:
    """Finds how pitch and loudness moved."""

    info = AnalyzerInfo(
        name="tone",
        version="1",
        title=Text(en="Tone of voice", fr="Ton de la voix"),
        needs=frozenset({"voice"}),
        languages=frozenset({"*"}),
        unmoved_by=frozenset({"codec", "gain"}),
        limits=typeset(
            en="How a voice moves depends on the person, the language, the hour, a cold and the "
            "microphone. It says nothing about what was felt.",
            fr="Le mouvement d’une voix dépend de la personne, de la langue, de l’heure, d’un "
            "rhume et du microphone. Il ne dit rien de ce qui a été ressenti.",
        ),
    )

    def analyze(self, note: NoteView) -> Iterable[Finding]:
        """Return how much pitch and loudness moved."""
        if isinstance(note.voice, Missing) or not note.voice.speech:
            return
        yield from _pitch(note.voice, note)
        yield from _loudness(note.voice, note)


def _pitch(voice: VoiceMeasures, note: NoteView) -> Iterator[Finding]:
    spread, hertz = voice.value("pitch_sd"), voice.value("pitch_median")
    if isinstance(spread, Missing) or isinstance(hertz, Missing):
        return
    yield Finding(
        kind="tone.pitch",
        claim=PITCH[_how_much(spread)].fill(
            spread=amount(spread, 1, one=SEMITONE, many=SEMITONES), hertz=number(hertz)
        ),
        value=spread,
        unit=voice.measure("pitch_sd").unit,
        evidence=(_listen(voice, note),),
    )


def _loudness(voice: VoiceMeasures, note: NoteView) -> Iterator[Finding]:
    spread = voice.value("intensity_sd")
    if isinstance(spread, Missing):
        return
    yield Finding(
        kind="tone.loudness",
        claim=LOUDNESS.fill(spread=number(spread, 1)),
        value=spread,
        unit=voice.measure("intensity_sd").unit,
        evidence=(_listen(voice, note),),
    )


def _how_much(spread: float) -> str:
    if spread < LITTLE_ST:
        return "little"
    return "widely" if spread > WIDELY_ST else "some"


def _listen(voice: VoiceMeasures, note: NoteView) -> Span:
    longest = max(voice.speech, key=lambda span: span.duration)
    return inside(Span(longest.start, min(longest.end, longest.start + LISTEN_S)), note)
