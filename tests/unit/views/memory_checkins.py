"""Check-ins of the journal in memory."""

from dataclasses import dataclass, field

from tests.unit.views.examples import NOW, PARIS
from voicejournal.errors import NotFoundError
from voicejournal.instruments import instruments
from voicejournal.model.checkin import CheckIn, CheckInId


@dataclass
class MemoryCheckIns:
    answered: dict = field(default_factory=dict)

    def instruments(self):
        return instruments()

    def instrument(self, name):
        for one in instruments():
            if one.name == name:
                return one
        raise NotFoundError

    def check_in(self, patient_id, key, instrument, answers, *, note_id=None):
        replies = instrument.replies(answers)
        check_in = CheckIn(
            check_in_id=CheckInId(key),
            instrument=instrument.name,
            answered_at=NOW,
            zone=PARIS,
            replies=replies,
            score=instrument.score(replies),
            note_id=note_id,
        )
        return self.answered.setdefault((patient_id, key), check_in)

    def check_ins(self, patient_id):
        return tuple(one for (owner, _), one in self.answered.items() if owner == patient_id)
