"""A strike that is cut off, or cannot be finished: what was struck stays hidden all the same."""

import os
import random
import signal
from datetime import UTC, datetime, timedelta

import pytest

from tests.acceptance.taking_out.looking import heard, loudness, pages, sound_files
from voicejournal.app import Journal
from voicejournal.errors import SoundWaitsError, StrikeFailedError
from voicejournal.model.units import Missing
from voicejournal.store import open_store, unmuted_in
from voicejournal.worker import Worker

MUTE = "voicejournal.app.muting.mute"
LATER = timedelta(hours=1)
"""Past every lease, and past every wait before another attempt."""


def fall(*_args, **_named):
    os.kill(os.getpid(), signal.SIGKILL)


def worked_on_by_one_who_falls(settings, monkeypatch, where):
    """Have a process of its own work on what is due, and be killed outright at one place."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    monkeypatch.setattr(where, fall)
    Worker(Journal.open(settings)).drain()
    os._exit(0)


def later(settings, journal, hours=1):
    """The same journal as another process opens it some hours later."""
    at = datetime.now(UTC) + hours * LATER
    store = open_store(settings, clock=lambda: at, rng=random.Random(1))
    return Journal(settings, store=store, plugins=journal.plugins, now=lambda: at)


@pytest.mark.parametrize(
    "where",
    [
        MUTE,
        "voicejournal.app.muting.playable",
        "voicejournal.store.mutings.Audit.add",
        "voicejournal.store.blobs.SoundFolder.destroy",
        "voicejournal.app.work.carry",
    ],
)
def test_killed_anywhere_it_stays_hidden_and_is_finished_by_the_next(
    journal, settings, note, quoted, monkeypatch, where
):
    span = journal.passage(note, *quoted).span
    before = sound_files(journal)
    journal.strike(note, *quoted, seen=0)
    assert worked_on_by_one_who_falls(settings, monkeypatch, where) == -signal.SIGKILL
    if journal.note(note).card.muting:
        with pytest.raises(SoundWaitsError):
            heard(journal, note, "original")
    else:
        assert loudness(heard(journal, note, "original"), span) < 0.01
    after = later(settings, journal)
    Worker(after).drain()
    card = after.note(note).card
    assert (card.state, card.muting) == ("done", False)
    assert loudness(heard(after, note, "playable"), span) < 0.01
    assert not before & sound_files(after)
    after.store.close()


@pytest.fixture
def given_up(journal, settings, note, quoted, monkeypatch):
    """The journal when muting was tried until the worker gave it up."""

    def fails(*_args, **_named):
        raise StrikeFailedError

    journal.strike(note, *quoted, seen=0)
    with monkeypatch.context() as patch:
        patch.setattr(MUTE, fails)
        for hours in range(1, settings.max_attempts + 1):
            after = later(settings, journal, hours)
            Worker(after).drain()
            after.store.close()
    return journal


def test_what_cannot_be_silenced_stays_hidden_and_both_are_told(given_up, settings, patient, note):
    assert given_up.note(note).card.state == "dead"
    with pytest.raises(SoundWaitsError):
        heard(given_up, note, "original")
    own, mine, theirs = pages(
        given_up,
        {"nora": ["/notes", f"/notes/{note}"], "martin": [f"/patients/{patient}/notes/{note}"]},
    )
    assert "could not be silenced" in own
    assert "could not be silenced" in mine
    assert f"/sound/{note}" not in own + mine + theirs
    assert given_up.unmuted() == unmuted_in(settings) == 1


def test_a_service_that_starts_anew_tries_again(given_up, note, quoted):
    assert given_up.store.jobs.try_muting_again() == 1
    Worker(given_up).drain()
    assert given_up.note(note).card.state == "done"
    heard(given_up, note, "playable")
    assert given_up.unmuted() == 0


def test_its_patient_can_delete_the_sound_instead(given_up, note):
    given_up.delete_sound(note)
    Worker(given_up).drain()
    detail = given_up.note(note)
    assert (detail.card.state, detail.card.muting) == ("done", False)
    assert detail.transcript.words
    assert isinstance(detail.voice, Missing)
    assert given_up.unmuted() == 0
