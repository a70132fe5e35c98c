"""Who comes to the demo clinic, and what they recorded.

Weeks are relative, so that the clinic can always end this week: week 1 is the oldest.
"""

import json
import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

_PACKAGE = Path(__file__).parent
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

MODEL_FOLDER: Path = _PACKAGE / "model"
"""A Whisper that faster-whisper loads by path. It understands the two demo voices only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoNote:
    """One voice note of a demo patient."""

    key: str
    """Week and day, for example `w3-thu`; unique for one patient."""
    week: int
    """1 is the oldest week."""
    day: str
    """Day of the week: `mon` to `sun`."""
    local_time: time
    """When it was recorded, by the patient's own clock."""
    sentences: tuple[str, ...]
    """What the patient says, as it was written before it was spoken."""
    sound_path: Path
    words_path: Path

    @property
    def text(self) -> str:
        """Everything said in the note."""
        return " ".join(self.sentences)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPatient:
    """A synthetic patient with their notes, oldest first."""

    username: str
    display_name: str
    language: str
    zone: str
    about: str
    """What their clinician might have written on the first page."""
    notes: tuple[DemoNote, ...]

    @property
    def weeks(self) -> int:
        """How many weeks the notes span."""
        return max(note.week for note in self.notes)

    def recorded_at(self, note: DemoNote, *, anchor: date) -> datetime:
        """Say when a note was recorded, if the diary ends in the week of `anchor`.

        Args:
            note: One of this patient's notes.
            anchor: Any day of the calendar week (Monday to Sunday) that is the last one. For a
                clinic without notes in the future, pass a day of last week.

        Returns:
            The time in the patient's zone.
        """
        monday = anchor - timedelta(days=anchor.weekday(), weeks=self.weeks - note.week)
        day = monday + timedelta(days=_DAYS.index(note.day))
        return datetime.combine(day, note.local_time, tzinfo=ZoneInfo(self.zone))


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueWord:
    """A word as the synthesiser spoke it."""

    text: str
    start_s: float
    end_s: float


def load_clinic() -> tuple[DemoPatient, ...]:
    """Read both diaries, in order of user name."""
    diaries = sorted((_PACKAGE / "diaries").glob("*.toml"))
    patients = [_patient(tomllib.loads(path.read_text(encoding="utf-8"))) for path in diaries]
    return tuple(sorted(patients, key=lambda patient: patient.username))


def true_words(note: DemoNote) -> tuple[TrueWord, ...]:
    """Read the synthesiser's own words and times: what a transcript is measured against."""
    document = json.loads(note.words_path.read_text(encoding="utf-8"))
    return tuple(
        TrueWord(text=text, start_s=start_s, end_s=end_s)
        for text, start_s, end_s in document["words"]
    )


def _patient(diary: dict[str, Any]) -> DemoPatient:
    about = diary["patient"]
    notes = [_note(about["username"], row) for row in diary["notes"]]
    return DemoPatient(
        username=about["username"],
        display_name=about["display_name"],
        language=about["language"],
        zone=about["zone"],
        about=about["notes"],
        notes=tuple(sorted(notes, key=lambda note: (note.week, _DAYS.index(note.day)))),
    )


def _note(username: str, row: dict[str, Any]) -> DemoNote:
    key = f"w{row['week']}-{row['day']}"
    folder = _PACKAGE / "notes" / username
    return DemoNote(
        key=key,
        week=row["week"],
        day=row["day"],
        local_time=time.fromisoformat(row["time"]),
        sentences=tuple(row["sentences"]),
        sound_path=folder / f"{key}.opus",
        words_path=folder / f"{key}.words.json",
    )
