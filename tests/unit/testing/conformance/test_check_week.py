import itertools
from dataclasses import replace

import pytest

from voicejournal import AnalyzerInfo, Moment, Span, Text, WeekFinding
from voicejournal.testing import check_week_analyzer

CLAIM = Text("So", "Ainsi")


def a_week_analyzer(do, *, needs=(), languages=("*",)):
    class Analyzer:
        info = AnalyzerInfo(
            name="odd",
            version="1",
            title=Text("Odd", "Étrange"),
            needs=frozenset(needs),
            languages=frozenset(languages),
            limits=Text("All", "Tout"),
        )

        def analyze_week(self, week):
            return [do(note) for note in week.notes]

    return Analyzer()


def a_finding(note, **changed):
    moment = Moment(note_id=note.note_id, recorded_at=note.recorded_at, span=Span(0, 0.5))
    whole = WeekFinding(
        kind="odd.one", section="noticed", claim=CLAIM, evidence=(moment,), value=1.0, unit="1"
    )
    return replace(whole, **changed)


def test_a_plain_analyzer_of_weeks_passes():
    check_week_analyzer(a_week_analyzer(a_finding))


def test_chance_is_found_out():
    ticks = itertools.count()
    with pytest.raises(AssertionError, match="second time"):
        check_week_analyzer(a_week_analyzer(lambda note: a_finding(note, value=float(next(ticks)))))


def test_evidence_outside_the_note_is_found_out():
    def outside(note):
        moment = Moment(note_id=note.note_id, recorded_at=note.recorded_at, span=Span(0, 1e6))
        return a_finding(note, evidence=(moment,))

    with pytest.raises(AssertionError, match="outside the notes"):
        check_week_analyzer(a_week_analyzer(outside))


def test_words_that_nobody_said_are_found_out():
    with pytest.raises(AssertionError, match="word for word"):
        check_week_analyzer(a_week_analyzer(lambda note: a_finding(note, quote="never said")))


def test_a_foreign_kind_is_found_out():
    with pytest.raises(AssertionError, match=r"must start with odd\."):
        check_week_analyzer(a_week_analyzer(lambda note: a_finding(note, kind="even.one")))


def test_reading_what_was_not_declared_is_found_out():
    with pytest.raises(AssertionError, match="did not declare: voice"):
        check_week_analyzer(a_week_analyzer(lambda note: note.voice and a_finding(note)))


def test_a_context_in_one_language_is_found_out():
    with pytest.raises(AssertionError, match="no French context"):
        check_week_analyzer(a_week_analyzer(lambda n: a_finding(n, context=Text("So", ""))))


def test_failing_without_words_is_found_out():
    with pytest.raises(AssertionError, match="does without what is missing"):
        check_week_analyzer(
            a_week_analyzer(
                lambda note: a_finding(note, value=float(len(note.transcript.words))),
                needs={"transcript"},
            )
        )
