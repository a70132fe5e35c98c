"""Weeks in memory: revisions, acts and signatures, with the rules of the real journal."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from tests.unit.views.examples import NOW, PARIS, empty_summary, monday_of, view_of
from voicejournal.app.hand import about, checked
from voicejournal.app.weekpage import Newer, WeekPage, shown_number
from voicejournal.errors import NotFoundError, PageMovedError
from voicejournal.model.hand import Act, ActId, Opening
from voicejournal.model.revision import (
    Inputs,
    PastWeek,
    Revision,
    RevisionLine,
    Signature,
    Standing,
)
from voicejournal.model.week import Week
from voicejournal.outputs.fhir import as_json
from voicejournal.outputs.handed import handed
from voicejournal.outputs.table import measures_csv
from voicejournal.summary.caseload import Activity, caseload
from voicejournal.summary.gist import gist
from voicejournal.summary.handled import handle, taught


@dataclass
class MemoryWeeks:
    """What pages about weeks ask of the journal."""

    summaries: dict = field(default_factory=dict)
    revisions: dict = field(default_factory=dict)
    acts: list = field(default_factory=list)
    opened_by: list = field(default_factory=list)
    taken: list = field(default_factory=list)

    def weeks(self, patient_id):
        mondays = {monday_of(card.recorded_at) for card in self.notes(patient_id)}
        return tuple(Week(monday, PARIS) for monday in sorted(mondays, reverse=True))

    def summary(self, patient_id, week):
        made = self.summaries.get(week.monday) or empty_summary(week)
        return replace(made, typed=tuple(one.note_id for one in self.typed_notes(patient_id, week)))

    def typed_notes(self, patient_id, week):
        cards = reversed(self.notes(patient_id))
        return tuple(card for card in cards if card.typed and week.holds(card.recorded_at))

    def publish(self, monday, summary, inputs=None):
        """Keep a summary as the newest revision of its week."""
        self.summaries[monday] = summary
        kept = self.revisions.setdefault(monday, [])
        line = RevisionLine(number=len(kept) + 1, mark="", composed_at=summary.composed_at)
        kept.append(Revision(line=line, summary=summary, inputs=inputs or Inputs()))

    def revision(self, _patient_id, week, number):
        for one in self._kept(week):
            if one.line.number == number:
                return one
        raise NotFoundError

    def page(self, patient_id, week, *, reader, number):
        kept = self._kept(week)
        lines = tuple(one.line for one in kept)
        shown = self.revision(patient_id, week, number or shown_number(lines))
        weeks = self.weeks(patient_id)
        newest = kept[-1]
        behind = newest.line.number > shown.line.number
        as_of = shown.line.as_of
        return WeekPage(
            week=week,
            shown=shown,
            lines=lines,
            handled=handle(shown.summary, self.acts, reader=reader, as_of=as_of),
            less=taught(self.acts, reader) if reader else {},
            newer=Newer(line=newest.line, since=newest.inputs.since(shown.inputs))
            if behind
            else None,
            pending=0,
            earlier=max((one for one in weeks if one < week), default=None),
            later=min((one for one in weeks if one > week), default=None),
            people={one.account_id: one.display_name for one in self.people.values()},
        )

    def past(self, patient_id):
        return tuple(
            PastWeek(
                gist=gist(self.summary(patient_id, week)),
                line=self._kept(week)[-1].line,
                signed=next((one.line for one in self._kept(week) if one.line.signed), None),
            )
            for week in self.weeks(patient_id)
        )

    def caseload(self, clinician_id):
        def line(patient):
            cards = self.notes(patient.account_id)
            weeks = self.weeks(patient.account_id)
            newest = gist(self.summary(patient.account_id, weeks[0])) if weeks else None
            activity = Activity(
                last=cards[0].recorded_at if cards else None,
                this_week=sum(monday_of(card.recorded_at) == monday_of(NOW) for card in cards),
            )
            flags = newest.flags if newest else ()
            return patient, activity, Standing(newest=newest, flags=flags)

        return caseload(map(line, self.patients_of(clinician_id)), NOW)

    def act(self, patient_id, week, wish):
        shown = self.revision(patient_id, week, wish.number)
        done = about(checked(wish, shown.line), shown.summary)
        act_id = ActId(f"act-{len(self.acts)}")
        self.acts.append(
            Act(
                act_id=act_id,
                deed=done.deed,
                by=done.by,
                at=self._tick(),
                monday=week.monday,
                number=done.number,
                sentence=done.sentence,
                kind=done.kind,
                machine=done.machine,
                words=done.words,
            )
        )
        return act_id

    def undo(self, _patient_id, week, act_id, by):
        for at, one in enumerate(self.acts):
            if one.act_id == act_id and one.monday == week.monday:
                self.acts[at] = replace(one, undone_at=self._tick(), undone_by=by)
                return self.acts[at]
        raise NotFoundError

    def sign(self, _patient_id, week, number, by):
        newest = self._kept(week)[-1]
        if newest.line.number != number or newest.line.signature:
            raise PageMovedError
        signature = Signature(by=by, at=self._tick())
        self._kept(week)[-1] = replace(newest, line=replace(newest.line, signature=signature))

    def reopen(self, patient_id, week, number, _by):
        shown = self.revision(patient_id, week, number)
        if not shown.line.signed:
            raise PageMovedError
        signature = replace(shown.line.signature, withdrawn_at=self._tick())
        kept = self._kept(week)
        kept[number - 1] = replace(shown, line=replace(shown.line, signature=signature))
        line = replace(shown.line, number=len(kept) + 1, signature=None)
        kept.append(replace(shown, line=line))
        return line.number

    def opened(self, _patient_id, week, _number, by):
        self.opened_by.append((week.monday, Opening(by=by, at=NOW)))

    def taken_out(self, patient_id, what, subject, by):
        self.taken.append((patient_id, what, subject, by))

    def fhir(self, patient, week, *, language, number=None):
        page = self.page(patient.account_id, week, reader=None, number=number)
        return as_json(handed(patient, page.shown, page.handled, page.people), language)

    def measures(self, patient_id):
        return measures_csv(self.heard(card.note_id) for card in self.notes(patient_id))

    def heard(self, note_id):
        return view_of(self.note(note_id))

    def openings(self, _patient_id, week):
        found = [one for monday, one in self.opened_by if monday == week.monday]
        return tuple((self.people[one.by].display_name, one) for one in found)

    def _kept(self, week):
        if week.monday not in self.revisions:
            self.publish(week.monday, self.summary("id-daniel", week))
        return self.revisions[week.monday]

    def _tick(self):
        self.ticks = getattr(self, "ticks", 0) + 1
        return NOW + timedelta(seconds=self.ticks)
