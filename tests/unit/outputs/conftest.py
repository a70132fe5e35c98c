"""Pages as they are handed on."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.unit.summary.diaries import weeks_of_notes
from voicejournal.findings.analyze import analyze
from voicejournal.findings.change import compare
from voicejournal.findings.week import analyze_week, view_week
from voicejournal.hooks.host import PluginHost
from voicejournal.model.account import Account
from voicejournal.model.checkin import CheckIn, Reply
from voicejournal.model.evidence import Answered
from voicejournal.model.note import AccountId
from voicejournal.model.revision import Inputs, Revision, RevisionLine, Signature
from voicejournal.outputs.handed import handed
from voicejournal.summary.compose import compose
from voicejournal.summary.handled import handle
from voicejournal.summary.week import week_of

ZONE = "Europe/Paris"
NOW = datetime(2026, 4, 13, 6, tzinfo=UTC)
SIGNED = datetime(2026, 4, 14, 8, tzinfo=UTC)
CLINICIAN = AccountId("id-martin")
PATIENT = Account(
    account_id=AccountId("2d7f7f0e-8f6d-4f5a-9a0e-1f1b5a6c7d8e"),
    username="anna",
    role="patient",
    display_name="Anna & Co <b>",
    language="en",
    zone=ZONE,
)


@pytest.fixture(scope="session")
def plugins():
    return PluginHost.load(only={"standard"})


@pytest.fixture(scope="session")
def summary(plugins):
    """Six weeks of notes, the last one slow, with a word struck in each note."""
    notes = weeks_of_notes(slow=2.0)
    week = week_of(max(note.recorded_at for note in notes), ZONE)
    entries = [(note, analyze(note, plugins.analyzers)) for note in notes]
    comparison = compare(week, notes)
    found = analyze_week(view_week(week, entries, comparison), plugins.week_analyzers)
    made = compose(week, entries, comparison=comparison, now=NOW, found=found)
    answered = [
        Answered(check_in_id=f"c{at}", instrument=name, answered_at=NOW, score=score)
        for at, (name, score) in enumerate([("phq-9", 11.0), ("gad-7", 7.0), ("mood", 4.0)])
    ]
    return replace(made, answers=tuple(answered))


@pytest.fixture
def check_in():
    """Answers to the PHQ-9, item by item."""
    return CheckIn(
        check_in_id="c0",
        instrument="phq-9",
        answered_at=NOW,
        zone=ZONE,
        replies=(Reply(item="44250-9", value=3), Reply(item="44255-8", value=0)),
        score=11.0,
    )


@pytest.fixture
def hand_on(summary):
    """Return the page as it is handed on, with `acts` laid over it, signed or not."""

    def hand_it_on(acts=(), *, signed=False, of=summary, check_ins=()):
        signature = Signature(by=CLINICIAN, at=SIGNED) if signed else None
        line = RevisionLine(number=1, mark="m", composed_at=NOW, signature=signature)
        page = handle(of, acts, reader=None)
        revision = Revision(line=line, summary=of, inputs=Inputs())
        return handed(PATIENT, revision, page, {CLINICIAN: "Dr Martin"}, check_ins=check_ins)

    return hand_it_on
