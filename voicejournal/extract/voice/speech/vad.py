"""How likely each moment is speech: Silero's network, as faster-whisper carries it."""

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from voicejournal.extract.voice.speech.silero import WINDOW, Silero
from voicejournal.extract.voice.speech.weights import read_weights
from voicejournal.model.audio import SAMPLE_RATE_HZ

WINDOW_S = WINDOW / SAMPLE_RATE_HZ
BLOCK_WINDOWS = 1_000
"""32 s. Heard without a break for minutes, the network grows deaf to soft words: the same ten
seconds, again and again, lost a word from the fourth time on. Short blocks keep its judgement
the same at the beginning and at the end of a note, and its memory small."""
WARM_UP_WINDOWS = 94
"""Three seconds heard again before each block, until the network's memory has settled."""
CEILING = 4.0
"""A click may stand far above speech brought to level; it need not be heard in full."""
KNOWN = "4cbf549b8326f60f80f2536d9eefeb450a9abe83365a098031c89719f1be17d2"
"""SHA-256 of the network whose matrices `Silero` knows how to lay out (faster-whisper 1.2). Any
other is run as it was exported, which takes twice as long."""

Network = Callable[[NDArray[np.float32]], NDArray[np.float32]]


def speech_probability(samples: NDArray[np.float32], *, gain: float) -> NDArray[np.float32]:
    """Return the probability of speech in each 32 ms, shape (n_windows,).

    Args:
        samples: The note, 16 kHz.
        gain: Factor that brings its speech to the level the network knows. At -60 dBFS it
            misses half the speech that it finds at -20.
    """
    network = _network()
    count = -(-len(samples) // WINDOW)
    probability = np.empty(count, np.float32)
    for first in range(0, count, BLOCK_WINDOWS):
        last = min(first + BLOCK_WINDOWS, count)
        start = max(0, first - WARM_UP_WINDOWS)
        # A copy of its own: faster-whisper writes zeros into the end of what it is given.
        heard = np.zeros((last - start) * WINDOW, np.float32)
        part = samples[start * WINDOW : last * WINDOW]
        np.clip(part * np.float32(gain), -CEILING, CEILING, out=heard[: len(part)])
        probability[first:last] = network(heard).reshape(-1)[first - start :]
    return probability


@cache
def _network() -> Network:
    from faster_whisper.utils import get_assets_path  # noqa: PLC0415
    from faster_whisper.vad import get_vad_model  # noqa: PLC0415 -- loads onnxruntime

    for file in Path(get_assets_path()).glob("silero_vad*.onnx"):
        if sha256(file.read_bytes()).hexdigest() == KNOWN:
            return Silero.from_weights(read_weights(file))
    exported = get_vad_model()
    return lambda heard: np.asarray(exported(heard), np.float32)
