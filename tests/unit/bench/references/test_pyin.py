import librosa
import numpy as np
import pytest

from voicejournal.bench.references.pyin import track_by_pyin
from voicejournal.bench.sounds.silences import pink
from voicejournal.bench.sounds.talker import voice
from voicejournal.bench.sounds.utterance import utter


@pytest.fixture(scope="module")
def sounds():
    low, high = (utter(2.0, hertz=hertz).waveform.samples[:28_000] for hertz in (95.0, 230.0))
    noise = pink(len(high), np.random.default_rng(3))
    return {
        "a low voice": low,
        "a high voice in noise": (high + 0.02 * noise).astype(np.float32),
        "two voices": low + high,
        "noise": (0.1 * noise[:14_000]).astype(np.float32),
        "a voice in digital silence": np.pad(high[8_000:20_000], 8_000),
    }


@pytest.mark.parametrize(
    "name",
    [
        "a low voice", "a high voice in noise", "two voices", "noise",
        "a voice in digital silence",
    ],
)  # fmt: skip
@pytest.mark.parametrize(("floor", "ceiling"), [(60.0, 500.0), (75.0, 400.0)])
def test_every_frame_is_librosas(sounds, name, floor, ceiling):
    expected, voiced, probability = librosa.pyin(
        sounds[name], fmin=floor, fmax=ceiling, sr=16_000, frame_length=1024, hop_length=160
    )
    track = track_by_pyin(sounds[name], floor=floor, ceiling=ceiling)
    assert np.array_equal(~np.isnan(track.hertz), voiced)
    assert np.allclose(track.hertz, expected, rtol=1e-9, equal_nan=True)
    assert np.allclose(track.probability, probability, rtol=0, atol=1e-12)


def test_the_known_pitch_is_found():
    track = track_by_pyin(voice(147.0, 1.0).astype(np.float32), floor=60.0, ceiling=500.0)
    assert np.all(np.abs(12 * np.log2(track.hertz[10:90] / 147.0)) <= 0.051)


def test_a_sound_shorter_than_a_frame_is_taken():
    assert len(track_by_pyin(np.zeros(100, np.float32), floor=60.0, ceiling=500.0).hertz) == 1
