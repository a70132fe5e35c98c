"""The patient's pages: record, my notes, one note."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import get_args
from zoneinfo import ZoneInfo

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from voicejournal.model.note import NoteCard, NoteId, NoteKind
from voicejournal.model.programme import Prompt
from voicejournal.model.typed import LONGEST_TYPED
from voicejournal.views.asked import asking
from voicejournal.views.gate import Rule, lets
from voicejournal.views.held import journal
from voicejournal.views.notepage import note_page
from voicejournal.views.session import the_patient
from voicejournal.views.strings import recorder_strings

diary = Blueprint("diary", __name__)

RECORD = Rule("record", of="self")
KINDS: tuple[NoteKind, ...] = get_args(NoteKind)
LAST_PAGE = 10_000
"""Whoever asks for more sees an empty page all the same."""


@dataclass(frozen=True, slots=True)
class Day:
    """The notes of one day, newest first."""

    on: date
    notes: tuple[NoteCard, ...]


@diary.get("/record")
@lets(RECORD)
def record() -> ResponseReturnValue:
    """Offer the microphone, under the question that was chosen."""
    name = request.args.get("prompt")
    return record_page(prompt=journal().prompt(name) if name else None)


def record_page(problem: str = "", typed: str = "", prompt: Prompt | None = None) -> str:
    """Draw the record page, with what was wrong with a file or words sent from it."""
    patient = the_patient()
    return render_template(
        "diary/record.html",
        key=str(uuid.uuid4()),
        owner=patient,
        hearers=journal().clinicians_of(patient),
        carers=journal().carers_of(patient),
        strings=recorder_strings(),
        problem=problem,
        typed=typed,
        longest_typed=LONGEST_TYPED,
        model=journal().settings.model,
        prompt=prompt,
    )


@diary.get("/notes")
@lets(Rule("read_note", of="self"))
def notes() -> ResponseReturnValue:
    """List some of the patient's own notes by day; what waits on this device stands above them."""
    patient = the_patient()
    kind, page = kind_asked(), page_asked()
    found, older = journal().some_notes(patient, kind, page)
    return render_template(
        "diary/notes.html",
        days=by_day(found),
        kind=kind,
        page=page,
        older=older,
        to_ask=journal().to_ask(patient),
        owner=patient,
        unwritten=not journal().grants(patient).allows("transcribe"),
        strings=recorder_strings(),
    )


@diary.get("/notes/<note_id>")
@lets(Rule("read_note", of="note"))
def note(note_id: str) -> ResponseReturnValue:
    """Show one note, words in time with its sound; a clinician is led to their own page."""
    owner = journal().owner_of(NoteId(note_id))
    if the_patient() != owner:
        return redirect(url_for("clinician.note", patient_id=owner, note_id=note_id))
    page = note_page(NoteId(note_id))
    return render_template("diary/note.html", page=page, asking=asking(page.detail))


@diary.get("/api/notes/<note_id>/state")
@lets(Rule("read_note", of="note"))
def state(note_id: str) -> ResponseReturnValue:
    """Tell how far a note is, for a page that waits for its words, or for what is struck."""
    detail = journal().note(NoteId(note_id))
    return {"state": detail.card.state, "taking_out": detail.taking_out or ""}


def kind_asked() -> NoteKind:
    """Return which notes the reader wants to see."""
    told = request.args.get("kind")
    return next((one for one in KINDS if one == told), "all")


def page_asked() -> int:
    """Return how many pages of newer notes were turned over."""
    told = request.args.get("page", "")
    return min(int(told), LAST_PAGE) if told.isdecimal() else 0


def by_day(cards: Iterable[NoteCard]) -> tuple[Day, ...]:
    """Group notes by the day on which they were recorded, in the zone of the recording."""

    def on(card: NoteCard) -> date:
        return card.recorded_at.astimezone(ZoneInfo(card.zone)).date()

    return tuple(Day(on=when, notes=tuple(those)) for when, those in groupby(cards, key=on))
