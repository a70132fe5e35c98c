"""The standard analyzers: what anybody can hear in a note, and where."""

from collections.abc import Iterable

from voicejournal import Analyzer, PluginSettings, hookimpl
from voicejournal_standard.pace import Pace
from voicejournal_standard.pauses import Pauses
from voicejournal_standard.quotes import Quotes
from voicejournal_standard.tone import Tone
from voicejournal_standard.wording import Wording


@hookimpl
def voicejournal_analyzers(settings: PluginSettings) -> Iterable[Analyzer]:  # noqa: ARG001
    """Return the five standard analyzers; they have no settings."""
    return (Pace(), Pauses(), Quotes(), Tone(), Wording())
