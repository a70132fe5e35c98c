"""The hooks that a plugin may implement. Each is a promise kept across versions.

Hooks register objects; they do no work themselves. Each says *when* it is called, what it gets
and what it returns: the reference for authors is printed from here, and each hook's example
stands in `voicejournal.hooks.examples`.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pluggy

from voicejournal.hooks.protocols import (
    Analyzer,
    Diarizer,
    ExampleNote,
    ExamplePatient,
    Narrator,
    PluginSettings,
    Transcriber,
    VoiceMeasure,
    Voiceprinter,
    WeekAnalyzer,
)
from voicejournal.model.note import Problem

__all__ = [
    "PROJECT",
    "Analyzer",
    "Diarizer",
    "ExampleNote",
    "ExamplePatient",
    "Narrator",
    "PluginSettings",
    "Transcriber",
    "VoiceMeasure",
    "Voiceprinter",
    "WeekAnalyzer",
    "hookimpl",
    "hookspec",
]

PROJECT = "voicejournal"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def voicejournal_analyzers(settings: PluginSettings) -> Iterable[Analyzer]:
    """Return the analyzers of this plugin.

    When: once in each process that loads plugins, before any note is looked at. The analyzers
    themselves are asked once for every note.

    Args:
        settings: Of this plugin alone.

    Returns:
        Analyzers of notes, in any order. A name that another analyzer has already is refused.

    .. versionadded:: 0.1
    """


@hookspec
def voicejournal_week_analyzers(settings: PluginSettings) -> Iterable[WeekAnalyzer]:
    """Return the analyzers of this plugin that look at a whole week.

    When: once in each process that loads plugins, before any week is looked at. The analyzers
    themselves are asked once for every weekly page that is composed.

    Args:
        settings: Of this plugin alone.

    Returns:
        Analyzers of weeks, in any order. They share one set of names with analyzers of notes.

    .. versionadded:: 0.1
    """


@hookspec
def voicejournal_narrators(settings: PluginSettings) -> Iterable[Narrator]:
    """Return what says sentences of the weekly page again in other words.

    When: once in each process that loads plugins. The narrators themselves are asked by the
    worker, never while somebody waits for a page, and only about patients who allow the purpose
    that they fall under.

    Args:
        settings: Of this plugin alone.

    Returns:
        Narrators, in any order; none where the operator did not turn the plugin on. The first by
        name is asked.

    .. versionadded:: 0.2
    """


@hookspec
def voicejournal_voice_measures(settings: PluginSettings) -> Iterable[VoiceMeasure]:
    """Return further voice measures, taken beside the built-in ones.

    When: once in each process that loads plugins. The measures themselves are taken once from
    every note, from its sound; where the recording does not bring what they need, they are
    missing without being asked.

    Args:
        settings: Of this plugin alone.

    Returns:
        Measures, in any order. Begin their names with that of the plugin.

    .. versionadded:: 0.1
    """


@hookspec(firstresult=True)
def voicejournal_transcriber(name: str, settings: PluginSettings) -> Transcriber | None:
    """Return the transcriber called `name`, or None to let another plugin answer.

    When: once in each process that carries notes, before the first. The transcriber itself is
    asked for each note; load the model then, not here.

    Args:
        name: What the operator wrote in `VOICEJOURNAL_MODEL`.
        settings: Of this plugin alone.

    Returns:
        A transcriber, or None. Where no plugin has one, faster-whisper is used.

    Raises:
        ModelMissingError: The name is this plugin's, and the model is not on this machine.

    .. versionadded:: 0.1
    """


@hookspec(firstresult=True)
def voicejournal_diarizer(name: str, settings: PluginSettings) -> Diarizer | None:
    """Return the diarizer called `name`, or None to let another plugin answer.

    When: once in each process that carries notes, before the first. The diarizer itself is
    asked for each note; load the model then, not here.

    Args:
        name: Of the diarizer that the service wants.
        settings: Of this plugin alone.

    Returns:
        A diarizer, or None. Where no plugin has one, voices are not told apart, and the page
        says so.

    Raises:
        ModelMissingError: The name is this plugin's, and the model is not on this machine.

    .. versionadded:: 0.1
    """


@hookspec
def voicejournal_self_check(settings: PluginSettings) -> Iterable[Problem]:
    """Return what keeps this plugin from working, each with its fix.

    When: whenever the operator asks, by `voicejournal doctor`. Look, do not mend.

    Args:
        settings: Of this plugin alone.

    Returns:
        Problems in plain words; none where all is well.

    .. versionadded:: 0.1
    """


@hookspec
def voicejournal_models(settings: PluginSettings) -> Mapping[str, Path]:
    """Return the folders of speech models that this plugin ships, by name.

    When: once in each process that loads plugins.

    Args:
        settings: Of this plugin alone.

    Returns:
        Name → folder of a CTranslate2 Whisper model; the name is what an operator writes in
        `VOICEJOURNAL_MODEL`.

    .. versionadded:: 0.1
    """


@hookspec(firstresult=True)
def voicejournal_clinic(settings: PluginSettings) -> Sequence[ExamplePatient] | None:
    """Return the invented patients for `voicejournal demo`.

    When: once, as `voicejournal demo` builds its clinic.

    Args:
        settings: Of this plugin alone.

    Returns:
        Patients with their notes, or None to let another plugin answer. Nobody in them may be
        real.

    .. versionadded:: 0.1
    """
