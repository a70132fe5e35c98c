"""Which language a page speaks, and the translations it speaks with."""

import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, request
from flask_babel import Babel, Domain, get_locale

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
        locale = get_locale()
        language = LANGUAGES[0] if locale is None else locale.language
        return catalogue(_locale_folder(), language)


def page_language() -> str:
    """Return the language of the page being made."""
    locale = get_locale()
    return LANGUAGES[0] if locale is None else str(locale.language)


def install_language(app: Flask, held: "Journal") -> None:
    """Let `app` speak every language that we have."""

    def choose() -> str:
        return _chosen() or held.settings.locale

    speak(Babel(app, locale_selector=choose))


def speak(babel: Babel) -> None:
    """Let pages speak with the sources of our translations."""
    babel.domain_instance = _SourceDomain()


def _chosen() -> str | None:
    """Return the account's language, else the cookie's, else what the browser asks for."""
    account = current_account()
    wishes = (account.language if account else None, request.cookies.get(COOKIE))
    for wish in wishes:
        if wish in LANGUAGES:
            return wish
    return request.accept_languages.best_match(LANGUAGES)
