"""Sentences of the weekly page said again by a language model that the practice runs itself."""

from collections.abc import Iterable

from voicejournal import Narrator, PluginSettings, Problem, hookimpl
from voicejournal_llm.errors import LanguageModelError
from voicejournal_llm.narrator import Narrative
from voicejournal_llm.options import read_options
from voicejournal_llm.server import Server

FIX = "Start the server, or correct the address below [llm] in plugins.toml."


@hookimpl
def voicejournal_narrators(settings: PluginSettings) -> Iterable[Narrator]:
    """Return the narrator, where the operator turned it on and said which server it asks."""
    options = read_options(settings)
    return (Narrative(options),) if options else ()


@hookimpl
def voicejournal_self_check(settings: PluginSettings) -> Iterable[Problem]:
    """Say what keeps the model from being asked; nothing where the plugin is off."""
    try:
        options = read_options(settings)
        if options:
            Server(options).look()
    except LanguageModelError as error:
        return (Problem(stage="llm", reason=error.message, fix=error.fix or FIX),)
    return ()
