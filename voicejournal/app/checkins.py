"""Check-ins as patients answer them and read them again."""

from collections.abc import Mapping

from voicejournal.app.weeks import Weeks
from voicejournal.errors import NotFoundError
from voicejournal.instruments import offered
from voicejournal.model.checkin import CheckIn, CheckInId
from voicejournal.model.instrument import Instrument
from voicejournal.model.note import NoteId, PatientId
from voicejournal.summary.week import week_of


class CheckIns(Weeks):
    """The journal as it asks how somebody is."""

    def instruments(self) -> tuple[Instrument, ...]:
        """Return what can be answered: what comes with the service, and the practice's own."""
        return offered(self.settings.instruments_folder)

    def instrument(self, name: str) -> Instrument:
        """Return one instrument; NotFoundError if there is none."""
        found = next((one for one in self.instruments() if one.name == name), None)
        if found is None:
            raise NotFoundError
        return found

    def check_in(
        self,
        patient_id: PatientId,
        key: str,
        instrument: Instrument,
        answers: Mapping[str, str],
        *,
        note_id: NoteId | None = None,
    ) -> CheckIn:
        """Keep what was answered, and bring the page of the week up to date at once.

        An answer about safety must not wait until somebody opens the page.

        Args:
            patient_id: Who answered.
            key: Drawn into the form: sent twice, it is still one check-in.
            instrument: What was answered.
            answers: By the name of the item, as a form sends them; what fits no item is left out.
            note_id: The note that it was answered with, if any.
        """
        replies = instrument.replies(answers)
        zone = self._zone(patient_id)
        check_in = CheckIn(
            check_in_id=CheckInId(key),
            instrument=instrument.name,
            answered_at=self._now(),
            zone=zone,
            replies=replies,
            score=instrument.score(replies),
            higher_is_better=instrument.higher_is_better,
            change_that_matters=instrument.change_that_matters,
            note_id=note_id,
        )
        if self.store.check_ins.add(patient_id, check_in):
            self._up_to_date(patient_id, week_of(check_in.answered_at, zone))
        return check_in

    def check_ins(self, patient_id: PatientId) -> tuple[CheckIn, ...]:
        """Return a patient's check-ins, newest first."""
        return tuple(reversed(self.store.check_ins.of(patient_id)))
