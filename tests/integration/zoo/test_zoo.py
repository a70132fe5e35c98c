"""Bad plugins: whatever they do, the note is done and a gap says what happened."""

import pytest

from tests.integration.zoo.animals import BODIES, NOT_LOADED
from voicejournal.views import create_app

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


def test_the_standard_analyzers_answer_as_ever(note):
    bad = {*BODIES, *NOT_LOADED}
    others = [one for one in note.findings.gaps if one.analyzer not in bad]
    assert [one for one in others if not one.reason.startswith("it needs the transcript")] == []


def test_the_page_shows_every_gap_and_its_reason(service, note):
    page = create_app(service).test_client()
    shown = page.get("/alive")
    assert shown.json == {"alive": True}
    problems = {one.stage: one.why for one in note.card.problems}
    assert plain(problems["hangs"].fr) == "il a tourné plus de 1 s"
    assert {*GAPS, *NOT_LOADED} <= problems.keys()
