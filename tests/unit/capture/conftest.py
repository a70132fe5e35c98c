"""Recordings of every kind, encoded in the test."""

import io
from collections.abc import Callable

import av
import numpy as np
import pytest

from voicejournal.capture.decode import decode
from voicejournal.model.audio import Decoded

KINDS = {
    "webm": ("webm", "libopus", 48_000),
    "mp4": ("mp4", "aac", 48_000),
    "ogg-opus": ("ogg", "libopus", 48_000),
    "ogg-vorbis": ("ogg", "vorbis", 44_100),
    "wav": ("wav", "pcm_s16le", 44_100),
    "flac": ("flac", "flac", 44_100),
    "mp3": ("mp3", "libmp3lame", 44_100),
}


def beeps(rate: int, seconds: float = 3.0) -> np.ndarray:
    """A sound whose every moment is recognisable: a beep rising in pitch each half second."""
    time = np.arange(int(rate * seconds)) / rate
    hertz = 300 + 150 * np.floor(time * 2)
    return np.where(time % 0.5 < 0.2, 0.4 * np.sin(2 * np.pi * hertz * time), 0).astype(np.float32)


def encode(
    kind: str = "wav",
    *,
    left: np.ndarray | None = None,
    right: np.ndarray | None = None,
    lost: tuple[float, float] | None = None,
    options: dict[str, str] | None = None,
    seekable: bool = True,
) -> bytes:
    """Encode stereo sound; `lost` seconds are left out while the timestamps run on."""
    muxer, codec, rate = KINDS[kind]
    left = beeps(rate) if left is None else left
    right = left if right is None else right
    file = io.BytesIO() if seekable else OneWay()
    with av.open(file, "w", format=muxer, options=options or {}) as sink:
        stream = sink.add_stream(codec, rate=rate, layout="stereo")
        stream.options = {"strict": "experimental"} if codec == "vorbis" else {}
        step = stream.codec_context.frame_size or 1024
        resampler = av.AudioResampler(stream.codec_context.format, "stereo", rate, step)
        frame = av.AudioFrame.from_ndarray(np.stack([left, right]), "fltp", "stereo")
        frame.sample_rate, frame.pts = rate, 0
        frames = [*resampler.resample(frame), *resampler.resample(None)]
        for packet in (packet for part in [*frames, None] for packet in stream.encode(part)):
            start = float((packet.pts or 0) * packet.time_base)
            if lost is None or not lost[0] <= start < lost[1]:
                sink.mux(packet)
    return file.getvalue() if seekable else b"".join(file.parts)


class OneWay:
    """A file that cannot seek, as a browser's recorder writes."""

    def __init__(self):
        self.parts = []

    def write(self, part):
        self.parts.append(bytes(part))
        return len(part)


@pytest.fixture
def recording() -> Callable[..., bytes]:
    return encode


@pytest.fixture
def decoded() -> Callable[[bytes], Decoded]:
    return lambda data: decode(io.BytesIO(data), max_seconds=60)


@pytest.fixture
def lag_s() -> Callable[[np.ndarray, np.ndarray], float]:
    """Seconds by which the first sound comes later than the second."""

    def lag(first: np.ndarray, second: np.ndarray) -> float:
        size = 2 * max(len(first), len(second))
        product = np.fft.rfft(first, size) * np.conj(np.fft.rfft(second, size))
        shift = int(np.argmax(np.fft.irfft(product, size)))
        return (shift if shift < size // 2 else shift - size) / 16_000

    return lag
