"""What patients do with notes of theirs, page by page."""

import re
from dataclasses import replace

import pytest

from voicejournal.model.units import Span

NOTE = "/notes/note-0"


@pytest.fixture
def daniel(visit):
    return visit("daniel")


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


def test_a_passage_is_chosen_word_by_word_and_shown_before_anything_happens(
    daniel, practice_journal
):
    start = daniel.get(f"{NOTE}/strike")
    assert "first=2#w2" in start.text
    second = daniel.get(f"{NOTE}/strike?first=2")
    assert "first=2&amp;last=3#gone" in second.text
    shown = daniel.get(f"{NOTE}/strike?first=3&last=2")
    assert "badly again." in text(shown)
    assert "This cannot be undone." in shown.text
    assert len(practice_journal.note("note-0").transcript.words) == 10


def test_a_struck_passage_leaves_a_mark_where_it_was(daniel, practice_journal):
    answer = daniel.post(f"{NOTE}/strike", {"first": "2", "last": "3", "seen": "0"})
    page = daniel.get(answer.location)
    assert "badly" not in page.text
    assert "struck by the one who spoke" in page.text
    assert "The words and the sound are gone" in page.text
    assert [one.text for one in practice_journal.note("note-0").transcript.words][:3] == [
        "I",
        "slept",
        "Thanks",
    ]


def striking(practice_journal, state):
    """The note as the worker has it between a strike and its end."""
    detail = practice_journal.note("note-0")
    card = replace(detail.card, state=state, muting=state != "done", striking=state == "running")
    practice_journal.details["note-0"] = replace(
        detail, card=card, amendments=detail.amendments.without(Span(1.0, 2.0))
    )


@pytest.mark.parametrize(
    ("language", "under_way", "failed"),
    [
        ("en", "A passage is being taken out", "could not be silenced"),
        ("fr", "Un passage est en train d’être retiré", "n’a pas pu être rendu muet"),
    ],
)
def test_the_page_says_how_far_a_strike_is(daniel, practice_journal, language, under_way, failed):
    practice_journal.set_language("id-daniel", language)
    striking(practice_journal, "running")
    page = daniel.get(NOTE).text
    assert under_way in page
    assert 'data-stage="muting"' in page
    assert under_way.lower() in daniel.get("/notes").text.lower()
    assert daniel.get("/api/notes/note-0/state").json["taking_out"] == "muting"
    striking(practice_journal, "dead")
    assert failed in daniel.get(NOTE).text
    assert f"{NOTE}/delete" in daniel.get(NOTE).text


@pytest.mark.parametrize("state", ["running", "dead"])
def test_no_page_offers_sound_in_which_a_passage_could_be_heard(visit, practice_journal, state):
    striking(practice_journal, state)
    for who, page in (
        ("daniel", NOTE),
        ("daniel", f"{NOTE}/strike?first=0&last=1"),
        ("daniel", f"{NOTE}/correct/0"),
        ("martin", "/patients/id-daniel/notes/note-0"),
    ):
        answer = visit(who).get(page)
        assert answer.status_code == 200
        assert "/sound/note-0" not in answer.text


def test_a_note_that_changed_meanwhile_is_not_struck(daniel, practice_journal):
    practice_journal.correct("note-0", 0, "You", seen=0)
    answer = daniel.post(f"{NOTE}/strike", {"first": "2", "last": "3", "seen": "0"})
    assert answer.status_code == 409
    assert len(practice_journal.note("note-0").transcript.words) == 10


@pytest.mark.parametrize("place", ["first=99&last=2", "first=0&last=99"])
def test_words_that_are_not_there_cannot_be_chosen(daniel, place):
    assert daniel.get(f"{NOTE}/strike?{place}").status_code == 404


def test_a_corrected_word_is_shown_with_what_the_machine_wrote(daniel):
    answer = daniel.post(f"{NOTE}/correct/1", {"said": "swept", "seen": "0"})
    page = daniel.get(answer.location)
    assert 'title="The machine wrote: slept"' in page.text
    assert "Words with a dotted line" in page.text
    form = daniel.get(f"{NOTE}/correct/1")
    assert "Back to what the machine wrote:" in form.text
    undone = daniel.post(f"{NOTE}/correct/1", {"undo": "1", "seen": "1"})
    assert "swept" not in daniel.get(undone.location).text


def test_an_empty_correction_is_asked_for_again(daniel):
    answer = daniel.post(f"{NOTE}/correct/1", {"said": "  ", "seen": "0"})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_a_private_note_is_not_there_for_the_clinician(daniel, visit, practice_journal):
    martin = visit("martin")
    places = [f"/patients/id-daniel{NOTE}", "/sound/note-0", f"{NOTE}/words.vtt"]
    assert {martin.get(one).status_code for one in places} == {200}
    daniel.post(f"{NOTE}/private", {"private": "yes"})
    assert {martin.get(one).status_code for one in places} == {404}
    assert "only you see this note" in daniel.get(NOTE).text
    daniel.post(f"{NOTE}/private", {"private": "no"})
    assert {martin.get(one).status_code for one in places} == {200}


def test_without_its_sound_a_note_is_read_and_has_no_player(daniel):
    answer = daniel.post(f"{NOTE}/delete", {"what": "sound"})
    assert "The sound of a note was deleted" in daniel.get(answer.location).text
    page = daniel.get(NOTE)
    assert "<audio" not in page.text
    assert "<note-player" not in page.text
    assert "sister." in page.text


def test_a_deleted_note_leaves_a_receipt(daniel):
    answer = daniel.post(f"{NOTE}/delete", {"what": "note"})
    assert "A note was deleted" in daniel.get(answer.location).text
    assert daniel.get(NOTE).status_code == 404


def test_nothing_is_deleted_unless_it_is_said_what(daniel):
    assert daniel.post(f"{NOTE}/delete").status_code == 404
    assert daniel.get(NOTE).status_code == 200


def test_what_is_looked_for_stands_in_no_address(daniel):
    answer = daniel.post("/notes/search", {"query": "sister"})
    assert "sister" not in answer.location
    page = daniel.get(answer.location)
    assert "<mark>sister.</mark>" in page.text
    assert 'href="/notes/note-9#t=5.5"' in page.text


def test_a_search_without_an_answer_says_what_to_try(daniel):
    page = daniel.get(daniel.post("/notes/search", {"query": "giraffe"}).location)
    assert "Nothing found" in page.text


def test_a_made_up_search_is_not_there(daniel):
    assert daniel.get("/notes/search/zz").status_code == 404


@pytest.mark.parametrize("language", ["en", "fr"])
def test_trends_say_in_words_what_they_draw(visit, practice_journal, language):
    practice_journal.set_language("id-daniel", language)
    page = text(visit("daniel", language).get("/trends"))
    said = {"en": "you spoke on 2 of 7 days", "fr": "vous avez parlé 2 jours sur 7"}
    assert said[language] in page


def test_trends_of_an_empty_diary_are_kind(visit):
    page = visit("stranger").get("/trends").text
    assert "That is fine: it is your diary." in page
    assert "Nothing has been measured yet." in page


@pytest.mark.parametrize(
    ("kind", "said"), [("private", "No private note."), ("typed", "No typed note.")]
)
def test_a_list_without_notes_says_how_one_comes_into_it(daniel, kind, said):
    assert said in daniel.get(f"/notes?kind={kind}").text


def test_older_notes_are_a_page_away(daniel, practice_journal):
    practice_journal.on_a_page = 8
    assert "Older notes" in daniel.get("/notes").text
    older = daniel.get("/notes?page=1")
    assert "Newer notes" in older.text
    assert older.text.count('class="card note"') == 2


WRITING = (
    (f"{NOTE}/strike", {"first": "0", "last": "1", "seen": "0"}),
    (f"{NOTE}/correct/0", {"said": "x", "seen": "0"}),
    (f"{NOTE}/private", {"private": "yes"}),
    (f"{NOTE}/delete", {"what": "note"}),
)


@pytest.mark.parametrize(("place", "form"), WRITING)
@pytest.mark.parametrize("who", ["martin", "other", "stranger", "operator"])
def test_nobody_but_its_patient_changes_a_note(visit, practice_journal, who, place, form):
    before = dict(practice_journal.details)
    assert visit(who).post(place, form).status_code == 404
    assert practice_journal.details == before


@pytest.mark.parametrize(("place", "form"), WRITING)
def test_nothing_is_changed_without_the_token_of_the_page(daniel, practice_journal, place, form):
    before = dict(practice_journal.details)
    assert daniel.post(place, {**form, "csrf_token": ""}).status_code == 400
    assert practice_journal.details == before
