"""The steps of the path that are about voices: whose they are, and what follows for the rest.

What was made without the words and the sound of other voices is kept beside what was made with
them, so that it is at hand again when the patient no longer wants voices told apart.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

from voicejournal.errors import (
    ModelMissingError,
    NotGrantedError,
    PluginError,
    SoundGoneError,
)
from voicejournal.extract.speakers import (
    SPEAKERS_VERSION,
    enrolled,
    mark_of_others,
    recognise,
    separate,
    voices_of,
    without_others,
)
from voicejournal.extract.transcript import TRANSCRIPT_VERSION
from voicejournal.extract.voice import VOICE_VERSION
from voicejournal.hooks.isolation.failures import UnfinishedError
from voicejournal.hooks.spec import Diarizer, Voiceprinter
from voicejournal.model.audio import Waveform
from voicejournal.model.note import Problem
from voicejournal.model.speakers import TOLD_APART, SpeakerTurns
from voicejournal.model.text import Text
from voicejournal.model.transcript import Transcript
from voicejournal.model.units import Missing, Span
from voicejournal.model.voice import VoiceMeasures
from voicejournal.model.voiceprint import OWN_VOICE, Voiceprint, heard_by
from voicejournal.path import Keeper, Recording, Tools

NOT_INSTALLED = "not installed"

Told = tuple[SpeakerTurns | Missing, tuple[Problem, ...]]


def tell_apart(recording: Recording, tools: Tools, keep: Keeper) -> Told:
    """Return who speaks when, or why that is not known."""
    diarizer = tools.diarizer
    if diarizer is None:
        return _gap(NOT_INSTALLED)
    if isinstance(diarizer, NotGrantedError | ModelMissingError):
        return _gap(diarizer.message, diarizer.fix)
    try:
        return _patients(recording, diarizer, keep), ()
    except UnfinishedError as error:
        return _gap(error.message, failed=True, passing=error.passing, why=error.why)
    except (ModelMissingError, PluginError, SoundGoneError) as error:
        return _gap(error.message, error.fix, failed=isinstance(error, PluginError))


def _patients(recording: Recording, diarizer: Diarizer, keep: Keeper) -> SpeakerTurns:
    """Return the turns, the patient's named by share of speech or by their voiceprint."""
    version = f"{diarizer.engine}:{diarizer.model}:{SPEAKERS_VERSION}"

    def waveform() -> Waveform:
        return recording.decoded.waveform

    turns = keep("turns", version, SpeakerTurns, lambda: separate(waveform(), diarizer))
    own = recording.voiceprint
    if not isinstance(diarizer, Voiceprinter) or not turns.turns:
        return turns
    if own is None or own.model != heard_by(diarizer.engine, diarizer.model):
        if recording.enrols and turns.known_by == "alone":
            keep(OWN_VOICE, version, Voiceprint, lambda: enrolled(waveform(), turns, diarizer))
        return turns
    return keep(
        "turns",
        f"{version}:{own.mark}",
        SpeakerTurns,
        lambda: recognise(turns, voices_of(waveform(), turns, diarizer), own),
    )


def _gap(
    reason: str,
    fix: str | None = None,
    *,
    failed: bool = False,
    passing: bool = False,
    why: Text | None = None,
) -> Told:
    problem = Problem(
        stage="speakers", reason=reason, fix=fix or "", why=why, failed=failed, passing=passing
    )
    return Missing(reason), (problem,)


@dataclass(frozen=True, slots=True)
class Others:
    """Where voices speak that may not be taken for the patient's."""

    spans: tuple[Span, ...]
    mark: str
    """Stands in the version of what was made without them; empty where there are none."""

    @classmethod
    def of(cls, turns: SpeakerTurns | Missing) -> Self:
        """Gather them; where voices were not told apart, there are none."""
        spans = () if isinstance(turns, Missing) else turns.others
        return cls(spans, f"{TOLD_APART}{mark_of_others(spans)}" if spans else "")

    def left_out_of(
        self,
        voice: VoiceMeasures | Missing,
        keep: Keeper,
        measure: Callable[[Sequence[Span]], VoiceMeasures],
    ) -> VoiceMeasures | Missing:
        """Return the measures of the patient's own stretches."""
        if not self.spans or isinstance(voice, Missing):
            return voice
        version = f"{VOICE_VERSION}{self.mark}"
        try:
            return keep("voice", version, VoiceMeasures, lambda: measure(self.spans))
        except SoundGoneError as error:
            return Missing(error.message)

    def words(self, transcript: Transcript | Missing, keep: Keeper) -> Transcript | Missing:
        """Return the transcript with the words of other voices kept out."""
        if not self.spans or isinstance(transcript, Missing):
            return transcript
        made_by = f"{transcript.engine}:{transcript.model}:{TRANSCRIPT_VERSION}"
        version = f"{made_by}:{transcript.language}{self.mark}"
        return keep(
            "transcript", version, Transcript, lambda: without_others(transcript, self.spans)
        )
