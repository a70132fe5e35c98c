"""Notes as the rest of the service reads them."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event

from voicejournal.errors import NotFoundError
from voicejournal.model.audio import AudioFacts, DeviceFacts, KeptAudio
from voicejournal.model.finding import Finding, NoteFindings
from voicejournal.model.note import NoteId, Problem
from voicejournal.model.speakers import SpeakerTurn, SpeakerTurns
from voicejournal.model.text import verbatim
from voicejournal.model.transcript import Transcript, Word
from voicejournal.model.units import Missing, Span
from voicejournal.model.voice import Measure, VoiceMeasures
from voicejournal.store import StepKeeper

MONDAY = datetime(2026, 3, 23, tzinfo=UTC)
AUDIO = KeptAudio(
    facts=AudioFacts(container="webm", codec="opus", channels=1, rate_hz=48_000, duration=12.5),
    peaks=(0.25, 1.0),
)
VOICE = VoiceMeasures(
    version="1",
    speech=(Span(0.0, 1.0),),
    pauses=(),
    measures=(Measure(name="latency", unit="s", value=0.4),),
)
TURNS = SpeakerTurns(
    engine="e", model="m", turns=(SpeakerTurn(speaker="patient", start=0.0, end=1.0),)
)
FINDINGS = NoteFindings(
    findings=(
        Finding(kind="a", claim=verbatim("b"), value=1.0, unit="s", evidence=(Span(0.0, 1.0),)),
    )
)


def a_transcript(count=20):
    words = tuple(
        Word(text=f"wort{at}", start=at / 2, end=at / 2 + 0.4, probability=0.9, kept=at != 1)
        for at in range(count)
    )
    return Transcript(
        engine="e", model="small", language="fr", language_probability=0.99, words=words
    )


RESULTS = {
    "audio": AUDIO,
    "voice": VOICE,
    "transcript": a_transcript(),
    "turns": TURNS,
    "findings": FINDINGS,
}


@pytest.fixture
def process(store):
    """Works on one note as the path does, leaving out some steps."""

    def process_it(note_id, *without, problems=(), waiting_for=""):
        claim = store.jobs.claim("worker", note_id)
        keep = StepKeeper(store, note_id, claim.fence)
        for step, result in RESULTS.items():
            if step not in without:
                keep(step, "1", type(result), lambda result=result: result)
        store.notes.keep_problems(note_id, problems, claim.fence)
        store.jobs.finish(note_id, claim.fence, waiting_for=waiting_for)

    return process_it


@pytest.fixture
def queries(store):
    """Counts the statements that were executed."""
    seen = []
    event.listen(store.database.engine, "before_cursor_execute", lambda *call: seen.append(call[2]))
    return lambda: len([one for one in seen if not one.startswith("BEGIN")])


def test_a_new_note_is_listed_at_once(store, send, patient):
    note_id = send().note_id
    card = store.notes.cards(patient)[0]
    assert (card.note_id, card.patient_id, card.state) == (note_id, patient, "received")
    assert card.duration == Missing("not processed yet")
    assert (card.first_words, card.problems) == ("", ())


def test_a_finished_note_shows_its_first_kept_words(store, send, patient, process):
    process(send().note_id)
    card = store.notes.cards(patient)[0]
    assert card.first_words.split() == ["wort0", *(f"wort{at}" for at in range(2, 13))]
    assert (card.duration, card.language, card.state) == (12.5, "fr", "done")


def test_notes_are_listed_newest_first(store, send, patient):
    sent = [
        send(key=str(day), recorded_at=MONDAY + timedelta(days=day)).note_id for day in (1, 3, 2)
    ]
    listed = [card.note_id for card in store.notes.cards(patient)]
    assert listed == [sent[1], sent[2], sent[0]]
    assert [card.note_id for card in store.notes.cards(patient, limit=1)] == [sent[1]]


def test_everything_that_was_made_of_a_note_is_there(store, send, process):
    note_id = send().note_id
    process(note_id)
    detail = store.notes.detail(note_id)
    assert (detail.audio, detail.peaks) == (AUDIO.facts, AUDIO.peaks)
    assert (detail.transcript, detail.voice) == (RESULTS["transcript"], VOICE)
    assert (detail.turns, detail.findings) == (TURNS, FINDINGS)


def test_a_gap_names_its_reason(store, send, process):
    note_id = send().note_id
    problems = (Problem(stage="speakers", reason="not installed", fix="install it"),)
    process(note_id, "turns", "transcript", problems=problems, waiting_for="model:small")
    detail = store.notes.detail(note_id)
    assert detail.turns == Missing("not installed")
    assert detail.transcript == Missing("waits for model:small")
    assert detail.card.problems == problems


def test_the_numbers_of_queries_does_not_grow_with_the_notes(
    store, send, patient, process, queries
):
    counts = []
    for key in "abc":
        process(send(key=key).note_id)
        before = queries()
        store.notes.cards(patient)
        listed = queries()
        store.notes.week_notes(patient, MONDAY, MONDAY + timedelta(days=7))
        counts.append((listed - before, queries() - listed))
    assert counts == [counts[0]] * 3
    assert max(counts[0]) <= 3


def test_a_week_holds_its_analyzed_notes_oldest_first(store, send, patient, process):
    inside = [MONDAY + timedelta(days=6, hours=23), MONDAY]
    outside = [MONDAY - timedelta(seconds=1), MONDAY + timedelta(days=7)]
    for at, moment in enumerate(inside + outside):
        process(send(key=str(at), recorded_at=moment).note_id)
    process(send(key="unreadable", recorded_at=MONDAY).note_id, "audio", "findings")
    pairs = store.notes.week_notes(patient, MONDAY, MONDAY + timedelta(days=7))
    assert [view.recorded_at for view, _ in pairs] == inside[::-1]
    view, findings = pairs[0]
    assert (view.duration, view.language, view.zone) == (12.5, "fr", "Europe/Paris")
    assert (view.transcript, view.voice, findings) == (RESULTS["transcript"], VOICE, FINDINGS)


def test_notes_without_words_yet_are_counted(store, send, patient, process):
    process(send(key="done").note_id)
    process(send(key="waits").note_id, "transcript", waiting_for="model:small")
    process(send(key="silent").note_id, "transcript")
    send(key="new")
    start = datetime(2026, 3, 1, tzinfo=UTC)
    assert store.notes.pending_words(patient, start, start + timedelta(days=60)) == 2


def test_the_microphones_facts_are_kept(store, send):
    facts = store.notes.device(send().note_id)
    assert facts == DeviceFacts(echo_cancellation=False, rate_hz=48_000)


def test_a_note_that_is_not_there_is_not_found(store):
    for ask in (store.notes.owner, store.notes.detail, store.notes.view, store.notes.open_sound):
        with pytest.raises(NotFoundError):
            ask(NoteId("nothing"))


def test_a_note_belongs_to_its_patient(store, send, patient):
    assert store.notes.owner(send().note_id) == patient
