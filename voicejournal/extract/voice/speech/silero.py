"""Silero's network for finding speech, computed for many moments at once.

The weights are those that faster-whisper carries. Run as it was exported, the network multiplies
its matrices with four columns at a time; a few hundred at a time are twice as quick, and give the
same probabilities.

Source:
    Silero Team, Silero VAD (MIT licence), https://github.com/snakers4/silero-vad.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voicejournal.extract.voice.frames.compiled import compiled_in_any_order

WINDOW = 512
"""Samples the network judges at once: 32 ms."""
CONTEXT = 64
"""Samples before a window that it hears with it."""
MIRRORED = 64
"""Samples that it adds at the end, mirrored, so that four spectra fit into a window."""
FRAME, FRAME_HOP = 256, 128
UNITS = 128
"""Numbers that its memory holds."""
WINDOWS_AT_ONCE = 256
"""What is in between then stays in the processor's cache."""

LOG2_E, LN_2 = np.float32(np.log2(np.e)), np.float32(np.log(2))
HALF, MOST_DOUBLINGS = np.float32(0.5), np.float32(120)
SERIES = tuple(np.float32(divisor) for divisor in (7, 6, 5, 4, 3, 2, 1))
EXPONENT_ZERO, MANTISSA_BITS = np.int32(127), np.int32(23)
"""A float of 32 bits is 2 to the power of its upper bits less 127, times what its lower 23 say."""

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Silero:
    """The network: its matrices, laid out as they are multiplied; samples or units by units."""

    spectrum: Array
    """Real and imaginary parts of 129 frequencies, shape (256, 258)."""
    layers: tuple[tuple[Array, Array], ...]
    """Weights of three neighbours by channels, and biases, of four convolutions."""
    remembering: tuple[Array, Array, Array]
    """What the memory takes from its input, from itself, and its biases."""
    answer: tuple[Array, Array]

    @classmethod
    def from_weights(cls, weights: Mapping[str, Array]) -> "Silero":
        """Lay the exported weights out."""
        layer = "encoder.conv_layers.{}.{}".format
        convolutions = [
            (_by_neighbour(weights[layer(i, "weight")]), weights[layer(i, "bias")])
            for i in range(4)
        ]
        taken, kept, bias = (weights[f"onnx::LSTM_{i}"][0] for i in (209, 210, 211))
        return cls(
            spectrum=_turned(weights["encoder.feature_extractor.forward_basis_buffer"][:, 0]),
            layers=tuple(convolutions),
            remembering=(_turned(taken), _turned(kept), bias[: 4 * UNITS] + bias[4 * UNITS :]),
            answer=(weights["decoder.conv1d.weight"][0, :, 0], weights["decoder.conv1d.bias"]),
        )

    def __call__(self, samples: Array) -> Array:
        """Return the probability of speech in each window, shape (n_windows,).

        Args:
            samples: 16 kHz, a whole number of windows, shape (n_windows * `WINDOW`,).
        """
        count = len(samples) // WINDOW
        heard = np.concatenate([np.zeros(CONTEXT, np.float32), samples])
        inputs = np.empty((count, 4 * UNITS), np.float32)
        for first in range(0, count, WINDOWS_AT_ONCE):
            after = min(first + WINDOWS_AT_ONCE, count)
            part = heard[first * WINDOW : after * WINDOW + CONTEXT]
            inputs[first:after] = self._encoded(_windows(part)) @ self.remembering[0]
        inputs += self.remembering[2]
        remembered = np.empty((count, UNITS), np.float32)
        _remember(inputs, self.remembering[1], remembered)
        weight, bias = self.answer
        likely: Array = 1 / (1 + np.exp(-(np.maximum(remembered, 0) @ weight + bias)))
        return likely

    def _encoded(self, windows: Array) -> Array:
        """Return what the network makes of each window by itself, shape (n_windows, `UNITS`)."""
        starts = range(0, windows.shape[1] - FRAME + 1, FRAME_HOP)
        sound = np.concatenate([self._magnitude(windows[:, at : at + FRAME]) for at in starts], 1)
        for (weight, bias), stride in zip(self.layers, (1, 2, 2, 1), strict=True):
            sound = _convolved(sound, weight, bias, stride)
        return sound

    def _magnitude(self, frames: Array) -> Array:
        parts = frames @ self.spectrum
        half = parts.shape[1] // 2
        magnitude: Array = np.sqrt(np.square(parts[:, :half]) + np.square(parts[:, half:]))
        return magnitude


def _windows(heard: Array) -> Array:
    """Cut into windows, each with what comes before it, its end mirrored."""
    count = len(heard) // WINDOW
    windows = np.empty((count, CONTEXT + WINDOW + MIRRORED), np.float32)
    windows[:, :CONTEXT] = heard[: count * WINDOW].reshape(count, WINDOW)[:, :CONTEXT]
    windows[:, CONTEXT:-MIRRORED] = heard[CONTEXT:].reshape(count, WINDOW)
    windows[:, -MIRRORED:] = windows[:, -MIRRORED - 2 : -2 * MIRRORED - 2 : -1]
    return windows


def _convolved(sound: Array, weight: Array, bias: Array, stride: int) -> Array:
    """Convolve over the three neighbours of each place; beyond the ends lie zeros.

    Args:
        sound: Places one after another, channels of each together, (n_windows, places * channels).
        weight: Shape (3 * channels, channels of the answer).
        bias: Of each channel of the answer.
        stride: Places from one answer to the next.
    """
    channels = len(weight) // 3
    places = sound.shape[1] // channels
    answers = []
    for middle in range(0, places, stride):
        first, after = max(middle - 1, 0), min(middle + 2, places)
        near = sound[:, first * channels : after * channels]
        skipped = first - (middle - 1)
        rows = weight[skipped * channels : (skipped + after - first) * channels]
        answers.append(np.maximum(near @ rows + bias, 0))
    return np.concatenate(answers, axis=1)


def _by_neighbour(weight: Array) -> Array:
    """Bring (answers, channels, 3) to (3 * channels, answers)."""
    return np.ascontiguousarray(weight.transpose(2, 1, 0).reshape(-1, len(weight)))


def _turned(matrix: Array) -> Array:
    return np.ascontiguousarray(matrix.T)


@compiled_in_any_order
def _remember(inputs: Array, kept: Array, remembered: Array) -> None:
    """Go from window to window with a memory that learns and forgets (an LSTM)."""
    count, units = remembered.shape
    memory, state = np.zeros(units, np.float32), np.zeros(units, np.float32)
    turned = np.empty(units, np.float32)
    gates = np.empty(4 * units, np.float32)
    for t in range(count):
        gates[:] = inputs[t]
        for k in range(0, units, 4):
            a, b, c, d = state[k], state[k + 1], state[k + 2], state[k + 3]
            for j in range(4 * units):
                gates[j] += (
                    a * kept[k, j] + b * kept[k + 1, j] + c * kept[k + 2, j] + d * kept[k + 3, j]
                )
        gates[: 3 * units] *= np.float32(-1)
        gates[3 * units :] *= np.float32(-2)
        _exponential(gates)  # a gate is 1 / (1 + exp(-x)), and tanh(x) is 2 / (1 + exp(-2x)) - 1
        for j in range(units):
            learnt = (2 / (1 + gates[3 * units + j]) - 1) / (1 + gates[j])
            memory[j] = memory[j] / (1 + gates[2 * units + j]) + learnt
            turned[j] = -2 * memory[j]
        _exponential(turned)
        for j in range(units):
            state[j] = (2 / (1 + turned[j]) - 1) / (1 + gates[units + j])
            remembered[t, j] = state[j]


@compiled_in_any_order
def _exponential(values: Array) -> None:
    """Put e to the power of each number in its place, to 1e-5 of it, several at a time."""
    powers = np.empty(values.size, np.int32)
    for j in range(values.size):
        doublings = min(max(values[j] * LOG2_E, -MOST_DOUBLINGS), MOST_DOUBLINGS)
        whole = np.floor(doublings + HALF)
        rest = (doublings - whole) * LN_2
        powers[j] = (np.int32(whole) + EXPONENT_ZERO) << MANTISSA_BITS
        series = np.float32(1)
        for divisor in SERIES:
            series = 1 + series * rest / divisor
        values[j] = series
    values *= powers.view(np.float32)
