"""What patients allow, who opened what, and leaving, of the journal in memory."""

from dataclasses import dataclass, field
from datetime import date

from tests.unit.views.examples import NOW
from voicejournal.errors import SignInError
from voicejournal.model.consent import Allowed, ConsentLine, LineId
from voicejournal.model.erasure import ErasureReceipt
from voicejournal.model.everything import Everything
from voicejournal.model.opened import Opened
from voicejournal.model.purpose import ALWAYS_ASKED
from voicejournal.outputs.archive import zipped
from voicejournal.purposes import purpose_texts

OPENED = tuple(
    Opened(at=NOW, who="Martin", own=False, action=action, note_at=NOW, monday=date(2026, 11, 9))
    for action in ("note.heard", "summary.opened", "export.pdf", "care.begun", "account.reset")
)


@dataclass
class MemoryMyData:
    lines: dict = field(default_factory=dict)
    unasked: set = field(default_factory=set)
    """Patients who have not been asked yet; the others allow everything."""
    listened: list = field(default_factory=list)

    def allowed(self, patient_id):
        known = {one.purpose: one for one in self.lines.get(patient_id, ())}
        texts = purpose_texts()
        return tuple(
            Allowed(text=texts[one], line=known.get(one) or self._line(patient_id, one))
            for one in ALWAYS_ASKED
        )

    def _line(self, patient_id, purpose, decision="granted"):
        if patient_id in self.unasked and decision == "granted":
            return None
        return ConsentLine(
            number=LineId(1),
            purpose=purpose,
            decision=decision,
            version=1,
            language="en",
            at=NOW,
            by=patient_id,
        )

    def to_answer(self, patient_id):
        return tuple(one for one in self.allowed(patient_id) if one.to_answer)

    def ledger(self, patient_id):
        return tuple(self.lines.get(patient_id, ())) or (self._line(patient_id, "transcribe"),)

    def decide(self, patient_id, purpose, *, granted, version, language):
        assert (version, language) == (1, self.people[patient_id].language)
        line = ConsentLine(
            number=LineId(2),
            purpose=purpose,
            decision="granted" if granted else "refused",
            version=version,
            language=language,
            at=NOW,
            by=patient_id,
        )
        self.lines.setdefault(patient_id, []).append(line)
        return line

    def would_remove(self, _patient_id, _purpose):
        return {"transcripts": 10, "findings": 31, "sentences": 4}

    def openings_of(self, _patient_id):
        return OPENED

    def note_opened(self, note_id, by):
        self._keep("opened", note_id, by)

    def note_heard(self, note_id, by):
        self._keep("heard", note_id, by)

    def _keep(self, what, note_id, by):
        if by != self.owner_of(note_id):
            self.listened.append((what, note_id, by))

    def everything(self, account):
        return Everything(
            account=account,
            made_at=NOW,
            notes=tuple(self.details.values()),
            views=(),
            weeks=tuple(self.summaries.values()),
            check_ins=(),
            exercises=(),
            consents=self.ledger(account.account_id),
            opened=OPENED,
            sounds={},
        )

    def archive(self, kept, _index):
        return zipped((), kept.made_at)

    def erase_own(self, account, password):
        if password != "a long password":
            raise SignInError
        del self.people[account.account_id]
        return ErasureReceipt.of(account.account_id, NOW, 7)
