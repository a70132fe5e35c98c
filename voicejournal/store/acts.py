"""An act of a clinician as a row: who, when and what for stand open, the words are sealed."""

from dataclasses import dataclass
from datetime import date

from voicejournal.model.hand import Act, ActId, Intent, SentenceKey
from voicejournal.model.note import AccountId
from voicejournal.model.text import Text
from voicejournal.store.codec import decode, encode
from voicejournal.store.tables import ActRow
from voicejournal.store.vault import DataKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is sealed of an act."""

    sentence: SentenceKey
    kind: str
    machine: Text | None
    words: str


def seal_act(key: DataKey, act_id: ActId, intent: Intent) -> bytes:
    """Seal what an act is about and what was written."""
    content = Content(
        sentence=intent.sentence, kind=intent.kind, machine=intent.machine, words=intent.words
    )
    return key.seal(encode(Content, content), act_id, "content")


def read_act(key: DataKey, row: ActRow) -> Act:
    """Read a row as an act."""
    content = decode(Content, key.open(row.sealed_content, row.act_id, "content"))
    return Act(
        act_id=ActId(row.act_id),
        deed=row.deed,  # type: ignore[arg-type]  # only a Deed was ever written
        by=AccountId(row.actor_id),
        at=row.at,
        monday=date.fromisoformat(row.monday),
        number=row.number,
        sentence=content.sentence,
        kind=content.kind,
        machine=content.machine,
        words=content.words,
        undone_at=row.undone_at,
        undone_by=AccountId(row.undone_by) if row.undone_by else None,
    )
