"""The words and silences of one note as files, for whoever may read the note."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from voicejournal.errors import NotFoundError
from voicejournal.model.note import NoteId, NoteView
from voicejournal.model.transcript import Transcript
from voicejournal.model.units import Missing, Span
from voicejournal.outputs.captions import webvtt
from voicejournal.outputs.textgrid import textgrid
from voicejournal.views.download import TEXTGRID, WEBVTT, download
from voicejournal.views.gate import Rule, lets
from voicejournal.views.held import journal
from voicejournal.views.session import the_account

words = Blueprint("words", __name__)

TAKE_OUT = Rule("take_out", of="note")


@words.get("/notes/<note_id>/words.vtt")
@lets(TAKE_OUT)
def captions(note_id: str) -> ResponseReturnValue:
    """Hand out the kept words as captions."""
    note = journal().heard(NoteId(note_id))
    if not isinstance(note.transcript, Transcript):
        raise NotFoundError
    _taken(note, "captions")
    return download(webvtt(note.transcript, _pauses(note)), WEBVTT, f"{_name(note)}.vtt")


@words.get("/notes/<note_id>/words.TextGrid")
@lets(TAKE_OUT)
def grid(note_id: str) -> ResponseReturnValue:
    """Hand out words and pauses for Praat."""
    note = journal().heard(NoteId(note_id))
    if isinstance(note.voice, Missing):
        raise NotFoundError
    _taken(note, "textgrid")
    made = textgrid(note.transcript, _pauses(note), note.duration)
    return download(made, TEXTGRID, f"{_name(note)}.TextGrid")


def _pauses(note: NoteView) -> tuple[Span, ...]:
    return () if isinstance(note.voice, Missing) else note.voice.pauses


def _name(note: NoteView) -> str:
    return f"note-{note.recorded_at:%Y-%m-%d-%H%M}"


def _taken(note: NoteView, what: str) -> None:
    patient_id = journal().owner_of(note.note_id)
    journal().taken_out(patient_id, what, str(note.note_id), the_account().account_id)
