"""The page as a clinician has handled it: own words, what was set aside, what is shown less."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from voicejournal.model.hand import Act, Deed, SentenceKey
from voicejournal.model.note import AccountId
from voicejournal.model.summary import Section, SectionKind, Sentence, WeeklySummary
from voicejournal.summary.keys import key_of

TEACHES_AFTER = 3
"""Dismissals of one kind after which it is shown less (assumed)."""
TEACHES_FOR = timedelta(weeks=12)
"""How long a dismissal is remembered (assumed): what was of no use in spring may be in autumn."""
NEVER_LESS: frozenset[SectionKind] = frozenset({"safety"})


@dataclass(frozen=True, slots=True, kw_only=True)
class HandledSentence:
    """A sentence with what was done to it."""

    key: SentenceKey
    sentence: Sentence
    amended: Act | None = None
    dismissed: Act | None = None
    marked: Act | None = None
    seen: Act | None = None

    @property
    def amended_elsewise(self) -> bool:
        """Whether the machine's sentence has moved on since own words were put beside it."""
        told = self.amended.machine if self.amended else None
        return told is not None and told != self.sentence.text


@dataclass(frozen=True, slots=True, kw_only=True)
class HandledSection:
    """A part of the page."""

    section: Section
    shown: tuple[HandledSentence, ...]
    less: tuple[HandledSentence, ...] = ()
    """Of kinds that this clinician has dismissed again and again: folded, never gone."""
    aside: tuple[HandledSentence, ...] = ()
    """Dismissed by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandledPage:
    """The whole page, and what was done to it as a whole."""

    sections: tuple[HandledSection, ...]
    notes: tuple[Act, ...]
    """The reader's private notes, oldest first."""
    lost: tuple[Act, ...]
    """Amendments of sentences that the machine no longer makes: nobody's words are lost."""


def handle(
    summary: WeeklySummary,
    acts: Sequence[Act],
    *,
    reader: AccountId | None,
    as_of: datetime | None = None,
) -> HandledPage:
    """Put a page and the acts of clinicians together.

    Args:
        summary: The page.
        acts: Those of its week, and the reader's dismissals in other weeks.
        reader: The clinician who reads; None: the patient, for whom nothing is shown less.
        as_of: The moment of a signature: later acts do not touch a signed page.
    """
    here = [one for one in acts if one.monday == summary.week.monday]
    private = [one for one in here if one.deed == "noted" and one.by == reader and one.holds()]
    held: dict[tuple[SentenceKey, Deed], Act] = {
        (one.sentence, one.deed): one
        for one in here
        if one.deed != "noted" and one.holds(None if one.deed == "marked" else as_of)
    }
    less = taught(acts, reader, as_of=as_of) if reader is not None else {}
    sections = tuple(_section(one, held, less) for one in summary.sections)
    made = {key_of(part.kind, one) for part in summary.sections for one in part.sentences}
    lost = tuple(one for (key, deed), one in held.items() if deed == "amended" and key not in made)
    return HandledPage(sections=sections, notes=tuple(private), lost=lost)


def taught(
    acts: Sequence[Act], clinician: AccountId, *, as_of: datetime | None = None
) -> Mapping[str, int]:
    """Return the kinds that a clinician has dismissed often enough, and how often."""
    counted: Counter[str] = Counter()
    for one in sorted(acts, key=lambda act: act.at):
        if one.by != clinician or not one.holds(as_of):
            continue
        if one.deed == "dismissed":
            counted[one.kind] += 1
        elif one.deed == "restored":
            counted[one.kind] = 0
    return {kind: count for kind, count in counted.items() if count >= TEACHES_AFTER}


def _section(
    section: Section, held: Mapping[tuple[SentenceKey, Deed], Act], less: Mapping[str, int]
) -> HandledSection:
    handled = [_sentence(key_of(section.kind, one), one, held) for one in section.sentences]
    if section.kind in NEVER_LESS:
        return HandledSection(section=section, shown=tuple(handled))
    left = [one for one in handled if one.dismissed is None]

    def folded(one: HandledSentence) -> bool:
        # What somebody wrote about or marked is wanted, whatever its kind.
        return one.sentence.kind in less and not (one.amended or one.marked)

    return HandledSection(
        section=section,
        shown=tuple(one for one in left if not folded(one)),
        less=tuple(one for one in left if folded(one)),
        aside=tuple(one for one in handled if one.dismissed is not None),
    )


def _sentence(
    key: SentenceKey, sentence: Sentence, held: Mapping[tuple[SentenceKey, Deed], Act]
) -> HandledSentence:
    return HandledSentence(
        key=key,
        sentence=sentence,
        amended=held.get((key, "amended")),
        dismissed=held.get((key, "dismissed")),
        marked=held.get((key, "marked")),
        seen=held.get((key, "seen")),
    )
