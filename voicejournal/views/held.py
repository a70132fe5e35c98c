"""The one `Journal` that the pages of an application hold."""

from typing import TYPE_CHECKING, cast

from flask import Flask, current_app

if TYPE_CHECKING:
    from voicejournal.app import Journal

_EXTENSION = "voicejournal"


def hold(app: Flask, journal: "Journal") -> None:
    """Give `app` the journal that its pages read and write."""
    app.extensions[_EXTENSION] = journal


def journal() -> "Journal":
    """Return the journal of the application at work."""
    return cast("Journal", current_app.extensions[_EXTENSION])
