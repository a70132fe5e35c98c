"""Who opened what, and when: kept as it happens, told to the patient in plain words."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from voicejournal.app.practice import Practice
from voicejournal.model.note import AccountId, NoteId, PatientId
from voicejournal.model.opened import Opened
from voicejournal.store import AuditEntry

SAME_OPENING = timedelta(minutes=10)
"""Opened again so soon by the same person, it is the same reading (assumed)."""
ABOUT_OTHERS = ("summary.", "note.", "export.", "care.", "programme.", "call.seen", "account.")
NOT_TOLD = frozenset({"note.received", "account.created", "account.accepted"})
"""The patient's own doing, or nobody's opening of anything."""
OWN_TOLD = ("export.",)
"""Of what patients did themselves, what left the service is told too."""


class Openings(Practice):
    """The journal as it tells who was there."""

    def note_opened(self, note_id: NoteId, by: AccountId) -> None:
        """Keep that somebody else than the patient opened the page of a note."""
        self._keep(note_id, "note.opened", by)

    def note_heard(self, note_id: NoteId, by: AccountId) -> None:
        """Keep that somebody else than the patient listened to a note."""
        self._keep(note_id, "note.heard", by)

    def openings_of(self, patient_id: PatientId) -> tuple[Opened, ...]:
        """Return what was done with what belongs to a patient, newest first."""
        told = [one for one in self.store.audit.of_patient(patient_id) if _is_told(one)]
        names = self.store.accounts.names({_who(one) for one in told})
        notes = self.store.activity.recorded(patient_id)
        return tuple(_opened(one, patient_id, names, notes) for one in told)

    def _keep(self, note_id: NoteId, action: str, by: AccountId) -> None:
        patient_id = self.store.notes.owner(note_id)
        if by != AccountId(patient_id):
            self.store.audit.record_once(
                by, action, patient_id=patient_id, subject_id=note_id, within=SAME_OPENING
            )


def _is_told(entry: AuditEntry) -> bool:
    if entry.action in NOT_TOLD:
        return False
    if entry.actor_id == entry.patient_id:
        return entry.action.startswith(OWN_TOLD)
    return entry.action.startswith(ABOUT_OTHERS)


def _opened(
    entry: AuditEntry,
    patient_id: PatientId,
    names: Mapping[AccountId, str],
    notes: Mapping[NoteId, tuple[datetime, str]],
) -> Opened:
    subject = entry.subject_id or ""
    note = notes.get(NoteId(subject))
    return Opened(
        at=entry.at,
        who=names.get(_who(entry), ""),
        own=entry.actor_id == patient_id,
        action=entry.action,
        note_at=note[0] if note else None,
        note_zone=note[1] if note else "UTC",
        monday=_monday(subject),
    )


def _who(entry: AuditEntry) -> AccountId:
    """Return whom a line is about: of care, the clinician, whoever entered it."""
    about_care = entry.action.startswith("care.")
    return AccountId((entry.subject_id or "") if about_care else entry.actor_id)


def _monday(subject: str) -> date | None:
    """Return the week that a subject such as `2026-03-02/1` names."""
    try:
        return date.fromisoformat(subject.partition("/")[0])
    except ValueError:
        return None
