"""Which language a page speaks, and the translations it speaks with."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, g, request
from flask_babel import Babel, Domain, force_locale, get_locale
from markupsafe import Markup

from voicejournal.model.text import LANGUAGES
from voicejournal.views.assets import web_folder
from voicejournal.views.session import current_account

if TYPE_CHECKING:
    from voicejournal.app import Journal

COOKIE = "language"


@cache
def catalogue(folder: Path, language: str) -> NullTranslations:
    """Compile the catalogue of `language` in memory: a user never runs a build step."""
    source = folder / language / "LC_MESSAGES" / "messages.po"
    if not source.is_file():
        return NullTranslations()
    with source.open("rb") as stream:
        messages = read_po(stream, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return Translations(fp=compiled)


@cache
def _locale_folder() -> Path:
    return web_folder() / "locale"


class _SourceDomain(Domain):  # type: ignore[misc]  # Flask-Babel has no types
    """Flask-Babel's domain, reading sources instead of compiled files."""

    def get_translations(self) -> NullTranslations:
        return _spoken(page_language())


def page_language() -> str:
    """Return the language of the page being made."""
    if not g:
        return LANGUAGES[0]
    # Asked for a thousand times a page, which Flask-Babel takes its time to answer.
    known: str | None = g.get("page_language")
    if known is None:
        known = g.page_language = _asked_for()
    return known


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Make what is made within in `language`, whatever the request asks for."""
    before = g.get("page_language")
    g.page_language = language
    try:
        with force_locale(language):
            yield
    finally:
        g.page_language = before


def _asked_for() -> str:
    locale = get_locale()
    return LANGUAGES[0] if locale is None else str(locale.language)


def install_language(app: Flask, held: "Journal") -> None:
    """Let `app` speak every language that we have."""

    def choose() -> str:
        return _chosen() or held.settings.locale

    speak(app, choose)


def speak(app: Flask, choose: Callable[[], str]) -> None:
    """Let pages speak the language that `choose` names, with the sources of our translations.

    Templates translate without asking for their context: Jinja's own wrappers derive one and find
    the functions in it anew at every call, of which a long page makes several hundred. What a
    message is given is escaped as there.
    """
    Babel(app, locale_selector=choose).domain_instance = _SourceDomain()
    app.jinja_env.globals.update({"_": _gettext, "gettext": _gettext, "ngettext": _ngettext})


def _gettext(message: str, **given: object) -> Markup:
    found = _written(message, page_language())
    return found % given if given or "%" in found else found


@lru_cache(maxsize=4096)
def _written(message: str, language: str) -> Markup:
    return Markup(_spoken(language).ugettext(message))  # noqa: S704 - from our own catalogue


def _ngettext(one: str, several: str, num: int, **given: object) -> Markup:
    found = _spoken(page_language()).ungettext(one, several, num)
    return Markup(found) % {"num": num, **given}  # noqa: S704 - from our own catalogue


def _spoken(language: str) -> NullTranslations:
    return catalogue(_locale_folder(), language)


def _chosen() -> str | None:
    """Return the account's language, else the cookie's, else what the browser asks for."""
    account = current_account()
    wishes = (account.language if account else None, request.cookies.get(COOKIE))
    for wish in wishes:
        if wish in LANGUAGES:
            return wish
    return request.accept_languages.best_match(LANGUAGES)
