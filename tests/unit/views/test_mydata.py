"""What patients are asked, and the pages of their own data."""

import re
from dataclasses import replace

import pytest

from voicejournal import policy
from voicejournal.summary.caseload import Activity

PAGES = ("/record", "/notes", "/my-data", "/weeks")


@pytest.fixture
def unasked(visit, practice_journal):
    practice_journal.unasked.add("id-stranger")
    return visit("stranger")


@pytest.mark.parametrize("path", PAGES)
def test_whoever_was_not_asked_is_asked_before_any_page(unasked, path):
    answer = unasked.get(path)
    assert (answer.status_code, answer.location) == (302, "/consent")


@pytest.mark.parametrize("path", ["/help", "/my-data/everything.zip", "/my-data/erase"])
def test_help_and_the_way_out_need_no_answer(unasked, path):
    assert unasked.get(path).status_code == 200


def test_a_recording_is_taken_in_before_the_questions_are_answered(unasked):
    assert unasked.get("/api/sender").status_code == 200


def test_one_thing_is_asked_at_a_time_and_no_answer_is_chosen_before(unasked):
    page = unasked.get("/consent").text
    assert "Question 1 of 8" in page
    assert re.findall(r'name="answer" value="(\w+)"', page) == ["yes", "no"]
    assert not re.search(r"<input[^>]* checked", page)
    yes, no = re.findall(r'<button class="([^"]*)" name="answer"', page)
    assert yes == no


def test_no_is_kept_like_yes_and_the_next_question_comes(unasked, practice_journal):
    told = {"purpose": "keep_audio", "version": "1", "answer": "no"}
    assert unasked.post("/consent", told).location == "/consent"
    (line,) = practice_journal.lines["id-stranger"]
    assert (line.purpose, line.decision) == ("keep_audio", "refused")
    assert "Question 2 of 8" in unasked.get("/consent").text


@pytest.mark.parametrize("told", [{"answer": ""}, {"answer": "maybe"}, {"purpose": "everything"}])
def test_what_is_no_answer_is_not_taken_for_one(unasked, practice_journal, told):
    asked = {"purpose": "share", "version": "1", "answer": "yes", **told}
    assert unasked.post("/consent", asked).status_code == 404
    assert practice_journal.lines == {}


def test_a_clinician_is_never_asked_what_a_patient_allows(visit, practice_journal):
    practice_journal.unasked.add("id-martin")
    assert visit("martin").get("/patients").status_code == 200


def test_taking_back_says_beforehand_what_goes(visit):
    page = visit("daniel").get("/my-data/allowed/transcribe").text
    assert "the words of 10 notes, 31 findings, 4 sentences on weekly pages." in page
    assert "Take it back now" in page


def test_the_page_of_a_purpose_that_nobody_knows_is_none(visit):
    assert visit("daniel").get("/my-data/allowed/everything").status_code == 404


@pytest.mark.parametrize(
    ("language", "heard"),
    [("en", "Martin listened to your note of"), ("fr", "Martin a écouté votre note du")],
)
def test_who_opened_what_is_told_in_words(visit, practice_journal, language, heard):
    practice_journal.set_language("id-daniel", language)
    page = visit("daniel").get("/my-data/openings").text
    assert heard in page
    assert "%(" not in page


def test_only_others_who_listen_or_read_are_kept(visit, practice_journal):
    for who in ("daniel", "martin"):
        visit(who).get("/sound/note-0")
    visit("martin").get("/patients/id-daniel/notes/note-0")
    assert practice_journal.listened == [
        ("heard", "note-0", "id-martin"),
        ("opened", "note-0", "id-martin"),
    ]


def test_nothing_is_erased_without_the_tick_and_the_password(visit, practice_journal):
    daniel = visit("daniel")
    assert daniel.post("/my-data/erase", {"password": "a long password"}).status_code == 422
    assert daniel.post("/my-data/erase", {"meant": "1", "password": "x"}).status_code == 401
    assert "id-daniel" in practice_journal.people


def test_whoever_means_it_is_erased_signed_out_and_given_a_receipt(visit, practice_journal):
    daniel = visit("daniel")
    page = daniel.post("/my-data/erase", {"meant": "1", "password": "a long password"}).text
    assert "journal: id-daniel" in page
    assert "id-daniel" not in practice_journal.people
    assert daniel.get("/notes").location.startswith("/sign-in")


def test_the_record_page_says_that_nothing_is_shared(visit, practice_journal, monkeypatch):
    monkeypatch.setattr(practice_journal, "clinicians_of", lambda _patient: ())
    page = visit("daniel").get("/record").text
    assert "Only you: you share nothing at present." in page
    assert "No clinician has been named" not in page


def test_a_clinician_sees_who_shares_nothing_and_no_way_in(visit, practice_journal, monkeypatch):
    real = practice_journal.caseload

    def shut(clinician):
        found = real(clinician)
        cases = tuple(
            replace(one, reason="unshared", activity=Activity(shared=False)) for one in found.cases
        )
        return replace(found, cases=cases, flags=())

    monkeypatch.setattr(practice_journal, "caseload", shut)
    page = visit("martin").get("/patients").text
    assert "Shares nothing with you at present." in page
    assert 'href="/patients/id-daniel"' not in page


def test_a_page_that_may_not_leave_offers_no_file(visit, practice_journal, monkeypatch):
    monkeypatch.setitem(policy.ALLOWED_BY, "take_out", frozenset({"share", "never"}))
    page = visit("martin").get("/patients/id-daniel/weeks/2026-11-09").text
    assert "does not allow pages to be taken out" in page
    assert "page.pdf" not in page
    assert visit("martin").get("/patients/id-daniel/measures.csv").status_code == 404
