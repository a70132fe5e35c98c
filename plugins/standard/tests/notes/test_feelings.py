from datetime import date

import pytest
from voicejournal_standard.notes.feelings import Feelings

from voicejournal import Week
from voicejournal.findings.analyze import analyze
from voicejournal.findings.week import analyze_week, view_week
from voicejournal.hooks.registered import registered
from voicejournal.model.change import Comparison
from voicejournal.testing import a_note, check_analyzer, moved, words

FEELINGS = registered("standard", Feelings())
WEEK = Week(date(2026, 3, 2), "UTC")
NOTHING = Comparison(notes=0, learned_from=0, needed=8, needed_in_week=3)


def in_the_week(*notes):
    entries = [(note, analyze(note, [FEELINGS])) for note in notes]
    found = analyze_week(view_week(WEEK, entries, NOTHING), [FEELINGS])
    assert found.gaps == ()
    return found.findings


def test_keeps_the_promises_of_an_analyzer():
    check_analyzer(Feelings(), [a_note("My sister was angry and I was not sad .")])


@pytest.mark.parametrize(
    ("said", "kind", "claim"),
    [
        ("I felt ashamed .", "own", "Says: “I felt ashamed.”"),
        ("I'm not sad .", "denied", "Says that it is not so: “I'm not sad.”"),
        ("My sister was angry .", "others", "Says of somebody else: “My sister was angry.”"),
        ("I used to be anxious .", "before", "Says of an earlier time: “I used to be anxious.”"),
    ],
)
def test_the_claim_quotes_and_says_who(said, kind, claim):
    (one,) = Feelings().analyze(a_note(said))
    assert one.kind == f"feelings.{kind}"
    assert one.claim.en == claim


def test_what_was_not_kept_is_never_quoted():
    note = a_note(words("I felt so ashamed .", quarantined=[3]))
    assert list(Feelings().analyze(note)) == []


def test_the_week_names_the_words_and_lets_them_be_heard():
    first = a_note("I felt ashamed . She was furious .", note_id="a")
    second = moved(a_note("I was ashamed and tired ."), days=1, note_id="b")
    (one,) = in_the_week(first, second)
    assert "in 2 notes: “ashamed” (2×), “tired”" in one.claim.en
    assert "«\u00a0ashamed\u00a0» (2×)" in one.claim.fr
    assert "furious" not in one.claim.en
    assert [moment.note_id for moment in one.evidence] == ["a", "b"]
    assert one.quote == "I felt ashamed."


def test_a_week_without_a_named_feeling_says_nothing():
    assert in_the_week(a_note("It rained .")) == ()
