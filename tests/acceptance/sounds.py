"""Recordings made for tests: every container that browsers make, whole and broken."""

import io
from pathlib import Path

import av
import numpy as np

FORMATS = {
    "webm": ("webm", "libopus", 48_000),
    "ogg": ("ogg", "libopus", 48_000),
    "mp4": ("mp4", "aac", 48_000),
    "wav": ("wav", "pcm_s16le", 16_000),
    "flac": ("flac", "flac", 44_100),
    "mp3": ("mp3", "libmp3lame", 44_100),
}


def hum(seconds: float, rate: int, hertz: float = 180.0) -> np.ndarray:
    """Return a hum with the loudness of a voice, float32 in [-1, 1]."""
    time = np.arange(int(seconds * rate)) / rate
    harmonics = sum(np.sin(2 * np.pi * hertz * n * time) / n for n in range(1, 8))
    return (0.1 * harmonics).astype(np.float32)


def encoded(samples: np.ndarray, rate: int, form: str = "wav", channels: int = 1) -> bytes:
    """Encode mono samples as a file of `form`; `channels` 2 makes both sides alike."""
    container, codec, codec_rate = FORMATS[form]
    out = io.BytesIO()
    layout = "mono" if channels == 1 else "stereo"
    with av.open(out, "w", format=container) as file:
        stream = file.add_stream(codec, rate=codec_rate if form != "wav" else rate, layout=layout)
        frame = av.AudioFrame.from_ndarray(
            np.tile(samples, (channels, 1)).astype(np.float32), format="fltp", layout=layout
        )
        frame.sample_rate = rate
        resampler = av.AudioResampler(
            stream.codec_context.format,
            layout,
            stream.codec_context.sample_rate,
            frame_size=stream.codec_context.frame_size or None,
        )
        for part in [*resampler.resample(frame), *resampler.resample(None)]:
            file.mux(stream.encode(part))
        file.mux(stream.encode(None))
    return out.getvalue()


def sound_of(file: Path) -> np.ndarray:
    """Return a file's sound as mono float32 at 16 kHz."""
    parts = []
    resampler = av.AudioResampler("flt", "mono", 16_000)
    with av.open(str(file)) as container:
        for frame in container.decode(audio=0):
            parts += [one.to_ndarray()[0] for one in resampler.resample(frame)]
    return np.concatenate(parts)
