"""A plugin that says each sentence again in its own words: the most faithful of narrators."""

from collections.abc import Iterable, Sequence

from voicejournal import (
    AnalyzerInfo,
    Narrator,
    PluginSettings,
    Retold,
    Source,
    Text,
    hookimpl,
)


class Echo:
    """Repeats what it was told."""

    info = AnalyzerInfo(
        name="echo",
        version="1",
        title=Text(en="Echo", fr="Écho"),
        needs=frozenset(),
        languages=frozenset({"en", "fr"}),
        limits=Text(en="It adds nothing.", fr="Il n’ajoute rien."),
        purpose="language_model",
    )

    def retell(self, sources: Sequence[Source]) -> Iterable[Retold]:
        """Return each sentence as it is, and say which one it was."""
        for one in sources:
            if not one.quoted:
                yield Retold(text=one.text, sources=(one.key,))


@hookimpl
def voicejournal_narrators(settings: PluginSettings) -> Iterable[Narrator]:  # noqa: ARG001 (the hook's)
    """Register it."""
    return (Echo(),)
