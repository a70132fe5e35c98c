"""A plugin with a setting, for the how-to pages: the longest silence of a note."""

# -- start quiet --
from collections.abc import Iterable

from voicejournal import (
    Analyzer,
    AnalyzerInfo,
    Finding,
    Missing,
    NoteView,
    PluginSettings,
    Problem,
    Text,
    amount,
    hookimpl,
    typeset,
)

SECOND = Text(en="second", fr="seconde")
SECONDS = Text(en="seconds", fr="secondes")
CLAIM = typeset(en="A silence of {length}.", fr="Un silence de {length}.")


class Quiet:
    """Finds silences longer than the practice asked for."""

    info = AnalyzerInfo(
        name="quiet",
        version="1",
        title=Text(en="Long silences", fr="Longs silences"),
        needs=frozenset({"voice"}),
        languages=frozenset({"*"}),
        limits=Text(
            en="It does not hear why nobody speaks.",
            fr="Il n’entend pas pourquoi personne ne parle.",
        ),
        unmoved_by=frozenset({"codec", "gain"}),
    )

    def __init__(self, longest_s: float) -> None:
        self.longest_s = longest_s

    def analyze(self, note: NoteView) -> Iterable[Finding]:
        if isinstance(note.voice, Missing):
            return
        for pause in note.voice.pauses:
            if pause.duration > self.longest_s:
                length = amount(pause.duration, 1, one=SECOND, many=SECONDS)
                yield Finding(
                    kind="quiet.silence",
                    claim=CLAIM.fill(length=length),
                    value=pause.duration,
                    unit="s",
                    evidence=(pause,),
                )


@hookimpl
def voicejournal_analyzers(settings: PluginSettings) -> Iterable[Analyzer]:
    return (Quiet(float(settings.get("longest_s", "5"))),)


@hookimpl
def voicejournal_self_check(settings: PluginSettings) -> Iterable[Problem]:
    if float(settings.get("longest_s", "5")) < 0.25:
        yield Problem(
            stage="quiet",
            reason="No silence is shorter than a quarter of a second.",
            fix="Set longest_s to 0.25 or more.",
        )


# -- end quiet --
