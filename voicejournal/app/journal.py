"""The whole journal of a practice, put together from its parts."""

from voicejournal.app.amending import Amending
from voicejournal.app.calling import Calling
from voicejournal.app.caseloads import Caseloads
from voicejournal.app.erasing import Erasing
from voicejournal.app.exporting import Exporting
from voicejournal.app.hand import Hand
from voicejournal.app.handing_on import HandingOn
from voicejournal.app.looking_back import LookingBack
from voicejournal.app.notes import Notes
from voicejournal.app.people import People
from voicejournal.app.planning import Planning
from voicejournal.app.retelling import Retelling
from voicejournal.app.searching import Searching
from voicejournal.app.work import Work


class Journal(
    People,
    Notes,
    Hand,
    HandingOn,
    Amending,
    Exporting,
    Erasing,
    Planning,
    Calling,
    Caseloads,
    Retelling,
    Searching,
    LookingBack,
    Work,
):
    """One practice's journal: its store, its plugins, its speech engines."""
