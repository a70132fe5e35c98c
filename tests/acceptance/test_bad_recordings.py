"""Whatever arrives gets the right clear answer, and nothing is lost."""

from datetime import UTC, datetime

import numpy as np
import pytest

from tests.acceptance.sounds import FORMATS, encoded, hum, sound_of
from tests.consent import allow
from voicejournal.errors import (
    AudioError,
    ChecksumError,
    EmptyAudioError,
    KeyReusedError,
    NotAudioError,
    TooLongError,
)
from voicejournal.model.audio import DeviceFacts
from voicejournal.model.note import PatientId
from voicejournal.model.units import Missing
from voicejournal.worker import Worker

WHEN = datetime(2026, 11, 2, 20, 15, tzinfo=UTC)


@pytest.fixture
def patient(journal) -> PatientId:
    account = journal.store.accounts.create(
        username="nora",
        password="a-long-password",
        role="patient",
        display_name="Nora Weiss",
        language="en",
        zone="Europe/Paris",
    )
    allow(journal.store, PatientId(account.account_id))
    return PatientId(account.account_id)


@pytest.fixture
def send(journal, patient):
    def send(data: bytes, key: str = "k1", sha256: str | None = None):
        return journal.receive(
            patient,
            key,
            [data],
            recorded_at=WHEN,
            zone="Europe/Paris",
            device=DeviceFacts(),
            sha256=sha256,
        )

    return send


def done(journal, receipt):
    Worker(journal).drain()
    return journal.note(receipt.note_id)


def test_an_empty_file_is_refused_and_leaves_nothing(journal, patient, send):
    with pytest.raises(EmptyAudioError):
        send(b"")
    assert journal.notes(patient) == ()


def test_what_is_not_sound_is_refused_and_leaves_nothing(journal, patient, send):
    with pytest.raises(NotAudioError):
        send(b"%PDF-1.7 this is a letter, not a recording" * 200)
    assert journal.notes(patient) == ()
    assert [one for one in journal.settings.sound_folder.rglob("*") if one.is_file()] == []


def test_a_wrong_checksum_is_refused(send):
    with pytest.raises(ChecksumError):
        send(encoded(hum(2, 16_000), 16_000), sha256="0" * 64)


def test_the_same_key_and_sound_twice_is_one_note(journal, patient, send):
    data = encoded(hum(2, 16_000), 16_000)
    first, second = send(data), send(data)
    assert (second.note_id, second.repeated) == (first.note_id, True)
    assert len(journal.notes(patient)) == 1


def test_the_same_key_for_another_sound_is_refused(send):
    send(encoded(hum(2, 16_000), 16_000))
    with pytest.raises(KeyReusedError):
        send(encoded(hum(3, 16_000), 16_000))


def test_silence_is_kept_and_said_to_be_silent(journal, send):
    note = done(journal, send(encoded(np.zeros(16_000 * 6, np.float32), 16_000)))
    assert note.card.state == "done"
    assert "no_speech" in note.voice.caveats
    assert isinstance(note.voice.value("pitch_median"), Missing)
    assert note.transcript.words == ()


@pytest.mark.parametrize("form", ["webm", "ogg", "wav", "flac", "mp3"])
def test_a_recording_that_breaks_off_keeps_what_can_be_read(journal, send, form):
    _, _, rate = FORMATS[form]
    whole = encoded(hum(12, rate), rate, form)
    note = done(journal, send(whole[: len(whole) * 2 // 3]))
    assert note.card.state == "done"
    assert 6 < note.audio.duration < 9
    assert note.audio.truncated


def test_an_mp4_without_its_index_is_called_broken(send):
    whole = encoded(hum(8, 48_000), 48_000, "mp4")
    with pytest.raises(AudioError, match="broke") as refused:
        send(whole[: len(whole) // 2])
    assert refused.value.fix


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_that_browsers_make_is_heard_whole(journal, send, form):
    _, _, rate = FORMATS[form]
    note = done(journal, send(encoded(hum(5, rate), rate, form)))
    assert note.audio.duration == pytest.approx(5, abs=0.08)
    assert not note.audio.truncated


def test_stereo_at_48_khz_is_heard_like_mono(journal, send, clinic):
    mono = sound_of(clinic[0].notes[0].sound_path)
    high = np.repeat(mono, 3)
    stereo = done(journal, send(encoded(high, 48_000, "flac", channels=2), "stereo"))
    plain = done(journal, send(encoded(mono, 16_000), "plain"))
    assert stereo.audio.channels == 2
    assert stereo.voice.value("pitch_median") == pytest.approx(
        plain.voice.value("pitch_median"), rel=0.01
    )
    assert stereo.voice.value("pause_fraction") == pytest.approx(
        plain.voice.value("pause_fraction"), abs=0.03
    )


@pytest.mark.timeout(400)
def test_an_hour_long_recording_is_kept_and_measured_to_its_end(journal, send, clinic):
    once = sound_of(clinic[0].notes[0].sound_path)
    times = 3600 * 16_000 // len(once)
    hour = np.resize(once, times * len(once))
    journal.settings = journal.settings.model_copy(update={"model": "none-here"})
    note = done(journal, send(encoded(hour, 16_000)))
    assert note.card.state == "done"
    assert note.audio.duration == pytest.approx(len(hour) / 16_000, abs=0.05)
    assert note.voice.speech[-1].end > 3500
    in_one = len(done(journal, send(encoded(once, 16_000), "once")).voice.pauses)
    assert len(note.voice.pauses) / times == pytest.approx(in_one, rel=0.25)


def test_a_recording_longer_than_accepted_is_refused_with_the_limit(journal, send):
    journal.settings = journal.settings.model_copy(update={"max_note_s": 3.0})
    with pytest.raises(TooLongError) as refused:
        send(encoded(hum(5, 16_000), 16_000))
    assert refused.value.fix
