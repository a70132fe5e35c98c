"""The conformance check: what every analyzer must keep to, whatever it finds."""

from collections.abc import Sequence

from voicejournal.hooks.registered import registered
from voicejournal.hooks.spec import Analyzer, WeekAnalyzer
from voicejournal.model.note import NoteView
from voicejournal.model.weekview import WeekView
from voicejournal.testing.conformance.examples import example_weeks
from voicejournal.testing.conformance.of_notes import verdicts
from voicejournal.testing.conformance.of_weeks import week_verdicts
from voicejournal.testing.conformance.rules import Verdict


def check_analyzer(analyzer: Analyzer, notes: Sequence[NoteView] = ()) -> None:
    """Check that an analyzer keeps its promises; raise AssertionError where it does not.

    It says what it is, is deterministic, survives each `Missing` and makes no zero of it, reads
    what it declares and nothing else, understands the languages that it declares, keeps its
    evidence inside the note and its quotes to the words that were kept, says every claim in both
    languages, finds the same at another level and through a codec where it promises so, and
    keeps its budget.

    Args:
        analyzer: To be checked.
        notes: Notes of your own beside the built-in ones. Give one in each language in which
            something is found: languages that are declared are then held to be understood.
    """
    _refuse_broken(verdicts(registered("check", analyzer), notes))


def check_week_analyzer(analyzer: WeekAnalyzer, weeks: Sequence[WeekView] = ()) -> None:
    """Check that an analyzer of weeks keeps its promises, as `check_analyzer` does of notes.

    Args:
        analyzer: To be checked.
        weeks: Weeks of your own beside the built-in ones, whose notes have no findings.
    """
    one = registered("check", analyzer)
    _refuse_broken(week_verdicts(one, (*example_weeks(one.info.languages), *weeks)))


def _refuse_broken(judged: tuple[Verdict, ...]) -> None:
    broken = [f"{one.rule}: {one.broken}" for one in judged if one.broken]
    if broken:
        raise AssertionError("\n".join(broken))
