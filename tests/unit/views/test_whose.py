import pytest
from flask_babel import force_locale

from voicejournal.model.note import Problem
from voicejournal.views.whose import not_told_apart, other_voices


@pytest.fixture(params=["en", "fr"])
def spoken(request, app):
    with app.test_request_context(), force_locale(request.param):
        yield request.param


@pytest.mark.parametrize(
    ("known_by", "en", "fr"),
    [
        ("voiceprint", "known by their voiceprint", "son empreinte vocale"),
        ("most", "by far the most", "de loin le plus"),
        ("nobody", "None of the voices", "Aucune des voix"),
        ("", "It is not known which", "On ne sait pas laquelle"),
    ],
)
def test_it_is_said_how_the_patient_was_known(spoken, known_by, en, fr):
    assert {"en": en, "fr": fr}[spoken] in other_voices(known_by)


@pytest.mark.parametrize(
    ("reason", "en", "fr"),
    [
        ("not here", "It is tried again", "Un nouvel essai"),
        ("not installed", "nothing is installed", "rien n’est installé"),
    ],
)
def test_why_voices_were_not_told_apart(spoken, reason, en, fr):
    problem = Problem(stage="speakers", reason=reason)
    assert {"en": en, "fr": fr}[spoken] in not_told_apart(problem)
