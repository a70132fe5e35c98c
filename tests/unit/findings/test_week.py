from datetime import UTC, date, datetime

import pytest

from voicejournal import (
    AnalyzerInfo,
    Answered,
    CheckIn,
    CheckInId,
    Missing,
    Moment,
    NoteId,
    Span,
    Text,
    Week,
    WeekFinding,
)
from voicejournal.findings.week import analyze_week, view_week
from voicejournal.hooks.registered import registered
from voicejournal.model.change import Comparison
from voicejournal.model.finding import NoteFindings
from voicejournal.testing import a_note

WEEK = Week(date(2026, 3, 2), "UTC")
NOTHING = Comparison(notes=0, learned_from=0, needed=8, needed_in_week=3)
ASKED = CheckIn(
    check_in_id=CheckInId("c1"),
    instrument="mood",
    answered_at=datetime(2026, 3, 3, tzinfo=UTC),
    zone="UTC",
    replies=(),
    score=4.0,
)


class Scripted:
    def __init__(self, do, needs=("transcript",)):
        self.do = do
        self.info = AnalyzerInfo(
            name="scripted",
            version="1",
            title=Text("Scripted", "Écrit"),
            needs=frozenset(needs),
            languages=frozenset({"*"}),
            limits=Text("All", "Tout"),
        )

    def analyze_week(self, week):
        return self.do(week)


def a_finding(*evidence, kind="scripted.thing", quote=""):
    return WeekFinding(
        kind=kind,
        section="themes",
        claim=Text("So", "Ainsi"),
        evidence=evidence,
        value=1.0,
        unit="1",
        quote=quote,
    )


def a_moment(note, end=1.0):
    return Moment(note_id=note.note_id, recorded_at=note.recorded_at, span=Span(0.0, end))


def a_week(*notes, check_ins=()):
    return view_week(
        WEEK, [(note, NoteFindings(findings=())) for note in notes], NOTHING, check_ins
    )


def ask(do, *notes, check_ins=(), **declared):
    return analyze_week(
        a_week(*notes, check_ins=check_ins), [registered("mine", Scripted(do, **declared))]
    )


NOTE = a_note("I slept badly .", note_id="n1")


def test_a_finding_is_stamped_with_who_found_it():
    found = ask(lambda week: [a_finding(a_moment(week.notes[0]))], NOTE)
    assert found.findings[0].provenance.plugin == "mine"
    assert found.gaps == ()


def test_the_week_and_what_came_before_are_told_apart_and_the_future_is_left_out():
    before = a_note("Then .", note_id="n0", recorded_at=datetime(2026, 2, 20, tzinfo=UTC))
    after = a_note("Later .", note_id="n2", recorded_at=datetime(2026, 3, 9, tzinfo=UTC))
    week = a_week(after, NOTE, before)
    assert [note.note_id for note in week.notes] == ["n1"]
    assert [note.note_id for note in week.earlier] == ["n0"]


def test_what_was_not_declared_is_not_shown():
    def peek(week):
        assert isinstance(week.notes[0].voice, Missing)
        return []

    assert ask(peek, NOTE).gaps == ()


def test_an_analyzer_that_raises_is_a_gap_without_its_words():
    def fail(week):
        raise RuntimeError(week.notes[0].transcript.text)

    found = ask(fail, NOTE)
    assert found.gaps[0].reason == "it failed with RuntimeError"


@pytest.mark.parametrize(
    "wrong",
    [
        a_finding(Moment(note_id=NoteId("x"), recorded_at=NOTE.recorded_at, span=Span(0, 1))),
        a_finding(a_moment(NOTE, end=NOTE.duration + 1)),
        a_finding(a_moment(NOTE), kind="other.thing"),
        a_finding(a_moment(NOTE), quote="I never said that"),
        a_finding(
            Answered(
                check_in_id=CheckInId("none"),
                instrument="mood",
                answered_at=ASKED.answered_at,
                score=4,
            )
        ),
        "not a finding",
    ],
)
def test_a_finding_that_could_not_be_checked_is_refused(wrong):
    found = ask(lambda _: [wrong], NOTE, check_ins=[ASKED])
    assert found.findings == ()
    assert len(found.gaps) == 1


def test_a_finding_may_rest_on_an_answer():
    answer = Answered(
        check_in_id=ASKED.check_in_id, instrument="mood", answered_at=ASKED.answered_at, score=4
    )
    assert ask(lambda _: [a_finding(answer)], NOTE, check_ins=[ASKED]).findings
