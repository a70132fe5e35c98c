"""Weeks of a patient, each summed up on one page."""

from voicejournal.app.practice import Practice
from voicejournal.findings.change import compare
from voicejournal.findings.week import analyze_week, view_week
from voicejournal.model.note import AccountId, PatientId
from voicejournal.model.summary import WeeklySummary
from voicejournal.model.week import Week
from voicejournal.summary.compose import compose
from voicejournal.summary.week import HISTORY_WEEKS, bounds, previous, week_of


class Weeks(Practice):
    """The journal as it is read week by week."""

    def weeks(self, patient_id: PatientId) -> tuple[Week, ...]:
        """Return the weeks that hold notes, newest first."""
        account = self.store.accounts.account(AccountId(patient_id))
        zone = account.zone if account else "UTC"
        found = {week_of(card.recorded_at, zone) for card in self.store.notes.cards(patient_id)}
        return tuple(sorted(found, reverse=True))

    def summary(self, patient_id: PatientId, week: Week) -> WeeklySummary:
        """Compose the weekly summary from what is kept now."""
        start, _ = bounds(previous(week, HISTORY_WEEKS))
        _, end = bounds(week)
        notes = self.store.notes.week_notes(patient_id, start, end)
        comparison = compare(week, [view for view, _ in notes])
        analyzers = self.plugins.week_analyzers
        return compose(
            week,
            notes,
            comparison=comparison,
            now=self._now(),
            found=analyze_week(view_week(week, notes, comparison), analyzers),
            analyzers=(*self.plugins.analyzers, *analyzers),
        )
