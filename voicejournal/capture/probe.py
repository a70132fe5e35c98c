"""A quick look at a recording's header, before it is accepted."""

from typing import Any, BinaryIO

import av

from voicejournal.capture.source import open_recording, seekable
from voicejournal.model.audio import AudioFacts


def probe(stream: BinaryIO) -> AudioFacts:
    """Read what the file says about itself, without decoding its sound.

    Returns:
        Facts whose `duration` is the declared one, 0 where the file declares none.

    Raises:
        EmptyAudioError: No bytes.
        NotAudioError: Not a sound recording that we read.
        BrokenAudioError: Broken off before it could be read.
    """
    with open_recording(seekable(stream)) as (container, sound):
        return facts_of(container, sound)


def facts_of(container: Any, sound: Any) -> AudioFacts:
    """Return the facts in the header of an opened recording."""
    declared = declared_seconds(container)
    return AudioFacts(
        container=container.format.name.split(",")[0],
        codec=sound.codec_context.codec.canonical_name,
        channels=sound.codec_context.channels,
        rate_hz=sound.codec_context.sample_rate,
        duration=declared or 0.0,
        declared_duration=declared,
    )


def declared_seconds(container: Any) -> float | None:
    """Return the length in the header; recordings made in a browser have none."""
    return container.duration / av.time_base if container.duration else None
