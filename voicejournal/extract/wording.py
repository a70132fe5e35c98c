"""The measures of a note, with those added that its words make possible.

Only the words are the recogniser's; every time and every pause is the waveform's.
"""

from collections.abc import Iterable
from dataclasses import replace

from voicejournal.extract.words import measures
from voicejournal.extract.words.falls import hesitations
from voicejournal.extract.words.measures import Said, taken
from voicejournal.extract.words.table import INFOS, MEASURES, WordMeasure
from voicejournal.model.hesitation import Hesitation
from voicejournal.model.transcript import Transcript
from voicejournal.model.units import Missing
from voicejournal.model.voice import Conditions, Measure, VoiceMeasures

WORDING_VERSION = "2"
"""Raise it with every change that moves a number of this step."""
AGREEMENT_MIN = 0.75
"""Each count of syllables errs by about a tenth; where they differ by more than a quarter, one
of them missed much of the note."""
__all__ = ["INFOS", "WORDING_VERSION", "with_words"]

PACES = frozenset({"speech_rate", "articulation_rate"})
"""Measures of the sound alone that the words can put in doubt."""


def with_words(voice: VoiceMeasures, transcript: Transcript) -> VoiceMeasures:
    """Return the measures of a note with those added that its words make possible."""
    said = Said(voice, transcript)
    agreement = taken(measures.syllable_agreement, said)
    agreed = isinstance(agreement, Missing) or agreement >= AGREEMENT_MIN
    new = [_taken(one, said, agreed=agreed) for one in MEASURES]
    names = {one.name for one in new}
    others = (one for one in voice.measures if one.name not in names)
    return replace(
        voice,
        measures=(*_doubted(others, agreed=agreed), *new),
        hesitations=_hesitations(said),
    )


def _taken(one: WordMeasure, said: Said, *, agreed: bool) -> Measure:
    weak = _falls_short(said.voice, one.info.sure_from) or (one.needs_agreement and not agreed)
    return Measure(
        name=one.info.name,
        unit=one.info.unit,
        value=taken(one.take, said),
        quality="uncertain" if weak else "ok",
    )


def _falls_short(voice: VoiceMeasures, needed: Conditions) -> bool:
    noisy = needed.snr_db is not None and "noisy" in voice.caveats
    return voice.speech_seconds < needed.speech_s or noisy


def _doubted(others: Iterable[Measure], *, agreed: bool) -> Iterable[Measure]:
    for one in others:
        yield one if agreed or one.name not in PACES else replace(one, quality="uncertain")


def _hesitations(said: Said) -> tuple[Hesitation, ...]:
    if isinstance(said.falls, Missing) or isinstance(said.lists, Missing):
        return ()
    return hesitations(said.falls, said.transcript, said.lists)
