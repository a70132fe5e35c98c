"""Striking a passage: choose, see what will be gone, and only then do it."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from voicejournal.errors import NotFoundError, StrikeFailedError
from voicejournal.model.note import NoteId
from voicejournal.views.gate import lets
from voicejournal.views.held import journal
from voicejournal.views.own.blueprint import CHANGE, own, placed, seen, words_of


@own.get("/notes/<note_id>/strike")
@lets(CHANGE)
def choose_passage(note_id: str) -> ResponseReturnValue:
    """Ask for the first word, then for the last one, then show what would be gone."""
    return _page(note_id, _place("first"), _place("last"))


@own.post("/notes/<note_id>/strike")
@lets(CHANGE)
def strike(note_id: str) -> ResponseReturnValue:
    """Strike it for good."""
    first, last = _given("first"), _given("last")
    try:
        journal().strike(NoteId(note_id), first, last, seen=seen())
    except StrikeFailedError:
        problem = _(
            "This passage could not be silenced, and nothing was changed. You can delete the "
            "sound of the note, or the whole note; and please tell your practice."
        )
        return _page(note_id, first, last, problem), 500
    return redirect(url_for("diary.note", note_id=note_id, done="struck"))


def _page(note_id: str, first: int | None, last: int | None, problem: str = "") -> str:
    detail, words = words_of(note_id)
    passage = None
    if first is not None and last is not None:
        passage = journal().passage(NoteId(note_id), first, last)
        first, last = sorted((first, last))
    return render_template(
        "own/strike.html",
        detail=detail,
        lines=placed(words),
        first=first,
        last=last,
        passage=passage,
        problem=problem,
    )


def _place(name: str) -> int | None:
    told = request.args.get(name, "")
    return int(told) if told.isdecimal() else None


def _given(name: str) -> int:
    told = request.form.get(name, "")
    if not told.isdecimal():
        raise NotFoundError
    return int(told)
