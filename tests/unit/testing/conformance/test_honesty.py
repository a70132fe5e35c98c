import pytest

from tests.unit.testing.conformance.odd import a_finding, an_analyzer
from voicejournal import Missing
from voicejournal.testing import check_analyzer

RULE = "makes no zero of what is missing: it says 0 where something is missing: odd.one"


def pitch(instead_of):
    def do(note):
        value = Missing("no voice") if isinstance(note.voice, Missing) else None
        value = value or note.voice.value("pitch_sd")
        return instead_of(value)

    return an_analyzer(do, uses={"voice"})


def test_a_zero_for_a_measure_that_is_missing_is_found_out():
    dishonest = pitch(lambda value: [a_finding(0.0 if isinstance(value, Missing) else value)])
    with pytest.raises(AssertionError, match=RULE):
        check_analyzer(dishonest)


def test_missing_may_be_handed_on_or_left_unsaid():
    check_analyzer(pitch(lambda value: [a_finding(value)]))
    check_analyzer(pitch(lambda value: [] if isinstance(value, Missing) else [a_finding(value)]))


def test_a_zero_for_words_that_are_missing_is_found_out():
    def do(note):
        missing = isinstance(note.transcript, Missing)
        return [a_finding(0.0 if missing else float(len(note.transcript.words) + 1))]

    with pytest.raises(AssertionError, match=RULE):
        check_analyzer(an_analyzer(do, uses={"transcript"}))


def test_failing_on_a_single_measure_that_is_missing_is_found_out():
    def do(note):
        value = note.voice.value("pitch_sd")
        asked = isinstance(value, Missing) and value.reason == "not taken"
        return [a_finding(value + 1)] if asked else []

    with pytest.raises(AssertionError, match="does without what is missing: it failed"):
        check_analyzer(an_analyzer(do, needs={"voice"}))
