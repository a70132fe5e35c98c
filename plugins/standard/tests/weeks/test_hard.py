from datetime import date

from voicejournal_standard.notes.wording import Wording

from voicejournal import Week
from voicejournal.findings.analyze import analyze
from voicejournal.findings.week import analyze_week, view_week
from voicejournal.hooks.registered import registered
from voicejournal.model.change import Comparison
from voicejournal.testing import a_note, moved

WORDING = registered("standard", Wording())
WEEK = Week(date(2026, 3, 2), "UTC")
NOTHING = Comparison(notes=0, learned_from=0, needed=8, needed_in_week=3)
PLAIN = "The bus was late and the soup was warm and we read a book at home . " * 2
HARD = "It was all my fault . " + PLAIN


def line(*notes):
    entries = [(note, analyze(note, [WORDING])) for note in notes]
    return analyze_week(view_week(WEEK, entries, NOTHING), [WORDING]).findings


def noted(said, days, language="en"):
    return moved(a_note(said, language=language), days=days, note_id=f"n{days}")


def test_words_hard_on_oneself_are_told_beside_how_often_they_were_before():
    (one,) = line(noted(PLAIN, -3), noted(HARD, -2), noted(HARD, 0), noted(PLAIN, 1))
    assert one.claim.en == ("Words hard on oneself in 1 of 2 notes; before this week, in 1 of 2.")
    assert one.quote == "It was all my fault."
    assert one.section == "wording"


def test_without_a_past_nothing_is_compared():
    (one,) = line(noted(HARD, 0))
    assert "before" not in one.claim.en


def test_a_week_without_any_says_nothing():
    assert line(noted(HARD, -2), noted(PLAIN, 0)) == ()
