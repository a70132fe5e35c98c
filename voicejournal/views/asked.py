"""The question after a note whose words may speak of self-harm: gentle, never an alarm."""

from dataclasses import dataclass

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from voicejournal.errors import NotFoundError
from voicejournal.model.asked import SAFE_ANSWERS, Asked, SafeAnswer
from voicejournal.model.note import NoteDetail, NoteId
from voicejournal.views.gate import Rule, lets
from voicejournal.views.held import journal
from voicejournal.views.session import the_patient

asked = Blueprint("asked", __name__)

SEE_OTHER = 303


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """The question, and what was answered; None: nothing yet."""

    answer: Asked | None
    shared: bool
    """A clinician reads the note, and sees the answer."""


@asked.post("/notes/<note_id>/asked")
@lets(Rule("call", of="note"))
def answer(note_id: str) -> ResponseReturnValue:
    """Keep the answer; whoever would like help is led to it at once."""
    given = _answer(request.form.get("answer", ""))
    journal().answer_asked(the_patient(), NoteId(note_id), given)
    if given == "help":
        return redirect(url_for("crisis.help_now", after="note"), SEE_OTHER)
    return redirect(url_for("diary.note", note_id=note_id, _anchor="asking"), SEE_OTHER)


def asking(detail: NoteDetail) -> Asking | None:
    """Return the question that a note asks for; None: it asks for none."""
    if not detail.findings.safety:
        return None
    card = detail.card
    return Asking(
        answer=journal().asked(card.patient_id).get(card.note_id),
        shared=bool(journal().clinicians_of(card.patient_id))
        and not journal().is_private(card.note_id),
    )


def _answer(written: str) -> SafeAnswer:
    for one in SAFE_ANSWERS:
        if one == written:
            return one
    raise NotFoundError
