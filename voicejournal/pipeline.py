"""The path of a note: recording → sound → voice, words, speakers → findings.

One readable function. It is handed the tools it needs and a keeper that remembers each
result before the next step begins, so that after a crash the path resumes at the first
step not kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from voicejournal.capture.playable import playable
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
from voicejournal.model.amendment import Amendments
from voicejournal.model.audio import AudioFacts, Decoded, KeptAudio
from voicejournal.model.finding import NoteFindings
from voicejournal.model.note import NoteView, Problem, Unanswered
from voicejournal.model.purpose import NOT_ALLOWED
from voicejournal.model.speakers import SpeakerTurns
from voicejournal.model.transcript import Transcript
from voicejournal.model.units import Missing, Span
from voicejournal.model.voice import VoiceMeasures
from voicejournal.path import Keeper, Recording, Tools, keep_nothing, within
from voicejournal.voices import Others, tell_apart

__all__ = ["Carried", "Keeper", "Recording", "Tools", "as_view", "carry", "keep_nothing", "within"]

CAPTURE_VERSION = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What the path made of one recording."""

    audio: KeptAudio | Missing
    transcript: Transcript | Missing
    voice: VoiceMeasures | Missing
    turns: SpeakerTurns | Missing
    findings: NoteFindings
    problems: tuple[Problem, ...]

    @property
    def unanswered(self) -> Unanswered:
        """Whether something that was asked gave no answer, and whether it may another time."""
        if any(one.passing for one in self.problems):
            return "passing"
        return "failed" if any(one.failed for one in self.problems) else ""


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
    written, problems = _write_down(recording, voice, tools, keep)
    turns, more = tell_apart(recording, tools, keep)
    others = Others.of(turns)
    voice = others.left_out_of(voice, keep, partial(_measured, recording, audio.facts, tools))
    transcript = _as_changed(others.words(written, keep), recording)
    voice = _add_words(voice, transcript, others, recording, keep)
    note = _view(recording, audio.facts, transcript, voice, turns)
    findings = keep(
        "findings",
        _asked(findings_version(note, tools.analyzers, tools.broken), recording),
        NoteFindings,
        lambda: analyze(_with_sound(note, recording, tools), tools.analyzers, tools.broken),
    )
    gaps = tuple(
        Problem(
            stage=gap.analyzer,
            reason=gap.reason,
            why=gap.why,
            failed=gap.failed,
            passing=gap.passing,
        )
        for gap in findings.gaps
    )
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


def _asked(version: str, recording: Recording) -> str:
    """Return a version that is new whenever analyzers are asked again after one gave no answer."""
    changed = _changed(version, recording)
    return f"{changed}~{recording.looks}" if recording.looks else changed


def _measure(
    recording: Recording, facts: AudioFacts, tools: Tools, keep: Keeper
) -> VoiceMeasures | Missing:
    if not tools.grants.allows("measure_voice"):
        return Missing(NOT_ALLOWED)
    try:
        return keep(
            "voice", VOICE_VERSION, VoiceMeasures, lambda: _measured(recording, facts, tools, ())
        )
    except SoundGoneError as error:  # and nothing was measured while it was there
        return Missing(error.message)


def _measured(
    recording: Recording, facts: AudioFacts, tools: Tools, others: Sequence[Span]
) -> VoiceMeasures:
    return measure_voice(
        recording.decoded.waveform,
        extra=tools.voice_measures,
        facts=facts,
        device=recording.device,
        others=others,
    )


def _add_words(
    voice: VoiceMeasures | Missing,
    transcript: Transcript | Missing,
    others: Others,
    recording: Recording,
    keep: Keeper,
) -> VoiceMeasures | Missing:
    if isinstance(voice, Missing) or isinstance(transcript, Missing):
        return voice
    words = f"{transcript.engine}:{transcript.model}:{TRANSCRIPT_VERSION}"
    version = _changed(f"{VOICE_VERSION}+{WORDING_VERSION}+{words}{others.mark}", recording)
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
    return transcript, ()


def _as_changed(transcript: Transcript | Missing, recording: Recording) -> Transcript | Missing:
    """Return the words with what the patient set right or struck."""
    if isinstance(transcript, Missing):
        return transcript
    return recording.amendments.apply(transcript)


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


def _with_sound(note: NoteView, recording: Recording, tools: Tools) -> NoteView:
    """Return the note with its sound, where an analyzer declares that it listens."""
    if not any("sound" in one.info.needs | one.info.uses for one in tools.analyzers):
        return note
    try:
        return replace(note, sound=recording.decoded.waveform)
    except SoundGoneError as error:
        return replace(note, sound=Missing(error.message))


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
