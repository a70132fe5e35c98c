"""The sound of a note, decrypted as it is sent, in the parts that a player asks for."""

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from werkzeug.wsgi import FileWrapper

from voicejournal.model.note import NoteId
from voicejournal.views.gate import Rule, lets
from voicejournal.views.held import journal
from voicejournal.views.session import the_account

sound = Blueprint("sound", __name__)

_PIECE = 1 << 16


@sound.get("/sound/<note_id>")
@lets(Rule("hear_note", of="note"))
def play(note_id: str) -> ResponseReturnValue:
    """Send the sound, or the range of it that was asked for."""
    found = journal().sound(NoteId(note_id))
    journal().note_heard(NoteId(note_id), the_account().account_id)
    # Not the server's own wrapper: it cannot seek, and may send the file below the stream.
    answer = Response(
        FileWrapper(found.stream, _PIECE),
        mimetype=found.mime,
        direct_passthrough=True,
    )
    answer.content_length = found.size
    answer.call_on_close(found.stream.close)
    return answer.make_conditional(request.environ, accept_ranges=True, complete_length=found.size)
