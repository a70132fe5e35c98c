"""A talker whose every pause, syllable and pitch is known."""

from collections.abc import Callable

import numpy as np
import pytest

from voicejournal.bench.sounds import talker
from voicejournal.model.audio import Waveform


@pytest.fixture(scope="session")
def talk() -> Callable[..., Waveform]:
    """Silence, speech, silence, speech … of the lengths given, with faint noise throughout."""
    return lambda *parts, **more: talker.talk(*parts, **more).waveform


@pytest.fixture(scope="session")
def steady_voice() -> Callable[[float, float], np.ndarray]:
    """One vowel on one note."""
    return lambda hertz, seconds: (0.3 * talker.voice(hertz, seconds)).astype(np.float32)
