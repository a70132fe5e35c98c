"""What a recording shows of itself: each flaw is made on purpose, and a good one has none."""

from dataclasses import replace

import numpy as np
import pytest
import scipy.signal

from voicejournal.extract.voice import hear
from voicejournal.extract.voice.recording.quality import recording_quality
from voicejournal.model.audio import AudioFacts, DeviceFacts, Waveform
from voicejournal.model.units import Missing, Span

PARTS = (0.5, 3.0, 1.5, 3.0, 1.5, 3.0, 1.5, 3.0, 0.5)
FACTS = AudioFacts(container="ogg", codec="opus", channels=1, rate_hz=48_000, duration=17.5)
LETS_GO_DB_S = 6.0
"""What a control of gain gives back each second of silence."""


def quality(waveform, facts=None, device=None):
    return recording_quality(hear(waveform), facts, device)


@pytest.fixture(scope="module")
def spoken(talk):
    return talk(*PARTS, noise=0.001)


@pytest.fixture(scope="module")
def good(spoken):
    return quality(spoken, FACTS, DeviceFacts(auto_gain_control=False))


def steered(waveform):
    """Return the sound as a control of gain hands it on: it lets go in every silence."""
    gain_db = np.zeros(len(waveform.samples))
    ends = np.cumsum(PARTS)
    for start, end in zip(ends[1:-1:2], ends[2::2], strict=True):
        first, after = round(start * 16_000), round(end * 16_000)
        gain_db[first:after] = LETS_GO_DB_S * np.arange(after - first) / 16_000
    return Waveform((waveform.samples * 10 ** (gain_db / 20)).astype(np.float32))


def low_passed(waveform, hertz):
    sections = scipy.signal.butter(12, hertz, fs=16_000, output="sos")
    return Waveform(scipy.signal.sosfiltfilt(sections, waveform.samples).astype(np.float32))


def test_a_good_recording_shows_no_flaw(good):
    assert good.snr_db == pytest.approx(41, abs=2)
    assert good.level_dbfs == pytest.approx(-20, abs=2)
    assert good.clipped_share == 0
    assert good.bandwidth_hz > 7000
    assert good.gain_riding is False
    assert not good.other_voices


def test_what_the_file_says_is_kept():
    facts = replace(FACTS, bit_rate=24_000, gaps=(Span(1, 1.5), Span(3, 3.25)))
    said = quality(Waveform(np.zeros(16_000, np.float32)), facts)
    assert (said.codec, said.rate_hz, said.bit_rate, said.gap_s) == ("opus", 48_000, 24_000, 0.75)


def test_without_speech_there_is_nothing_to_judge_by():
    empty = quality(Waveform(np.zeros(16_000, np.float32)))
    assert isinstance(empty.level_dbfs, Missing)
    assert isinstance(empty.snr_db, Missing)
    assert isinstance(empty.bandwidth_hz, Missing)
    assert isinstance(empty.gain_riding, Missing)


def test_noise_ten_times_as_strong_stands_20_db_nearer(good, talk):
    noisy = quality(talk(*PARTS, noise=0.01))
    assert good.snr_db - noisy.snr_db == pytest.approx(20, abs=0.5)


@pytest.mark.parametrize("hertz", [3400, 5000])
def test_bandwidth_ends_where_the_filter_does(spoken, hertz):
    found = quality(low_passed(spoken, hertz)).bandwidth_hz
    assert hertz - 250 <= found <= hertz + 1000


def test_samples_at_full_scale_are_counted(spoken):
    assert quality(Waveform(np.clip(10 * spoken.samples, -1, 1))).clipped_share > 0.01


def test_noise_that_swells_in_the_silences_betrays_a_control_of_gain(spoken):
    assert quality(steered(spoken)).gain_riding is True
    assert quality(steered(spoken), device=DeviceFacts(auto_gain_control=False)).gain_riding is True


def test_a_device_that_says_so_is_believed(spoken):
    assert quality(spoken, device=DeviceFacts(auto_gain_control=True)).gain_riding is True


def test_too_few_silences_tell_nothing_about_gain(talk):
    short = talk(0.5, 3.0, 1.5, 3.0, 0.5)
    assert isinstance(quality(short).gain_riding, Missing)
    assert quality(short, device=DeviceFacts(auto_gain_control=False)).gain_riding is False


def test_a_breath_before_each_word_is_no_control_of_gain(spoken):
    breathing = spoken.samples.copy()
    random = np.random.default_rng(0)
    for end in np.cumsum(PARTS)[2:-1:2]:
        place = slice(round((end - 0.4) * 16_000), round((end - 0.1) * 16_000))
        count = place.stop - place.start
        breathing[place] += (0.01 * np.hanning(count) * random.standard_normal(count)).astype("f")
    assert quality(Waveform(breathing)).gain_riding is False
