"""Keeping a note private, deleting it or only its sound, and the receipts of that."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from voicejournal.errors import NotFoundError
from voicejournal.model.note import NoteId
from voicejournal.views.gate import lets
from voicejournal.views.held import journal
from voicejournal.views.own.blueprint import CHANGE, LOOK_BACK, own
from voicejournal.views.session import the_account, the_patient


@own.get("/notes/<note_id>/private")
@lets(CHANGE)
def privacy(note_id: str) -> ResponseReturnValue:
    """Say what it means to keep a note private, or to share it again."""
    return render_template("own/private.html", card=journal().note(NoteId(note_id)).card)


@own.post("/notes/<note_id>/private")
@lets(CHANGE)
def set_privacy(note_id: str) -> ResponseReturnValue:
    """Keep the note private, or share it again."""
    private = request.form.get("private") == "yes"
    journal().keep_private(NoteId(note_id), private=private)
    done = "private" if private else "shared"
    return redirect(url_for("diary.note", note_id=note_id, done=done))


@own.get("/notes/<note_id>/delete")
@lets(CHANGE)
def removal(note_id: str) -> ResponseReturnValue:
    """Say what deleting takes away and what it leaves."""
    return render_template("own/delete.html", detail=journal().note(NoteId(note_id)))


@own.post("/notes/<note_id>/delete")
@lets(CHANGE)
def remove(note_id: str) -> ResponseReturnValue:
    """Delete the note, or its sound, and show the receipt."""
    what = request.form.get("what")
    if what == "note":
        number = journal().delete_note(NoteId(note_id))
    elif what == "sound":
        number = journal().delete_sound(NoteId(note_id))
    else:
        raise NotFoundError
    return redirect(url_for("own.receipts", new=number))


@own.get("/notes/receipts")
@lets(LOOK_BACK)
def receipts() -> ResponseReturnValue:
    """List the receipts of everything that was taken out."""
    told = request.args.get("new", "")
    return render_template(
        "own/receipts.html",
        receipts=journal().deletions(the_patient()),
        new=int(told) if told.isdecimal() else None,
        zone=the_account().zone,
    )
