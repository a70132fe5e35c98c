import re
import uuid

import pytest

from voicejournal.model.typed import LONGEST_TYPED

KEY = str(uuid.UUID(int=9))
WORDS = "No voice today.\nBut <words>."


@pytest.fixture
def daniel(visit):
    return visit("daniel")


def write(visitor, text=WORDS, key=KEY):
    return visitor.post("/notes/typed", {"text": text, "key": key})


def test_what_was_typed_becomes_a_note_without_a_player(daniel):
    answer = write(daniel, WORDS.replace("\n", "\r\n"))
    assert answer.status_code == 302
    text = daniel.get(answer.location).text
    assert "No voice today.\nBut &lt;words&gt;." in text
    assert "nothing was measured" in text
    assert "<audio" not in text


def test_the_diary_lists_it_by_its_first_words(daniel):
    write(daniel)
    assert "No voice today. But &lt;words&gt;." in daniel.get("/notes").text


def test_sending_it_twice_is_one_note(daniel, practice_journal):
    first, second = write(daniel), write(daniel)
    assert first.location == second.location
    assert len(practice_journal.keys) == 1


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        (" \n ", 422, "Write something first."),
        ("x" * (LONGEST_TYPED + 1), 422, f"longer than {LONGEST_TYPED} characters"),
    ],
)
def test_what_cannot_be_kept_is_said_and_stays_on_the_page(daniel, text, status, said):
    answer = write(daniel, text)
    assert answer.status_code == status
    assert said in answer.text
    assert f">{text.strip()}</textarea>" in answer.text


def test_other_words_from_the_same_page_get_a_fresh_key_and_are_not_lost(daniel, practice_journal):
    write(daniel)
    answer = write(daniel, "Other words.")
    assert answer.status_code == 409
    assert ">Other words.</textarea>" in answer.text
    fresh = re.search(r'name="key" value="([^"]+)"', answer.text)[1]
    assert write(daniel, "Other words.", fresh).status_code == 302
    assert len(practice_journal.keys) == 2


def test_a_form_without_its_key_is_refused(daniel):
    assert write(daniel, key="nine").status_code == 422


def test_the_clinician_is_told_to_read_what_no_analyzer_reads(visit, daniel, practice_journal):
    note_id = write(daniel).location.removeprefix("/notes/")
    martin = visit("martin")
    page = martin.get(f"/patients/id-daniel/notes/{note_id}").text
    assert "No voice today." in page
    monday = practice_journal.weeks("id-daniel")[0].monday
    week = martin.get(f"/patients/id-daniel/weeks/{monday}").text
    assert "Only people do" in week
    assert f"/notes/{note_id}" in week
