"""What a clinician does to a week: plain forms, each answered by the page itself."""

from urllib.parse import quote, urlencode

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from voicejournal.errors import (
    EmptyWordsError,
    NotFoundError,
    PageMovedError,
    PageSignedError,
    VoiceJournalError,
)
from voicejournal.model.hand import DEEDS, ActId, Intent, SentenceKey
from voicejournal.model.note import PatientId
from voicejournal.model.week import Week
from voicejournal.views.clinic.blueprint import (
    SIGN_WEEK,
    WRITE_WEEK,
    clinician,
    patient_of,
    week_from,
)
from voicejournal.views.gate import lets
from voicejournal.views.held import journal
from voicejournal.views.session import the_account

SEE_OTHER = 303
FIELDS = {"amended": "words", "dismissed": "reason", "noted": "note"}
"""The field of the form in which each deed is put into words."""
REFUSED: dict[type[VoiceJournalError], str] = {
    PageMovedError: "moved",
    PageSignedError: "closed",
    EmptyWordsError: "empty",
}


@clinician.post("/patients/<patient_id>/weeks/<monday>/acts")
@lets(WRITE_WEEK)
def act(patient_id: str, monday: str) -> ResponseReturnValue:
    """Amend, dismiss, mark, note, restore a kind, or say that a flag was looked at."""
    chosen = _week(patient_id, monday)
    wish = _wish()
    try:
        journal().act(PatientId(patient_id), chosen, wish)
    except (PageSignedError, EmptyWordsError) as error:
        return _back(patient_id, chosen, wish.number, REFUSED[type(error)], wish.sentence)
    return _back(
        patient_id,
        chosen,
        wish.number,
        wish.deed,
        "private" if wish.deed == "noted" else wish.sentence,
    )


@clinician.post("/patients/<patient_id>/weeks/<monday>/acts/<act_id>/undo")
@lets(WRITE_WEEK)
def undo(patient_id: str, monday: str, act_id: str) -> ResponseReturnValue:
    """Take an act back."""
    chosen = _week(patient_id, monday)
    by = the_account().account_id
    undone = journal().undo(PatientId(patient_id), chosen, ActId(act_id), by)
    return _back(patient_id, chosen, _number(), "undone", undone.sentence)


@clinician.post("/patients/<patient_id>/weeks/<monday>/sign")
@lets(SIGN_WEEK)
def sign(patient_id: str, monday: str) -> ResponseReturnValue:
    """Put a name under the page as it was read."""
    chosen = _week(patient_id, monday)
    try:
        journal().sign(PatientId(patient_id), chosen, _number(), the_account().account_id)
    except PageMovedError:
        return _back(patient_id, chosen, 0, "moved")
    return _back(patient_id, chosen, 0, "signed")


@clinician.post("/patients/<patient_id>/weeks/<monday>/reopen")
@lets(SIGN_WEEK)
def reopen(patient_id: str, monday: str) -> ResponseReturnValue:
    """Take the name back, and go on in a new revision."""
    chosen = _week(patient_id, monday)
    by = the_account().account_id
    try:
        journal().reopen(PatientId(patient_id), chosen, _number(), by)
    except PageMovedError:
        return _back(patient_id, chosen, 0, "moved")
    return _back(patient_id, chosen, 0, "reopened")


def _week(patient_id: str, monday: str) -> Week:
    return week_from(monday, patient_of(patient_id).zone)


def _number() -> int:
    number = request.form.get("number", "", type=str)
    if not number.isdecimal():
        raise NotFoundError
    return int(number)


def _wish() -> Intent:
    deed = next((one for one in DEEDS if one == request.form.get("deed")), None)
    if deed is None:
        raise NotFoundError
    return Intent(
        deed=deed,
        by=the_account().account_id,
        number=_number(),
        sentence=SentenceKey(request.form.get("sentence", "")),
        words=request.form.get(FIELDS.get(deed, ""), ""),
    )


def _back(
    patient_id: str, week: Week, number: int, said: str, sentence: str = ""
) -> ResponseReturnValue:
    """Lead back to the revision that was read, to the sentence that it was about."""
    monday = week.monday.isoformat()
    page = url_for("clinician.week", patient_id=patient_id, monday=monday)
    if number:
        page = url_for("clinician.revision", patient_id=patient_id, monday=monday, number=number)
    anchor = f"#s-{quote(sentence)}" if sentence else ""
    return redirect(f"{page}?{urlencode({'done': said})}{anchor}", SEE_OTHER)
