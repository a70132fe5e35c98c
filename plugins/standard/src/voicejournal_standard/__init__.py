"""The standard analyzers: what anybody can hear in a note, and where."""

from collections.abc import Iterable

from voicejournal import Analyzer, PluginSettings, hookimpl
from voicejournal_standard.notes.pace import Pace
from voicejournal_standard.notes.pauses import Pauses
from voicejournal_standard.notes.quotes import Quotes
from voicejournal_standard.notes.safety import Safety
from voicejournal_standard.notes.tone import Tone
from voicejournal_standard.notes.wording import Wording


@hookimpl
def voicejournal_analyzers(settings: PluginSettings) -> Iterable[Analyzer]:  # noqa: ARG001
    """Return the five standard analyzers; they have no settings."""
    return (Pace(), Pauses(), Quotes(), Safety(), Tone(), Wording())
