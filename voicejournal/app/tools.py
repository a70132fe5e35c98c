"""The tools that the path of a note needs, chosen from plugins and models."""

from typing import Any

from voicejournal.app.plugins import load_plugins
from voicejournal.errors import ModelMissingError
from voicejournal.extract.engines.faster_whisper import FasterWhisperTranscriber, whisper_lease
from voicejournal.extract.lease import ModelLease
from voicejournal.extract.models import find_model
from voicejournal.hooks.host import PluginHost
from voicejournal.hooks.spec import Diarizer, Transcriber
from voicejournal.model.purpose import OWN_FILES, Grants
from voicejournal.pipeline import Tools
from voicejournal.settings import Settings

DIARIZER = "pyannote"
"""By this name plugins are asked for a diarizer; which model it uses, its own settings say."""


def choose_transcriber(
    settings: Settings, plugins: PluginHost, lease: ModelLease[Any]
) -> Transcriber | ModelMissingError:
    """Return the transcriber in force: a plugin's, or faster-whisper on the model found."""
    answered = plugins.transcriber(settings.model)
    if answered is not None:
        return answered
    try:
        ref = find_model(settings.model, settings, known=plugins.models())
    except ModelMissingError as error:
        return error
    return FasterWhisperTranscriber(ref, lease)


def choose_diarizer(plugins: PluginHost) -> Diarizer | ModelMissingError | None:
    """Return what tells voices apart, or why it cannot; None where nothing is installed for it."""
    try:
        return plugins.diarizer(DIARIZER)
    except ModelMissingError as error:
        return error


def build_tools(
    settings: Settings,
    plugins: PluginHost,
    lease: ModelLease[Any],
    *,
    grants: Grants,
) -> Tools:
    """Gather what the path of a note needs, and what its patient allows of it."""
    return Tools(
        transcriber=choose_transcriber(settings, plugins, lease),
        analyzers=plugins.analyzers,
        voice_measures=plugins.voice_measures,
        diarizer=choose_diarizer(plugins),
        max_note_s=settings.max_note_s,
        broken=plugins.broken,
        grants=grants,
    )


def open_tools(settings: Settings) -> Tools:
    """Gather the tools without a store, for files."""
    return build_tools(settings, load_plugins(settings), whisper_lease(settings), grants=OWN_FILES)
