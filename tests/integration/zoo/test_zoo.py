"""Bad plugins: whatever they do, the note is done and a gap says what happened."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.consent import CARRIED_OVER
from tests.integration.zoo.animals import BODIES, NOT_LOADED
from tests.integration.zoo.conftest import carry
from voicejournal.model.units import Missing
from voicejournal.store import again
from voicejournal.store.tables import StepRow
from voicejournal.views import create_app
from voicejournal.worker import Worker

GAPS = [name for name, (_, said) in BODIES.items() if said]
HEARD = [name for name, (_, said) in BODIES.items() if not said]


def plain(text):
    return text.replace("\u00a0", " ")


def test_the_note_is_done(note):
    assert note.card.state == "done"


@pytest.mark.parametrize("name", GAPS)
def test_a_bad_analyzer_leaves_a_gap_that_says_why(note, name):
    (gap,) = [one for one in note.findings.gaps if one.analyzer == name]
    assert BODIES[name][1] in plain(gap.reason)
    assert "secret" not in gap.reason
    assert not [one for one in note.findings.findings if one.provenance.analyzer == name]


@pytest.mark.parametrize("name", HEARD)
def test_an_analyzer_that_only_misbehaves_is_heard(note, name):
    (finding,) = [one for one in note.findings.findings if one.provenance.analyzer == name]
    assert finding.kind == f"{name}.seen"


@pytest.mark.parametrize("name", NOT_LOADED)
def test_a_plugin_that_cannot_be_loaded_leaves_a_gap_and_a_status(service, note, name):
    (gap,) = [one for one in note.findings.gaps if one.analyzer == name]
    assert gap.why.fr == "son extension n’a pas pu être chargée"
    (status,) = [one for one in service.plugins.statuses if one.name == name]
    assert (status.state, status.analyzers) == ("failed", ())


def test_the_standard_analyzers_answer_as_ever(service, note):
    ours = {one.info.name for one in service.plugins.analyzers if one.plugin == "standard"}
    reasons = [one.reason for one in note.findings.gaps if one.analyzer in ours]
    assert [one for one in reasons if not one.startswith("it needs the transcript")] == []


def test_the_service_is_up(service, note):
    assert create_app(service).test_client().get("/alive").json == {"alive": True}


def test_the_note_names_every_gap_and_its_reason(note):
    problems = {one.stage: one.why for one in note.card.problems}
    assert plain(problems["hangs"].fr) == "il a tourné plus de 1 s"
    assert {*GAPS, *NOT_LOADED} <= problems.keys()


def test_every_call_is_counted_for_the_operator(service, note):
    (zoo,) = [one for one in service.plugins_doing() if one.status.name == "zoo"]
    counted = {one.analyzer: one for one in zoo.tallies}
    assert zoo.guard == "kernel"
    assert {*GAPS, *HEARD} == counted.keys()
    assert counted["sound"].calls > counted["sound"].failures == 0
    assert plain(counted["hangs"].last_failure.fr) == "il a tourné plus de 1 s"


def test_an_upgraded_plugin_looks_at_the_note_again_and_the_old_findings_stay(alone, monkeypatch):
    service = alone("sound")
    note = carry(service, "anna")
    (old,) = service.plugins.analyzers
    upgraded = replace(old, info=replace(old.info, version="2"))
    monkeypatch.setattr(service.plugins, "_analyzers", {"sound": upgraded})
    assert service.look_again() == 1
    Worker(service).drain()
    assert service.look_again() == 0
    (finding,) = service.note(note.card.note_id).findings.findings
    assert finding.provenance.version == "2"
    with service.store.database.read() as session:
        kept = session.scalars(select(StepRow.version).where(StepRow.step == "findings")).all()
    assert len(kept) == 2


def test_what_was_mended_answers_when_the_operator_has_it_asked_again(alone, installed):
    service = alone("moody")
    note = carry(service, "anna")
    assert [one.analyzer for one in note.findings.gaps] == ["moody"]
    mended = installed / "zoo_moody.py.mended"
    mended.touch()
    assert (service.unanswered(), service.ask_again()) == (1, 1)
    Worker(service).drain()
    mended.unlink()
    after = service.note(note.card.note_id)
    assert (after.card.state, after.findings.gaps) == ("done", ())
    assert [one.kind for one in after.findings.findings] == ["moody.seen"]
    assert service.unanswered() == 0


def test_an_analyzer_that_crashed_is_asked_once_more_by_itself(alone, monkeypatch):
    monkeypatch.setattr(again, "ONCE_MORE_AFTER", timedelta(0))
    service = alone("exits")
    note = carry(service, "anna")
    sent = []
    for _ in range(2):  # once more, and never again
        sent.append(service.look_again())
        Worker(service).drain()
    assert sent == [1, 0]
    assert [one.analyzer for one in service.note(note.card.note_id).findings.gaps] == ["exits"]


def test_a_diarizer_that_crashes_costs_neither_the_note_nor_the_service(alone, does):
    does("segfaults")
    service = alone()
    note = carry(service, "bea", {*CARRIED_OVER, "speakers"})
    problems = {one.stage: one.reason for one in note.card.problems}
    assert (note.card.state, problems["speakers"]) == ("done", "its process crashed (SIGSEGV)")
    assert not isinstance(note.voice, Missing)
    assert create_app(service).test_client().get("/alive").json == {"alive": True}
