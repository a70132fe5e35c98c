"""The kit of plugin authors and of our own tests: notes, words and sounds made to measure."""

from voicejournal.testing.conformance.check import check_analyzer, check_week_analyzer
from voicejournal.testing.diaries import demo_diary
from voicejournal.testing.notes import a_note, a_voice, moved, words
from voicejournal.testing.sounds import silence, tone

__all__ = [
    "a_note",
    "a_voice",
    "check_analyzer",
    "check_week_analyzer",
    "demo_diary",
    "moved",
    "silence",
    "tone",
    "words",
]
