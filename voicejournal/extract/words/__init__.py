"""What can be told about the words of a note: whether they were said, and how they fell."""

from voicejournal.extract.words.quarantine import QUARANTINE_VERSION, quarantine
from voicejournal.extract.words.syllables import count_syllables

__all__ = ["QUARANTINE_VERSION", "count_syllables", "quarantine"]
