"""Reads what patients are told about each purpose. Older versions stay: the ledger names them."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from voicejournal.errors import NotFoundError, VoiceJournalError
from voicejournal.model.consent import PurposeText
from voicejournal.model.purpose import Purpose
from voicejournal.model.text import Text, typeset

PARTS = ("title", "what", "without", "removes")


class PurposeTextError(VoiceJournalError):
    """The text of a purpose lacks a part, a language, or its version."""


@cache
def purpose_texts() -> Mapping[Purpose, PurposeText]:
    """Return the newest text of every purpose, in the order in which they are asked."""
    return {one: _versions(one)[-1] for one in get_args(Purpose)}


def purpose_text(purpose: Purpose, version: int) -> PurposeText:
    """Return one version of a text.

    Raises:
        NotFoundError: There is no such version.
    """
    found = next((one for one in _versions(purpose) if one.version == version), None)
    if found is None:
        raise NotFoundError
    return found


@cache
def _versions(purpose: Purpose) -> tuple[PurposeText, ...]:
    """Return every version, oldest first."""
    told = tomllib.loads(_file(purpose))
    read = tuple(_read(purpose, one) for one in told["version"])
    if [one.version for one in read] != list(range(1, len(read) + 1)):
        raise PurposeTextError
    return read


def _file(purpose: Purpose) -> str:
    return (files("voicejournal.purposes") / f"{purpose}.toml").read_text(encoding="utf-8")


def _read(purpose: Purpose, told: Mapping[str, Any]) -> PurposeText:
    try:
        parts = {name: _text(told[name]) for name in PARTS}
        return PurposeText(purpose=purpose, version=told["number"], **parts)
    except (KeyError, TypeError) as error:
        raise PurposeTextError from error


def _text(told: Mapping[str, str]) -> Text:
    return typeset(en=told["en"], fr=told["fr"])
