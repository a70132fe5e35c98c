"""The programme as patients and clinicians meet it."""

import re
from dataclasses import replace

import pytest

from voicejournal.app.programmes import Suggested
from voicejournal.exercises import exercises
from voicejournal.model.note import PatientId
from voicejournal.model.summary import Sentence
from voicejournal.settings import Settings

DANIEL, STRANGER = PatientId("id-daniel"), PatientId("id-stranger")
PROGRAMME = "/patients/id-daniel/programme"
BREATHING = "/programme/exercises/breathing"
KEY = "00000000-0000-0000-0000-000000000001"


@pytest.fixture
def daniel(visit):
    return visit("daniel")


@pytest.fixture
def martin(visit):
    return visit("martin")


def test_nothing_stands_as_theirs_before_it_was_given(daniel, practice_journal):
    assert "Nothing has been given to you yet" in daniel.get("/programme").text
    practice_journal.give(DANIEL, "breathing", "id-martin", words="When it is tight", per_week=3)
    page = daniel.get("/programme").text
    assert "When it is tight" in page
    assert "From Martin" in page
    assert "3 times a week" in page


def test_everybody_may_look_at_the_whole_library(daniel, practice_journal):
    practice_journal.give(DANIEL, "breathing", "id-martin")
    page = daniel.get("/programme/library").text
    assert page.count("not given to you") == len(exercises()) - 1
    assert all(one.title.en in page for one in exercises())


def test_an_exercise_is_done_kept_and_read_again(daniel, practice_journal):
    form = {"key": KEY, "rating-before": "7", "rating-after": "4", "noticed": "<b>Warm</b>"}
    answer = daniel.post(BREATHING, form)
    assert (answer.status_code, answer.location) == (303, f"/programme/done/{KEY}?kept=")
    page = daniel.get(f"/programme/done/{KEY}").text
    assert "&lt;b&gt;Warm&lt;/b&gt;" in page
    assert "before <b>7</b>" in page
    assert "Breathe slowly" in daniel.get("/programme").text


def test_an_exercise_with_nothing_in_it_is_not_kept(daniel, practice_journal):
    answer = daniel.post(BREATHING, {"key": KEY, "rating-before": "12", "noticed": " "})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert practice_journal.worksheets(DANIEL) == ()


def test_what_was_begun_is_there_again_also_without_javascript(daniel):
    form = {"key": KEY, "later": "1", "thought": "It will go wrong"}
    assert daniel.post("/programme/exercises/thought-record", form).status_code == 303
    page = daniel.get("/programme/exercises/thought-record").text
    assert "It will go wrong</textarea>" in page
    assert "You had begun this" in page


def test_a_page_keeps_its_draft_by_itself(daniel, practice_journal):
    page = daniel.get("/programme/exercises/gratitude").text
    address = re.search(r'data-to="([^"]+)"', page)[1]
    assert daniel.post(address, {"things-1": "Sun"}).status_code == 204
    assert practice_journal.draft(DANIEL, "gratitude").fields == {"things-1": "Sun"}
    assert practice_journal.draft(STRANGER, "gratitude") is None


def test_a_safety_plan_opens_as_it_was_last_written(daniel):
    form = {"key": KEY, "people-0": "Léa", "people-2": "Tom", "worth": "The garden"}
    daniel.post("/programme/exercises/safety-plan", form)
    page = daniel.get("/programme/exercises/safety-plan").text
    assert 'name="people-1" value="Tom"' in page
    assert "The garden</textarea>" in page


def test_nobody_elses_exercise_is_shown(daniel, visit):
    daniel.post(BREATHING, {"key": KEY, "noticed": "Warm"})
    assert visit("stranger").get(f"/programme/done/{KEY}").status_code == 404
    assert visit("other").get(f"/patients/id-daniel/exercises/{KEY}").status_code == 404


def test_a_prompt_that_was_given_leads_to_the_microphone(daniel, practice_journal):
    practice_journal.give(DANIEL, "prompt:night", "id-martin")
    address = re.search(r'href="(/record\?prompt=[^"]+)"', daniel.get("/programme").text)[1]
    assert "How was last night" in daniel.get(address).text
    assert daniel.get("/record?prompt=none").status_code == 404


def test_a_clinician_gives_and_takes_out(martin, practice_journal):
    martin.post(PROGRAMME, {"name": "gratitude", "words": "x" * 900, "per_week": "2"})
    (given,) = practice_journal.given_now(DANIEL)
    assert (given.per_week, len(given.words)) == (2, 500)
    assert "2 times a week" in martin.get(PROGRAMME).text
    martin.post(f"{PROGRAMME}/{given.given_id}/stop")
    assert practice_journal.given_now(DANIEL) == ()
    assert martin.post(PROGRAMME, {"name": "juggling"}).status_code == 404


@pytest.mark.parametrize("who", ["daniel", "stranger", "other", "operator"])
@pytest.mark.parametrize("what", ["programme", "check-ins", "call-seen", "programme/given-0/stop"])
def test_only_the_own_clinician_gives(visit, practice_journal, who, what):
    form = {"name": "gratitude", "instrument": "mood", "every_days": "7"}
    assert visit(who).post(f"/patients/id-daniel/{what}", form).status_code == 404
    assert practice_journal.given_now(DANIEL) == practice_journal.check_in_plans(DANIEL) == ()


def test_a_clinician_sees_why_an_exercise_is_suggested_and_can_hear_it(martin, practice_journal):
    page = practice_journal.summaries[next(iter(practice_journal.summaries))]
    sentence: Sentence = page.sentences[0]
    exercise = next(one for one in exercises() if one.suggested_by)
    practice_journal.suggested = (
        Suggested(exercise=exercise, rule=exercise.suggested_by[0], sentences=(sentence,)),
    )
    text = martin.get(PROGRAMME).text
    assert sentence.text.en in text
    assert f"because {exercise.suggested_by[0].because.en}" in text
    assert "data-sound=" in text


def test_a_clinician_reads_what_was_done_and_that_is_kept(daniel, martin, practice_journal):
    daniel.post(BREATHING, {"key": KEY, "noticed": "Warm hands"})
    address = re.search(
        r'href="(/patients/id-daniel/exercises/[^"]+)"', martin.get(PROGRAMME).text
    )[1]
    assert "Warm hands" in martin.get(address).text
    assert practice_journal.programmes_read == [
        (DANIEL, "id-martin", None),
        (DANIEL, "id-martin", KEY),
    ]


def test_a_check_in_that_is_asked_for_waits_on_the_patients_page(daniel, martin, practice_journal):
    asked = {"instrument": "gad-7", "every_days": "14", "first_on": "nonsense"}
    assert martin.post("/patients/id-daniel/check-ins", asked).status_code == 303
    assert "asked for now" in daniel.get("/programme").text
    assert "asked for now" in daniel.get("/check-ins").text
    (plan,) = practice_journal.check_in_plans(DANIEL)
    martin.post(f"/patients/id-daniel/check-ins/{plan.plan_id}/stop")
    assert "asked for now" not in daniel.get("/programme").text


def test_the_who_5_is_offered_in_the_language_whose_wording_is_known(visit, practice_journal):
    assert "/check-ins/who-5" in visit("daniel").get("/check-ins").text
    french = replace(practice_journal.people["id-daniel"], language="fr")
    practice_journal.people["id-daniel"] = french
    assert "/check-ins/who-5" not in visit("daniel").get("/check-ins").text
    assert visit("daniel").get("/check-ins/who-5").status_code == 404
    assert 'value="who-5"' not in visit("martin").get(PROGRAMME).text


@pytest.fixture
def by_letter(practice_journal):
    practice_journal.settings = Settings(
        smtp_host="h", smtp_from="j@example.org", public_url="https://j.example.org"
    )
    return practice_journal


WISH = {"email": "d@example.org", "at": "20:15", "day-0": "1", "day-6": "1"}


def test_reminders_are_off_until_somebody_says_when(daniel, by_letter):
    assert "Turn reminders off" not in daniel.get("/reminders").text
    assert daniel.post("/reminders", WISH).status_code == 303
    reminder, email = by_letter.reminder(DANIEL)
    assert (f"{reminder.at:%H:%M}", reminder.days, email) == ("20:15", (0, 6), "d@example.org")
    assert 'value="20:15"' in daniel.get("/reminders").text
    daniel.post("/reminders", {"off": "1"})
    assert by_letter.reminder(DANIEL) is None


@pytest.mark.parametrize(
    "wrong", [{"email": "d"}, {"at": "later"}, {"at": "25:00"}, {"day-0": "", "day-6": ""}]
)
def test_what_cannot_be_kept_is_said(daniel, by_letter, wrong):
    answer = daniel.post("/reminders", {**WISH, **wrong})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert by_letter.reminder(DANIEL) is None


def test_where_no_letters_are_sent_the_page_says_so(daniel):
    assert "This practice sends no letters" in daniel.get("/reminders").text


def test_one_link_stops_reminders_without_signing_in_and_a_look_at_it_does_not(
    daniel, visit, by_letter
):
    daniel.post("/reminders", WISH)
    somebody = visit()
    assert "Stop the reminders" in somebody.get("/reminders/stop/t").text
    assert by_letter.reminder(DANIEL) is not None
    # As a mail program presses it: no page, no session, no token of the form (RFC 8058).
    answer = somebody.client.post("/reminders/stop/t", data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert by_letter.reminder(DANIEL) is None
    assert "nothing to stop" in somebody.get("/reminders/stop/t").text
