"""Tells voices apart with pyannote.audio, on this machine alone.

Nothing heavy is imported before the first note: torch takes seconds and hundreds of megabytes.
"""

from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from voicejournal import Diarizer, ModelMissingError, PluginSettings, Problem, hookimpl
from voicejournal_pyannote.options import Options
from voicejournal_pyannote.separating import PyannoteDiarizer
from voicejournal_pyannote.weights import find_weights

NAME = "pyannote"


@hookimpl
def voicejournal_diarizer(name: str, settings: PluginSettings) -> Diarizer | None:
    """Answer to our name only.

    Raises:
        ModelMissingError: The weights are not on this machine.
    """
    if name != NAME:
        return None
    return _diarizer(Options.read(settings))


@hookimpl
def voicejournal_self_check(settings: PluginSettings) -> Iterable[Problem]:
    """Say what is missing: the library, or the weights."""
    if not _is_installed("pyannote.audio"):
        yield Problem(
            stage=NAME,
            reason="pyannote.audio is not installed",
            fix="pip install voicejournal-pyannote",
        )
    try:
        find_weights(Options.read(settings).model)
    except ModelMissingError as error:
        yield Problem(stage=NAME, reason=error.message, fix=error.fix or "")


def _is_installed(distribution: str) -> bool:
    try:
        version(distribution)
    except PackageNotFoundError:
        return False
    return True


@cache
def _diarizer(options: Options) -> PyannoteDiarizer:
    """Return one diarizer for as long as the process lives: notes share what is in memory."""
    return PyannoteDiarizer(find_weights(options.model), options)
