import re

from voicejournal.model.change import Comparison
from voicejournal.summary.compared import compared


def said(**more):
    comparison = Comparison(notes=3, learned_from=20, needed=10, needed_in_week=3, **more)
    return [re.sub(r"\s", " ", f"{one.en} / {one.fr}") for one in compared(comparison)]


def test_an_ordinary_week_needs_no_word():
    assert said() == []


def test_a_new_microphone_is_learned_anew():
    (text,) = said(device_learned_from=3)
    assert "3 of 10 notes so far" in text
    assert "3 notes sur 10" in text


def test_other_hours_are_said_by_both_clocks():
    (text,) = said(hours=(8.9, 23.7))
    assert "around 0:00 this week, usually around 9:00" in text
    assert "vers 0 h cette semaine, d’ordinaire vers 9 h" in text


def test_a_long_silence_is_said_in_days():
    (text,) = said(silent_days=29)
    assert "29 days" in text
    assert "29 jours" in text
