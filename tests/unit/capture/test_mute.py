import io

import numpy as np
import pytest

from voicejournal.capture.mute import is_silent, mute, silence
from voicejournal.capture.playable import playable
from voicejournal.errors import StrikeFailedError
from voicejournal.model.units import Span

KINDS = ["webm", "mp4", "ogg-opus", "ogg-vorbis", "wav", "flac", "mp3"]
STRUCK = Span(1.0, 1.75)


def rms(samples, start, end):
    part = samples[round(start * 16_000) : round(end * 16_000)]
    return float(np.sqrt(np.mean(part**2)))


@pytest.mark.parametrize("kind", KINDS)
def test_the_passage_is_silent_and_everything_else_stays_where_it_was(
    kind, recording, decoded, lag_s
):
    data = recording(kind)
    before = decoded(data)
    muted = mute(io.BytesIO(data), before.facts, [STRUCK], max_seconds=60)
    after = decoded(muted.recording.data).waveform.samples
    assert rms(before.waveform.samples, 1.0, 1.2) > 0.1
    assert rms(after, STRUCK.start + 0.03, STRUCK.end - 0.03) < 1e-4
    assert abs(lag_s(after[32_000:], before.waveform.samples[32_000:])) < 0.005
    assert rms(after, 2.02, 2.18) == pytest.approx(
        rms(before.waveform.samples, 2.02, 2.18), rel=0.1
    )
    assert len(after) / 16_000 == pytest.approx(before.facts.duration, abs=0.05)


@pytest.mark.parametrize("kind", ["webm", "ogg-opus", "mp4", "wav", "flac"])
def test_a_note_keeps_its_codec_so_that_its_measures_stay_comparable(kind, recording, decoded):
    data = recording(kind)
    before = decoded(data).facts
    muted = mute(io.BytesIO(data), before, [STRUCK], max_seconds=60)
    assert muted.decoded.facts.codec == before.codec


@pytest.mark.parametrize("kind", ["webm", "mp4", "ogg-opus", "wav", "mp3"])
def test_a_browser_gets_a_copy_of_it_with_a_length(kind, recording, decoded):
    data = recording(kind)
    muted = mute(io.BytesIO(data), decoded(data).facts, [STRUCK], max_seconds=60)
    copy = playable(io.BytesIO(muted.recording.data), muted.decoded.facts)
    again = decoded(copy.data)
    assert again.facts.declared_duration == pytest.approx(3.0, abs=0.06)
    assert is_silent(again, STRUCK)


def test_a_passage_can_be_struck_from_what_was_struck_before(recording, decoded):
    data = recording("webm")
    once = mute(io.BytesIO(data), decoded(data).facts, [STRUCK], max_seconds=60)
    sound = io.BytesIO(once.recording.data)
    twice = mute(sound, once.decoded.facts, [Span(2.0, 2.4)], max_seconds=60)
    assert is_silent(twice.decoded, STRUCK)
    assert is_silent(twice.decoded, Span(2.0, 2.4))


def test_where_the_recorder_lost_sound_it_stays_silent_and_nothing_shifts(
    recording, decoded, lag_s
):
    data = recording("webm", lost=(0.5, 0.9))
    before = decoded(data)
    muted = mute(io.BytesIO(data), before.facts, [STRUCK], max_seconds=60)
    late = slice(32_000, None)
    samples = before.waveform.samples
    assert abs(lag_s(muted.decoded.waveform.samples[late], samples[late])) < 0.01


def test_where_its_own_codec_would_smear_sound_into_it_a_note_becomes_flac(
    recording, decoded, monkeypatch
):
    data = recording("webm")
    monkeypatch.setattr(
        "voicejournal.capture.mute.is_silent",
        lambda made, passage: made.facts.codec == "flac" and is_silent(made, passage),
    )
    muted = mute(io.BytesIO(data), decoded(data).facts, [STRUCK], max_seconds=60)
    assert (muted.recording.mime, muted.decoded.facts.codec) == ("audio/flac", "flac")


def test_what_cannot_be_silenced_is_not_said_to_be(recording, decoded, monkeypatch):
    monkeypatch.setattr("voicejournal.capture.mute.silence", lambda *_, **__: None)
    data = recording("wav")
    with pytest.raises(StrikeFailedError):
        mute(io.BytesIO(data), decoded(data).facts, [STRUCK], max_seconds=60)


def test_a_passage_that_still_sounds_is_not_silent(recording, decoded):
    assert not is_silent(decoded(recording("wav")), Span(1.0, 1.2))


def test_silence_reaches_the_ends_of_the_sound():
    samples = np.ones(1000, np.float32)
    silence(samples, Span(0.0, 0.1), 1000)
    silence(samples, Span(0.9, 1.0), 1000)
    assert not samples[:100].any()
    assert not samples[900:].any()
    assert samples[500] == 1
