import logging

import pytest

from voicejournal.errors import AudioError
from voicejournal.views.errors import audio_wording


def every(kind):
    for one in kind.__subclasses__():
        yield one
        yield from every(one)


@pytest.mark.parametrize("kind", list(every(AudioError)), ids=lambda kind: kind.__name__)
def test_every_refusal_of_a_recording_has_words_of_its_own(app, kind):
    with app.test_request_context():
        general, said = audio_wording(AudioError()), audio_wording(kind())
    assert said.code == kind.code
    assert said.happened != general.happened
    assert said.todo


@pytest.mark.parametrize(("path", "status"), [("/nope", 404), ("/api/nope", 404)])
def test_every_error_says_what_happened_and_what_to_do(visit, path, status):
    answer = visit().get(path)
    assert answer.status_code == status
    assert "not yours to see" in answer.text
    assert "Check the address" in answer.text


def test_a_wrong_method_keeps_its_header(visit):
    answer = visit().get("/sign-out")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_a_failure_of_ours_is_said_without_its_inside(app, visit, practice_journal, caplog):
    caplog.set_level(logging.CRITICAL)

    def fail(_patient_id):
        msg = "the inside of the service"
        raise ValueError(msg)

    practice_journal.notes = fail
    daniel = visit("daniel")
    answer = daniel.get("/notes")
    assert answer.status_code == 500
    assert "Something went wrong on our side." in answer.text
    assert "inside" not in answer.text
