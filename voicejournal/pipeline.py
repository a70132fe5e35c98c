"""The path of a note: recording → sound → voice, words, speakers → findings.

One readable function. It is handed the tools it needs and a keeper that remembers each
result before the next step begins, so that after a crash the path resumes at the first
step not kept.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import BinaryIO, Protocol, TypeVar

from voicejournal.capture.decode import decode
from voicejournal.capture.playable import Playable, playable
from voicejournal.errors import (
    AudioError,
    LanguageUnknownError,
    ModelMissingError,
    NotGrantedError,
    SoundGoneError,
)
from voicejournal.extract.transcript import TRANSCRIPT_VERSION, transcribe
from voicejournal.extract.voice import VOICE_VERSION, find_speech_in, measure_voice
from voicejournal.extract.wording import WORDING_VERSION, with_words
from voicejournal.findings.analyze import analyze, findings_version
from voicejournal.hooks.registered import PluginStatus, RegisteredAnalyzer, allowed
from voicejournal.hooks.spec import Diarizer, Transcriber, VoiceMeasure
from voicejournal.model.amendment import NO_AMENDMENTS, Amendments
from voicejournal.model.audio import AudioFacts, Decoded, DeviceFacts, KeptAudio
from voicejournal.model.finding import NoteFindings
from voicejournal.model.note import NoteId, NoteView, Problem
from voicejournal.model.purpose import NOT_ALLOWED, NOTHING_ALLOWED, Grants
from voicejournal.model.speakers import SpeakerTurns
from voicejournal.model.transcript import Transcript
from voicejournal.model.units import Missing, Span
from voicejournal.model.voice import VoiceMeasures

T = TypeVar("T")

CAPTURE_VERSION = "1"


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
    diarizer: Diarizer | NotGrantedError | None = None
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

    @cached_property
    def decoded(self) -> Decoded:
        """The sound, decoded when first asked for and then held."""
        with self.open() as stream:
            return decode(stream, max_seconds=self.max_seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What the path made of one recording."""

    audio: KeptAudio | Missing
    transcript: Transcript | Missing
    voice: VoiceMeasures | Missing
    turns: SpeakerTurns | Missing
    findings: NoteFindings
    problems: tuple[Problem, ...]


def carry(recording: Recording, tools: Tools, keep: Keeper) -> Carried:
    """Carry one note through the rooms; keep each result before the next step."""
    tools = within(tools)
    try:
        audio = keep("audio", CAPTURE_VERSION, KeptAudio, lambda: _listen(recording))
    except AudioError as error:
        return _unreadable(error)
    voice = _measure(recording, audio.facts, tools, keep)
    unmeasured = (
        (Problem(stage="voice", reason=voice.reason),) if isinstance(voice, Missing) else ()
    )
    transcript, problems = _write_down(recording, voice, tools, keep)
    voice = _add_words(voice, transcript, recording, keep)
    turns, more = _tell_apart(recording, tools, keep)
    note = _view(recording, audio.facts, transcript, voice, turns)
    findings = keep(
        "findings",
        _changed(findings_version(note, tools.analyzers, tools.broken), recording),
        NoteFindings,
        lambda: analyze(note, tools.analyzers, tools.broken),
    )
    gaps = tuple(Problem(stage=gap.analyzer, reason=gap.reason, why=gap.why) for gap in findings.gaps)
    return Carried(
        audio=audio,
        transcript=transcript,
        voice=voice,
        turns=turns,
        findings=findings,
        problems=(*unmeasured, *problems, *more, *gaps),
    )


def as_view(recording: Recording, carried: Carried) -> NoteView | Missing:
    """Return a carried recording as an analyzer sees it, unless it could not be read."""
    if isinstance(carried.audio, Missing):
        return carried.audio
    facts = carried.audio.facts
    return _view(recording, facts, carried.transcript, carried.voice, carried.turns)


def _listen(recording: Recording) -> KeptAudio:
    decoded = recording.decoded
    if recording.shelve is not None:
        with recording.open() as stream:
            recording.shelve(playable(stream, decoded.facts))
    return KeptAudio(facts=facts_as_known(decoded, recording.amendments), peaks=decoded.peaks)


def facts_as_known(decoded: Decoded, amendments: Amendments) -> AudioFacts:
    """Return the facts of a recording with what cannot be read from it since it was rewritten."""
    gaps = decoded.facts.gaps or amendments.lost
    return replace(decoded.facts, gaps=gaps, struck=amendments.struck)


def _changed(version: str, recording: Recording) -> str:
    """Return a version that is new whenever the patient changed the words that it was made of."""
    return f"{version}+{recording.changes}" if recording.changes else version


def _measure(
    recording: Recording, facts: AudioFacts, tools: Tools, keep: Keeper
) -> VoiceMeasures | Missing:
    if not tools.grants.allows("measure_voice"):
        return Missing(NOT_ALLOWED)
    return keep(
        "voice",
        VOICE_VERSION,
        VoiceMeasures,
        lambda: measure_voice(
            recording.decoded.waveform,
            extra=tools.voice_measures,
            facts=facts,
            device=recording.device,
        ),
    )


def _add_words(
    voice: VoiceMeasures | Missing,
    transcript: Transcript | Missing,
    recording: Recording,
    keep: Keeper,
) -> VoiceMeasures | Missing:
    if isinstance(voice, Missing) or isinstance(transcript, Missing):
        return voice
    words = f"{transcript.engine}:{transcript.model}:{TRANSCRIPT_VERSION}"
    version = _changed(f"{VOICE_VERSION}+{WORDING_VERSION}+{words}", recording)
    return keep("voice", version, VoiceMeasures, lambda: with_words(voice, transcript))


def _speech(recording: Recording, voice: VoiceMeasures | Missing) -> Sequence[Span]:
    """Where to write words down: found for that alone where nothing may be measured."""
    if isinstance(voice, Missing):
        return find_speech_in(recording.decoded.waveform)
    return voice.speech


def _write_down(
    recording: Recording, voice: VoiceMeasures | Missing, tools: Tools, keep: Keeper
) -> tuple[Transcript | Missing, tuple[Problem, ...]]:
    transcriber = tools.transcriber
    try:
        if isinstance(transcriber, ModelMissingError | NotGrantedError):
            raise transcriber
        asked = f"{transcriber.engine}:{transcriber.model}:{recording.language or 'auto'}"
        version = f"{asked}:{TRANSCRIPT_VERSION}"
        transcript = keep(
            "transcript",
            version,
            Transcript,
            lambda: transcribe(
                recording.decoded.waveform,
                _speech(recording, voice),
                transcriber,
                recording.language,
            ),
        )
    except (ModelMissingError, LanguageUnknownError, NotGrantedError, SoundGoneError) as error:
        problem = Problem(stage="transcript", reason=error.message, fix=error.fix or "")
        return Missing(error.message), (problem,)
    return recording.amendments.apply(transcript), ()


def _tell_apart(
    recording: Recording, tools: Tools, keep: Keeper
) -> tuple[SpeakerTurns | Missing, tuple[Problem, ...]]:
    diarizer = tools.diarizer
    if diarizer is None or isinstance(diarizer, NotGrantedError):
        problem = Problem(
            stage="speakers", reason=diarizer.message if diarizer else "not installed"
        )
        return Missing(problem.reason), (problem,)
    version = f"{diarizer.engine}:{diarizer.model}"
    try:
        turns = keep(
            "turns", version, SpeakerTurns, lambda: diarizer.separate(recording.decoded.waveform)
        )
    except SoundGoneError as error:
        return Missing(error.message), (Problem(stage="speakers", reason=error.message),)
    return turns, ()


def _view(
    recording: Recording,
    facts: AudioFacts,
    transcript: Transcript | Missing,
    voice: VoiceMeasures | Missing,
    turns: SpeakerTurns | Missing,
) -> NoteView:
    language = recording.language or ""
    if isinstance(transcript, Transcript):
        language = transcript.language
    return NoteView(
        note_id=recording.note_id,
        recorded_at=recording.recorded_at,
        zone=recording.zone,
        duration=facts.duration,
        language=language,
        transcript=transcript,
        voice=voice,
        turns=turns,
        device=recording.device,
        truncated=facts.truncated,
    )


def _unreadable(error: AudioError) -> Carried:
    missing = Missing(error.message)
    return Carried(
        audio=missing,
        transcript=missing,
        voice=missing,
        turns=missing,
        findings=NoteFindings(findings=()),
        problems=(Problem(stage="audio", reason=error.message, fix=error.fix or ""),),
    )
