"""What is different between two revisions of a week, or between two weeks."""

from dataclasses import dataclass

from voicejournal.model.hand import SentenceKey
from voicejournal.model.summary import SectionKind, Sentence, WeeklySummary
from voicejournal.model.text import Text
from voicejournal.summary.keys import sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Shifted:
    """One sentence that came, went, or says something else."""

    key: SentenceKey
    before: Sentence | None
    after: Sentence | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferentSection:
    """A part of the page in which something is different."""

    kind: SectionKind
    title: Text
    sentences: tuple[Shifted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """All that is different, in reading order."""

    sections: tuple[DifferentSection, ...]
    came: tuple[Text, ...]
    """Caveats that hold now and did not."""
    went: tuple[Text, ...]
    """Caveats that no longer hold."""

    @property
    def empty(self) -> bool:
        """Whether the two say the same."""
        return not (self.sections or self.came or self.went)


def difference(before: WeeklySummary, after: WeeklySummary) -> Difference:
    """Compare two revisions of a page, sentence by sentence."""
    old, new = sentences(before), sentences(after)
    found: dict[SectionKind, list[Shifted]] = {}
    for key in [*old, *(one for one in new if one not in old)]:
        was, now = old.get(key), new.get(key)
        if was is None or now is None or was[1].text != now[1].text:
            kind = (now or was or ("changed", None))[0]
            shifted = Shifted(key=key, before=was and was[1], after=now and now[1])
            found.setdefault(kind, []).append(shifted)
    titles = {one.kind: one.title for page in (before, after) for one in page.sections}
    return Difference(
        sections=tuple(
            DifferentSection(kind=kind, title=title, sentences=tuple(found[kind]))
            for kind, title in titles.items()
            if kind in found
        ),
        came=tuple(one for one in after.caveats if one not in before.caveats),
        went=tuple(one for one in before.caveats if one not in after.caveats),
    )
