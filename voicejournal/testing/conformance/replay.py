"""The same words in the same voice, recorded otherwise: what a promise is tried on."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

import numpy as np

from voicejournal.model.audio import Waveform
from voicejournal.model.finding import Finding, Unmoved
from voicejournal.model.note import NoteView
from voicejournal.model.units import Missing
from voicejournal.testing.codecs import coded
from voicejournal.testing.diaries import Spoken, heard, spoken

LANGUAGES = ("en", "fr")
"""That the demo clinic speaks."""
FIRST_S = 15.0
"""Seconds of the note that are replayed; assumed to be enough to find what is found."""
PEAK = 0.4
"""Loudest sample before a replay: 6 dB more stays within full scale."""
GAIN_DB = 6.0
OPUS_KBITS = 24
"""Thousands of bits a second; what browsers choose for speech lies between 16 and 64."""
MOVED_S = 0.1
"""Evidence may move so far: a pitch period and two frames of a codec; assumed."""
MOVED_SHARE = 0.1
"""A value may move by so much of itself; assumed, of the size of one person's own spread within
a day."""

Change = Callable[[Waveform], Waveform]


def _gained(decibels: float) -> Change:
    def change(sound: Waveform) -> Waveform:
        return Waveform((sound.samples * 10 ** (decibels / 20)).astype(np.float32))

    return change


REPLAYS: Mapping[Unmoved, Mapping[str, Change]] = MappingProxyType(
    {
        "gain": {
            f"{GAIN_DB:g} dB louder": _gained(GAIN_DB),
            f"{GAIN_DB:g} dB softer": _gained(-GAIN_DB),
        },
        "codec": {"through Opus": lambda sound: coded(sound, "libopus", kbits=OPUS_KBITS)},
    }
)


@cache
def as_recorded(language: str) -> NoteView:
    """Return the beginning of a demo note, at a level that leaves room above it.

    Raises:
        PluginError: The demo clinic is not installed.
    """
    return heard(_told(language))


@cache
def replayed(language: str, promise: Unmoved) -> tuple[tuple[str, NoteView], ...]:
    """Return the same note recorded otherwise: how, and what was heard then."""
    told = _told(language)
    return tuple(
        (how, heard(told.sounding(change(told.waveform))))
        for how, change in REPLAYS[promise].items()
    )


def moved(before: tuple[Finding, ...], after: tuple[Finding, ...]) -> Iterator[str]:
    """Say which findings differ by more than the same sound recorded otherwise explains."""
    kinds = [one.kind for one in before], [one.kind for one in after]
    if kinds[0] != kinds[1]:
        gone = sorted(set(kinds[0]) ^ set(kinds[1])) or sorted(set(kinds[0]))
        yield f"other findings: {', '.join(gone)}"
        return
    for one, other in zip(before, after, strict=True):
        if not _same_value(one.value, other.value):
            yield f"another value: {one.kind}"
        if not _same_place(one, other):
            yield f"other evidence: {one.kind}"


@cache
def _told(language: str) -> Spoken:
    told = spoken(language)[0].first(FIRST_S)
    peak = float(np.abs(told.waveform.samples).max())
    return told.sounding(Waveform((told.waveform.samples * (PEAK / peak)).astype(np.float32)))


def _same_value(one: float | Missing, other: float | Missing) -> bool:
    if isinstance(one, Missing) or isinstance(other, Missing):
        return isinstance(one, Missing) and isinstance(other, Missing)
    return abs(one - other) <= MOVED_SHARE * max(abs(one), abs(other))


def _same_place(one: Finding, other: Finding) -> bool:
    if len(one.evidence) != len(other.evidence):
        return False
    return all(
        abs(here.start - there.start) <= MOVED_S and abs(here.end - there.end) <= MOVED_S
        for here, there in zip(one.evidence, other.evidence, strict=True)
    )
