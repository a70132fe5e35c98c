import io

import pytest

from voicejournal.capture.playable import playable
from voicejournal.capture.probe import probe

KINDS = ["webm", "mp4", "ogg-opus", "ogg-vorbis", "wav", "flac", "mp3"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_copy_keeps_the_times_of_the_original(kind, recording, decoded, lag_s):
    data = recording(kind)
    original = decoded(data)
    copy = playable(io.BytesIO(data), original.facts)
    again = decoded(copy.data)
    assert abs(lag_s(again.waveform.samples, original.waveform.samples)) < 0.05
    assert probe(io.BytesIO(copy.data)).declared_duration == pytest.approx(3.0, abs=0.05)


def test_a_live_recording_gains_its_length_and_an_index(recording, decoded):
    data = recording("webm", options={"live": "1"}, seekable=False)
    assert probe(io.BytesIO(data)).declared_duration is None
    copy = playable(io.BytesIO(data), decoded(data).facts)
    assert copy.mime == "audio/webm"
    assert probe(io.BytesIO(copy.data)).declared_duration == pytest.approx(3.0, abs=0.05)
    cues = b"\x1c\x53\xbb\x6b"
    assert cues in copy.data
    assert cues not in data


def test_a_flac_written_to_a_pipe_gains_its_length(recording, decoded):
    data = recording("flac", seekable=False)
    assert probe(io.BytesIO(data)).declared_duration is None
    copy = playable(io.BytesIO(data), decoded(data).facts)
    assert probe(io.BytesIO(copy.data)).declared_duration == pytest.approx(3.0, abs=0.01)


def test_an_mp4_carries_its_index_in_front(recording, decoded):
    data = recording("mp4")
    copy = playable(io.BytesIO(data), decoded(data).facts)
    assert data.index(b"moov") > data.index(b"mdat")
    assert copy.data.index(b"moov") < copy.data.index(b"mdat")


def test_lost_samples_do_not_shift_what_follows(recording, decoded, lag_s):
    data = recording("webm", lost=(1.0, 1.4))
    original = decoded(data)
    again = decoded(playable(io.BytesIO(data), original.facts).data)
    assert again.facts.gaps
    assert abs(lag_s(again.waveform.samples, original.waveform.samples)) < 0.01


def test_a_broken_off_recording_still_plays(recording, decoded):
    data = recording("webm")
    half = data[: len(data) // 2]
    original = decoded(half)
    copy = playable(io.BytesIO(half), original.facts)
    assert decoded(copy.data).facts.duration == pytest.approx(original.facts.duration, abs=0.05)
