"""An erased journal: no key, no row, no file; not from a backup either."""

import shutil
from dataclasses import replace

import pytest

from tests.consent import allow
from tests.unit.store.conftest import SOUND
from voicejournal.errors import NotFoundError
from voicejournal.model.erasure import ErasureReceipt
from voicejournal.settings import Settings
from voicejournal.store import open_store
from voicejournal.store.erasure import STAYS, mine_in
from voicejournal.store.receipts import signature_fits
from voicejournal.store.shares import WITH_SHARE
from voicejournal.store.tables import Base, KeyRow

SERVICE_TABLES = {*STAYS, "plugin_tallies"}


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path / "data", keys=tmp_path / "keys")


@pytest.fixture
def written(store, patient, people, send):
    """Anna's note and Ben's, and what somebody who holds the rows knows of Anna's key."""
    ben = people.patient("ben")
    for one in (patient, ben):
        allow(store, one)
    send(), send(to=ben)
    with store.database.read() as session:
        wrapped = session.get_one(KeyRow, patient).wrapped
    return ben, wrapped


def bytes_under(*folders):
    return [one.read_bytes() for folder in folders for one in folder.rglob("*") if one.is_file()]


def test_every_table_says_whose_its_rows_are(store):
    whose = {
        table.name: mine_in(table, "anna") is not None for table in Base.metadata.sorted_tables
    }
    assert {name for name, known in whose.items() if not known} <= SERVICE_TABLES


def test_nothing_of_an_erased_patient_is_in_rows_files_or_keys(store, patient, written, settings):
    ben, wrapped = written
    share = (settings.keys_folder / "patients" / f"{patient}.key").read_bytes()
    store.erasure.erase(patient, patient)
    with pytest.raises(NotFoundError):
        store.vault.patient(patient)
    assert [one.username for one in store.accounts.list()] == ["ben"]
    assert all(
        wrapped[-32:] not in one and share not in one
        for one in bytes_under(settings.data, settings.keys_folder)
    )
    assert store.notes.cards(ben)[0].patient_id == ben


def test_a_neighbour_still_hears_every_byte(store, patient, written):
    ben, _ = written
    store.erasure.erase(patient, patient)
    with store.notes.open_sound(store.notes.cards(ben)[0].note_id).stream as sound:
        assert sound.read() == SOUND


def test_a_backup_put_back_is_unreadable_and_is_erased_again(
    store, patient, written, settings, tmp_path, clock
):
    note_id = store.notes.cards(patient)[0].note_id
    store.database.forget_deleted()
    shutil.copytree(settings.data, tmp_path / "backup")
    store.erasure.erase(patient, patient)
    restored = Settings(data=tmp_path / "backup", keys=settings.keys)
    (settings.keys_folder / "erased").rename(tmp_path / "erased")  # the list too is lost, at first
    back = open_store(restored, clock=clock)
    assert {one.username for one in back.accounts.list()} == {"anna", "ben"}
    with pytest.raises(NotFoundError):
        back.notes.open_sound(note_id)
    back.close()
    (tmp_path / "erased").rename(settings.keys_folder / "erased")
    back = open_store(restored, clock=clock)
    assert [one.username for one in back.accounts.list()] == ["ben"]
    assert len([one for one in restored.sound_folder.rglob("*") if one.is_file()]) == 1
    back.close()


def test_an_erasure_that_a_crash_interrupted_is_finished_when_the_store_opens(
    store, patient, written, opened, monkeypatch
):
    monkeypatch.setattr(store.erasure, "_carry_out", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        store.erasure.erase(patient, patient)
    assert [one.username for one in opened().accounts.list()] == ["ben"]


def test_a_key_from_before_there_were_shares_gets_one_when_the_vault_opens(
    store, patient, opened, settings
):
    sealed = store.vault.patient(patient).seal(b"words", "place")
    wrapper = store.vault._wrapper
    with store.database.write() as session:
        row = session.get_one(KeyRow, patient)
        row.wrapped = wrapper.master.wrap(wrapper.unwrap(row.wrapped, patient), patient)
    again = opened()
    assert again.vault.patient(patient).open(sealed, "place") == b"words"
    with again.database.read() as session:
        assert session.get_one(KeyRow, patient).wrapped.startswith(WITH_SHARE)


def test_a_receipt_is_ours_until_a_letter_of_it_changes(store, clock):
    receipt = store.receipts.sign(ErasureReceipt.of("journal-1", clock(), 12))
    read = ErasureReceipt.read(receipt.as_text())
    assert read == receipt
    assert store.receipts.is_ours(read)
    assert not store.receipts.is_ours(replace(read, audit_line="13"))
    assert not signature_fits(replace(read, signature="AAAA"))
