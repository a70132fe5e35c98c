"""Keys: wrapped, bound to their place, and gone when destroyed."""

import stat

import pytest

from voicejournal.errors import NotFoundError, SettingsError
from voicejournal.store.keys import (
    LocalMasterKey,
    SealError,
    create_master_key,
    read_master_key,
    read_or_make_secret,
)
from voicejournal.store.tables import KeyRow


def test_sealed_columns_open_only_in_their_place(store, patient):
    key = store.vault.patient(patient)
    sealed = key.seal(b"words", "note-1", "step")
    assert key.open(sealed, "note-1", "step") == b"words"
    for place in (("note-2", "step"), ("note-1", "device"), ("note-1step",), ()):
        with pytest.raises(SealError):
            key.open(sealed, *place)


def test_another_patients_key_opens_nothing(store, people, patient):
    sealed = store.vault.patient(patient).seal(b"words", "note-1")
    with pytest.raises(SealError):
        store.vault.patient(people.patient("ben")).open(sealed, "note-1")


@pytest.mark.parametrize("broken", [b"", b"\x01", b"\x02" + bytes(40), b"\x01" + bytes(40)])
def test_what_is_no_ciphertext_is_rejected(store, broken):
    with pytest.raises(SealError):
        store.vault.service.open(broken, "place")


def test_the_same_words_never_look_the_same(store):
    key = store.vault.service
    assert key.seal(b"words", "place") != key.seal(b"words", "place")


def test_a_key_moved_to_another_patient_is_rejected(store, people, patient):
    other = people.patient("ben")
    with store.database.write() as session:
        session.get_one(KeyRow, patient).wrapped = session.get_one(KeyRow, other).wrapped
    with pytest.raises(SealError):
        store.vault.patient(patient)


def test_a_destroyed_key_is_in_no_file(store, patient, settings):
    with store.database.read() as session:
        wrapped = session.get_one(KeyRow, patient).wrapped
    store.erasure.erase(patient, patient)
    with pytest.raises(NotFoundError):
        store.vault.patient(patient)
    files = [one for one in settings.data.rglob("*") if one.is_file()]
    assert all(wrapped[-32:] not in one.read_bytes() for one in files)


def test_the_master_key_is_for_its_owner_alone(store, settings):
    file = settings.keys_folder / "master.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(settings.keys_folder.stat().st_mode) == 0o700
    assert [one.name for one in settings.keys_folder.iterdir()] == ["master.key"]


def test_an_encrypted_database_without_its_master_key_says_so(opened, settings):
    opened()
    (settings.keys_folder / "master.key").rename(settings.data / "elsewhere")
    with pytest.raises(SettingsError, match="not in the keys folder") as caught:
        opened()
    assert "VOICEJOURNAL_KEYS" in caught.value.fix
    assert not (settings.keys_folder / "master.key").exists()


def test_another_databases_master_key_is_refused(opened, settings):
    opened()
    (settings.keys_folder / "master.key").unlink()
    create_master_key(settings.keys_folder)
    with pytest.raises(SettingsError, match="another database"):
        opened()


@pytest.mark.parametrize("content", ["", "one", "name !!!", "name c2hvcnQ="])
def test_a_damaged_master_key_says_so(tmp_path, content):
    (tmp_path / "master.key").write_text(content)
    with pytest.raises(SettingsError, match="cannot be read"):
        read_master_key(tmp_path)


def test_a_second_maker_gets_the_first_key(tmp_path):
    assert create_master_key(tmp_path) == create_master_key(tmp_path)


def test_old_master_keys_still_unwrap_after_a_new_one_came():
    old = LocalMasterKey((("old", bytes(32)),))
    both = LocalMasterKey((("new", bytes(range(32))), ("old", bytes(32))))
    assert both.unwrap(old.wrap(b"key", "anna"), "anna") == b"key"
    with pytest.raises(SealError):
        old.unwrap(both.wrap(b"key", "anna"), "anna")


def test_the_session_secret_stays_the_same(store, settings):
    secret = store.session_secret()
    assert len(secret) == 32
    assert read_or_make_secret(settings.keys_folder, "session.key") == secret
