import re

import pytest

from tests.unit.views.memory import PASSWORD

TOKEN = re.compile(r'(?:value|content)="[\w.-]{60,}"')


@pytest.mark.parametrize(
    ("who", "home"), [("daniel", "/record"), ("martin", "/patients"), ("operator", "/operator")]
)
def test_everybody_starts_on_their_own_page(visit, who, home):
    assert visit(who).get("/").location == home


def test_a_wrong_password_and_an_unknown_name_sound_the_same(visit):
    said = [
        TOKEN.sub("", visit().post("/sign-in", {"username": name, "password": word}).text)
        for name, word in (("daniel", "wrong"), ("nobody", PASSWORD))
    ]
    assert "The name or the password is not right." in said[0]
    assert said[0].replace("daniel", "") == said[1].replace("nobody", "")


def test_guessing_is_slowed_down_and_said(visit):
    visitor = visit()
    answers = [visitor.post("/sign-in", {"username": "daniel", "password": "x"}) for _ in range(11)]
    assert [one.status_code for one in answers] == [401] * 10 + [429]
    assert "Wait a minute" in answers[-1].text


def test_signing_in_rightly_costs_nothing(visit):
    for _ in range(12):
        visit("daniel")


def test_signing_out_ends_the_session(visit):
    daniel = visit("daniel")
    assert daniel.post("/sign-out").status_code == 302
    assert daniel.get("/notes").status_code == 302


def test_a_new_password_ends_what_was_begun_under_the_old_one(visit, practice_journal):
    phone, elsewhere = visit("daniel"), visit("daniel")
    practice_journal.marks["id-daniel"] = "second"
    assert {one.get("/notes").status_code for one in (phone, elsewhere)} == {302}
    assert visit("daniel").get("/notes").status_code == 200


@pytest.mark.parametrize(
    ("wanted", "location"),
    [
        ("/notes", "/notes"),
        ("https://evil.example/", "/record"),
        ("//evil.example/", "/record"),
        ("/\\evil.example/", "/record"),
        ("/a\\b", "/record"),
    ],
)
def test_after_signing_in_nobody_is_led_elsewhere(visit, wanted, location):
    data = {"username": "daniel", "password": PASSWORD, "next": wanted}
    assert visit().post("/sign-in", data).location == location


@pytest.mark.parametrize("path", ["/sign-in", "/sign-out", "/language", "/notes"])
def test_a_form_without_its_token_is_refused(visit, path):
    answer = visit("daniel").client.post(path, data={})
    assert answer.status_code == 400
    assert "Reload the page" in answer.text


def test_a_session_of_an_account_that_is_gone_is_over(visit, practice_journal):
    daniel = visit("daniel")
    del practice_journal.people["id-daniel"]
    assert daniel.get("/notes").status_code == 302


def test_only_a_patients_session_outlives_the_browser(visit):
    def cookie(name):
        data = {"username": name, "password": PASSWORD}
        return visit().post("/sign-in", data).headers["Set-Cookie"]

    assert "Expires" in cookie("daniel")
    assert "Expires" not in cookie("martin")
    assert "HttpOnly" in cookie("martin")
    assert "SameSite=Lax" in cookie("martin")


def test_an_invitation_sets_the_password_and_signs_in(visit):
    visitor = visit()
    data = {"password": "ten letters", "again": "ten letters"}
    assert visitor.post("/invitation/right", data).location == "/record"
    assert visitor.get("/notes").status_code == 200


@pytest.mark.parametrize(
    ("token", "password", "again", "said"),
    [
        ("right", "x" * 501, "x" * 501, "at most 500"),
        ("right", "short", "short", "at least 10 characters"),
        ("right", "ten letters", "other letters", "The two passwords differ."),
        ("wrong", "ten letters", "ten letters", "has expired"),
    ],
)
def test_an_invitation_that_cannot_be_taken_says_why(visit, token, password, again, said):
    answer = visit().post(f"/invitation/{token}", {"password": password, "again": again})
    assert answer.status_code in {401, 422}
    assert said in answer.text
