"""The rules that every analyzer keeps to, whatever it finds, and whether one does."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from math import isfinite

from voicejournal.hooks.host import describe
from voicejournal.hooks.registered import Registered
from voicejournal.model.finding import AnalyzerInfo, Finding, NoteFindings
from voicejournal.model.note import NoteView
from voicejournal.model.text import Text
from voicejournal.model.units import Missing
from voicejournal.model.weekview import WeekFinding, WeekFindings
from voicejournal.testing.conformance.guard import NEEDS

ANY_LANGUAGE = "*"
A_SENTENCE = 3
"""Words from which on nothing reads the same in English and in French; assumed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether an analyzer keeps to one rule."""

    rule: str
    broken: str = ""
    """How it breaks it, first case; empty where it keeps to it."""


def first_broken(rule: str, cases: Callable[[], Iterable[str]]) -> Verdict:
    """Judge one rule by its cases: each says how it is broken, or is empty.

    What an analyzer raises breaks the rule too, and is shown: the notes are invented.
    """
    try:
        return Verdict(rule=rule, broken=next((one for one in cases() if one), ""))
    except Exception as error:  # noqa: BLE001 - a plugin call
        return Verdict(rule=rule, broken=f"it failed with {describe(error)}")


def declares_itself(info: AnalyzerInfo) -> Iterator[str]:
    """Say what is missing from what an analyzer declares."""
    yield "" if info.name.strip() else "it has no name"
    yield "" if str(info.version).strip() else "it has no version"
    yield from _in_both(info.title, "title")
    yield from _in_both(info.limits, "word about its limits")
    yield "" if info.languages else "it declares no language"
    unknown = (info.needs | info.uses) - NEEDS
    yield f"it declares what no note has: {', '.join(sorted(unknown))}" if unknown else ""


def speaks_both(findings: Iterable[Finding | WeekFinding]) -> Iterator[str]:
    """Say which claim stands in one language only."""
    for finding in findings:
        yield from _in_both(finding.claim, f"claim: {finding.kind}")
        yield f"one wording for both languages: {finding.kind}" if _copied(finding) else ""
        if isinstance(finding, WeekFinding) and finding.context is not None:
            yield from _in_both(finding.context, f"context: {finding.kind}")


def gives_numbers(findings: Iterable[Finding | WeekFinding]) -> Iterator[str]:
    """Say which value is neither a number nor `Missing`."""
    for finding in findings:
        value = finding.value
        wrong = not isinstance(value, Missing) and not isfinite(value)
        yield f"its value is neither a number nor Missing: {finding.kind}" if wrong else ""


def kinds_begin(name: str, findings: Iterable[Finding | WeekFinding]) -> Iterator[str]:
    """Say which kind does not begin with the analyzer's name."""
    for finding in findings:
        good = finding.kind.startswith(f"{name}.")
        yield "" if good else f"a kind of finding must start with {name}.: {finding.kind}"


def reads_declared(one: Registered, read: set[str]) -> Iterator[str]:  # type: ignore[type-arg]  # of either kind
    """Say what is read without being declared, and what is needed without being read."""
    parts = {field.name for field in fields(NoteView)} & NEEDS & read
    undeclared = parts - one.info.needs - one.info.uses
    yield f"it reads what it did not declare: {_listed(undeclared)}" if undeclared else ""
    idle = one.info.needs - read
    yield f"it needs what it never reads: {_listed(idle)}" if idle else ""


def spoken_codes(languages: frozenset[str], known: Sequence[str]) -> tuple[str, ...]:
    """Return the languages to try an analyzer in: all that it names, or `known` and a strange one.

    The strange one is `mis`, ISO 639-2 for a language that has no code.
    """
    return (*known, "mis") if ANY_LANGUAGE in languages else tuple(sorted(languages))


def failures(found: NoteFindings | WeekFindings) -> Iterator[str]:
    """Say why there was no answer, unless a part that is needed was not there."""
    for gap in found.gaps:
        yield "" if gap.reason.startswith("it needs") else gap.reason


def _copied(finding: Finding | WeekFinding) -> bool:
    """Tell whether a claim was not translated; somebody's own words never are."""
    claim = finding.claim
    own = finding.quote and finding.quote in claim.en
    return claim.en == claim.fr and not own and len(claim.en.split()) >= A_SENTENCE


def _in_both(text: Text, what: str) -> Iterator[str]:
    yield "" if text.en.strip() else f"no English {what}"
    yield "" if text.fr.strip() else f"no French {what}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
