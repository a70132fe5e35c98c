"""The application: one `Journal`, its pages, and the guards around them."""

import gc
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFProtect

from voicejournal.model.note import PatientId
from voicejournal.views.accounts import accounts, home_of
from voicejournal.views.arrivals import arrivals
from voicejournal.views.asked import asked
from voicejournal.views.assets import install_assets, web_folder
from voicejournal.views.checkins import checkins
from voicejournal.views.clinic import clinician
from voicejournal.views.crisis import crisis
from voicejournal.views.diary import diary
from voicejournal.views.errors import install_errors
from voicejournal.views.gate import install_gate
from voicejournal.views.headers import install_headers
from voicejournal.views.held import hold
from voicejournal.views.held import journal as held
from voicejournal.views.language import install_language, page_language
from voicejournal.views.mydata import consent, mydata
from voicejournal.views.mydata.wording import install_wording
from voicejournal.views.notepage import place_of_note
from voicejournal.views.offline import install_offline
from voicejournal.views.operations import operations
from voicejournal.views.own import own
from voicejournal.views.points import install_drawing
from voicejournal.views.preview import preview
from voicejournal.views.programme import place_of_exercise, programme
from voicejournal.views.reminders import reminders
from voicejournal.views.session import current_account, install_sessions
from voicejournal.views.sound import sound
from voicejournal.views.stream import InMemoryRequest
from voicejournal.views.typed import typed
from voicejournal.views.upload import upload
from voicejournal.views.words import words

if TYPE_CHECKING:
    from voicejournal.app import Journal

_SIGNED_IN_FOR = timedelta(days=30)
_GUESSES_PER_ADDRESS = "10 per minute;60 per hour"
_GUESSES_PER_NAME = "20 per hour"
_UNAUTHORIZED = 401


class _App(Flask):
    request_class = InMemoryRequest


SEARCH_AFTER = (50_000, 20, 50)
"""Objects, and younger searches, between two searches for garbage: a page makes some ten thousand
objects, which Python's own 700 would search through again and again while it is made."""


def create_app(journal: "Journal") -> Flask:
    """Build the web application over `journal`."""
    app = _App("voicejournal", static_folder=None, template_folder=str(web_folder() / "templates"))
    app.config.update(_config(journal))
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    hold(app, journal)
    install_sessions(app, journal)
    csrf = CSRFProtect(app)
    install_gate(app)
    install_language(app, journal)
    install_drawing(app)
    install_wording(app)
    install_errors(app)
    install_headers(app)
    install_assets(app)
    for blueprint in (
        accounts,
        consent,
        mydata,
        diary,
        own,
        preview,
        upload,
        arrivals,
        typed,
        checkins,
        programme,
        asked,
        reminders,
        sound,
        words,
        clinician,
        operations,
        crisis,
    ):
        app.register_blueprint(blueprint)
    install_offline(app)
    # Mail programs press this button by themselves (RFC 8058); its token is all that it needs.
    csrf.exempt("voicejournal.views.reminders.stop")
    _limit_guessing(app)
    app.context_processor(_everywhere)
    return app


def lasting_app(journal: "Journal") -> Flask:
    """Return the web application for a process that serves nothing else.

    What is loaded by now lives as long as the process: it is left out of Python's search for
    garbage, which otherwise looks at all of it in the middle of a page, for tens of milliseconds.
    """
    app = create_app(journal)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SEARCH_AFTER)
    return app


def _config(journal: "Journal") -> dict[str, object]:
    return {
        "SECRET_KEY": journal.session_secret(),
        "MAX_CONTENT_LENGTH": journal.settings.max_upload_bytes,
        "PERMANENT_SESSION_LIFETIME": _SIGNED_IN_FOR,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": journal.settings.secure_cookies,
        # A page may stay open all evening before a recording is sent from it; the token is
        # bound to the session, which ends by itself.
        "WTF_CSRF_TIME_LIMIT": None,
    }


def _limit_guessing(app: Flask) -> None:
    """Slow down whoever tries passwords; a right one costs nothing."""
    limiter = Limiter(get_remote_address, app=app, storage_uri="memory://")

    def wrong(response: object) -> bool:
        return getattr(response, "status_code", 0) == _UNAUTHORIZED

    def name() -> str:
        # An empty key would switch the limit off.
        return request.form.get("username", "").strip().lower() or "-"

    by_address = limiter.limit(_GUESSES_PER_ADDRESS, deduct_when=wrong)
    by_name = limiter.limit(_GUESSES_PER_NAME, key_func=name, deduct_when=wrong)
    _limit(app, "accounts.check_sign_in", by_address, by_name)
    _limit(app, "accounts.accept_invitation", by_address)
    _limit(app, "mydata.erase_now", by_address)


def _limit(app: Flask, endpoint: str, *limits: Callable[..., Any]) -> None:
    for limit in limits:
        app.view_functions[endpoint] = limit(app.view_functions[endpoint])


def _may_take_out(patient_id: str) -> bool:
    """Tell whether the reader may take something of a patient's along."""
    return held().allows(current_account(), "take_out", PatientId(patient_id))


def _everywhere() -> dict[str, object]:
    """Return what every template may use."""
    account = current_account()
    here = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return {
        "account": account,
        "home": home_of(account),
        "here": here,
        "lang": page_language(),
        "may_take_out": _may_take_out,
        "place_of_note": place_of_note,
        "place_of_exercise": place_of_exercise,
    }
