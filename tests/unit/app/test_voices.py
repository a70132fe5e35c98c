"""Voices told apart in a real journal: by share, by voiceprint, later, and not any more."""

import shutil
from datetime import timedelta
from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest
from sqlalchemy import select

from tests.acceptance.sounds import encoded
from tests.consent import allow
from tests.unit.app.conftest import NOW, Clock, opened
from voicejournal import (
    ModelMissingError,
    SpeakerTurn,
    SpeakerTurns,
    Transcript,
    Word,
    hookimpl,
)
from voicejournal.bench.sounds.utterance import utter
from voicejournal.hooks.host import PluginHost
from voicejournal.model.audio import SAMPLE_RATE_HZ, DeviceFacts
from voicejournal.model.note import PatientId
from voicejournal.model.speakers import PATIENT
from voicejournal.model.units import Missing
from voicejournal.purposes import purpose_texts
from voicejournal.settings import Settings
from voicejournal.store.tables import StepRow
from voicejournal.worker import Worker

OWN_HZ, OTHER_HZ = 110.0, 230.0
ALONE_S = (11.0, 12.0, 13.0)
BOTH_S = 20.0
"""The patient speaks in the first half, another voice in the second."""


class Speaks:
    """Writes down one word a second."""

    engine, model = "test", "words"

    def transcribe(self, waveform, *, speech, language):  # noqa: ARG002
        words = [
            Word(text=f"w{at}", start=at + 0.3, end=at + 0.7, probability=0.9)
            for at in range(int(waveform.duration))
        ]
        return Transcript(
            engine=self.engine,
            model=self.model,
            language="en",
            language_probability=1.0,
            words=tuple(words),
        )


class Ears:
    """Knows how long each note is, and so who speaks in it."""

    engine, model = "test", "ears"

    def __init__(self):
        self.asked = 0

    def separate(self, waveform):
        self.asked += 1
        halves = [("S0", 0.0, BOTH_S / 2), ("S1", BOTH_S / 2, BOTH_S)]
        both = abs(waveform.duration - BOTH_S) < 0.5
        spoken = halves if both else [("S0", 0.0, waveform.duration)]
        turns = (SpeakerTurn(speaker=who, start=start, end=end) for who, start, end in spoken)
        return SpeakerTurns(engine=self.engine, model=self.model, turns=tuple(turns))

    def voices(self, waveform, turns):  # noqa: ARG002
        own = (1.0, 0.1, 0.0)
        return {one.speaker: (0.0, 1.0, 0.0) if one.speaker == "S1" else own for one in turns.turns}


class Weights:
    """Whether the model that tells voices apart is there."""

    there = True


def host(ears, weights):
    class Plugin:
        @hookimpl
        def voicejournal_transcriber(self):
            return Speaks()

        @hookimpl
        def voicejournal_diarizer(self):
            if not weights.there:
                msg = "not here"
                raise ModelMissingError(msg, fix="fetch it")
            return ears

    made = PluginHost()
    made.register(Plugin(), "voices")
    return made


def person(journal):
    made = journal.store.accounts.create(
        "anna",
        "a long enough password",
        role="patient",
        display_name="Anna",
        language="en",
        zone="UTC",
    )
    return PatientId(made.account_id)


@pytest.fixture
def ears():
    return Ears()


@pytest.fixture
def weights():
    return Weights()


@pytest.fixture
def journal(settings, clock, ears, weights):
    journal = opened(settings, host(ears, weights), clock)
    yield journal
    journal.close()


@pytest.fixture
def anna(journal):
    return person(journal)


@cache
def sound(*voices):
    """Return a recording; each voice is a pitch and how many seconds it speaks."""
    parts = [_spoken(hertz, seconds) for hertz, seconds in voices]
    return encoded(np.concatenate(parts), SAMPLE_RATE_HZ)


def _spoken(hertz, seconds):
    made = utter(seconds, hertz=hertz).waveform.samples
    return np.pad(made, (0, SAMPLE_RATE_HZ * 60))[: int(seconds * SAMPLE_RATE_HZ)]


def send(journal, patient, number, *voices):
    receipt = journal.receive(
        patient,
        f"note-{number}",
        [sound(*voices)],
        recorded_at=NOW + timedelta(hours=number),
        zone="UTC",
        device=DeviceFacts(),
        sha256=None,
    )
    return receipt.note_id


BOTH = ((OWN_HZ, BOTH_S / 2), (OTHER_HZ, BOTH_S / 2))


def work(journal):
    Worker(journal).drain()


def enrol(journal, patient):
    """Send as many notes of one voice as make a voiceprint."""
    for number, seconds in enumerate(ALONE_S, start=2):
        send(journal, patient, number, (OWN_HZ, seconds))
    work(journal)


def kept_steps(journal):
    with journal.store.database.read() as session:
        return [(row.step, "~voices:" in row.version) for row in session.scalars(select(StepRow))]


def told(journal, note_id):
    """Return who is known to be the patient, how, and which words are theirs."""
    note = journal.note(note_id)
    speakers = {turn.speaker for turn in note.turns.turns}
    return (
        PATIENT in speakers,
        note.turns.known_by,
        [one.text for one in note.transcript.kept_words],
    )


@pytest.fixture(scope="module")
def enrolled(tmp_path_factory):
    """A folder in which Anna's voice is known by three notes, after one with two voices."""
    folder = tmp_path_factory.mktemp("known") / "data"
    journal = opened(Settings(data=folder, model="demo"), host(Ears(), Weights()), Clock())
    patient = person(journal)
    allow(journal.store, patient)
    both = send(journal, patient, 1, *BOTH)
    enrol(journal, patient)
    journal.close()
    return SimpleNamespace(folder=folder, patient=patient, both=both)


@pytest.fixture
def known(settings, clock, ears, weights, enrolled):
    shutil.copytree(enrolled.folder, settings.data)
    journal = opened(settings, host(ears, weights), clock)
    yield journal
    journal.close()


def first_half(words):
    return [one for one in words if int(one[1:]) < BOTH_S / 2]


def test_while_it_is_open_whose_the_voices_are_nothing_is_taken_for_the_patients(journal, anna):
    allow(journal.store, anna, "transcribe", "speakers")
    note_id = send(journal, anna, 1, *BOTH)
    work(journal)
    assert told(journal, note_id) == (False, "", [])
    assert all(word.doubt for word in journal.note(note_id).transcript.words)


def test_once_three_notes_tell_the_patients_voice_earlier_notes_are_read_again(known, enrolled):
    patient_known, how, words = told(known, enrolled.both)
    assert (patient_known, how) == (True, "voiceprint")
    assert words
    assert words == first_half(words)


def test_only_the_patients_stretches_are_measured(known, enrolled):
    voice = known.note(enrolled.both).voice
    assert voice.value("pitch_median") == pytest.approx(OWN_HZ, rel=0.15)
    assert all(span.end <= BOTH_S / 2 for span in voice.speech)


def test_a_voiceprint_is_made_once(known, enrolled, ears):
    send(known, enrolled.patient, 9, (OWN_HZ, 14.0))
    work(known)
    assert ears.asked == 1
    assert [step for step, _ in kept_steps(known)].count("own_voice") == len(ALONE_S)


def test_taken_back_the_voiceprint_goes_and_all_words_are_there_again(known, enrolled):
    version = purpose_texts()["speakers"].version
    known.decide(enrolled.patient, "speakers", granted=False, version=version, language="en")
    left = kept_steps(known)
    assert not {step for step, _ in left} & {"turns", "own_voice"}
    assert not any(apart for _, apart in left)
    work(known)
    words = [one.text for one in known.note(enrolled.both).transcript.kept_words]
    assert words != first_half(words)
    assert isinstance(known.note(enrolled.both).turns, Missing)


def test_without_leave_nobody_listens_for_voices(journal, anna, ears):
    allow(journal.store, anna, "transcribe")
    send(journal, anna, 1, *BOTH)
    work(journal)
    assert ears.asked == 0


def test_notes_are_read_again_when_the_model_arrives(journal, anna, weights):
    allow(journal.store, anna, "transcribe", "speakers")
    weights.there = False
    note_id = send(journal, anna, 1, (OWN_HZ, ALONE_S[0]))
    work(journal)
    [problem] = [one for one in journal.note(note_id).card.problems if one.stage == "speakers"]
    assert (problem.reason, problem.fix) == ("not here", "fetch it")
    assert journal.note(note_id).transcript.kept_words

    weights.there = True
    assert journal.tell_voices_apart() == 1
    assert journal.tell_voices_apart() == 0
    work(journal)
    assert told(journal, note_id)[:2] == (True, "alone")
