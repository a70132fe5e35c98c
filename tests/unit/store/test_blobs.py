"""Sound files: locked while they are written, swept when their writer is dead."""

import os
import stat

import pytest

from voicejournal.errors import FenceLostError, NotFoundError, TooLongError
from voicejournal.store.blobs import SoundFolder, path_of
from voicejournal.store.keys import SealError

PLACE = ("note-1", "sound", "original")


@pytest.fixture
def sounds(settings, store):
    return SoundFolder(settings.sound_folder)


@pytest.fixture
def draft(sounds, store):
    with sounds.draft([b"so", b"und"], store.vault.service, PLACE, limit=100) as draft:
        yield draft


def kept(_ref):
    return True


def left(_ref):
    return False


def test_a_draft_that_is_not_settled_goes_away(sounds, store, files):
    with sounds.draft([b"sound"], store.vault.service, PLACE, limit=100) as draft:
        draft.keep()
        assert len(files()) == 1
    assert files() == []


def test_a_settled_draft_stays_and_opens_only_in_its_place(sounds, store, draft):
    draft.keep()
    draft.settle()
    with sounds.open(draft.ref, store.vault.service, PLACE) as stream:
        assert stream.read() == b"sound"
    with pytest.raises(SealError):
        sounds.open(draft.ref, store.vault.service, ("note-2", "sound", "original"))


def test_sound_files_are_for_the_service_alone(draft, files):
    draft.keep()
    assert [stat.S_IMODE(one.stat().st_mode) for one in files()] == [0o600]


def test_nothing_readable_touches_the_disk_while_sound_arrives(sounds, store, files):
    seen = []

    def pieces():
        for _ in range(3):
            yield b"spoken" * 300_000
            seen.extend(b"spoken" in one.read_bytes() for one in files())

    with sounds.draft(pieces(), store.vault.service, PLACE, limit=1 << 30):
        assert seen == [False, False, False]


def test_too_much_leaves_nothing(sounds, store, files):
    with pytest.raises(TooLongError):
        sounds.draft([b"x" * 60, b"x" * 60], store.vault.service, PLACE, limit=100)
    assert files() == []


def test_the_sweep_spares_what_is_being_written(sounds, draft, files):
    assert sounds.sweep(left) == 0
    draft.keep()
    assert sounds.sweep(left) == 0
    assert len(files()) == 1


@pytest.mark.parametrize(("is_kept", "swept"), [(kept, 0), (left, 1)])
def test_the_sweep_removes_what_no_row_names(sounds, draft, is_kept, swept):
    draft.keep()
    draft.settle()
    draft.close()
    assert sounds.sweep(is_kept) == swept


def test_drafts_of_dead_writers_are_swept_when_the_store_opens(opened, settings, files):
    left_over = settings.sound_folder / "incoming" / "dead.part"
    left_over.parent.mkdir(parents=True)
    left_over.write_bytes(b"half")
    opened()
    assert files() == []


def test_truncated_sound_of_a_note_is_rejected(store, claimed, files):
    os.truncate(files()[0], 500)
    with pytest.raises(SealError):
        store.notes.open_sound(claimed.note_id)


def test_one_notes_sound_put_in_place_of_anothers_is_rejected(store, send, files, settings):
    notes = [send(key=key).note_id for key in "ab"]
    first, second = files()
    second.write_bytes(first.read_bytes())
    opened = 0
    for note_id in notes:
        try:
            store.notes.open_sound(note_id).stream.close()
            opened += 1
        except SealError:
            pass
    assert opened == 1


def test_a_lost_file_is_not_found(store, claimed, files):
    files()[0].unlink()
    with pytest.raises(NotFoundError):
        store.notes.open_sound(claimed.note_id)


def test_the_playable_copy_replaces_the_one_before(store, claimed, files):
    for sound in (b"OggS first", b"OggS second"):
        store.notes.keep_rendition(claimed.note_id, sound, "audio/ogg", claimed.fence)
    stream, size, mime = store.notes.open_sound(claimed.note_id, "playable")
    with stream:
        assert (stream.read(), size, mime) == (b"OggS second", 11, "audio/ogg")
    assert len(files()) == 2


def test_a_copy_made_too_late_is_not_kept(store, claimed, clock, files):
    clock.pass_by(61)
    store.jobs.claim("second", claimed.note_id)
    with pytest.raises(FenceLostError):
        store.notes.keep_rendition(claimed.note_id, b"OggS", "audio/ogg", claimed.fence)
    with pytest.raises(NotFoundError):
        store.notes.open_sound(claimed.note_id, "playable")
    assert len(files()) == 1


def test_files_spread_over_folders_by_name(tmp_path):
    assert path_of(tmp_path, "abcdef") == tmp_path / "ab" / "abcdef"


def test_what_a_disk_keeps_of_a_destroyed_sound_opens_with_no_key(
    sounds, store, draft, settings, tmp_path
):
    draft.keep()
    draft.settle()
    still_there = tmp_path / "still there"
    os.link(path_of(settings.sound_folder, draft.ref), still_there)
    sounds.destroy(draft.ref)
    assert not path_of(settings.sound_folder, draft.ref).exists()
    with still_there.open("rb") as file, pytest.raises(SealError):
        store.vault.service.open_sound(file, *PLACE)


def test_destroying_what_is_not_there_is_nothing(sounds):
    sounds.destroy("0" * 32)
