import re

import pytest
from flask_babel import gettext

from voicejournal.views import create_app
from voicejournal.views.assets import web_folder
from voicejournal.views.language import catalogue, page_language, speaking


def lang(answer):
    return re.search(r'<html lang="(\w+)"', answer.text)[1]


def test_the_browser_decides_for_a_stranger(visit):
    assert lang(visit(language="fr-FR,fr;q=0.9").get("/help")) == "fr"
    assert lang(visit(language="en-GB").get("/help")) == "en"


def test_the_setting_decides_where_the_browser_asks_for_what_we_do_not_speak(visit):
    assert lang(visit(language="ja").get("/help")) == "en"


def test_the_account_comes_before_the_browser(visit):
    assert lang(visit("daniel", language="fr").get("/record")) == "en"


def test_a_choice_stays_with_the_account(visit, practice_journal):
    daniel = visit("daniel")
    answer = daniel.post("/language", {"language": "fr", "next": "/notes"})
    assert answer.location == "/notes"
    assert lang(daniel.get("/notes")) == "fr"
    assert practice_journal.people["id-daniel"].language == "fr"


def test_a_choice_stays_on_the_device_without_an_account(visit):
    stranger = visit()
    stranger.post("/language", {"language": "fr", "next": "/help"})
    assert lang(stranger.get("/help")) == "fr"


def test_a_language_that_we_do_not_speak_changes_nothing(visit):
    stranger = visit()
    stranger.post("/language", {"language": "tlh"})
    assert lang(stranger.get("/help")) == "en"


def test_the_catalogue_needs_no_compiled_file():
    compiled = list(web_folder().rglob("*.mo"))
    french = catalogue(web_folder() / "locale", "fr")
    assert compiled == []
    assert french.gettext("Sign in") == "Se connecter"


@pytest.mark.parametrize("path", ["/nope", "/help", "/sign-in"])
def test_french_pages_hold_no_english_sentence(visit, path):
    assert "Sign in" not in visit(language="fr").get(path).text


def test_what_is_made_for_another_language_leaves_the_page_its_own(practice_journal):
    app = create_app(practice_journal)
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert page_language() == "en"
        with speaking("fr"):
            assert (page_language(), gettext("Sign in")) == ("fr", "Se connecter")
        assert (page_language(), gettext("Sign in")) == ("en", "Sign in")


def test_what_a_sentence_is_given_is_escaped(practice_journal):
    app = create_app(practice_journal)
    page = app.jinja_env.from_string('{{ _("Last note %(when)s", when=told) }}', {"told": "<b>"})
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert page.render() == "Last note &lt;b&gt;"
