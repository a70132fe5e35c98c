"""Weeks of a patient, each summed up on one page that is kept revision by revision."""

from collections.abc import Iterable
from datetime import datetime

from voicejournal.app.composing import compose_week, since
from voicejournal.app.practice import Practice
from voicejournal.app.weekpage import Newer, WeekPage, shown_number
from voicejournal.findings.analyze import analyzer_marks
from voicejournal.hooks.registered import allowed
from voicejournal.model.change import REMEMBERED_WEEKS
from voicejournal.model.checkin import CheckIn
from voicejournal.model.hand import Act
from voicejournal.model.note import AccountId, NoteCard, NoteId, PatientId
from voicejournal.model.programme import Programme
from voicejournal.model.revision import (
    Composition,
    Inputs,
    PastWeek,
    Revision,
    RevisionLine,
    mark_of,
)
from voicejournal.model.summary import WeeklySummary
from voicejournal.model.week import Week
from voicejournal.summary.compose import COMPOSED
from voicejournal.summary.gist import gist
from voicejournal.summary.handled import TEACHES_FOR, handle, taught
from voicejournal.summary.week import previous, week_of, weeks_of

Answered = tuple[tuple[str, datetime], ...]
"""Which check-ins were answered and exercises done, and when."""

NOT_KEPT = 0
"""Number of a revision that is composed for the moment: of a week without notes."""


class Weeks(Practice):
    """The journal as it is read week by week."""

    def weeks(self, patient_id: PatientId) -> tuple[Week, ...]:
        """Return the weeks that hold notes, check-ins or exercises, newest first."""
        answered = self._answers_and_exercises(patient_id)
        return self._weeks(patient_id, self._zone(patient_id), answered)

    def summary(self, patient_id: PatientId, week: Week) -> WeeklySummary:
        """Return the newest summary of a week, composed again if something came since."""
        lines = self._up_to_date(patient_id, week)
        return self._revision(patient_id, week, lines, None).summary

    def past(self, patient_id: PatientId) -> tuple[PastWeek, ...]:
        """Return the weeks that a summary is kept of as lines, newest first."""
        return self.store.summaries.past(patient_id)

    def revision(self, patient_id: PatientId, week: Week, number: int) -> Revision:
        """Return one revision of a week; NotFoundError if there is none."""
        return self.store.summaries.read(patient_id, week.monday, number)

    def typed_notes(self, patient_id: PatientId, week: Week) -> tuple[NoteCard, ...]:
        """Return the notes of a week that were typed, oldest first."""
        return self.store.notes.typed(patient_id, week.start, week.end)

    def page(
        self, patient_id: PatientId, week: Week, *, reader: AccountId | None, number: int | None
    ) -> WeekPage:
        """Return a week as a page shows it.

        Args:
            patient_id: Whose week.
            week: The week.
            reader: The clinician who reads, or None for the patient.
            number: The revision asked for; None: the one that stands.

        Raises:
            NotFoundError: No such revision.
        """
        answered = self._answers_and_exercises(patient_id)
        lines = self._up_to_date(patient_id, week, answered)
        shown = self._revision(patient_id, week, lines, number)
        as_of = shown.line.as_of
        acts = self.store.hand.of_week(
            patient_id, week.monday, taught_by=reader, since=self._now() - TEACHES_FOR
        )
        weeks = self._weeks(patient_id, week.zone, answered)
        return WeekPage(
            week=week,
            shown=shown,
            lines=lines,
            handled=handle(shown.summary, acts, reader=reader, as_of=as_of),
            less=taught(acts, reader, as_of=as_of) if reader else {},
            newer=self._newer(patient_id, week, shown, lines),
            pending=self.store.activity.under_way(patient_id, week.start, week.end),
            earlier=max((one for one in weeks if one < week), default=None),
            later=min((one for one in weeks if one > week), default=None),
            people=self.store.accounts.names(_people(acts, lines)),
        )

    def refresh(self, note_id: NoteId) -> None:
        """Bring the page of a note's week up to date, and those that it is a part of the usual of.

        The worker does this once a note is done, so that opening a page is cheap.
        """
        card = self.store.notes.detail(note_id).card
        self.refresh_around(card.patient_id, card.recorded_at)

    def refresh_around(self, patient_id: PatientId, moment: datetime) -> None:
        """Bring the page of a moment's week up to date, and those that it is a part of."""
        first = week_of(moment, self._zone(patient_id))
        last = previous(first, -REMEMBERED_WEEKS)
        # A week of which nothing is shared any more is still kept as a page.
        known = {*self.weeks(patient_id), *(one.gist.week for one in self.past(patient_id))}
        for week in sorted(known):
            if first <= week <= last:
                self._up_to_date(patient_id, week)

    def _weeks(self, patient_id: PatientId, zone: str, answered: Answered) -> tuple[Week, ...]:
        spoken = self.store.activity.moments(patient_id)
        found = weeks_of((*spoken, *(at for _, at in answered)), zone)
        return tuple(sorted(found, reverse=True))

    def _up_to_date(
        self, patient_id: PatientId, week: Week, known: Answered | None = None
    ) -> tuple[RevisionLine, ...]:
        """Return the revisions of a week after keeping a new one where its inputs changed."""
        lines = self.store.summaries.lines(patient_id, week.monday)
        answers = self._answers_and_exercises(patient_id) if known is None else known
        answered = [one for one in answers if one[1] < week.end]
        inputs = self._inputs(patient_id, week, answers=mark_of(answered) if answered else "")
        if lines and lines[-1].mark in self._marks(patient_id, inputs):
            return lines
        told = inputs.notes or any(week.holds(at) for _, at in answered)
        if not lines and not told:
            return ()
        summary = self._compose(patient_id, week)
        kept = Composition(summary=summary, inputs=inputs)
        self.store.summaries.keep(patient_id, week.monday, kept, gist(summary))
        return self.store.summaries.lines(patient_id, week.monday)

    def _marks(self, patient_id: PatientId, inputs: Inputs) -> frozenset[str]:  # noqa: ARG002 - asked by those that add to a page
        """Return the marks of pages that are made from `inputs`."""
        return frozenset({inputs.mark})

    def _revision(
        self,
        patient_id: PatientId,
        week: Week,
        lines: tuple[RevisionLine, ...],
        number: int | None,
    ) -> Revision:
        if lines or number:
            return self.revision(patient_id, week, number or shown_number(lines))
        now = self._now()
        line = RevisionLine(number=NOT_KEPT, mark="", composed_at=now)
        return Revision(line=line, summary=self._compose(patient_id, week), inputs=Inputs())

    def _newer(
        self, patient_id: PatientId, week: Week, shown: Revision, lines: tuple[RevisionLine, ...]
    ) -> Newer | None:
        if not lines or lines[-1].number <= shown.line.number:
            return None
        newest = self.revision(patient_id, week, lines[-1].number)
        return Newer(line=newest.line, since=newest.inputs.since(shown.inputs))

    def _inputs(self, patient_id: PatientId, week: Week, *, answers: str) -> Inputs:
        asked = allowed(self.plugins.week_analyzers, self.grants(patient_id))
        analyzers = analyzer_marks(asked, self.plugins.broken)
        method = mark_of(COMPOSED, analyzers)
        return self.store.summaries.inputs(
            patient_id, week, since(week), method=method, answers=answers
        )

    def _compose(self, patient_id: PatientId, week: Week) -> WeeklySummary:
        """Compose the summary from what is kept now."""
        notes = self.store.notes.week_notes(patient_id, since(week), week.end)
        return compose_week(
            week,
            notes,
            self.plugins,
            now=self._now(),
            grants=self.grants(patient_id),
            check_ins=self._answered(patient_id, week),
            typed=(card.note_id for card in self.typed_notes(patient_id, week)),
            programme=self.programme(patient_id),
        )

    def _answered(self, patient_id: PatientId, week: Week) -> tuple[CheckIn, ...]:
        """Return the check-ins that a page of `week` may know of, oldest first."""
        answered = self.store.check_ins.of(patient_id)
        return tuple(one for one in answered if one.answered_at < week.end)

    def programme(self, patient_id: PatientId) -> Programme:
        """Return what was given to a patient, and what they did."""
        sheets = self.store.programmes.worksheets(patient_id)
        return Programme(
            given=self.store.programmes.given(patient_id), done=tuple(one.done for one in sheets)
        )

    def _answers_and_exercises(self, patient_id: PatientId) -> Answered:
        """Return when each check-in was answered and each exercise done, opening nothing."""
        done = self.store.programmes.moments(patient_id)
        return (*self.store.check_ins.moments(patient_id), *done)

    def _zone(self, patient_id: PatientId) -> str:
        account = self.store.accounts.account(AccountId(patient_id))
        return account.zone if account else "UTC"


def _people(acts: Iterable[Act], lines: Iterable[RevisionLine]) -> set[AccountId]:
    acted = {one.by for one in acts}
    undid = {one.undone_by for one in acts if one.undone_by}
    return acted | undid | {line.signature.by for line in lines if line.signature}
