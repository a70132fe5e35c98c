"""The voice of a week where it moved to the slower, stiller, flatter or softer side."""

from collections.abc import Sequence

from voicejournal import (
    Change,
    Missing,
    Moment,
    NoteView,
    Span,
    Text,
    VoiceMeasures,
    WeekView,
    number,
)
from voicejournal_standard.reading.moments import moment

LEAD_S = 1.5
"""Sound played on either side of a silence: alone, it could not be told from a fault."""
LISTEN_S = 8.0
"""Unbroken speech played for how a voice moved."""
HEARD = 2
"""Notes played."""
HEAVY_SIDE = {
    "pause_median": "up",
    "pause_fraction": "up",
    "pause_p90": "up",
    "long_pause_rate": "up",
    "run_median": "down",
    "articulation_rate": "down",
    "speech_rate": "down",
    "words_per_minute": "down",
    "pitch_movement": "down",
    "pitch_sd": "down",
    "pitch_range": "down",
    "intensity_sd": "down",
    "level": "down",
}
"""The side to which each measure moves when a voice slows, falls silent, flattens or softens."""
UNITS = {
    "s": Text("s", "s"),
    "syllable/s": Text("syllables a second", "syllabes par seconde"),
    "word/min": Text("words a minute", "mots par minute"),
    "1/min": Text("times a minute", "fois par minute"),
    "st": Text("semitones", "demi-tons"),
    "dBFS": Text("dB", "dB"),
    "dB": Text("dB", "dB"),
}
WHOLE = frozenset({"word/min", "dBFS"})
"""Units written without decimals."""


def heavy_change(week: WeekView) -> Change | None:
    """Return the strongest change of the voice to that side, None where there is none."""
    changes = (*week.comparison.changes, *week.comparison.standing)
    heavy = [one for one in changes if HEAVY_SIDE.get(one.measure) == one.direction]
    return max(heavy, key=lambda one: abs(one.strength), default=None)


def heard(change: Change, notes: Sequence[NoteView]) -> tuple[Moment, ...]:
    """Return where the change can be heard best: the notes that moved most, oldest first."""
    side = 1 if change.direction == "up" else -1
    valued = [
        (side * value, note)
        for note in notes
        if isinstance(note.voice, VoiceMeasures)
        and not isinstance(value := note.voice.value(change.measure), Missing)
    ]
    most = sorted(valued, key=lambda one: (-one[0], one[1].note_id))[:HEARD]
    shown = sorted((note for _, note in most), key=lambda note: note.recorded_at)
    return tuple(moment(note, _span(change, note)) for note in shown)


def written(change: Change, value: float) -> Text:
    """Write a value of the changed measure with its unit."""
    if change.unit == "1":
        percent = number(100 * value)
        return Text(en=f"{percent.en}%", fr=f"{percent.fr}\u00a0%")
    plain = number(value, 0 if change.unit in WHOLE else 1)
    unit = UNITS.get(change.unit, Text(change.unit, change.unit))
    return Text(en=f"{plain.en}\u00a0{unit.en}", fr=f"{plain.fr}\u00a0{unit.fr}")


def _span(change: Change, note: NoteView) -> Span:
    voice = note.voice
    if not isinstance(voice, VoiceMeasures) or not voice.speech:
        return Span(0.0, min(note.duration, LISTEN_S))
    if change.domain == "pausing" and voice.pauses:
        longest = max(voice.pauses, key=lambda pause: pause.duration)
        return Span(max(longest.start - LEAD_S, 0.0), min(longest.end + LEAD_S, note.duration))
    speech = max(voice.speech, key=lambda span: span.duration)
    start = min(speech.start, note.duration)
    return Span(start, min(max(start, speech.end), start + LISTEN_S, note.duration))
