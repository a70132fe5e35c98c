"""Setting a word right."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from voicejournal.errors import EmptyWordsError, NotFoundError
from voicejournal.model.amendment import LONGEST_CORRECTION, Correction
from voicejournal.model.note import NoteId
from voicejournal.model.transcript import Word
from voicejournal.views.gate import lets
from voicejournal.views.held import journal
from voicejournal.views.own.blueprint import CHANGE, own, placed, seen, words_of

AROUND = 6
"""Words shown on either side of the one that is set right."""


@own.get("/notes/<note_id>/correct")
@lets(CHANGE)
def choose_word(note_id: str) -> ResponseReturnValue:
    """Ask which word is wrong."""
    detail, words = words_of(note_id)
    return render_template("own/choose_word.html", card=detail.card, lines=placed(words))


@own.get("/notes/<note_id>/correct/<int:at>")
@lets(CHANGE)
def word(note_id: str, at: int) -> ResponseReturnValue:
    """Ask what was said instead."""
    return _form(note_id, at)


@own.post("/notes/<note_id>/correct/<int:at>")
@lets(CHANGE)
def correct(note_id: str, at: int) -> ResponseReturnValue:
    """Keep what was said, or take the correction back."""
    if "undo" in request.form:
        journal().uncorrect(NoteId(note_id), at, seen=seen())
        return redirect(url_for("diary.note", note_id=note_id, done="uncorrected"))
    try:
        journal().correct(NoteId(note_id), at, request.form.get("said", ""), seen=seen())
    except EmptyWordsError:
        problem = _(
            "Write the word as you said it, in at most %(n)s characters.", n=LONGEST_CORRECTION
        )
        return _form(note_id, at, problem), 422
    return redirect(url_for("diary.note", note_id=note_id, done="corrected"))


def _form(note_id: str, at: int, problem: str = "") -> str:
    detail, words = words_of(note_id)
    if not 0 <= at < len(words):
        raise NotFoundError
    chosen = words[at]
    return render_template(
        "own/word.html",
        detail=detail,
        at=at,
        word=chosen,
        before=words[max(0, at - AROUND) : at],
        after=words[at + 1 : at + 1 + AROUND],
        history=[one for one in detail.amendments.corrections if _is_about(one, chosen)],
        longest=LONGEST_CORRECTION,
        problem=problem,
    )


def _is_about(correction: Correction, chosen: Word) -> bool:
    return correction.heard == (chosen.heard or chosen.text) and (
        round(correction.start, 2) == round(chosen.start, 2)
    )
