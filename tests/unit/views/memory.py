"""A journal in memory, for pages alone: what they ask of the real one, and no more."""

import hashlib
import io
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from tests.unit.views.examples import (
    MONDAY,
    NOW,
    PARIS,
    done,
    pending,
    summary_of,
    tone,
)
from tests.unit.views.memory_checkins import MemoryCheckIns
from tests.unit.views.memory_mydata import MemoryMyData
from tests.unit.views.memory_own import MemoryOwn
from tests.unit.views.memory_plugins import PLUGINS
from tests.unit.views.memory_programme import MemoryProgramme
from tests.unit.views.memory_weeks import MemoryWeeks
from voicejournal import policy
from voicejournal.errors import (
    ChecksumError,
    EmptyAudioError,
    KeyReusedError,
    NotFoundError,
    OffsetError,
    SignInError,
)
from voicejournal.model.account import Account
from voicejournal.model.arrival import Arrival
from voicejournal.model.evidence import Moment
from voicejournal.model.note import (
    AccountId,
    NoteId,
    PatientId,
    Receipt,
)
from voicejournal.model.purpose import OWN_FILES
from voicejournal.model.units import Span
from voicejournal.settings import Settings

PASSWORD = "a long password"


def person(name: str, role: str, language: str = "en") -> Account:
    return Account(
        account_id=AccountId(f"id-{name}"),
        username=name,
        role=role,
        display_name=name.title(),
        language=language,
        zone=PARIS,
    )


@dataclass
class MemoryJournal(MemoryCheckIns, MemoryProgramme, MemoryWeeks, MemoryOwn, MemoryMyData):
    settings: Settings | None = None
    people: dict = field(default_factory=dict)
    care: set = field(default_factory=set)
    marks: dict = field(default_factory=dict)
    details: dict = field(default_factory=dict)
    sounds: dict = field(default_factory=dict)
    keys: dict = field(default_factory=dict)
    received: list = field(default_factory=list)
    arriving: dict = field(default_factory=dict)
    gone: list = field(default_factory=list)

    def session_secret(self):
        return b"k" * 32

    def sign_in(self, username, password):
        for account in self.people.values():
            if account.username == username and password == PASSWORD:
                return account
        raise SignInError

    def account(self, account_id):
        return self.people.get(account_id)

    def password_mark(self, account_id):
        return self.marks.get(account_id, "first")

    def signed_in(self, account_id, mark):
        return self.people.get(account_id) if mark == self.password_mark(account_id) else None

    def accept_invitation(self, token, _password):
        if token != "right":
            raise NotFoundError
        return self.people["id-daniel"]

    def set_language(self, account_id, language):
        self.people[account_id] = replace(self.people[account_id], language=language)

    def patients_of(self, clinician_id):
        return tuple(self.people[p] for c, p in sorted(self.care) if c == clinician_id)

    def clinicians_of(self, patient_id):
        return tuple(self.people[c] for c, p in sorted(self.care) if p == patient_id)

    def grants(self, _patient_id):
        return OWN_FILES

    def allows(self, account, action, patient_id=None):
        relations = {p for c, p in self.care if account and c == account.account_id}
        return policy.may(
            account, action, patient_id=patient_id, relations=relations, grants=OWN_FILES
        )

    def owner_of(self, note_id):
        return self.note(note_id).card.patient_id

    def receive(self, patient_id, key, chunks, *, recorded_at, zone, device, sha256):
        sound = b"".join(chunks)
        if not sound:
            raise EmptyAudioError
        digest = hashlib.sha256(sound).hexdigest()
        held = self.keys.get((patient_id, key))
        if held and held.sha256 != digest:
            raise KeyReusedError
        if held:
            return replace(held, repeated=True)
        self.received.append((recorded_at, zone, device, sha256))
        note_id = NoteId(f"note-{len(self.details)}")
        self.details[note_id] = pending(note_id, patient_id, recorded_at)
        self.sounds[note_id] = sound
        receipt = Receipt(note_id=note_id, key=key, sha256=digest, size=len(sound), received_at=NOW)
        self.keys[patient_id, key] = receipt
        return receipt

    def write(self, patient_id, key, typed, *, recorded_at, **_zone):
        held = self.keys.get((patient_id, key))
        if held and self.details[held.note_id].typed != typed:
            raise KeyReusedError
        if held:
            return replace(held, repeated=True)
        note_id = NoteId(f"note-{len(self.details)}")
        detail = pending(note_id, patient_id, recorded_at)
        first = " ".join(typed.text.split()[:12])
        card = replace(
            detail.card, state="done", typed=True, language=typed.language, first_words=first
        )
        self.details[note_id] = replace(detail, card=card, typed=typed)
        receipt = Receipt(note_id=note_id, key=key, sha256="0" * 64, size=1, received_at=NOW)
        self.keys[patient_id, key] = receipt
        return receipt

    def begin(self, announced):
        place = (announced.patient, announced.key)
        if place in self.keys:
            held = self.keys[place]
            return Arrival(key=held.key, size=held.size, offset=held.size, receipt=held)
        _, sound = self.arriving.setdefault(place, (announced, bytearray()))
        return Arrival(key=announced.key, size=announced.size, offset=len(sound))

    def append(self, patient_id, key, offset, chunks):
        announced, sound = self.arriving[patient_id, key]
        if offset != len(sound):
            raise OffsetError(len(sound))
        sound.extend(b"".join(chunks))
        return Arrival(key=key, size=announced.size, offset=len(sound))

    def finish(self, patient_id, key, sha256):
        if (patient_id, key) in self.keys:
            return replace(self.keys[patient_id, key], repeated=True)
        announced, sound = self.arriving[patient_id, key]
        if len(sound) != announced.size:
            raise OffsetError(len(sound))
        if hashlib.sha256(sound).hexdigest() != sha256:
            raise ChecksumError
        return self.receive(
            patient_id,
            key,
            [bytes(sound)],
            recorded_at=announced.recorded_at,
            zone=announced.zone,
            device=announced.device,
            sha256=sha256,
        )

    def notes(self, patient_id):
        cards = [one.card for one in self.details.values() if one.card.patient_id == patient_id]
        return tuple(sorted(cards, key=lambda card: card.recorded_at, reverse=True))

    def note(self, note_id):
        if note_id not in self.details:
            raise NotFoundError
        return self.details[note_id]

    def sound(self, note_id):
        sound = self.sounds[note_id]
        return SimpleNamespace(stream=io.BytesIO(sound), size=len(sound), mime="audio/wav")

    def queue(self):
        return Counter(one.card.state for one in self.details.values())

    without_answer: int = 2

    def unanswered(self):
        return self.without_answer

    def ask_again(self):
        self.without_answer = 0

    def unmuted(self):
        cards = [one.card for one in self.details.values()]
        return sum(one.muting and one.state == "dead" for one in cards)

    def model_present(self):
        return True

    def plugins_doing(self):
        return PLUGINS


def practice(settings: Settings) -> MemoryJournal:
    """A clinician, her patient Daniel with notes, a stranger, an operator."""
    journal = MemoryJournal(settings=settings)
    for name, role in (
        ("martin", "clinician"),
        ("other", "clinician"),
        ("daniel", "patient"),
        ("stranger", "patient"),
        ("operator", "operator"),
    ):
        journal.people[f"id-{name}"] = person(name, role)
    journal.care.add(("id-martin", "id-daniel"))
    patient = PatientId("id-daniel")
    moments = []
    for back in (5, 4, 2, 1, 0):
        for day in (0, 2):
            recorded = datetime(2026, 11, 9, 20, 15, tzinfo=UTC) + timedelta(days=day, weeks=-back)
            note_id = NoteId(f"note-{len(journal.details)}")
            journal.details[note_id] = done(note_id, patient, recorded)
            journal.sounds[note_id] = tone()
            moments.append(Moment(note_id=note_id, recorded_at=recorded, span=Span(2.05, 4.35)))
    journal.summaries[MONDAY] = summary_of(moments)
    return journal
