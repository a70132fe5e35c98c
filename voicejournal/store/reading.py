"""From a note's row and the results in force to what the rest of the service reads."""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from voicejournal.model.amendment import NO_AMENDMENTS, Amendments
from voicejournal.model.audio import DeviceFacts, KeptAudio
from voicejournal.model.finding import NoteFindings
from voicejournal.model.found import Written
from voicejournal.model.note import (
    SPOKEN,
    NoteCard,
    NoteDetail,
    NoteId,
    NoteState,
    NoteView,
    PatientId,
    Problem,
)
from voicejournal.model.speakers import SpeakerTurns
from voicejournal.model.transcript import Transcript, join_words
from voicejournal.model.typed import Typed
from voicejournal.model.units import Missing
from voicejournal.model.voice import VoiceMeasures
from voicejournal.store.codec import decode
from voicejournal.store.jobs import FIRST
from voicejournal.store.steps import Newest
from voicejournal.store.tables import NoteRow
from voicejournal.store.vault import DataKey

T = TypeVar("T")

AUDIO, VOICE, TRANSCRIPT, TURNS, FINDINGS = "audio", "voice", "transcript", "turns", "findings"
TYPED = "typed"
UNDER_WORK = ("received", "running")
CARD_STEPS = (AUDIO, TRANSCRIPT, TYPED)
VIEW_STEPS = (AUDIO, VOICE, TRANSCRIPT, TURNS, FINDINGS)
DETAIL_STEPS = (*VIEW_STEPS, TYPED)
FIRST_WORDS = 12

NOT_YET = Missing("not processed yet")
FAILED = Missing("could not be processed")
NO_SOUND = Missing("typed: there is no sound")


def amendments_of(key: DataKey, row: NoteRow) -> Amendments:
    """Open what a patient changed in a note."""
    if row.sealed_amendments is None:
        return NO_AMENDMENTS
    return decode(Amendments, key.open(row.sealed_amendments, row.note_id, "amendments"))


@dataclass(frozen=True)
class NoteReading:
    """One note, read out of the store."""

    row: NoteRow
    newest: Newest
    key: DataKey

    def card(self) -> NoteCard:
        """The note as one line of a list."""
        language, first_words = self._beginning()
        return NoteCard(
            note_id=NoteId(self.row.note_id),
            patient_id=PatientId(self.row.patient_id),
            state=self._state,
            recorded_at=self.row.recorded_at,
            zone=self.row.zone,
            received_at=self.row.received_at,
            duration=self.duration,
            language=language,
            first_words=first_words,
            problems=self.problems,
            typed=isinstance(self.typed, Typed),
            private=self.row.private_since is not None,
            sound_deleted=self.row.sound_deleted_at is not None,
            muting=self.row.muting_since is not None,
            striking=self._state in UNDER_WORK and self.row.priority == FIRST,
        )

    def written(self) -> Written:
        """The note as its words."""
        return Written(card=self.card(), transcript=self.transcript, typed=self.typed)

    def detail(self) -> NoteDetail:
        """The note with everything that was made of it."""
        audio = self.audio
        known = audio if isinstance(audio, KeptAudio) else None
        return NoteDetail(
            card=self.card(),
            audio=audio if isinstance(audio, Missing) else audio.facts,
            peaks=known.peaks if known else (),
            transcript=self.transcript,
            voice=self._result(VOICE, VoiceMeasures),
            turns=self._result(TURNS, SpeakerTurns),
            findings=self.findings(),
            typed=self.typed,
            amendments=self.amendments,
            changes=self.row.changes,
        )

    def view(self) -> NoteView:
        """The note as an analyzer sees it."""
        transcript = self.transcript
        duration = self.duration
        return NoteView(
            note_id=NoteId(self.row.note_id),
            recorded_at=self.row.recorded_at,
            zone=self.row.zone,
            duration=0.0 if isinstance(duration, Missing) else duration,
            language="" if isinstance(transcript, Missing) else transcript.language,
            transcript=transcript,
            voice=self._result(VOICE, VoiceMeasures),
            turns=self._result(TURNS, SpeakerTurns),
            device=self.device,
            truncated=isinstance(self.audio, KeptAudio) and self.audio.facts.truncated,
        )

    @property
    def device(self) -> DeviceFacts:
        """What the recording device told about its microphone."""
        sealed = self.key.open(self.row.sealed_device, self.row.note_id, "device")
        return decode(DeviceFacts, sealed)

    def findings(self) -> NoteFindings:
        """What the analyzers found; nothing while they have not run."""
        found = self._result(FINDINGS, NoteFindings)
        return NoteFindings(findings=()) if isinstance(found, Missing) else found

    @property
    def is_analyzed(self) -> bool:
        """Whether sound and findings are there."""
        places = ((self.row.note_id, AUDIO), (self.row.note_id, FINDINGS))
        return all(place in self.newest for place in places)

    @cached_property
    def audio(self) -> KeptAudio | Missing:
        """What decoding showed."""
        return self._result(AUDIO, KeptAudio)

    @cached_property
    def transcript(self) -> Transcript | Missing:
        """What was said, with the words that the patient set right."""
        heard = self.heard
        return heard if isinstance(heard, Missing) else self.amendments.apply(heard)

    @cached_property
    def heard(self) -> Transcript | Missing:
        """What the recogniser wrote."""
        return self._result(TRANSCRIPT, Transcript)

    @cached_property
    def amendments(self) -> Amendments:
        """What the patient changed in it."""
        return amendments_of(self.key, self.row)

    @cached_property
    def typed(self) -> Typed | Missing:
        """What was typed instead of said."""
        content = self.newest.get((self.row.note_id, TYPED))
        return SPOKEN if content is None else decode(Typed, content)

    def _beginning(self) -> tuple[str, str]:
        """The language and the first words, both empty while there are none."""
        if isinstance(self.typed, Typed):
            return self.typed.language, " ".join(self.typed.text.split()[:FIRST_WORDS])
        if isinstance(self.transcript, Transcript):
            first = self.transcript.kept_words[:FIRST_WORDS]
            return self.transcript.language, join_words(first)
        return "", ""

    @property
    def duration(self) -> float | Missing:
        """Seconds of sound."""
        audio = self.audio
        return audio if isinstance(audio, Missing) else audio.facts.duration

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What the last run could not do, and why the work was given up."""
        problems: tuple[Problem, ...] = ()
        if self.row.sealed_problems is not None:
            opened = self.key.open(self.row.sealed_problems, self.row.note_id, "problems")
            problems = decode(tuple[Problem, ...], opened)
        if self.row.state == "dead":
            problems += (Problem(stage="work", reason=self.row.last_error or FAILED.reason),)
        return problems

    @property
    def _state(self) -> NoteState:
        return self.row.state  # type: ignore[return-value]  # only a NoteState was ever written

    def _result(self, step: str, kind: type[T]) -> T | Missing:
        content = self.newest.get((self.row.note_id, step))
        if content is not None:
            return decode(kind, content)
        return self._why_missing(step)

    def _why_missing(self, step: str) -> Missing:
        if isinstance(self.typed, Typed):
            return NO_SOUND
        if step == TRANSCRIPT and self.row.waiting_for:
            return Missing(f"waits for {self.row.waiting_for}")
        for problem in self.problems:
            if problem.stage == step or (step == TURNS and problem.stage == "speakers"):
                return Missing(problem.reason)
        return NOT_YET if self.row.state in {"received", "running"} else FAILED
