"""Notes made to measure: what was said, when, and how it was measured."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from voicejournal.model.audio import DeviceFacts, Waveform
from voicejournal.model.note import NOT_HEARD, NoteId, NoteView
from voicejournal.model.speakers import SpeakerTurns
from voicejournal.model.transcript import Transcript, Word
from voicejournal.model.units import Missing, Span
from voicejournal.model.voice import Measure, Quality, VoiceMeasures

MONDAY_NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
WORD_S = 0.3
UNITS: Mapping[str, str] = {
    "pause_fraction": "1",
    "pause_median": "s",
    "pause_p90": "s",
    "long_pause_rate": "1/min",
    "run_median": "s",
    "speech_rate": "syllable/s",
    "articulation_rate": "syllable/s",
    "words_per_minute": "word/min",
    "pitch_median": "Hz",
    "pitch_sd": "st",
    "pitch_range": "st",
    "pitch_movement": "st",
    "intensity_sd": "dB",
    "level": "dBFS",
}


def words(
    text: str, *, start: float = 0.0, each: float = WORD_S, quarantined: Iterable[int] = ()
) -> tuple[Word, ...]:
    """Make evenly spoken words.

    Args:
        text: Words between spaces; punctuation by itself joins the word before it.
        start: Seconds at which the first word begins.
        each: Seconds a word takes, the gap after it included.
        quarantined: Indices of words that are not kept.
    """
    written: list[str] = []
    for part in text.split():
        if written and not any(letter.isalnum() for letter in part):
            written[-1] += part
        else:
            written.append(part)
    struck = frozenset(quarantined)
    return tuple(
        Word(
            text=one,
            start=start + at * each,
            end=start + (at + 1) * each,
            probability=0.9,
            kept=at not in struck,
        )
        for at, one in enumerate(written)
    )


def a_voice(
    *,
    duration: float,
    pauses: Sequence[tuple[float, float]] = (),
    measures: Mapping[str, float | Missing] | None = None,
    caveats: Sequence[str] = (),
    version: str = "test",
    quality: Quality = "ok",
) -> VoiceMeasures:
    """Make voice measures whose speech fills whatever the pauses leave."""
    silences = tuple(Span(start, end) for start, end in sorted(pauses))
    edges = [0.0, *(edge for pause in silences for edge in (pause.start, pause.end)), duration]
    speech = tuple(
        Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if end > start
    )
    return VoiceMeasures(
        version=version,
        speech=speech,
        pauses=silences,
        measures=tuple(
            Measure(name=name, unit=UNITS.get(name, ""), value=value, quality=quality)
            for name, value in (measures or {}).items()
        ),
        caveats=tuple(caveats),
    )


def a_note(
    said: str | Sequence[Word] | Missing = "",
    *,
    language: str = "en",
    pauses: Sequence[tuple[float, float]] = (),
    measures: Mapping[str, float | Missing] | None = None,
    caveats: Sequence[str] = (),
    voice: VoiceMeasures | Missing | None = None,
    turns: SpeakerTurns | None = None,
    duration: float | None = None,
    note_id: str = "note",
    recorded_at: datetime = MONDAY_NOON,
    zone: str = "Europe/Paris",
    device_key: str = "",
    model: str = "test",
    truncated: bool = False,
    quality: Quality = "ok",
    sound: Waveform | None = None,
) -> NoteView:
    """Make a note as an analyzer sees it.

    Args:
        said: Its text, its words (see `words`), or why there are none.
        language: Of the note.
        pauses: Start and end of each silence, seconds.
        measures: Name → number, in the unit the service uses.
        caveats: Codes of what is wrong with the recording.
        voice: Instead of `pauses`, `measures` and `caveats`; `Missing` if not measured.
        turns: Who speaks when; left out: not installed.
        duration: Seconds; left out: to the end of what was said, a second at least.
        note_id: Of the note.
        recorded_at: Aware, UTC.
        zone: Of the patient.
        device_key: Of the microphone.
        model: That wrote the words down.
        truncated: The recording broke off.
        quality: How sure the measures are.
        sound: For analyzers that declare it; left out: not listened to again.
    """
    spoken = said if isinstance(said, Missing) else _words(said)
    ends = [1.0, *(end for _, end in pauses)]
    ends += [] if isinstance(spoken, Missing) else [word.end for word in spoken]
    length = duration if duration is not None else max(ends)
    return NoteView(
        note_id=NoteId(note_id),
        recorded_at=recorded_at,
        zone=zone,
        duration=length,
        language=language,
        transcript=spoken if isinstance(spoken, Missing) else _transcript(spoken, language, model),
        voice=voice
        if voice is not None
        else a_voice(
            duration=length, pauses=pauses, measures=measures, caveats=caveats, quality=quality
        ),
        turns=turns or Missing("not installed"),
        device=DeviceFacts(device_key=device_key),
        truncated=truncated,
        sound=sound or NOT_HEARD,
    )


def moved(note: NoteView, *, days: float, note_id: str = "") -> NoteView:
    """Return the note as if recorded so many days later."""
    return replace(
        note,
        recorded_at=note.recorded_at + timedelta(days=days),
        note_id=NoteId(note_id or note.note_id),
    )


def _words(said: str | Sequence[Word]) -> tuple[Word, ...]:
    return words(said) if isinstance(said, str) else tuple(said)


def _transcript(spoken: tuple[Word, ...], language: str, model: str) -> Transcript:
    return Transcript(
        engine="test",
        model=model,
        language=language,
        language_probability=1.0,
        words=spoken,
    )
