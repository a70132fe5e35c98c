"""Finds where somebody says that they do not know."""

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
    join_words,
)

PHRASES = {
    "en": (("i", "don't", "know"), ("i", "do", "not", "know")),
    "fr": (("je", "ne", "sais", "pas"), ("je", "sais", "pas")),
}


class TemplateAnalyzer:
    """Looks for one phrase, word for word."""

    info = AnalyzerInfo(
        name="template",
        version="1",
        title=Text(en="Not knowing", fr="Ne pas savoir"),
        needs=frozenset({"transcript"}),
        languages=frozenset(PHRASES),
        limits=Text(
            en="It finds one phrase. Doubt is said in a thousand ways.",
            fr="Il trouve une seule phrase. Le doute se dit de mille façons.",
        ),
    )

    def analyze(self, note: NoteView) -> Iterable[Finding]:
        """Return a finding each time that the phrase is said."""
        if isinstance(note.transcript, Missing):
            return
        words = note.transcript.words
        plain = [_plain(word.text) if word.kept else "" for word in words]
        for phrase in PHRASES[note.language]:
            for at in range(len(words) - len(phrase) + 1):
                if tuple(plain[at : at + len(phrase)]) == phrase:
                    said = words[at : at + len(phrase)]
                    yield Finding(
                        kind="template.said",
                        claim=Text(en="Said not to know.", fr="A dit ne pas savoir."),
                        value=1.0,
                        unit="mention",
                        evidence=(Span(said[0].start, said[-1].end),),
                        quote=join_words(said),
                        highlight=True,
                    )


def _plain(word: str) -> str:
    """Write a word as the phrases are written."""
    return word.lower().replace("’", "'").strip(".,;:!?…")


@hookimpl
def voicejournal_analyzers(settings: PluginSettings) -> Iterable[Analyzer]:  # noqa: ARG001 (the hook's)
    """Register the analyzer; `settings` are those of this plugin alone."""
    return (TemplateAnalyzer(),)
