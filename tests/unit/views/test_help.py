"""The way to help: open to everybody, the own plan first, the nearest numbers, and people told."""

import re
from dataclasses import replace

import pytest

from tests.unit.views.examples import flagged_note
from voicejournal.model.note import NoteId, PatientId
from voicejournal.views.crisis import read_help

DANIEL = PatientId("id-daniel")
KEY = "00000000-0000-0000-0000-000000000001"
ORDER = ("My safety plan", "Back to here and now", "Somebody to call", "My clinician should know")


@pytest.fixture
def daniel(visit):
    return visit("daniel")


def headings(page):
    return re.findall(r"<h2[^>]*>([^<]+)</h2>", page)


@pytest.mark.parametrize("who", [None, "daniel", "martin", "operator"])
def test_everybody_gets_the_whole_path_in_its_order(visit, who):
    found = headings(visit(who).get("/help").text)[1:]
    assert [one for one, name in zip(found, ORDER, strict=True) if name in one] == found


def test_the_own_plan_is_on_the_page_of_whoever_wrote_it_and_of_nobody_else(daniel, visit):
    daniel.post("/programme/exercises/safety-plan", {"key": KEY, "people-0": "Léa, 06 00"})
    assert "<dd>Léa, 06 00</dd>" in daniel.get("/help").text
    for who in (None, "stranger", "martin"):
        assert "Léa" not in visit(who).get("/help").text


def test_the_kept_page_holds_nobodys_plan(daniel, visit):
    daniel.post("/programme/exercises/safety-plan", {"key": KEY, "people-0": "Léa, 06 00"})
    page = daniel.get("/offline/en/help").text
    assert "Léa" not in page
    assert "elements/safety-plan.js" in page
    assert "Five things that you can see" in page


@pytest.mark.parametrize(
    ("zone", "first"),
    [("Europe/Paris", "3114"), ("Europe/London", "116 123"), ("America/New_York", "988")],
)
def test_the_numbers_of_the_patients_country_stand_first(visit, practice_journal, zone, first):
    practice_journal.people["id-daniel"] = replace(practice_journal.people["id-daniel"], zone=zone)
    numbers = re.findall(
        r'class="number" href="[^"]+">.*?<b>([^<]+)</b>', visit("daniel").get("/help").text
    )
    assert numbers[0] == first
    assert len(numbers) == sum(len(place.lines) for place in read_help().places)


def test_whoever_reads_french_meets_french_numbers_first(visit):
    assert visit(language="fr").get("/help").text.index("3114") < visit(language="fr").get(
        "/help"
    ).text.index("116 123")


def test_a_press_tells_the_clinicians_and_says_that_it_may_take_hours(
    daniel, practice_journal, visit
):
    assert "We tell Martin" in daniel.get("/help").text
    assert daniel.post("/help/call").status_code == 303
    page = daniel.get("/help").text
    assert "It may be hours" in page
    assert "/help/call" not in page
    martin = visit("martin")
    martin.post("/patients/id-daniel/call-seen")
    assert "Seen by Martin" in daniel.get("/help").text


def test_whoever_has_no_clinician_is_told_so(visit):
    page = visit("stranger").get("/help").text
    assert "nobody can be told from here" in page
    assert "/help/call" not in page


@pytest.mark.parametrize("who", ["martin", "operator"])
def test_only_patients_call(visit, practice_journal, who):
    assert visit(who).post("/help/call").status_code == 403
    assert practice_journal.calls == {}


@pytest.fixture
def flagged(practice_journal):
    """Let the newest note of Daniel hold words that may speak of self-harm."""
    note_id = practice_journal.notes(DANIEL)[0].note_id
    practice_journal.details[note_id] = flagged_note(practice_journal.details[note_id])
    return note_id


def test_after_such_a_note_the_patient_is_asked_gently_and_only_there(daniel, flagged):
    page = daniel.get(f"/notes/{flagged}").text
    assert "May we ask how you are right now?" in page
    assert page.index("May we ask") < page.index("<note-player")
    assert "May we ask" not in daniel.get("/notes/note-0").text
    for where in ("/notes", "/programme"):
        assert f'/notes/{flagged}#asking"' in daniel.get(where).text


@pytest.mark.parametrize(
    ("answer", "leads_to"),
    [("help", "/help?after=note"), ("safe", "#asking"), ("not_now", "#asking")],
)
def test_an_answer_is_kept_and_help_is_one_step_away(
    daniel, practice_journal, flagged, answer, leads_to
):
    sent = daniel.post(f"/notes/{flagged}/asked", {"answer": answer})
    assert sent.status_code == 303
    assert sent.location.endswith(leads_to)
    assert practice_journal.asked(DANIEL)[NoteId(flagged)].answer == answer
    assert "You answered that you" in daniel.get(f"/notes/{flagged}").text
    assert "#asking" not in daniel.get("/programme").text


@pytest.mark.parametrize("form", [{}, {"answer": "maybe"}])
def test_no_answer_is_none(daniel, practice_journal, flagged, form):
    assert daniel.post(f"/notes/{flagged}/asked", form).status_code == 404
    assert practice_journal.asked(DANIEL) == {}


def test_a_note_that_asks_nothing_takes_no_answer(daniel):
    assert daniel.post("/notes/note-0/asked", {"answer": "safe"}).status_code == 404


@pytest.mark.parametrize("who", ["stranger", "martin", "other", "operator"])
def test_nobody_answers_for_somebody_else(visit, practice_journal, flagged, who):
    assert visit(who).post(f"/notes/{flagged}/asked", {"answer": "safe"}).status_code == 404
    assert practice_journal.asked(DANIEL) == {}


@pytest.mark.parametrize(
    "path", ["/record", "/notes/note-0", "/programme/exercises/gratitude", "/help"]
)
def test_where_it_matters_it_is_said_that_nobody_follows_live(daniel, path):
    assert re.search(r"Nobody (listens|reads)", daniel.get(path).text)
