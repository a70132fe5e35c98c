"""A plugin that ships a speech model beside its code."""

from collections.abc import Mapping
from pathlib import Path

from voicejournal import hookimpl


@hookimpl
def voicejournal_models() -> Mapping[str, Path]:
    """Name the folder; `VOICEJOURNAL_MODEL=example-small` then finds it."""
    return {"example-small": Path(__file__).with_name("model")}
