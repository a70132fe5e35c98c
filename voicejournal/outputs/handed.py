"""A week's page as it is handed on: with what was done to it, without what is private."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from voicejournal.model.account import Account
from voicejournal.model.checkin import CheckIn
from voicejournal.model.note import AccountId
from voicejournal.model.revision import Revision, RevisionLine
from voicejournal.model.summary import WeeklySummary
from voicejournal.summary.handled import HandledPage, HandledSection


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """All that an output may hold about one week: private notes and marks have no place in it."""

    patient: Account
    revision: Revision
    sections: tuple[HandledSection, ...]
    people: Mapping[AccountId, str] = field(default_factory=dict)
    """How those are called who acted or signed."""
    check_ins: tuple[CheckIn, ...] = ()
    """Those that the page tells of, oldest first, item by item."""

    @property
    def summary(self) -> WeeklySummary:
        """The page itself."""
        return self.revision.summary

    @property
    def line(self) -> RevisionLine:
        """Which revision it is, and who signed it."""
        return self.revision.line


def handed(
    patient: Account,
    revision: Revision,
    page: HandledPage,
    people: Mapping[AccountId, str],
    *,
    check_ins: Iterable[CheckIn] = (),
) -> Handed:
    """Return what may be handed on of a page; check-ins that it does not tell of stay behind."""
    told = {one.check_in_id for one in revision.summary.answers}
    return Handed(
        patient=patient,
        revision=revision,
        sections=page.sections,
        people=people,
        check_ins=tuple(one for one in check_ins if one.check_in_id in told),
    )
