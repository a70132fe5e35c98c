"""Analyzers that keep to every rule but the one that a test has them break."""

from voicejournal import AnalyzerInfo, Finding, Span, Text

CLAIM = Text("So", "Ainsi")


def an_analyzer(do, *, needs=(), uses=(), languages=("*",), unmoved_by=(), limits=None):
    class Analyzer:
        info = AnalyzerInfo(
            name="odd",
            version="1",
            title=Text("Odd", "Étrange"),
            needs=frozenset(needs),
            uses=frozenset(uses),
            languages=frozenset(languages),
            limits=limits or Text("All", "Tout"),
            unmoved_by=frozenset(unmoved_by),
        )

        def analyze(self, note):
            return do(note)

    return Analyzer()


def a_finding(value=1.0, claim=CLAIM, end=0.0, kind="odd.one", quote=""):
    spans = (Span(0, end),)
    return Finding(kind=kind, claim=claim, value=value, unit="1", evidence=spans, quote=quote)
