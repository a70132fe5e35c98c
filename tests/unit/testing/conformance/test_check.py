"""Each rule of the check, and an analyzer that breaks it and no other."""

import itertools
from dataclasses import replace

import pytest

from tests.unit.testing.conformance.odd import a_finding, an_analyzer
from voicejournal import Text
from voicejournal.testing import check_analyzer


def test_a_plain_analyzer_passes():
    check_analyzer(an_analyzer(lambda _note: [a_finding()]))


def test_chance_is_found_out():
    ticks = itertools.count()
    with pytest.raises(AssertionError, match="second time"):
        check_analyzer(an_analyzer(lambda _note: [a_finding(float(next(ticks)))]))


def test_reading_what_was_not_declared_is_found_out():
    with pytest.raises(AssertionError, match="did not declare: voice"):
        check_analyzer(an_analyzer(lambda note: [a_finding()] if note.voice else []))


def test_a_missing_language_is_found_out():
    with pytest.raises(AssertionError, match="no French claim"):
        check_analyzer(an_analyzer(lambda _note: [a_finding(claim=Text("So", " "))]))


def test_evidence_outside_the_note_is_found_out():
    with pytest.raises(AssertionError, match="outside the note"):
        check_analyzer(an_analyzer(lambda _note: [a_finding(end=1e6)]))


def test_a_failure_is_found_out():
    with pytest.raises(AssertionError, match="AttributeError"):
        check_analyzer(an_analyzer(lambda note: note.no_such_thing))


def test_needing_what_is_never_read_is_found_out():
    with pytest.raises(AssertionError, match="never reads: voice"):
        check_analyzer(an_analyzer(lambda _note: [a_finding()], needs={"voice"}))


def test_a_language_that_is_declared_but_not_understood_is_found_out():
    known = {"en": "so", "fr": "si"}
    analyzer = an_analyzer(
        lambda note: known[note.language] and [a_finding()], languages={"en", "de"}
    )
    with pytest.raises(AssertionError, match="KeyError"):
        check_analyzer(analyzer)


def test_reading_words_in_any_language_without_knowing_them_is_found_out():
    known = {"en": "so", "fr": "si"}
    with pytest.raises(AssertionError, match="KeyError"):
        check_analyzer(an_analyzer(lambda note: known[note.language] and [a_finding()]))


def test_a_foreign_kind_is_found_out():
    with pytest.raises(AssertionError, match=r"must start with odd\.: even\.one"):
        check_analyzer(an_analyzer(lambda _note: [a_finding(kind="even.one")]))


def test_a_quote_that_nobody_said_is_found_out():
    with pytest.raises(AssertionError, match="not what was said"):
        check_analyzer(an_analyzer(lambda _note: [a_finding(quote="never said")]))


def test_a_value_that_is_no_number_is_found_out():
    with pytest.raises(AssertionError, match="neither a number nor Missing"):
        check_analyzer(an_analyzer(lambda _note: [a_finding(float("nan"))]))


def test_limits_in_one_language_are_found_out():
    with pytest.raises(AssertionError, match="no French word about its limits"):
        check_analyzer(an_analyzer(lambda _note: [], limits=Text("All", "")))


def test_failing_without_a_part_is_found_out():
    def do(note):
        return [a_finding()] if note.voice.pauses else []

    analyzer = an_analyzer(do)
    type(analyzer).info = replace(analyzer.info, uses=frozenset({"voice"}))
    with pytest.raises(AssertionError, match="does without what is missing: it failed"):
        check_analyzer(analyzer)


def test_every_broken_rule_is_named_at_once():
    analyzer = an_analyzer(lambda _note: [a_finding(float("nan"), claim=Text("So", ""))])
    with pytest.raises(AssertionError, match=r"(?s)neither a number.*no French claim"):
        check_analyzer(analyzer)
