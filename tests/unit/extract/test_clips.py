from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicejournal.extract.clips import PAD_S, WHISPER_LIMITS, ClipLimits, cut_clips, limits_of
from voicejournal.model.audio import Waveform
from voicejournal.model.units import Span

MINUTES = Waveform(np.zeros(200 * 16_000, np.float32))


def test_speech_with_short_pauses_is_one_clip():
    clips = cut_clips((Span(1.0, 4.0), Span(5.0, 9.0)), MINUTES)
    assert clips == (Span(0.8, 9.2),)


def test_long_silence_is_left_out():
    clips = cut_clips((Span(1.0, 4.0), Span(10.0, 12.0)), MINUTES)
    assert clips == (Span(0.8, 4.2), Span(9.8, 12.2))


def test_clips_are_cut_at_a_pause_before_they_grow_too_long():
    speech = tuple(Span(i * 5.0, i * 5.0 + 4.5) for i in range(12))
    clips = cut_clips(speech, MINUTES)
    assert all(clip.duration <= WHISPER_LIMITS.clip_max_s + 2 * PAD_S for clip in clips)
    assert clips[1].start == pytest.approx(24.8)


def test_speech_without_a_pause_is_cut_at_its_quietest_moment():
    sound = np.full(60 * 16_000, 0.1, np.float32)
    sound[int(24.95 * 16_000) : int(25.15 * 16_000)] = 0.001
    first, _, _ = cut_clips((Span(0.0, 60.0),), Waveform(sound))
    assert first.end == pytest.approx(25.05, abs=0.06)


def test_no_speech_no_clips():
    assert cut_clips((), MINUTES) == ()


@given(st.lists(st.tuples(st.floats(0.1, 9), st.floats(0.1, 12)), min_size=1, max_size=12))
def test_clips_hold_all_speech_and_never_overlap(pairs):
    speech, at = [], 0.0
    for silence, length in pairs:
        speech.append(Span(at + silence, at + silence + length))
        at = speech[-1].end
    waveform = Waveform(np.zeros(int((at + 1) * 16_000), np.float32))
    clips = cut_clips(speech, waveform)
    assert all(a.end <= b.start + 1e-9 for a, b in pairwise(clips))
    for span in speech:
        assert sum(clip.overlap(span) for clip in clips) == pytest.approx(span.duration)
    for clip in clips:
        inside = sum(clip.overlap(span) for span in speech)
        assert clip.duration <= WHISPER_LIMITS.clip_max_s + 2 * PAD_S + 1e-9
        assert clip.duration - inside <= (len(speech) + 1) * WHISPER_LIMITS.silence_max_s


def test_a_model_says_how_much_it_takes_at_a_time(tmp_path):
    assert limits_of(tmp_path) == WHISPER_LIMITS
    (tmp_path / "clips.json").write_text('{"clip_max_s": 10.0, "silence_max_s": 0.7}')
    limits = limits_of(tmp_path)
    assert limits == ClipLimits(clip_max_s=10.0, silence_max_s=0.7)


def test_clips_keep_to_what_the_model_takes():
    samples = np.random.default_rng(3).standard_normal(40 * 16_000).astype(np.float32) * 0.1
    speech = (Span(0.0, 4.0), Span(4.5, 9.0), Span(9.8, 30.0))
    limits = ClipLimits(clip_max_s=10.0, silence_max_s=0.7)
    clips = cut_clips(speech, Waveform(samples), limits)
    assert clips[0].end < 9.5
    assert all(clip.duration <= 10.0 + 2 * PAD_S for clip in clips)
    assert len(clips) == 4
