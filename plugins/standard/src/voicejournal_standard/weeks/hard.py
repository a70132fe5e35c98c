"""Words hard on oneself, over a week: in how many notes, and how often before."""

from collections.abc import Iterator

from voicejournal import (
    Finding,
    Missing,
    NoteView,
    Text,
    WeekFinding,
    WeekView,
    amount,
    number,
    typeset,
)
from voicejournal_standard.reading.moments import found, moment

KIND = "wording.self_critical_share"
HEARD = 4

HERE = typeset(
    en="Words hard on oneself in {some} of {all} notes.",
    fr="Des mots durs envers soi-même dans {notes} sur {all}.",
)
BESIDE = typeset(
    en="Words hard on oneself in {some} of {all} notes; before this week, in {often} of {before}.",
    fr="Des mots durs envers soi-même dans {notes} sur {all} ; avant cette semaine, dans {often} "
    "sur {before}.",
)
ONE_NOTE, NOTES = Text("note", "note"), Text("notes", "notes")


def hard_on_oneself(week: WeekView) -> Iterator[WeekFinding]:
    """Return one line where there were any, with the words themselves."""
    here, before = found(week, KIND), found(week, KIND, week.earlier)
    some = [one for one in here if _any(one[1])]
    if not some:
        return
    yield WeekFinding(
        kind="wording.self_criticism",
        section="wording",
        claim=_claim(len(some), len(here), sum(_any(one) for _, one in before), len(before)),
        evidence=tuple(moment(note, one.evidence[0]) for note, one in _heaviest_first(some)),
        value=float(len(some)),
        unit="note",
        quote=_heaviest_first(some)[0][1].quote,
    )


def _claim(some: int, here: int, often: int, before: int) -> Text:
    said = BESIDE if before else HERE
    return said.fill(
        some=number(some),
        notes=amount(some, 0, one=ONE_NOTE, many=NOTES),
        all=number(here),
        often=number(often),
        before=number(before),
    )


def _heaviest_first(some: list[tuple[NoteView, Finding]]) -> list[tuple[NoteView, Finding]]:
    return sorted(some, key=lambda one: -_share(one[1]))[:HEARD]


def _any(finding: Finding) -> bool:
    return _share(finding) > 0


def _share(finding: Finding) -> float:
    return 0.0 if isinstance(finding.value, Missing) else finding.value
