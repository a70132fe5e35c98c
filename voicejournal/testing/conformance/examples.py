"""Notes and weeks that the conformance check tries an analyzer on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from voicejournal.findings.analyze import analyze
from voicejournal.findings.week import view_week
from voicejournal.hooks.registered import RegisteredAnalyzer
from voicejournal.model.change import Comparison
from voicejournal.model.note import NoteView
from voicejournal.model.speakers import PATIENT, SpeakerTurn, SpeakerTurns
from voicejournal.model.units import Missing
from voicejournal.model.week import Week
from voicejournal.model.weekview import WeekView
from voicejournal.testing.conformance.rules import spoken_codes
from voicejournal.testing.notes import a_note, moved, words
from voicejournal.testing.sounds import silence, tone

SAID = {
    "en": (
        "I was so tired on Monday . I never told my mother , because I was afraid "
        "that nothing would change . Then we laughed and I could sleep again ."
    ),
    "fr": (
        "J’étais si fatiguée lundi . Je n’ai jamais rien dit à ma mère , parce que j’avais peur "
        "que rien ne change . Puis nous avons ri et j’ai pu dormir ."
    ),
}
MEASURES = {
    "pause_fraction": 0.3,
    "pause_median": 0.7,
    "speech_rate": 3.1,
    "articulation_rate": 4.2,
    "words_per_minute": 130.0,
    "pitch_median": 180.0,
    "pitch_sd": 2.4,
    "intensity_sd": 5.0,
}
WEEK = Week(date(2026, 3, 2), "Europe/Paris")
"""The week of the Monday that invented notes are recorded on."""
TOO_LITTLE = Comparison(notes=0, learned_from=0, needed=8, needed_in_week=3)
HUM_HZ = 180.0
"""What stands for a voice in the sound of invented notes."""
DAYS_BETWEEN = 2
EARLIER_NOTES = 10


def example_notes(languages: frozenset[str]) -> tuple[NoteView, ...]:
    """Return small notes in the languages asked for: full, silent, and one word long."""
    return tuple(note for code in spoken_codes(languages, tuple(SAID)) for note in _notes_in(code))


def each_part_missing(note: NoteView) -> tuple[NoteView, ...]:
    """Return the note without its words, measures, turns, sound, and without any of them."""
    gone = Missing("not there")
    return (
        replace(note, transcript=gone),
        replace(note, voice=gone),
        replace(note, turns=gone),
        replace(note, sound=gone),
        replace(note, transcript=gone, voice=gone, turns=gone, sound=gone),
    )


def each_measure_missing(note: NoteView) -> tuple[NoteView, ...]:
    """Return the note without each of its measures in turn, and without all of them."""
    voice = note.voice
    if isinstance(voice, Missing) or not voice.measures:
        return ()
    gone = tuple(replace(one, value=Missing("not taken")) for one in voice.measures)
    each = [(*voice.measures[:at], one, *voice.measures[at + 1 :]) for at, one in enumerate(gone)]
    return tuple(
        replace(note, voice=replace(voice, measures=measures)) for measures in (*each, gone)
    )


def example_weeks(
    languages: frozenset[str], finders: Sequence[RegisteredAnalyzer] = ()
) -> tuple[WeekView, ...]:
    """Return small weeks in the languages asked for: full, first of all, and empty.

    Args:
        languages: Of the notes.
        finders: Analyzers of notes, whose findings the weeks hold.
    """
    codes = spoken_codes(languages, tuple(SAID))
    made = [_a_week(note, finders) for code in codes for note in _notes_in(code)]
    return (*made, *(replace(week, earlier=()) for week in made), _a_week(None, finders))


def each_part_missing_in(week: WeekView) -> tuple[WeekView, ...]:
    """Return the week with the same part missing in every note.

    Where words are gone, so are the findings, which may quote them.
    """
    weeks = []
    for part in range(len(each_part_missing(_notes_in("en")[0]))):
        notes = tuple(each_part_missing(note)[part] for note in week.notes)
        earlier = tuple(each_part_missing(note)[part] for note in week.earlier)
        wordless = any(isinstance(note.transcript, Missing) for note in (*notes, *earlier))
        findings = () if wordless else week.findings
        weeks.append(replace(week, notes=notes, earlier=earlier, findings=findings))
    return tuple(weeks)


def _notes_in(code: str) -> tuple[NoteView, ...]:
    said = words(SAID.get(code, SAID["en"]), each=0.4)
    turn = SpeakerTurn(speaker=PATIENT, start=0.0, end=said[-1].end)
    turns = SpeakerTurns(engine="test", model="test", turns=(turn,))
    pauses = [(2.0, 2.4), (4.0, 6.5), (8.0, 8.3), (9.0, 9.4)]
    return (
        a_note(
            said,
            language=code,
            pauses=pauses,
            measures=MEASURES,
            turns=turns,
            sound=tone(HUM_HZ, seconds=said[-1].end),
        ),
        a_note("", language=code, duration=3.0, sound=silence(seconds=3.0)),
        a_note(said[:1], language=code, sound=tone(HUM_HZ)),
    )


def _a_week(note: NoteView | None, finders: Sequence[RegisteredAnalyzer]) -> WeekView:
    """Repeat one note through a week and the weeks before it."""
    times = range(-EARLIER_NOTES, 3) if note is not None else ()
    notes = [moved(note, days=DAYS_BETWEEN * at, note_id=f"note {at}") for at in times if note]
    return view_week(WEEK, [(one, analyze(one, finders)) for one in notes], TOO_LITTLE)
