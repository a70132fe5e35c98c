"""How the sound of the voice is spread over the spectrum, each 20 ms of voice."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from voicejournal.extract.voice.frames.framing import HOP
from voicejournal.extract.voice.frames.spectra import power_of, spectra
from voicejournal.extract.voice.phonation.cepstrum import TOP_HZ, find_prominence
from voicejournal.model.audio import SAMPLE_RATE_HZ
from voicejournal.model.voice import PitchTrack, Timbre

WIDTH = 1024
"""64 ms: the harmonics of a deep voice lie apart, and pitch has hardly moved."""
STRIDE = 2
"""Every second frame of the pitch track."""
BIN_HZ = SAMPLE_RATE_HZ / WIDTH
LOW_HZ, MIDDLE_HZ, HAMMARBERG_HZ = 50.0, 1000.0, 2000.0
AROUND = 0.1
"""A harmonic is looked for this far around its place, as a share of the pitch."""
TINY = np.float32(1e-20)

Frames = NDArray[np.float32]
Row = NDArray[np.float64]


def find_timbre(
    samples: NDArray[np.float32], pitch: PitchTrack, inside: NDArray[np.bool_]
) -> Timbre:
    """Take the spectrum of every second voiced frame, and the cepstrum of the speech.

    Args:
        samples: The note, 16 kHz.
        pitch: Its pitch track: which frames are voiced, and where their harmonics lie.
        inside: Frames of speech, shape (n_frames,).

    Source:
        Alpha ratio and Hammarberg index: Eyben et al. (2016), GeMAPS, IEEE TAC 7. H1-H2:
        Hanson (1997), JASA 101. Cepstral peak: see `cepstrum.py`.
    """
    hertz = pitch.hertz[::STRIDE]
    balance = [
        np.stack([_h1_h2(power, part), _alpha(power), _hammarberg(power)])
        for power, part in _voiced_spectra(samples, hertz)
    ]
    if not balance:
        return Timbre.none()
    rows = np.concatenate(balance, axis=1)
    return Timbre(
        h1_h2_db=rows[0],
        alpha_db=rows[1],
        hammarberg_db=rows[2],
        prominence_db=find_prominence(samples, inside),
    )


def _voiced_spectra(samples: NDArray[np.float32], hertz: Row) -> Iterator[tuple[Frames, Row]]:
    """Yield power up to `TOP_HZ` and the pitch of voiced frames, a few at a time."""
    window = np.hanning(WIDTH).astype(np.float32)
    bins = round(TOP_HZ / BIN_HZ) + 1
    voiced = np.flatnonzero(~np.isnan(hertz))
    for place, spectrum in spectra(samples, STRIDE * HOP * voiced, window, size=WIDTH):
        yield power_of(spectrum, bins), hertz[voiced[place]]


def _alpha(power: Frames) -> Row:
    return _decibels(_band(power, MIDDLE_HZ, TOP_HZ).sum(axis=1)) - _decibels(
        _band(power, LOW_HZ, MIDDLE_HZ).sum(axis=1)
    )


def _hammarberg(power: Frames) -> Row:
    return _decibels(_band(power, 0, HAMMARBERG_HZ).max(axis=1)) - _decibels(
        _band(power, HAMMARBERG_HZ, TOP_HZ).max(axis=1)
    )


def _h1_h2(power: Frames, hertz: Row) -> Row:
    return _harmonic(power, hertz, 1) - _harmonic(power, hertz, 2)


def _harmonic(power: Frames, hertz: Row, number: int) -> Row:
    """Return the level of one harmonic: the top of a parabola through its highest bins."""
    place = number * hertz / BIN_HZ
    reach = AROUND * hertz / BIN_HZ
    first = np.maximum(1, np.ceil(place - reach)).astype(np.intp)
    last = np.maximum(first, np.floor(place + reach)).astype(np.intp)
    bins = first[:, None] + np.arange(int((last - first).max(initial=0)) + 1)
    near = np.take_along_axis(power, np.minimum(bins, power.shape[1] - 1), axis=1)
    near = np.where(bins <= last[:, None], near, 0)
    top = first + near.argmax(axis=1)
    rows = np.arange(len(power))
    before, peak, after = (_decibels(power[rows, top + step]) for step in (-1, 0, 1))
    bend = np.maximum(2 * peak - before - after, 1e-9)
    shift = np.clip(0.5 * (after - before) / bend, -0.5, 0.5)
    return np.asarray(peak + 0.25 * shift * (after - before))


def _band(power: Frames, low: float, high: float) -> Frames:
    return power[:, int(np.ceil(low / BIN_HZ)) : int(np.ceil(high / BIN_HZ))]


def _decibels(power: Frames) -> Row:
    return np.asarray(10 * np.log10(power + TINY), np.float64)
