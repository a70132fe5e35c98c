"""Renditions of a note's sound that take the place of others: whole, or nothing of it happens."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from voicejournal.store.blobs import Draft, SoundFolder
from voicejournal.store.reception import Rendition
from voicejournal.store.tables import SoundRow
from voicejournal.store.vault import DataKey

LARGEST = 1 << 40


@dataclass(frozen=True, slots=True)
class NewSound:
    """A rendition that takes the place of one that is destroyed."""

    rendition: Rendition
    data: bytes
    mime: str


@contextmanager
def drafted(
    folder: SoundFolder, key: DataKey, note_id: str, sounds: Sequence[NewSound]
) -> Iterator[tuple[SoundRow, ...]]:
    """Write new sound down and yield the rows that name it; it stays unless something fails."""
    with ExitStack() as stack:
        drafts = [stack.enter_context(_draft(folder, key, note_id, one)) for one in sounds]
        yield tuple(_row(note_id, *one) for one in zip(sounds, drafts, strict=True))
        for draft in drafts:
            draft.settle()


def drop_sounds(session: Session, note_id: str, *renditions: Rendition) -> tuple[str, ...]:
    """Delete the rows of a note's sound, all or some; returns the files that they named."""
    mine = SoundRow.note_id == note_id
    if renditions:
        mine &= SoundRow.rendition.in_(renditions)
    refs = tuple(session.scalars(select(SoundRow.ref).where(mine)))
    session.execute(delete(SoundRow).where(mine))
    return refs


def _draft(folder: SoundFolder, key: DataKey, note_id: str, sound: NewSound) -> Draft:
    place = (note_id, "sound", sound.rendition)
    draft = folder.draft((sound.data,), key, place, limit=LARGEST)
    try:
        draft.keep()
    except BaseException:
        draft.close()
        raise
    return draft


def _row(note_id: str, sound: NewSound, draft: Draft) -> SoundRow:
    return SoundRow(
        note_id=note_id,
        rendition=sound.rendition,
        ref=draft.ref,
        mime=sound.mime,
        size=draft.size,
    )
