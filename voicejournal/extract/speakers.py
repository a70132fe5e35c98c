"""Who speaks when: turns from any diarizer, and which of the voices is the patient's."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import structlog

from voicejournal.errors import PluginError, VoiceJournalError
from voicejournal.hooks.spec import Diarizer, Voiceprinter
from voicejournal.model.audio import Waveform
from voicejournal.model.speakers import PATIENT, KnownBy, SpeakerTurn, SpeakerTurns, is_under
from voicejournal.model.transcript import Transcript
from voicejournal.model.units import Span
from voicejournal.model.voiceprint import ALIKE, Likeness, Voiceprint, heard_by, unit

SPEAKERS_VERSION = "1"
"""Raise it with every change to which voice is taken for the patient's."""
TURN_MIN_S = 0.1
"""A shorter turn is a click: the shortest stretch that counts as speech elsewhere, too."""
MOST_SHARE = 2 / 3
"""Without a voiceprint, a voice with so much of all speech is the patient's, whose diary it is
(assumed)."""
ENROL_MIN_S = 10.0
"""A note with less of the patient's speech has no part in their voiceprint (assumed)."""
OTHER = "other"

T = TypeVar("T")

log = structlog.get_logger()


def separate(waveform: Waveform, diarizer: Diarizer) -> SpeakerTurns:
    """Return who speaks when, and by the shares of speech who the patient is.

    Args:
        waveform: The whole note.
        diarizer: Any engine.

    Raises:
        ModelMissingError: The engine's model is not on this machine.
        PluginError: The engine failed.
    """
    found = _asked(diarizer, lambda: diarizer.separate(waveform))
    turns = replace(found, turns=tuple(_in_order(found.turns, waveform.duration)))
    return _by_share(turns)


def voices_of(
    waveform: Waveform, turns: SpeakerTurns, printer: Voiceprinter
) -> Mapping[str, Likeness]:
    """Return what each voice is like; one that said too little is not in it.

    Raises:
        PluginError: The engine failed.
    """
    return _asked(
        printer,
        lambda: {one: unit(voice) for one, voice in printer.voices(waveform, turns).items()},
    )


def enrolled(waveform: Waveform, turns: SpeakerTurns, printer: Voiceprinter) -> Voiceprint:
    """Return what the patient's voice is like in a note in which nobody else speaks.

    It holds nothing where they say too little.
    """
    model = heard_by(printer.engine, printer.model)
    if _spoken(turns).get(PATIENT, 0.0) < ENROL_MIN_S:
        return Voiceprint(model=model, heard=())
    voice = voices_of(waveform, turns, printer).get(PATIENT)
    return Voiceprint(model=model, heard=() if voice is None else (voice,))


def recognise(
    turns: SpeakerTurns, voices: Mapping[str, Likeness], voiceprint: Voiceprint
) -> SpeakerTurns:
    """Return the turns with the voice called the patient's that is like the voiceprint.

    Args:
        turns: Who speaks when.
        voices: What each voice is like; one that is not in it said too little.
        voiceprint: Of the same model.
    """
    alike = {speaker: voiceprint.likeness(voice) for speaker, voice in voices.items()}
    best = max(alike, key=lambda speaker: alike[speaker], default=None)
    if best is None:
        return turns
    if alike[best] < ALIKE:
        return _named(turns, None, "nobody")
    return _named(turns, best, "voiceprint")


def without_others(transcript: Transcript, others: Sequence[Span]) -> Transcript:
    """Return the transcript with the words of other voices kept out of what is read."""
    words = (
        replace(word, kept=False, doubt="other_voice") if is_under(word.span, others) else word
        for word in transcript.words
    )
    return replace(transcript, words=tuple(words))


def mark_of_others(others: Iterable[Span]) -> str:
    """Return a mark that differs where other voices speak elsewhere; empty where none does."""
    written = " ".join(f"{one.start:.3f}-{one.end:.3f}" for one in others)
    return hashlib.sha256(written.encode()).hexdigest()[:12] if written else ""


def _asked(diarizer: Diarizer, ask: Callable[[], T]) -> T:
    """Call a plugin; of what breaks in it, only the kind is told."""
    try:
        return ask()
    except VoiceJournalError:
        raise
    except Exception as error:  # noqa: BLE001 - a plugin call
        kind = type(error).__name__
        log.warning("diarizer_failed", engine=diarizer.engine, error=kind)
        msg = f"it failed with {kind}"
        raise PluginError(msg) from None


def _spoken(turns: SpeakerTurns) -> dict[str, float]:
    """Return how many seconds each voice speaks."""
    spoken: dict[str, float] = {}
    for turn in turns.turns:
        spoken[turn.speaker] = spoken.get(turn.speaker, 0.0) + turn.end - turn.start
    return spoken


def _in_order(turns: Iterable[SpeakerTurn], duration: float) -> Iterable[SpeakerTurn]:
    """Yield the turns that lie inside the note and last, in order."""
    for turn in sorted(turns, key=lambda one: (one.start, one.end, one.speaker)):
        start, end = max(0.0, turn.start), min(turn.end, duration)
        if end - start >= TURN_MIN_S:
            yield replace(turn, start=start, end=end)


def _by_share(turns: SpeakerTurns) -> SpeakerTurns:
    """Call the voice the patient's that speaks alone, or by far the most."""
    spoken = _spoken(turns)
    if not spoken or PATIENT in spoken:
        return turns
    most = max(spoken, key=lambda speaker: spoken[speaker])
    if len(spoken) == 1:
        return _named(turns, most, "alone")
    enough = spoken[most] >= MOST_SHARE * sum(spoken.values())
    return _named(turns, most, "most") if enough else turns


def _named(turns: SpeakerTurns, patient: str | None, known_by: KnownBy) -> SpeakerTurns:
    """Return the turns with one voice called the patient's, and any other that was no longer."""
    if patient == PATIENT:
        return replace(turns, known_by=known_by)
    names = {PATIENT: OTHER}
    if patient is not None:
        names[patient] = PATIENT
    called = (replace(one, speaker=names.get(one.speaker, one.speaker)) for one in turns.turns)
    return replace(turns, known_by=known_by, turns=tuple(called))
