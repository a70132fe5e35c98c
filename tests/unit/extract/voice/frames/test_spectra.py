"""Spectra of moments, held against numpy's own."""

import numpy as np
import pytest

from voicejournal.extract.voice.frames.framing import CACHED_FRAMES
from voicejournal.extract.voice.frames.spectra import band_power_of, power_of, spectra

SIZE, WIDTH = 512, 400


@pytest.fixture
def sound():
    return np.random.default_rng(2).standard_normal(16_000).astype(np.float32)


def plain(sound, centre):
    """Cut one moment out the slow way."""
    whole = np.concatenate([np.zeros(WIDTH), sound, np.zeros(WIDTH)])
    first = WIDTH + centre - WIDTH // 2
    return np.fft.rfft(whole[first : first + WIDTH] * np.hanning(WIDTH), SIZE)


def test_every_moment_has_its_spectrum_at_the_ends_of_the_note_too(sound):
    centres = np.linspace(0, len(sound), 2 * CACHED_FRAMES + 7).astype(np.int64)
    window = np.hanning(WIDTH).astype(np.float32)
    seen = 0
    for place, spectrum in spectra(sound, centres, window, size=SIZE):
        for centre, one in zip(centres[place], spectrum, strict=True):
            assert np.abs(one - plain(sound, centre)).max() < 1e-3
            seen += 1
    assert seen == len(centres)


def test_power_is_kept_bin_by_bin_and_band_by_band(sound):
    window = np.hanning(WIDTH).astype(np.float32)
    ((_, spectrum),) = spectra(sound, np.array([5000, 9000]), window, size=SIZE)
    wanted = np.square(np.abs(spectrum))
    assert power_of(spectrum, 100) == pytest.approx(wanted[:, :100], rel=1e-4)
    bands = band_power_of(spectrum, np.array([3, 10, 200]))
    sums = [[row[3:10].sum(), row[10:200].sum()] for row in wanted]
    assert bands == pytest.approx(np.array(sums), rel=1e-4)
