"""A recording without some of its seconds: decoded, silenced, encoded again.

Every packet is made anew, so nothing of what was struck is left in the file, not even beside
the sound. Times stay what they were.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO

import av
import numpy as np
from numpy.typing import NDArray

from voicejournal.capture.decode import decode, place_frames
from voicejournal.capture.playable import Playable
from voicejournal.capture.source import open_recording, seekable
from voicejournal.capture.timeline import Timeline
from voicejournal.errors import StrikeFailedError
from voicejournal.model.audio import AudioFacts, Decoded
from voicejournal.model.units import Span

FADE_S = 0.005
"""The sound beside a muted passage fades for so long: without it there would be a click."""
RINGING_S = 0.03
"""An encoder smears sound over its neighbourhood for a frame: how near the edge of a passage
the check of its silence goes (20 ms is the longest usual frame of Opus, RFC 6716)."""
SILENT_PEAK = 10 ** (-50 / 20)
"""-50 dBFS: what an encoder makes of digital silence stays far below, speech does not (assumed)."""
FEWEST_BITS, MOST_BITS = 64_000, 128_000
"""A second; of one voice, encoded once more (assumed)."""


@dataclass(frozen=True, slots=True)
class _Kind:
    muxer: str
    encoder: str
    mime: str


_FLAC = _Kind("flac", "flac", "audio/flac")
_KINDS = {
    ("matroska", "opus"): _Kind("webm", "libopus", "audio/webm"),
    ("ogg", "opus"): _Kind("ogg", "libopus", "audio/ogg"),
    ("mov", "aac"): _Kind("mp4", "aac", "audio/mp4"),
    ("aac", "aac"): _Kind("mp4", "aac", "audio/mp4"),
    ("wav", "pcm_s16le"): _Kind("wav", "pcm_s16le", "audio/wav"),
}
"""A recording keeps its codec, which its measures are compared by. Others become FLAC, as does
one whose own codec smears sound into a short passage."""


@dataclass(frozen=True, slots=True)
class Muted:
    """A recording in which passages were silenced, and what decoding it shows."""

    recording: Playable
    decoded: Decoded


def mute(
    stream: BinaryIO, facts: AudioFacts, passages: Sequence[Span], *, max_seconds: float
) -> Muted:
    """Return the recording with `passages` silent.

    Args:
        stream: The encoded recording.
        facts: What decoding found in it.
        passages: What is taken out; all other sound is encoded once more and stays in its place.
        max_seconds: Longest recording accepted.

    Raises:
        StrikeFailedError: The passage could still be heard in what was made; it is thrown away.
        AudioError: It cannot be read any more.
    """
    stream = seekable(stream)
    own = _KINDS.get((facts.container, facts.codec), _FLAC)
    for kind in dict.fromkeys((own, _FLAC)):  # the last one adds nothing to silence
        muted = _rewritten(stream, facts, passages, kind, max_seconds=max_seconds)
        if all(is_silent(muted.decoded, passage) for passage in passages):
            return muted
    raise StrikeFailedError


def _rewritten(
    stream: BinaryIO,
    facts: AudioFacts,
    passages: Sequence[Span],
    kind: _Kind,
    *,
    max_seconds: float,
) -> Muted:
    timeline = Timeline(max_seconds=max_seconds, rate_hz=facts.rate_hz)
    bits = min(max(facts.bit_rate, FEWEST_BITS), MOST_BITS)
    with (
        open_recording(stream) as (container, sound),
        _writing(kind, facts.rate_hz, bits) as (file, encode),
    ):
        rewriting = _Rewriting(timeline, passages, facts.rate_hz, encode)
        place_frames(container, sound, rewriting)
        rewriting.finish()
    data = file.getvalue()
    decoded = decode(io.BytesIO(data), max_seconds=max_seconds)
    return Muted(Playable(data=data, mime=kind.mime), decoded)


def silence(samples: NDArray[np.float32], passage: Span, rate_hz: int, *, first: int = 0) -> None:
    """Set a passage to zero in place; what lies beside it fades into the silence.

    Args:
        samples: Part of a recording, shape (n_samples,).
        passage: In seconds of the recording.
        rate_hz: Samples a second.
        first: Place of the part's first sample in the recording.
    """
    start, end = round(passage.start * rate_hz), round(passage.end * rate_hz)
    fade = FADE_S * rate_hz
    at = first + np.arange(len(samples))
    outside = np.maximum(start - at, at - end + 1)
    samples *= np.clip(outside / fade, 0, 1).astype(np.float32)


def is_silent(decoded: Decoded, passage: Span) -> bool:
    """Tell whether nothing can be heard in a passage, the encoder's ringing at its edges aside."""
    rate_hz = decoded.waveform.rate_hz
    start, end = passage.start + RINGING_S, passage.end - RINGING_S
    inside = decoded.waveform.samples[round(start * rate_hz) : round(end * rate_hz)]
    return len(inside) == 0 or float(np.abs(inside).max()) < SILENT_PEAK


class _Rewriting:
    """Takes decoded frames, silences what is struck in them, and hands them on to be encoded.

    A second of sound at a time, so that a long recording takes no more memory than a short one.
    """

    def __init__(
        self,
        timeline: Timeline,
        passages: Sequence[Span],
        rate_hz: int,
        encode: Callable[[NDArray[np.float32], int], None],
    ) -> None:
        self._timeline = timeline
        self._passages = passages
        self._rate_hz = rate_hz
        self._encode = encode
        self._done = 0

    def place(self, frame: Any) -> None:
        """Take one decoded PyAV frame."""
        self._timeline.place(frame)
        self._hand_on(self._timeline.take(at_least=self._rate_hz))

    def finish(self) -> None:
        """Hand on what is left."""
        self._hand_on(self._timeline.take())

    def _hand_on(self, samples: NDArray[np.float32]) -> None:
        if not len(samples):
            return
        for passage in self._passages:
            silence(samples, passage, self._rate_hz, first=self._done)
        self._encode(samples, self._done)
        self._done += len(samples)


@contextmanager
def _writing(
    kind: _Kind, rate_hz: int, bits: int
) -> Iterator[tuple[io.BytesIO, Callable[[NDArray[np.float32], int], None]]]:
    """Yield a file that grows, and what encodes mono samples into it; it is whole afterwards."""
    file = io.BytesIO()

    def reread(url: str, flags: int, options: object) -> io.BytesIO:
        """Hand the MP4 muxer what it wrote: it reads it again to move the index to the front."""
        del url, flags, options
        return io.BytesIO(file.getvalue())

    options = {"movflags": "faststart"} if kind.muxer == "mp4" else {}
    with av.open(file, "w", format=kind.muxer, options=options, io_open=reread) as sink:
        stream: Any = sink.add_stream(kind.encoder, rate=rate_hz, layout="mono")
        if kind.encoder in {"libopus", "aac"}:
            stream.bit_rate = bits
        codec = stream.codec_context
        framing = av.AudioResampler(codec.format, "mono", rate_hz, codec.frame_size or 1024)

        def encode(samples: NDArray[np.float32], first: int) -> None:
            frame = av.AudioFrame.from_ndarray(samples[None], "fltp", "mono")
            frame.sample_rate, frame.pts = rate_hz, first
            for part in framing.resample(frame):
                sink.mux(stream.encode(part))

        yield file, encode
        for part in framing.resample(None):
            sink.mux(stream.encode(part))
        sink.mux(stream.encode(None))
