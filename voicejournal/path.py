"""What is handed along the path of a note: the recording, the tools, what remembers each step."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import BinaryIO, Protocol, TypeVar

from voicejournal.capture.decode import decode
from voicejournal.capture.playable import Playable
from voicejournal.errors import ModelMissingError, NotGrantedError
from voicejournal.hooks.registered import PluginStatus, RegisteredAnalyzer, allowed
from voicejournal.hooks.spec import Diarizer, Transcriber, VoiceMeasure
from voicejournal.model.amendment import NO_AMENDMENTS, Amendments
from voicejournal.model.audio import Decoded, DeviceFacts
from voicejournal.model.note import NoteId
from voicejournal.model.purpose import NOT_ALLOWED, NOTHING_ALLOWED, Grants
from voicejournal.model.voiceprint import Voiceprint

T = TypeVar("T")


class Keeper(Protocol):
    """Remembers the result of a step; computes it only where it is not there yet."""

    def __call__(self, step: str, version: str, kind: type[T], compute: Callable[[], T], /) -> T:
        """Return the kept result of `step` at `version`, or compute and keep it."""


def keep_nothing(_step: str, _version: str, _kind: type[T], compute: Callable[[], T], /) -> T:
    """Keep nothing: for files that are analyzed without a store."""
    return compute()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What the rooms need from outside."""

    transcriber: Transcriber | ModelMissingError | NotGrantedError
    analyzers: Sequence[RegisteredAnalyzer]
    voice_measures: Sequence[VoiceMeasure] = ()
    diarizer: Diarizer | ModelMissingError | NotGrantedError | None = None
    max_note_s: float = 7200.0
    broken: Sequence[PluginStatus] = ()
    """Plugins that are wanted and could not be loaded."""
    grants: Grants = NOTHING_ALLOWED
    """What the one who speaks allows; `within` takes the rest away."""


def within(tools: Tools) -> Tools:
    """Return the tools without those whose purpose is not granted: here alone it is decided."""
    grants = tools.grants
    return replace(
        tools,
        transcriber=tools.transcriber
        if grants.allows("transcribe")
        else NotGrantedError(NOT_ALLOWED),
        analyzers=allowed(tools.analyzers, grants),
        voice_measures=[one for one in tools.voice_measures if grants.allows(one.info.purpose)],
        diarizer=tools.diarizer
        if tools.diarizer is None or grants.allows("speakers")
        else NotGrantedError(NOT_ALLOWED),
    )


@dataclass(frozen=True, kw_only=True)
class Recording:
    """One recording at the beginning of the path."""

    note_id: NoteId
    recorded_at: datetime
    zone: str
    open: Callable[[], BinaryIO]
    max_seconds: float
    device: DeviceFacts = field(default_factory=DeviceFacts)
    language: str | None = None
    shelve: Callable[[Playable], None] | None = None
    """Keeps the copy that plays; None where nobody will play it."""
    amendments: Amendments = NO_AMENDMENTS
    """What the patient set right, or struck."""
    changes: int = 0
    """How often they changed it."""
    looks: int = 0
    """How often analyzers were asked again because one gave no answer."""
    voiceprint: Voiceprint | None = None
    """What the patient's voice is like, where that is known and they allow it."""
    enrols: bool = False
    """What the patient's voice is like in this note is kept, to make a voiceprint of."""

    @cached_property
    def decoded(self) -> Decoded:
        """The sound, decoded when first asked for and then held."""
        with self.open() as stream:
            return decode(stream, max_seconds=self.max_seconds)
