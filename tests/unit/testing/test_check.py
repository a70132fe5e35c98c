import itertools

import pytest

from voicejournal import AnalyzerInfo, Finding, Span, Text
from voicejournal.testing import check_analyzer

CLAIM = Text("So", "Ainsi")


def an_analyzer(do, **declared):
    class Analyzer:
        info = AnalyzerInfo(
            name="odd",
            version="1",
            title=Text("Odd", "Étrange"),
            needs=frozenset(declared.get("needs", ())),
            languages=frozenset({"*"}),
            limits=Text("All", "Tout"),
        )

        def analyze(self, note):
            return do(note)

    return Analyzer()


def a_finding(value=1.0, claim=CLAIM, end=0.0):
    return Finding(kind="odd.one", claim=claim, value=value, unit="1", evidence=(Span(0, end),))


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
