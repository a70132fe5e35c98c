"""The whole journal of a practice, put together from its parts."""

from voicejournal.app.calendar import Calendar
from voicejournal.app.caseloads import Caseloads
from voicejournal.app.checkins import CheckIns
from voicejournal.app.hand import Hand
from voicejournal.app.handing_on import HandingOn
from voicejournal.app.notes import Notes
from voicejournal.app.people import People
from voicejournal.app.taking_back import TakingBack
from voicejournal.app.work import Work


class Journal(People, Notes, Hand, HandingOn, TakingBack, CheckIns, Caseloads, Calendar, Work):
    """One practice's journal: its store, its plugins, its speech engines."""
