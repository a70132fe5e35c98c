"""The standard analyzers: what anybody can hear in a note or a week, and where."""

from collections.abc import Iterable

from voicejournal import Analyzer, PluginSettings, WeekAnalyzer, hookimpl
from voicejournal_standard.notes.feelings import Feelings
from voicejournal_standard.notes.pace import Pace
from voicejournal_standard.notes.pauses import Pauses
from voicejournal_standard.notes.quotes import Quotes
from voicejournal_standard.notes.safety import Safety
from voicejournal_standard.notes.tone import Tone
from voicejournal_standard.notes.wording import Wording
from voicejournal_standard.weeks.discordance import Discordance
from voicejournal_standard.weeks.progress import Progress
from voicejournal_standard.weeks.themes import Themes


@hookimpl
def voicejournal_analyzers(settings: PluginSettings) -> Iterable[Analyzer]:  # noqa: ARG001
    """Return the standard analyzers of one note; they have no settings."""
    return (Feelings(), Pace(), Pauses(), Quotes(), Safety(), Tone(), Wording())


@hookimpl
def voicejournal_week_analyzers(settings: PluginSettings) -> Iterable[WeekAnalyzer]:  # noqa: ARG001
    """Return the standard analyzers of a whole week; they have no settings."""
    return (Discordance(), Feelings(), Progress(), Safety(), Themes(), Wording())
