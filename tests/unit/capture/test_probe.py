import io

import pytest

from voicejournal.capture.probe import probe
from voicejournal.errors import BrokenAudioError, EmptyAudioError, NotAudioError


def test_the_header_tells_what_it_is(recording):
    facts = probe(io.BytesIO(recording("mp4")))
    assert (facts.container, facts.codec) == ("mov", "aac")
    assert (facts.channels, facts.rate_hz) == (2, 48_000)
    assert facts.duration == pytest.approx(3.0, abs=0.05)


def test_a_recording_without_a_length_is_not_given_one(recording):
    facts = probe(io.BytesIO(recording("webm", options={"live": "1"}, seekable=False)))
    assert facts.declared_duration is None
    assert facts.duration == 0


def test_the_errors_are_those_of_decoding(recording):
    data = recording("mp4")
    for given, error in [
        (b"", EmptyAudioError),
        (b"not a sound", NotAudioError),
        (data[: len(data) // 2], BrokenAudioError),
    ]:
        with pytest.raises(error):
            probe(io.BytesIO(given))
