"""A plugin with one analyzer of notes: the first words of a note."""

from collections.abc import Iterable

from voicejournal import (
    Analyzer,
    AnalyzerInfo,
    Finding,
    Missing,
    NoteView,
    PluginSettings,
    Span,
    Text,
    hookimpl,
)


class Opening:
    """Says when the first word was spoken."""

    info = AnalyzerInfo(
        name="opening",
        version="1",
        title=Text(en="Opening", fr="Début"),
        needs=frozenset({"transcript"}),
        languages=frozenset({"en", "fr"}),
        limits=Text(en="A cough is not a word.", fr="Une toux n’est pas un mot."),
    )

    def analyze(self, note: NoteView) -> Iterable[Finding]:
        """Return one finding, or none where nothing was said."""
        kept = [] if isinstance(note.transcript, Missing) else note.transcript.kept_words
        if kept:
            yield Finding(
                kind="opening.first",
                claim=Text(en="Began to speak here.", fr="A commencé à parler ici."),
                value=kept[0].start,
                unit="s",
                evidence=(Span(kept[0].start, kept[0].end),),
            )


@hookimpl
def voicejournal_analyzers(settings: PluginSettings) -> Iterable[Analyzer]:  # noqa: ARG001 (the hook's)
    """Register it."""
    return (Opening(),)
