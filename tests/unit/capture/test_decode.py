import io
import wave

import numpy as np
import pytest

from voicejournal.capture.decode import decode
from voicejournal.errors import BrokenAudioError, EmptyAudioError, NotAudioError, TooLongError

KINDS = ["webm", "mp4", "ogg-opus", "ogg-vorbis", "wav", "flac", "mp3"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_usual_kind_becomes_the_same_three_seconds(kind, recording, decoded, lag_s):
    result = decoded(recording(kind))
    reference = decoded(recording("wav")).waveform.samples
    assert result.waveform.duration == pytest.approx(3.0, abs=0.05)
    assert abs(lag_s(result.waveform.samples, reference)) < 0.05
    assert result.facts.channels == 2
    assert not result.facts.truncated
    assert result.facts.gaps == ()


def test_the_bits_of_a_second_are_counted(recording, decoded):
    assert decoded(recording("wav")).facts.bit_rate == pytest.approx(2 * 16 * 44_100, rel=0.01)
    assert 8_000 < decoded(recording("ogg-opus")).facts.bit_rate < 200_000


def test_stereo_becomes_the_mean_of_both_sides(recording, decoded):
    time = np.arange(44_100) / 44_100
    tone = (0.5 * np.sin(2 * np.pi * 220 * time)).astype(np.float32)
    both = decoded(recording("wav", left=tone, right=tone)).waveform.samples
    one = decoded(recording("wav", left=tone, right=0 * tone)).waveform.samples
    assert np.abs(both).max() == pytest.approx(0.5, abs=0.01)
    assert np.abs(one).max() == pytest.approx(0.25, abs=0.01)


def test_lost_samples_are_silence_in_their_place(recording, decoded, lag_s):
    whole = decoded(recording("webm"))
    holed = decoded(recording("webm", lost=(1.0, 1.4)))
    (gap,) = holed.facts.gaps
    assert gap.start == pytest.approx(1.0, abs=0.03)
    assert gap.duration == pytest.approx(0.4, abs=0.03)
    assert holed.facts.duration == pytest.approx(whole.facts.duration, abs=0.02)
    late = slice(25_600, None)
    assert abs(lag_s(holed.waveform.samples[late], whole.waveform.samples[late])) < 0.005


@pytest.mark.parametrize("kind", ["webm", "ogg-opus", "ogg-vorbis", "wav", "flac", "mp3"])
def test_a_broken_off_file_gives_what_can_be_read(kind, recording, decoded):
    data = recording(kind)
    result = decoded(data[: len(data) * 6 // 10])
    assert 0.9 < result.waveform.duration < 2.2
    assert result.facts.truncated


def test_a_live_recording_broken_off_says_so(recording, decoded):
    data = recording("webm", options={"live": "1"}, seekable=False)
    assert not decoded(data).facts.truncated
    assert decoded(data[: len(data) // 2]).facts.truncated


def test_a_fragmented_mp4_broken_off_gives_what_can_be_read(recording, decoded):
    options = {"movflags": "frag_keyframe+empty_moov", "frag_duration": "500000"}
    data = recording("mp4", options=options)
    assert not decoded(data).facts.truncated
    result = decoded(data[: len(data) * 6 // 10])
    assert result.waveform.duration > 1.0
    assert result.facts.truncated


def test_an_mp4_without_its_index_is_called_broken_off(recording, decoded):
    data = recording("mp4")
    with pytest.raises(BrokenAudioError, match="broken off") as caught:
        decoded(data[: len(data) // 2])
    assert caught.value.code == "broken"
    assert caught.value.fix


def test_no_bytes_are_empty(decoded):
    with pytest.raises(EmptyAudioError):
        decoded(b"")


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 a letter",
        b"x",
        b"\xff\xfb",
        b"RIFF\x00\x00\x00\x00WAVE",
        b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
        bytes(4096),
    ],
)
def test_anything_else_is_not_audio(data, decoded):
    with pytest.raises(NotAudioError):
        decoded(data)


def test_a_header_without_sound_is_empty(decoded):
    file = io.BytesIO()
    with wave.open(file, "wb") as sink:
        sink.setparams((1, 2, 16_000, 0, "NONE", ""))
    with pytest.raises(EmptyAudioError, match="no sound"):
        decoded(file.getvalue())


def test_a_header_whose_sound_is_cut_away_is_broken_off(recording, decoded):
    with pytest.raises(BrokenAudioError):
        decoded(recording("wav", left=np.zeros(441, np.float32))[:-1764])


def test_a_recording_beyond_the_limit_is_too_long(recording):
    with pytest.raises(TooLongError):
        decode(io.BytesIO(recording("webm")), max_seconds=2.0)


def test_a_stream_that_cannot_seek_is_read_all_the_same(recording):
    class Pipe(io.BytesIO):
        def seekable(self):
            return False

    assert decode(Pipe(recording("mp4")), max_seconds=9).waveform.duration > 2.9


def test_damaged_bytes_never_crash(recording, decoded):
    random = np.random.default_rng(0)
    for kind in KINDS:
        data = bytearray(recording(kind))
        for at in random.integers(len(data), size=30):
            data[at] = random.integers(256)
        try:
            samples = decoded(bytes(data)).waveform.samples
        except (NotAudioError, EmptyAudioError, TooLongError):
            continue
        assert np.isfinite(samples).all()
        assert np.abs(samples).max() <= 1


def test_impossible_numbers_in_a_float_file_become_silence(decoded):
    samples = np.full(16_000, np.nan, "<f4").tobytes()
    head = b"RIFF" + (36 + len(samples)).to_bytes(4, "little") + b"WAVEfmt \x10\0\0\0\x03\0\x01\0"
    head += (16_000).to_bytes(4, "little") + (64_000).to_bytes(4, "little") + b"\x04\0\x20\0data"
    result = decoded(head + len(samples).to_bytes(4, "little") + samples)
    assert np.all(result.waveform.samples == 0)
