"""Addresses of many things of one kind: a year of notes, a caseload of patients."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from flask import url_for

_ANY = "any-one"


def addresses(endpoint: str, each: str, **named: str) -> Callable[[str], str]:
    """Return what writes the address of each thing: Flask is asked once, not for every one.

    Args:
        endpoint: The page.
        each: The part of its address that differs.
        named: The parts that do not.
    """
    parts: dict[str, Any] = {each: _ANY, **named}
    before, after = url_for(endpoint, **parts).split(_ANY)
    return lambda one: f"{before}{quote(one, safe='')}{after}"
