"""Decode a recording of any usual kind into the sound that everything else measures."""

from contextlib import suppress
from typing import Any, BinaryIO, Protocol

import av
import numpy as np
from numpy.typing import NDArray

from voicejournal.capture.broken import broken_off, length_is_promised
from voicejournal.capture.outline import outline
from voicejournal.capture.probe import facts_of
from voicejournal.capture.source import BROKEN_FIX, FIX, open_recording, seekable, sniff
from voicejournal.capture.timeline import Timeline
from voicejournal.errors import BrokenAudioError, EmptyAudioError
from voicejournal.model.audio import SAMPLE_RATE_HZ, AudioFacts, Decoded, Waveform

SHORTFALL_S = 0.25
"""Headers round; sound missing beyond this against the header's length broke off."""


def decode(stream: BinaryIO, *, max_seconds: float) -> Decoded:
    """Decode a recording to mono float32 at 16 kHz, on the container's own clock.

    Frames are placed by their timestamps: where the recorder lost samples, silence stands in,
    so that a second in the waveform is the same second in the player. A file that breaks off
    gives what can be read, and says so in its facts.

    Args:
        stream: The encoded recording; it need not be able to seek.
        max_seconds: Longest recording accepted.

    Raises:
        EmptyAudioError: No bytes, or no sound in them.
        NotAudioError: Not a sound recording that we read.
        BrokenAudioError: Broken off before anything could be read.
        TooLongError: Longer than `max_seconds`.
    """
    stream = seekable(stream)
    timeline = Timeline(max_seconds=max_seconds)
    with open_recording(stream) as (container, sound):
        facts = facts_of(container, sound)
        reached_end, size = place_frames(container, sound, timeline)
    samples = timeline.finish()
    name = _container_name(stream)
    truncated = (
        not reached_end or broken_off(stream, name) or _falls_short(stream, name, facts, samples)
    )
    if len(samples) == 0:
        raise _no_sound(truncated=truncated)
    return Decoded(
        waveform=Waveform(samples),
        facts=AudioFacts(
            container=facts.container,
            codec=facts.codec,
            channels=facts.channels,
            rate_hz=facts.rate_hz,
            duration=len(samples) / SAMPLE_RATE_HZ,
            declared_duration=facts.declared_duration,
            gaps=tuple(timeline.gaps),
            truncated=truncated,
            bit_rate=round(8 * size * SAMPLE_RATE_HZ / len(samples)),
        ),
        peaks=outline(samples),
    )


class TakesFrames(Protocol):
    """Takes the frames of a recording in their order."""

    def place(self, frame: Any) -> None:
        """Take one decoded PyAV frame."""


def place_frames(container: Any, sound: Any, timeline: TakesFrames) -> tuple[bool, int]:
    """Decode packet by packet; a damaged packet is skipped, a break in the file ends the sound.

    Returns:
        Whether the end of the file was reached, and how many bytes of encoded sound there were.
    """
    size = 0
    packets = container.demux(sound)
    while True:
        try:
            packet = next(packets, None)
        except av.error.FFmpegError:
            return False, size
        if packet is None:
            return True, size
        size += packet.size
        with suppress(av.error.FFmpegError):
            for frame in packet.decode():
                timeline.place(frame)


def _container_name(stream: BinaryIO) -> str:
    stream.seek(0)
    return sniff(stream.read(64)) or ""


def _falls_short(
    stream: BinaryIO, name: str, facts: AudioFacts, samples: NDArray[np.float32]
) -> bool:
    if facts.declared_duration is None or not length_is_promised(stream, name):
        return False
    return len(samples) / SAMPLE_RATE_HZ + SHORTFALL_S < facts.declared_duration


def _no_sound(*, truncated: bool) -> BrokenAudioError | EmptyAudioError:
    if truncated:
        return BrokenAudioError("The file broke off before its first sound.", fix=BROKEN_FIX)
    return EmptyAudioError("The file holds no sound.", fix=FIX)
