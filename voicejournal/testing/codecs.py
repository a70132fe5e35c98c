"""Encode a sound as browsers do, in memory, and decode it again."""

import io
from typing import Any

import av
import numpy as np
import scipy.signal

from voicejournal.capture.decode import decode
from voicejournal.model.audio import SAMPLE_RATE_HZ, Waveform

LAG_MAX_S = 0.15
"""Codecs delay; the sound is moved back by what fits best, so that times agree."""


def coded(waveform: Waveform, codec: str, *, kbits: int) -> Waveform:
    """Return the sound as it comes out of a codec, its delay taken back.

    Args:
        waveform: The sound.
        codec: `libopus` or `aac`.
        kbits: Thousands of bits a second.
    """
    container, rate = ("ogg", 48_000) if codec == "libopus" else ("mp4", 44_100)
    file = io.BytesIO()
    with av.open(file, "w", format=container) as sink:
        stream: Any = sink.add_stream(codec, rate=rate, layout="mono")
        stream.bit_rate = 1000 * kbits
        resampler = av.AudioResampler(format=stream.format, layout="mono", rate=rate)
        frame = av.AudioFrame.from_ndarray(waveform.samples[None], format="fltp", layout="mono")
        frame.sample_rate = waveform.rate_hz
        fifo: Any = av.AudioFifo()
        for part in (*resampler.resample(frame), *resampler.resample(None)):
            part.pts = None
            fifo.write(part)
        size = stream.codec_context.frame_size
        while (part := fifo.read(size, partial=fifo.samples < size)) is not None:
            sink.mux(stream.encode(part))
        sink.mux(stream.encode(None))
    file.seek(0)
    return _in_time(decode(file, max_seconds=2 * waveform.duration + 1).waveform, waveform)


def _in_time(late: Waveform, original: Waveform) -> Waveform:
    """Move a sound to where it fits the original best, and give it the original's length."""
    count, most = len(original.samples), round(LAG_MAX_S * SAMPLE_RATE_HZ)
    whole = np.pad(late.samples, (0, max(0, count - len(late.samples))))[:count]
    likeness = scipy.signal.correlate(whole, original.samples, "full", method="fft")
    middle = count - 1
    lag = int(np.argmax(likeness[middle - most : middle + most + 1])) - most
    return Waveform(np.pad(late.samples, (max(0, -lag), most + count))[max(0, lag) :][:count])
