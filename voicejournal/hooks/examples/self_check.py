"""A plugin that looks whether its list of words is there."""

from collections.abc import Iterable
from pathlib import Path

from voicejournal import PluginSettings, Problem, hookimpl


@hookimpl
def voicejournal_self_check(settings: PluginSettings) -> Iterable[Problem]:
    """Name what is missing, and the way out."""
    path = settings.get("words", "")
    if not path or not Path(path).is_file():
        yield Problem(
            stage="example",
            reason="The list of words is not there.",
            fix="Point the setting `words` at the file.",
        )
