"""Promises about level and codec are tried on sound, not believed."""

import pytest

from tests.unit.testing.conformance.odd import a_finding, an_analyzer
from voicejournal import Missing, Span
from voicejournal.testing import check_analyzer
from voicejournal.testing.conformance.replay import as_recorded, moved, replayed

pytest.importorskip("voicejournal_demo", reason="make install brings it")


def measure(name, **declared):
    def do(note):
        value = note.voice.value(name)
        return [] if isinstance(value, Missing) else [a_finding(value)]

    return an_analyzer(do, needs={"voice"}, languages={"en"}, **declared)


def test_the_replays_are_as_much_louder_and_softer_as_they_say():
    plain = as_recorded("en").voice.value("level")
    louder, softer = (note.voice.value("level") for _, note in replayed("en", "gain"))
    assert louder - plain == pytest.approx(6, abs=0.2)
    assert plain - softer == pytest.approx(6, abs=0.2)


def test_the_words_of_a_replay_are_those_that_were_spoken():
    assert as_recorded("fr").transcript.words
    for _, note in replayed("fr", "codec"):
        assert note.transcript == as_recorded("fr").transcript


def test_a_level_that_promises_not_to_follow_the_gain_is_found_out():
    with pytest.raises(AssertionError, match="unmoved by what it promises: 6 dB louder, a note in"):
        check_analyzer(measure("level", unmoved_by={"gain"}))


def test_the_same_level_without_the_promise_passes():
    check_analyzer(measure("level"))


def test_whatever_a_codec_changes_is_found_out():
    """The small digits of a measure never come through a codec as they were."""

    def do(note):
        numbers = [one.value for one in note.voice.measures if not isinstance(one.value, Missing)]
        return [a_finding(value * 1000 % 1) for value in numbers]

    broken = an_analyzer(do, needs={"voice"}, languages={"en"}, unmoved_by={"codec"})
    with pytest.raises(AssertionError, match="through Opus, a note in en gave another value"):
        check_analyzer(broken)


def test_pitch_movement_keeps_both_promises():
    check_analyzer(measure("pitch_sd", unmoved_by={"gain", "codec"}))


@pytest.mark.parametrize(
    ("after", "reason"),
    [
        ([a_finding(1.05)], []),
        ([a_finding(1.2)], ["another value: odd.one"]),
        ([a_finding(Missing("gone"))], ["another value: odd.one"]),
        ([], ["other findings: odd.one"]),
        ([a_finding(kind="odd.two")], ["other findings: odd.one, odd.two"]),
        ([a_finding(end=0.05)], []),
        ([a_finding(end=0.2)], ["other evidence: odd.one"]),
    ],
)
def test_what_counts_as_moved(after, reason):
    before = (a_finding(1.0),)
    assert before[0].evidence == (Span(0, 0.0),)
    assert list(moved(before, tuple(after))) == reason
