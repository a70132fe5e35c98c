from dataclasses import replace

from voicejournal.model.audio import DeviceFacts
from voicejournal.model.microphone import alike, device_key, fit, main_key
from voicejournal.model.recording import RecordingQuality
from voicejournal.model.units import Missing
from voicejournal.testing import a_note

GOOD = RecordingQuality(
    level_dbfs=-20.0, snr_db=30.0, clipped_share=0.0, bandwidth_hz=8000.0, gain_riding=False
)


def noted(key, codec="opus", note_id="note"):
    note = a_note(device_key=key, duration=30.0, note_id=note_id)
    return replace(note, voice=replace(note.voice, recording=replace(GOOD, codec=codec)))


def test_pace_hears_no_device_loudness_the_microphone_and_quality_the_codec_too():
    note = noted("phone", "aac")
    assert device_key(note, "speech_rate") == ("", "", "")
    assert device_key(note, "level") == ("phone", "", "")
    assert device_key(note, "hnr") == ("phone", "aac", "")


def test_an_unknown_codec_is_a_key_of_its_own():
    assert device_key(a_note(device_key="phone"), "hnr") == ("phone", "", "")
    assert device_key(a_note(voice=Missing("no sound")), "hnr") == ("", "", "")


def test_the_same_phone_through_a_narrow_headset_is_another_device_for_what_bandwidth_moves():
    headset = a_note(device_key="phone", duration=30.0, caveats=["narrow"])
    assert device_key(headset, "pause_median") == ("", "", "")
    assert device_key(headset, "level") == ("phone", "", "narrow")
    assert not alike([headset], [noted("phone")], "level")


def test_loudness_says_nothing_where_the_device_steers_it():
    steered = replace(a_note(), device=DeviceFacts(auto_gain_control=True))
    assert not fit(steered, "level")
    assert fit(steered, "pause_median")
    assert fit(a_note(), "level")


def test_the_main_device_is_the_one_of_most_notes():
    assert main_key([("a", "", ""), ("b", "", ""), ("b", "", "")]) == ("b", "", "")
    assert main_key([]) is None


def test_notes_are_alike_when_they_share_the_main_device_of_the_week():
    notes = [noted("a", note_id="1"), noted("b", note_id="2"), noted("a", "aac", note_id="3")]
    week = [noted("a"), noted("a"), noted("b")]
    assert [one.note_id for one in alike(notes, week, "level")] == ["1", "3"]
    assert [one.note_id for one in alike(notes, week, "jitter")] == ["1"]
    assert len(alike(notes, week, "pause_median")) == 3
    assert len(alike(notes, [], "level")) == 3
