import pytest

from voicejournal import Finding, Missing, Span, Text
from voicejournal.model.finding import NoteFindings
from voicejournal.summary.diary import diary_of
from voicejournal.summary.noticed import noticed
from voicejournal.summary.week import week_of
from voicejournal.testing import a_note, moved
from voicejournal.testing.notes import MONDAY_NOON

WEEK = week_of(MONDAY_NOON, "UTC")


def a_finding(kind, value=1.0, start=5.0, end=9.0, quote="", *, highlight=True):
    return Finding(
        kind=kind,
        claim=Text(f"{kind} {value}", f"{kind} {value}"),
        value=value,
        unit="1",
        evidence=(Span(start, end),),
        quote=quote,
        highlight=highlight,
    )


def sentences(*findings):
    note = moved(a_note("", duration=60.0), days=0)
    return noticed(diary_of(WEEK, [(note, NoteFindings(findings=findings))])).sentences


def test_only_what_an_analyzer_highlights_stands_there():
    shown = sentences(a_finding("a.x"), a_finding("b.x", highlight=False))
    assert [one.kind for one in shown] == ["a.x"]


def test_of_one_kind_the_largest_stands_there():
    shown = sentences(a_finding("a.x", 1.0), a_finding("a.x", -3.0), a_finding("a.x", 2.0))
    assert [one.value for one in shown] == [-3.0]


def test_a_finding_without_a_number_stands_there_too():
    (shown,) = sentences(a_finding("a.x", Missing("none")))
    assert shown.value is None


def test_every_analyzer_is_heard_before_one_is_heard_twice():
    many = [a_finding(f"a.{letter}", start=float(at)) for at, letter in enumerate("stuvwx")]
    shown = sentences(*many, a_finding("z.only"))
    assert len(shown) == 5
    assert "z.only" in [one.kind for one in shown]


def test_a_span_too_short_to_understand_is_widened():
    (shown,) = sentences(a_finding("a.x", start=5.0, end=6.0))
    assert (shown.evidence[0].span.start, shown.evidence[0].span.end) == (3.5, 7.5)


@pytest.mark.parametrize(("quote", "shown"), [("a few words", True), ("word " * 40, False)])
def test_a_short_quote_stands_beside_its_sentence(quote, shown):
    (sentence,) = sentences(a_finding("a.x", quote=quote))
    assert (sentence.context is not None) is shown
