"""Says on a page whose the voices in a note are."""

from flask_babel import gettext as _

from voicejournal.model.note import Problem
from voicejournal.model.speakers import KnownBy
from voicejournal.voices import NOT_INSTALLED


def other_voices(known_by: KnownBy) -> str:
    """Say what is left out of a note, and how the patient's own voice was known."""
    kept_out: str = _("Another voice was here: its words are not shown, quoted or measured.")
    how: dict[KnownBy, str] = {
        "voiceprint": _("The patient’s voice was known by their voiceprint."),
        "most": _("The voice that speaks by far the most is taken for the patient’s."),
        "nobody": _("None of the voices is like the patient’s voiceprint."),
        "": _("It is not known which of the voices is the patient’s, so no words are shown."),
    }
    return f"{kept_out} {how[known_by]}" if known_by in how else kept_out


def not_told_apart(problem: Problem) -> str:
    """Say why voices were not told apart."""
    if problem.reason == NOT_INSTALLED:
        none: str = _("Voices were not told apart: nothing is installed for it.")
        return none
    later: str = _(
        "Voices could not be told apart, so all that is said is taken for the patient’s. "
        "It is tried again once the operator has seen to it."
    )
    return later
