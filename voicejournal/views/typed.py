"""A note typed on a day without a voice: a plain form, kept as it was typed."""

from datetime import UTC, datetime

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from voicejournal.errors import KeyReusedError
from voicejournal.model.typed import LONGEST_TYPED, Typed
from voicejournal.views.diary import RECORD, record_page
from voicejournal.views.facts import form_key
from voicejournal.views.gate import lets
from voicejournal.views.held import journal
from voicejournal.views.language import page_language
from voicejournal.views.session import the_account, the_patient

typed = Blueprint("typed", __name__)


@typed.post("/notes/typed")
@lets(RECORD)
def post_typed() -> ResponseReturnValue:
    """Keep what was typed; whatever is wrong with it, the words stay on the page."""
    # A form's lines end in two characters (RFC 7578), which nobody typed.
    text = request.form.get("text", "").replace("\r\n", "\n").strip()
    if not text:
        return record_page(_("Write something first.")), 422
    if len(text) > LONGEST_TYPED:
        problem = _("This is longer than %(n)s characters. Keep it as two notes.", n=LONGEST_TYPED)
        return record_page(problem, text), 422
    try:
        receipt = journal().write(
            the_patient(),
            form_key(),
            Typed(text=text, language=page_language()),
            recorded_at=datetime.now(UTC),
            zone=the_account().zone,
        )
    except KeyReusedError:
        problem = _("You have already kept other words from this page. To add these, press again.")
        return record_page(problem, text), 409
    return redirect(url_for("diary.note", note_id=receipt.note_id))
