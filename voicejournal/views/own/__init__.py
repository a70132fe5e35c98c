"""What patients do with notes of theirs, and how they look back on them."""

from voicejournal.views.own import correct, remove, search, strike, trends
from voicejournal.views.own.blueprint import own

__all__ = ["correct", "own", "remove", "search", "strike", "trends"]
