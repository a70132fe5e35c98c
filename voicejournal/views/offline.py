"""What works without a network: the record page and the help page, as a service worker keeps them.

The kept pages are the same for everybody who reads one language: they carry no name, no token
and no note. Who records is told by a cookie that holds the account's id and ends with the session.
"""

import hashlib
import json
import re

from flask import Blueprint, Flask, Response, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from voicejournal.errors import NotFoundError
from voicejournal.model.text import LANGUAGES
from voicejournal.views.assets import asset, assets_hash, web_folder
from voicejournal.views.crisis import help_for, home_of_language
from voicejournal.views.gate import PUBLIC, lets
from voicejournal.views.held import journal
from voicejournal.views.language import page_language, speaking
from voicejournal.views.session import current_account
from voicejournal.views.strings import recorder_strings

offline = Blueprint("offline", __name__)

OWNER = "owner"
"""Cookie that the recorder reads offline: whose recordings these are."""
_FILES = re.compile(r'(?:href|src)="(/static/[^"]+)"')
_ICONS = (
    ("icon-192.png", 192, "any"),
    ("icon-512.png", 512, "any"),
    ("mask-512.png", 512, "maskable"),
)


def install_offline(app: Flask) -> None:
    """Let `app` serve what is kept offline, and tell devices whose recordings they keep."""
    app.register_blueprint(offline)
    app.after_request(_tell_owner)


@offline.get("/offline/<language>/record")
@lets(PUBLIC)
def record(language: str) -> ResponseReturnValue:
    """Offer the microphone to whoever last signed in on this device."""
    return _shell(language, "record")


@offline.get("/offline/<language>/help")
@lets(PUBLIC)
def help_now(language: str) -> ResponseReturnValue:
    """Show whom to call."""
    return _shell(language, "help")


@offline.get("/service-worker.js")
@lets(PUBLIC)
def service_worker() -> ResponseReturnValue:
    """Give the script that keeps the pages; any change of them changes it."""
    language = _known(request.args.get("language", ""))
    texts = {name: _shell(language, name) for name in ("record", "help")}
    pages = {path: url_for(f"offline.{view}", language=language) for path, view in _pages()}
    files = sorted({found for text in texts.values() for found in _FILES.findall(text)})
    digest = hashlib.sha256("".join(texts.values()).encode()).hexdigest()[:12]
    shell = {"cache": f"{language}-{assets_hash()}-{digest}", "pages": pages, "files": files}
    script = (web_folder() / "service-worker.js").read_text(encoding="utf-8")
    return Response(f"const shell = {json.dumps(shell)};\n{script}", mimetype="text/javascript")


@offline.get("/<language>.webmanifest")
@lets(PUBLIC)
def manifest(language: str) -> ResponseReturnValue:
    """Tell a phone how the diary stands among its applications."""
    with speaking(_known(language)):
        told = {
            "id": url_for("diary.record"),
            "name": _("Voice Journal"),
            "short_name": _("Diary"),
            "description": _(
                "A private diary between your sessions, heard only by the people who care for you."
            ),
            "lang": language,
            "start_url": url_for("diary.record"),
            "scope": "/",
            "display": "standalone",
            "background_color": "#f7f8f6",
            "theme_color": "#0f5f6b",
            "icons": [_icon(*one) for one in _ICONS],
        }
    return Response(json.dumps(told), mimetype="application/manifest+json")


def _pages() -> tuple[tuple[str, str], ...]:
    record_path = url_for("diary.record")
    return (
        (record_path, "record"),
        (url_for("accounts.home"), "record"),
        (url_for("crisis.help_now"), "help_now"),
    )


def _shell(language: str, name: str) -> str:
    with speaking(_known(language)):
        return render_template(
            f"offline/{name}.html",
            stand_in=True,
            account=None,
            home=url_for("diary.record"),
            lang=page_language(),
            strings=recorder_strings(),
            **help_for(home_of_language(language)),
        )


def _known(language: str) -> str:
    if language not in LANGUAGES:
        raise NotFoundError
    return language


def _icon(name: str, side: int, purpose: str) -> dict[str, str]:
    return {
        "src": asset(f"icons/{name}"),
        "sizes": f"{side}x{side}",
        "type": "image/png",
        "purpose": purpose,
    }


def _tell_owner(response: Response) -> Response:
    if (request.endpoint or "").startswith(("assets.", "offline.")):
        return response
    account = current_account()
    owner = account.account_id if account is not None and account.role == "patient" else ""
    if request.cookies.get(OWNER, "") == owner:
        return response
    if not owner:
        response.delete_cookie(OWNER)
        return response
    response.set_cookie(
        OWNER,
        owner,
        max_age=current_app.permanent_session_lifetime,
        samesite="Lax",
        secure=journal().settings.secure_cookies,
    )
    return response
