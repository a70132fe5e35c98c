"""A copy of a recording in which any browser finds its way.

Recorders write as they go: no length, no index. The packets are copied, never encoded anew,
into a container that has both.
"""

import io
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO

import av

from voicejournal.capture.flac import with_length
from voicejournal.capture.source import open_recording, seekable
from voicejournal.errors import NotAudioError
from voicejournal.model.audio import AudioFacts


@dataclass(frozen=True, slots=True)
class Playable:
    """Encoded sound for a browser's player."""

    data: bytes
    mime: str


@dataclass(frozen=True, slots=True)
class _Target:
    muxer: str
    mime: str
    options: tuple[tuple[str, str], ...] = ()


WEBM_CODECS = frozenset({"opus", "vorbis"})
MP4_CODECS = frozenset({"aac", "alac", "flac", "mp3", "opus"})
_MP4 = _Target("mp4", "audio/mp4", (("movflags", "faststart"),))
_TARGETS = {
    "matroska": _Target("webm", "audio/webm"),
    "mov": _MP4,
    "aac": _MP4,
    "ogg": _Target("ogg", "audio/ogg"),
    "wav": _Target("wav", "audio/wav"),
    "flac": _Target("flac", "audio/flac"),
    "mp3": _Target("mp3", "audio/mpeg"),
}


def playable(stream: BinaryIO, facts: AudioFacts) -> Playable:
    """Copy a recording into a container with its length and a seek index.

    Its times are those of `decode`: the first sound is at 0.

    Args:
        stream: The encoded recording, as it arrived.
        facts: What `decode` found in it.

    Raises:
        EmptyAudioError: No bytes.
        NotAudioError: Not a sound recording that we read.
    """
    stream = seekable(stream)
    target = _target(facts)
    try:
        data = _remuxed(stream, target)
    except av.error.FFmpegError:
        # A damaged header may decode and yet not be copied: better unseekable than unheard.
        stream.seek(0)
        return Playable(data=stream.read(), mime=_TARGETS[facts.container].mime)
    if target.muxer == "flac":
        data = with_length(data, seconds=facts.duration)
    return Playable(data=data, mime=target.mime)


def _remuxed(stream: BinaryIO, target: _Target) -> bytes:
    copy = io.BytesIO()

    def reread(url: str, flags: int, options: object) -> io.BytesIO:
        """Hand the MP4 muxer what it wrote: it reads it again to move the index to the front."""
        del url, flags, options
        return io.BytesIO(copy.getvalue())

    with (
        open_recording(stream) as (source, sound),
        av.open(
            copy, "w", format=target.muxer, options=dict(target.options), io_open=reread
        ) as sink,
    ):
        _copy_packets(source, sound, sink)
    return copy.getvalue()


def _target(facts: AudioFacts) -> _Target:
    target = _TARGETS.get(facts.container)
    if target is None:
        raise NotAudioError
    if target.muxer == "webm" and facts.codec not in WEBM_CODECS:
        return _MP4 if facts.codec in MP4_CODECS else _TARGETS["wav"]
    return target


def _copy_packets(source: Any, sound: Any, sink: Any) -> None:
    copied = sink.add_stream_from_template(sound)
    origin: int | None = None
    packets = source.demux(sound)
    while True:
        try:
            packet = next(packets, None)
        except av.error.FFmpegError:
            return  # broken off: what was read is whole
        if packet is None:
            return
        if packet.dts is None:
            continue
        if origin is None:
            # Packets before 0 prime the decoder; the muxer notes that they make no sound.
            origin = max(0, packet.pts)
        packet.pts -= origin
        packet.dts -= origin
        packet.stream = copied
        with suppress(av.error.InvalidDataError):  # one damaged packet is not the whole note
            sink.mux(packet)
