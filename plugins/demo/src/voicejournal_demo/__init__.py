"""The demo clinic: two synthetic patients, their voice notes, and a model that understands them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from voicejournal import ExamplePatient, PluginSettings, hookimpl
from voicejournal_demo.clinic import MODEL_FOLDER, DemoNote, DemoPatient, load_clinic, true_words

__all__ = ["MODEL_FOLDER", "DemoNote", "DemoPatient", "load_clinic", "true_words"]


@hookimpl
def voicejournal_models(settings: PluginSettings) -> Mapping[str, Path]:  # noqa: ARG001
    """Return the model of the demo voices."""
    return {"demo": MODEL_FOLDER}


@hookimpl
def voicejournal_clinic(settings: PluginSettings) -> Sequence[ExamplePatient]:  # noqa: ARG001
    """Return the two demo patients."""
    return load_clinic()
