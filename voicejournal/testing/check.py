"""The first conformance check: what every analyzer must keep to, whatever it finds."""

# ruff: noqa: S101 - a kit for tests speaks through assertions

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import get_args

from voicejournal.findings.analyze import analyze, seen_by
from voicejournal.hooks.registered import RegisteredAnalyzer, registered
from voicejournal.hooks.spec import Analyzer
from voicejournal.model.finding import Need
from voicejournal.model.note import NoteView
from voicejournal.model.speakers import PATIENT, SpeakerTurn, SpeakerTurns
from voicejournal.model.units import Missing
from voicejournal.testing.notes import a_note, words

NEEDS: tuple[Need, ...] = get_args(Need)
SAID = {
    "en": (
        "I was so tired on Monday . I never told my mother , because I was afraid "
        "that nothing would change . Then we laughed and I could sleep again ."
    ),
    "fr": (
        "J’étais si fatiguée lundi . Je n’ai jamais rien dit à ma mère , parce que j’avais peur "
        "que rien ne change . Puis nous avons ri et j’ai pu dormir ."
    ),
}
MEASURES = {
    "pause_fraction": 0.3,
    "pause_median": 0.7,
    "speech_rate": 3.1,
    "articulation_rate": 4.2,
    "words_per_minute": 130.0,
    "pitch_median": 180.0,
    "pitch_sd": 2.4,
    "intensity_sd": 5.0,
}


class _Watching:
    """Stands for a note and remembers which of its parts were read."""

    def __init__(self, note: NoteView) -> None:
        self._note = note
        self.read: set[str] = set()

    def __getattr__(self, name: str) -> object:
        self.read.add(name)
        return getattr(self._note, name)


def check_analyzer(analyzer: Analyzer, notes: Sequence[NoteView] = ()) -> None:
    """Check that an analyzer keeps its promises; raise AssertionError where it does not.

    It is deterministic, survives each `Missing`, reads nothing that it did not declare, keeps
    its evidence inside the note, and says every claim in both languages.

    Args:
        analyzer: To be checked.
        notes: Notes of your own beside the built-in ones.
    """
    one = registered("check", analyzer)
    for note in (*example_notes(one.info.languages), *notes):
        _check_repeatable(one, note)
        _check_reads_what_it_declares(one, note)
        for without in _each_part_missing(note):
            _check_survives(one, without)


def example_notes(languages: frozenset[str]) -> tuple[NoteView, ...]:
    """Return small notes in the languages asked for: full, silent, and one word long."""
    wanted = [code for code in SAID if code in languages or "*" in languages]
    made = []
    for code in wanted or ["en"]:
        said = words(SAID[code], each=0.4)
        end = said[-1].end
        turn = SpeakerTurn(speaker=PATIENT, start=0.0, end=end)
        turns = SpeakerTurns(engine="test", model="test", turns=(turn,))
        pauses = [(2.0, 2.4), (4.0, 6.5), (8.0, 8.3), (9.0, 9.4)]
        full = a_note(said, language=code, pauses=pauses, measures=MEASURES, turns=turns)
        made += [full, a_note("", language=code, duration=3.0), a_note(said[:1], language=code)]
    return tuple(made)


def _each_part_missing(note: NoteView) -> tuple[NoteView, ...]:
    gone = Missing("not there")
    return (
        replace(note, transcript=gone),
        replace(note, voice=gone),
        replace(note, turns=gone),
        replace(note, transcript=gone, voice=gone, turns=gone),
    )


def _check_repeatable(one: RegisteredAnalyzer, note: NoteView) -> None:
    first, second = analyze(note, [one]), analyze(note, [one])
    assert not first.gaps, f"it failed on a plain note: {first.gaps[0].reason}"
    assert first == second, "the same note gave other findings the second time"
    for finding in first.findings:
        assert finding.claim.en.strip(), f"no English claim: {finding.kind}"
        assert finding.claim.fr.strip(), f"no French claim: {finding.kind}"


def _check_survives(one: RegisteredAnalyzer, note: NoteView) -> None:
    gaps = analyze(note, [one]).gaps
    broken = [gap.reason for gap in gaps if not gap.reason.startswith("it needs")]
    assert not broken, f"it did not survive a missing part: {broken[0]}"


def _check_reads_what_it_declares(one: RegisteredAnalyzer, note: NoteView) -> None:
    watching = _Watching(seen_by(one, note))
    tuple(one.analyzer.analyze(watching))  # type: ignore[arg-type]  # stands for a NoteView
    parts = {field.name for field in fields(NoteView)} & set(NEEDS)
    undeclared = (watching.read & parts) - one.info.needs - one.info.uses
    assert not undeclared, f"it reads what it did not declare: {', '.join(sorted(undeclared))}"
