"""Finds where somebody says that they are tired, in notes and over a week."""

from collections.abc import Iterable

from voicejournal import (
    Analyzer,
    AnalyzerInfo,
    Finding,
    Missing,
    Moment,
    NoteView,
    PluginSettings,
    Problem,
    Span,
    Text,
    WeekAnalyzer,
    WeekFinding,
    WeekView,
    amount,
    hookimpl,
    join_words,
    quoted,
)

TIRED = {"en": frozenset({"tired", "exhausted"}), "fr": frozenset({"fatigué", "fatiguée"})}


def _info(name: str) -> AnalyzerInfo:
    return AnalyzerInfo(
        name=name,
        version="3",
        title=Text(en="Tiredness", fr="Fatigue"),
        needs=frozenset({"transcript"}),
        languages=frozenset(TIRED),
        limits=Text(en="It knows few words.", fr="Il connaît peu de mots."),
        purpose="analyze",
        uses=frozenset({"voice"}),
    )


class Sighs:
    """Looks at one note."""

    info = _info("sighs")

    def analyze(self, note: NoteView) -> Iterable[Finding]:
        """Return a finding for each word of tiredness."""
        if isinstance(note.transcript, Missing):
            return
        rate = Missing("no voice") if isinstance(note.voice, Missing) else note.voice.value("pace")
        for word in note.transcript.kept_words:
            if word.text.lower().strip(".,;:!?…") in TIRED[note.language]:
                said = quoted(join_words([word]))
                yield Finding(
                    kind="sighs.tired",
                    claim=Text(en=f"Said {said.en}.", fr=f"A dit {said.fr}."),
                    value=rate,
                    unit="word/min",
                    evidence=(Span(word.start, word.end),),
                    quote=join_words([word]),
                    highlight=True,
                )


class WeekOfSighs:
    """Looks at one week."""

    info = _info("sighs_week")

    def analyze_week(self, week: WeekView) -> Iterable[WeekFinding]:
        """Return one finding where it was said at all."""
        times = {note.note_id: note.recorded_at for note in week.notes}
        heard = [
            Moment(note_id=note_id, recorded_at=times[note_id], span=finding.evidence[0])
            for note_id, finding in week.findings
            if finding.kind == "sighs.tired" and note_id in times
        ]
        if heard:
            count = amount(
                len(heard), 0, one=Text(en="time", fr="fois"), many=Text(en="times", fr="fois")
            )
            yield WeekFinding(
                kind="sighs_week.count",
                section="noticed",
                claim=Text(en=f"Tired: {count.en}.", fr=f"Fatigue : {count.fr}."),
                evidence=tuple(heard),
                value=float(len(heard)),
                unit="mention",
            )


@hookimpl
def voicejournal_analyzers(settings: PluginSettings) -> Iterable[Analyzer]:
    """Register the analyzer of notes."""
    return [Sighs()]


@hookimpl
def voicejournal_week_analyzers() -> Iterable[WeekAnalyzer]:
    """Register the analyzer of weeks."""
    return [WeekOfSighs()]


@hookimpl
def voicejournal_self_check(settings: PluginSettings) -> Iterable[Problem]:
    """Say what is missing."""
    if settings.get("words") == "none":
        yield Problem(stage="sighs", reason="No words.", fix="Name some.")
