"""The whole journal of a practice, put together from its parts."""

from voicejournal.app.notes import Notes
from voicejournal.app.people import People
from voicejournal.app.weeks import Weeks
from voicejournal.app.work import Work


class Journal(People, Notes, Weeks, Work):
    """One practice's journal: its store, its plugins, its speech engines."""
