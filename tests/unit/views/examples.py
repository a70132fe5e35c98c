"""Notes and a week to show on pages: small, whole, and with known contents."""

import io
import math
import wave
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from voicejournal.model.audio import AudioFacts
from voicejournal.model.finding import Finding, NoteFindings, Provenance
from voicejournal.model.note import NoteCard, NoteDetail, NoteView, Problem
from voicejournal.model.summary import Point, Section, Sentence, Series, WeeklySummary, WeekPoint
from voicejournal.model.text import Text, verbatim
from voicejournal.model.transcript import Transcript, Word
from voicejournal.model.units import Missing, Span
from voicejournal.model.voice import VoiceMeasures
from voicejournal.model.week import Week

PARIS = "Europe/Paris"
MONDAY = date(2026, 11, 9)
NOW = datetime(2026, 11, 12, 20, 0, tzinfo=UTC)


@cache
def tone(seconds=42.0, hertz=220.0, rate=8000):
    """Return a WAV file of one steady tone."""
    count = int(seconds * rate)
    samples = (127 + 90 * math.sin(2 * math.pi * hertz * i / rate) for i in range(rate))
    second = bytes(int(sample) for sample in samples)
    sound = io.BytesIO()
    with wave.open(sound, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(rate)
        file.writeframes((second * math.ceil(seconds))[:count])
    return sound.getvalue()


def monday_of(moment):
    day = moment.astimezone(ZoneInfo(PARIS)).date()
    return day - timedelta(days=day.weekday())


def card_of(note_id, patient_id, recorded_at, **more):
    given = {
        "state": "done",
        "duration": 42.0,
        "language": "en",
        "first_words": "I slept badly again",
    }
    return NoteCard(
        note_id=note_id,
        patient_id=patient_id,
        recorded_at=recorded_at,
        zone=PARIS,
        received_at=recorded_at,
        **{**given, **more},
    )


def pending(note_id, patient_id, recorded_at):
    waiting = Missing("not written down yet")
    card = card_of(
        note_id, patient_id, recorded_at, state="received", duration=waiting, first_words=""
    )
    return NoteDetail(
        card=card,
        audio=waiting,
        peaks=(),
        transcript=waiting,
        voice=waiting,
        turns=waiting,
        findings=NoteFindings(findings=()),
    )


def words():
    said = [
        ("I", 0.4, 0.5),
        ("slept", 0.5, 0.9),
        ("badly", 0.9, 1.4),
        ("again.", 1.4, 2.0),
        ("Thanks", 2.6, 2.9),
        ("Then", 4.4, 4.7),
        ("I", 4.7, 4.8),
        ("called", 4.8, 5.3),
        ("my", 5.3, 5.5),
        ("sister.", 5.5, 6.2),
    ]
    return tuple(
        Word(text=text, start=start, end=end, probability=0.9, kept=text != "Thanks")
        for text, start, end in said
    )


def done(note_id, patient_id, recorded_at):
    transcript = Transcript(
        engine="faster-whisper",
        model="small",
        language="en",
        language_probability=0.99,
        words=words(),
    )
    pauses = (Span(2.05, 4.35), Span(5.28, 5.6))
    finding = Finding(
        kind="pauses.longest",
        claim=Text(en="The longest silence lasted 2.3 s.", fr="Le plus long silence a duré 2,3 s."),
        value=2.3,
        unit="s",
        evidence=(Span(2.05, 4.35),),
    )
    return NoteDetail(
        card=card_of(
            note_id,
            patient_id,
            recorded_at,
            problems=(Problem(stage="speakers", reason="not installed"),),
        ),
        audio=AudioFacts(container="ogg", codec="opus", channels=1, rate_hz=48000, duration=42.0),
        peaks=tuple(abs((i % 20) - 10) / 10 for i in range(400)),
        transcript=transcript,
        voice=VoiceMeasures(
            version="1", speech=(Span(0.4, 2.05), Span(4.35, 6.2)), pauses=pauses, measures=()
        ),
        turns=Missing("not installed"),
        findings=NoteFindings(findings=(finding,)),
    )


def view_of(detail):
    """Return a note as an analyzer sees it."""
    card = detail.card
    return NoteView(
        note_id=card.note_id,
        recorded_at=card.recorded_at,
        zone=card.zone,
        duration=0.0 if isinstance(card.duration, Missing) else card.duration,
        language=card.language,
        transcript=detail.transcript,
        voice=detail.voice,
        turns=detail.turns,
    )


def empty_summary(week):
    return WeeklySummary(
        week=week,
        composed_at=NOW,
        notes=0,
        minutes=0.0,
        pending=0,
        series=(),
        caveats=(),
        limits=(),
        provenance=(),
        sections=(
            Section(
                kind="changed",
                title=Text(en="What changed", fr="Ce qui a changé"),
                sentences=(),
                empty=Text(en="Not enough notes yet.", fr="Pas encore assez de notes."),
            ),
        ),
    )


def series(moments, *, band=(0.4, 0.8)):
    weeks = []
    for back in range(5, -1, -1):
        monday = MONDAY - timedelta(weeks=back)
        points = tuple(
            Point(moment=one, value=0.5 + 0.06 * index + (0.6 if back == 0 else 0))
            for index, one in enumerate(moments)
            if monday_of(one.recorded_at) == monday
        )
        values = sorted(point.value for point in points)
        weeks.append(
            WeekPoint(
                week=Week(monday, PARIS),
                points=points,
                median=values[len(values) // 2] if values else None,
            )
        )
    return Series(
        measure="pause_median",
        title=Text(en="Typical silence", fr="Silence typique"),
        unit="s",
        weeks=tuple(weeks),
        band=band,
        learned_from=12,
    )


def summary_of(moments):
    this_week = tuple(one for one in moments if monday_of(one.recorded_at) == MONDAY)
    provenance = Provenance(plugin="standard", analyzer="pauses", version="1")
    changed = Sentence(
        kind="changed.pauses",
        text=Text(
            en="Silences were longer than usual.",
            fr="Les silences étaient plus longs que d’habitude.",
        ),
        evidence=this_week,
        value=1.1,
        unit="s",
        usual=0.6,
        provenance=(provenance,),
    )
    quote = Sentence(
        kind="quotes.longest",
        text=verbatim("I slept badly again."),
        evidence=this_week[:1],
        quoted=True,
    )
    none = Text(en="Nothing yet.", fr="Rien encore.")
    return WeeklySummary(
        week=Week(MONDAY, PARIS),
        composed_at=NOW,
        notes=len(this_week),
        minutes=1.4,
        pending=1,
        sections=(
            Section(
                kind="changed",
                title=Text(en="What changed", fr="Ce qui a changé"),
                sentences=(changed,),
                empty=none,
            ),
            Section(
                kind="quotes",
                title=Text(en="In their words", fr="Avec ses mots"),
                sentences=(quote,),
                empty=none,
            ),
        ),
        series=(series(moments),),
        caveats=(Text(en="One note was very quiet.", fr="Une note était très faible."),),
        limits=(
            Text(
                en="Silences say nothing about their cause.",
                fr="Un silence ne dit rien de sa cause.",
            ),
        ),
        provenance=(provenance,),
    )


def flagged(practice_journal):
    """Put a flag on the week."""
    summary = practice_journal.summaries[MONDAY]
    sentence = replace(
        summary.sections[0].sentences[0],
        kind="safety.said",
        text=Text("Words that may speak of dying.", "Des mots qui parlent peut-être de mourir."),
    )
    safety = Section(
        kind="safety",
        title=Text("Please look at this first", "À regarder en premier"),
        sentences=(sentence,),
        empty=Text("-", "-"),
    )
    practice_journal.publish(MONDAY, replace(summary, sections=(safety, *summary.sections)))


def flagged_note(detail):
    """Return a note in which words were found that may speak of self-harm."""
    finding = Finding(
        kind="safety.words",
        claim=Text("Words that may speak of self-harm.", "Des mots qui peuvent en parler."),
        value=Missing("nobody can be put in a number here"),
        unit="",
        evidence=(Span(2.05, 4.35),),
    )
    return replace(detail, findings=NoteFindings(findings=(finding,)))
