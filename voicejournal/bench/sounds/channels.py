"""What happens to a voice on its way: codecs, gain, noise, lines, microphones."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import scipy.ndimage
import scipy.signal
from numpy.typing import NDArray

from voicejournal.bench.sounds.rooms import active_rms
from voicejournal.bench.sounds.silences import pink
from voicejournal.model.audio import SAMPLE_RATE_HZ, Waveform
from voicejournal.model.voice import Disturbance
from voicejournal.testing.codecs import coded

PEAK = 0.4
"""Every recording is brought to this peak first, so that 6 dB more do not clip."""
GAIN_DB = 6.0
LINE_HZ = (300.0, 3400.0)
"""Of a telephone line (ITU-T G.712)."""
HANDSET_FROM_HZ, PRESENCE_HZ, PRESENCE_DB = 200.0, 3000.0, 6.0
"""A small microphone: no low end, and a hill where consonants are (assumed)."""
AGC_WINDOW_S, AGC_MAX_DB, AGC_RMS = 0.5, 20.0, 0.1
"""A steered gain brings the level of half a second to one place, by 20 dB at most (assumed)."""
NOISE_SEED = 4

Sound = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Channel:
    """One way from the mouth to the file."""

    name: str
    disturbance: Disturbance
    through: Callable[[Waveform], Waveform]


def level_first(waveform: Waveform) -> Waveform:
    """Bring a recording to the peak at which every channel starts."""
    return _sound(waveform.samples * (PEAK / max(float(np.abs(waveform.samples).max()), 1e-9)))


def _gained(waveform: Waveform, db: float) -> Waveform:
    return _sound(waveform.samples * 10 ** (db / 20))


def _noisy(waveform: Waveform, under_db: float) -> Waveform:
    noise = pink(len(waveform.samples), np.random.default_rng(NOISE_SEED))
    scale = active_rms(waveform.samples) * 10 ** (-under_db / 20)
    return _sound(waveform.samples + scale * noise)


def _by_telephone(waveform: Waveform) -> Waveform:
    band = scipy.signal.butter(4, LINE_HZ, "bandpass", fs=SAMPLE_RATE_HZ, output="sos")
    return _sound(scipy.signal.sosfilt(band, waveform.samples))


def _other_microphone(waveform: Waveform) -> Waveform:
    low = scipy.signal.butter(2, HANDSET_FROM_HZ, "high", fs=SAMPLE_RATE_HZ, output="sos")
    thin = scipy.signal.sosfilt(low, waveform.samples)
    hill = scipy.signal.iirpeak(PRESENCE_HZ, 1.0, fs=SAMPLE_RATE_HZ)
    share = 10 ** (PRESENCE_DB / 20) - 1
    return _sound(thin + share * scipy.signal.lfilter(*hill, thin))


def _steered(waveform: Waveform) -> Waveform:
    width = round(AGC_WINDOW_S * SAMPLE_RATE_HZ)
    power = scipy.ndimage.uniform_filter1d(np.square(waveform.samples.astype(np.float64)), width)
    gain = np.clip(AGC_RMS / np.sqrt(power + 1e-12), None, 10 ** (AGC_MAX_DB / 20))
    return _sound(np.clip(gain * waveform.samples, -1, 1))


def _sound(samples: NDArray[np.floating]) -> Waveform:
    return Waveform(np.asarray(samples).astype(np.float32))


CHANNELS: tuple[Channel, ...] = (
    Channel("Opus 16", "codec", lambda sound: coded(sound, "libopus", kbits=16)),
    Channel("Opus 24", "codec", lambda sound: coded(sound, "libopus", kbits=24)),
    Channel("AAC 32", "codec", lambda sound: coded(sound, "aac", kbits=32)),
    Channel("+6 dB", "gain", lambda sound: _gained(sound, GAIN_DB)),
    Channel("−6 dB", "gain", lambda sound: _gained(sound, -GAIN_DB)),
    Channel("pink 20 dB", "noise", lambda sound: _noisy(sound, 20)),
    Channel("pink 10 dB", "noise", lambda sound: _noisy(sound, 10)),
    Channel("300–3400 Hz", "bandwidth", _by_telephone),
    Channel("microphone", "microphone", _other_microphone),
    Channel("gain control", "gain_control", _steered),
)
"""In the order in which they are printed."""
