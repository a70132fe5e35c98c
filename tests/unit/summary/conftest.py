import pytest

from voicejournal.findings.analyze import analyze
from voicejournal.findings.change import compare
from voicejournal.hooks.host import PluginHost
from voicejournal.summary.compose import compose


@pytest.fixture(scope="session")
def analyzers():
    return PluginHost.load(only={"standard"}).analyzers


@pytest.fixture(scope="session")
def composed(analyzers):
    """Compose the page of a week from notes, the whole way that the service goes."""

    def make(week, notes):
        entries = [(note, analyze(note, analyzers)) for note in notes]
        found = {note.note_id: findings for note, findings in entries}
        comparison = compare(week, notes, found=found)
        return compose(week, entries, comparison=comparison, analyzers=analyzers, now=week.end)

    return make
