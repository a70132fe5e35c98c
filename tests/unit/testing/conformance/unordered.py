"""An analyzer that relies on the order of a set; its module loads fast, for another process."""

from voicejournal import AnalyzerInfo, Finding, Span, Text


class FirstOfSet:
    """Takes whichever word a set of strings hands out first; `ordered`: the first in the note."""

    info = AnalyzerInfo(
        name="first",
        version="1",
        title=Text("First", "Premier"),
        needs=frozenset({"transcript"}),
        languages=frozenset({"*"}),
        limits=Text("All", "Tout"),
    )

    def __init__(self, *, ordered):
        self.ordered = ordered

    def analyze(self, note):
        said = [word.text for word in note.transcript.words]
        first = said[0] if self.ordered else next(iter(set(said)))
        yield Finding(
            kind="first.word",
            claim=Text("So", "Ainsi"),
            value=1.0,
            unit="1",
            evidence=(Span(0, 0.1),),
            quote=first,
        )
