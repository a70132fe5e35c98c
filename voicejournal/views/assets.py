"""The pages' files: found in the installed package or in the checkout, served under their hash."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Blueprint, Flask, Response, send_from_directory
from markupsafe import Markup

from voicejournal.views.gate import PUBLIC, lets

assets = Blueprint("assets", __name__)

_PACKAGE = Path(__file__).resolve().parents[1]
# Windows and some containers know no type, or a wrong one, for these.
_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}
_A_YEAR_S = 31_536_000


@cache
def web_folder() -> Path:
    """Return the folder of the pages' files: the package's copy, else the checkout's."""
    packaged = _PACKAGE / "_web"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "web"


@cache
def assets_hash() -> str:
    """Return a digest of everything under `static`.

    It stands in the path, so that a module's relative imports inherit it and no import map
    is needed.
    """
    digest = hashlib.sha256()
    folder = web_folder() / "static"
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def asset(path: str) -> str:
    """Return the address of a file under `static`."""
    return f"/static/{assets_hash()}/{path}"


@cache
def icon(name: str) -> Markup:
    """Return a line icon, to stand in a page beside words."""
    shapes = (web_folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8").strip()
    return Markup(  # noqa: S704 - our own files, named in our own templates
        '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" '
        'stroke="currentColor" stroke-width="1.8" stroke-linecap="round" '
        f'stroke-linejoin="round" aria-hidden="true" focusable="false">{shapes}</svg>'
    )


def install_assets(app: Flask) -> None:
    """Serve the files, and let templates name them."""
    app.register_blueprint(assets)
    app.jinja_env.globals.update(asset=asset, icon=icon)


@assets.get("/static/<digest>/<path:name>")
@lets(PUBLIC)
def static(digest: str, name: str) -> Response:
    """Send one file; a page from before an upgrade gets the new file, uncached."""
    response = send_from_directory(
        web_folder() / "static", name, mimetype=_TYPES.get(Path(name).suffix)
    )
    if digest == assets_hash():
        response.headers["Cache-Control"] = f"public, max-age={_A_YEAR_S}, immutable"
    else:
        response.headers["Cache-Control"] = "no-cache"
    return response
