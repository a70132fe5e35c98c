"""Everything of a patient, gathered to be taken along; the sound is read note by note."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import BinaryIO

from voicejournal.app.consenting import Consenting
from voicejournal.app.openings import Openings
from voicejournal.app.weekpage import WeekPage
from voicejournal.errors import NotFoundError
from voicejournal.exercises import exercises, prompts
from voicejournal.model.account import Account
from voicejournal.model.everything import Between, Everything, Remark
from voicejournal.model.note import AccountId, NoteDetail, NoteId, PatientId
from voicejournal.model.programme import PROMPT
from voicejournal.model.text import Text
from voicejournal.outputs.archive import ArchiveFile, sound_name, zipped
from voicejournal.outputs.contents import readme
from voicejournal.outputs.everything import everything_json, tables

FIRST = datetime(2000, 1, 1, tzinfo=UTC)
LAST = datetime(3000, 1, 1, tzinfo=UTC)
"""No note is older or younger."""


class Exporting(Consenting, Openings):
    """The journal as it hands everything to the one whose it is."""

    def everything(self, account: Account) -> Everything:
        """Gather all that is kept of a patient, but the sound."""
        patient_id = PatientId(account.account_id)
        cards = reversed(self.store.notes.cards(patient_id))
        notes = tuple(self.store.notes.detail(card.note_id) for card in cards)
        pages = tuple(self._pages(patient_id))
        return Everything(
            account=account,
            made_at=self._now(),
            notes=notes,
            views=tuple(self.store.notes.view(one.card.note_id) for one in notes),
            weeks=tuple(one.shown.summary for one in pages),
            remarks=tuple(remark for one in pages for remark in _remarks(one)),
            check_ins=self.store.check_ins.of(patient_id),
            exercises=self.store.programmes.worksheets(patient_id),
            between=self._between(patient_id),
            consents=self.store.consents.lines(patient_id),
            opened=self.openings_of(patient_id),
            sounds=self._sounds(notes),
        )

    def archive(
        self, kept: Everything, index: str, *, by: AccountId | None = None
    ) -> Iterator[bytes]:
        """Return everything as a ZIP, read and written while it is sent.

        Args:
            kept: What was gathered.
            index: The page that opens it, drawn.
            by: Who takes it; None: the patient.
        """
        whose = kept.account.account_id
        self.store.audit.record(by or whose, "export.everything", patient_id=whose)
        files = [_file("index.html", index.encode()), _file("README.txt", readme(kept).encode())]
        files += [_file(f"tables/{name}", made) for name, made in tables(kept).items()]
        files.append(_file("everything.json", everything_json(kept)))
        files += [self._sound(note_id, name) for note_id, name in kept.sounds.items()]
        return zipped(files, kept.made_at)

    def _between(self, patient_id: PatientId) -> Between:
        """Gather what goes on between sessions; a token that acts by itself stays here."""
        given = self.store.programmes.given(patient_id)
        plans = self.store.planned.plans(patient_id)
        reminder = self.store.planned.reminder(patient_id)
        calls = self.store.calls.all(patient_id)
        carers = self.store.accounts.care_of(patient_id)
        people = {
            *(one.given_by for one in given),
            *(one.planned_by for one in plans),
            *(one.seen_by for one in calls if one.seen_by),
            *(one.clinician_id for one in carers),
        }
        return Between(
            given=given,
            drafts=self.store.programmes.drafts(patient_id),
            plans=plans,
            reminder=None if reminder is None else replace(reminder, token=""),
            email=self.store.notices.email(AccountId(patient_id)),
            calls=calls,
            asked=tuple(self.store.calls.asked(patient_id).values()),
            carers=carers,
            titles=_titles(),
            people=self.store.accounts.names(people),
        )

    def _pages(self, patient_id: PatientId) -> Iterator[WeekPage]:
        for week in sorted(self.weeks(patient_id)):
            yield self.page(patient_id, week, reader=None, number=None)

    def _sounds(self, notes: tuple[NoteDetail, ...]) -> dict[NoteId, str]:
        """Name the file of each note that has its sound."""
        named: dict[NoteId, str] = {}
        for note in notes:
            with suppress(NotFoundError):
                mime = self.store.notes.sound_mime(note.card.note_id)
                named[note.card.note_id] = sound_name(note.card.recorded_at, mime, named.values())
        return named

    def _sound(self, note_id: NoteId, name: str) -> ArchiveFile:
        def read() -> BinaryIO:
            return self.store.notes.open_sound(note_id, "original").stream

        return ArchiveFile(name=name, read=read, packed=False)


def _titles() -> dict[str, Text]:
    """Return how the exercises and questions of the library are called."""
    asked = {f"{PROMPT}{one.name}": one.text for one in prompts()}
    return {one.name: one.title for one in exercises()} | asked


def _remarks(page: WeekPage) -> Iterator[Remark]:
    """Return what clinicians wrote on a page, as the patient sees it."""
    handled = page.handled
    lines = [one for part in handled.sections for one in (*part.shown, *part.less, *part.aside)]
    acts = [act for one in lines for act in (one.amended, one.dismissed) if act is not None]
    for act in (*acts, *handled.lost):
        yield Remark(
            monday=act.monday,
            at=act.at,
            by=page.people.get(act.by, ""),
            deed=act.deed,
            about=act.machine,
            words=act.words,
        )


def _file(name: str, content: bytes) -> ArchiveFile:
    return ArchiveFile(name=name, read=lambda: content)
