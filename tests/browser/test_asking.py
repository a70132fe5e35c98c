"""A new patient answers what is asked by keyboard alone, takes one answer back, and reads it."""

import pytest

from tests.browser.conftest import enter
from voicejournal.model.purpose import ALWAYS_ASKED

pytestmark = pytest.mark.browser


def tab_to(page, selector):
    """Press Tab until an element has the focus, as somebody does who has no mouse."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} is not reached by keyboard")


def test_every_question_is_answered_by_keyboard_each_by_itself(
    page, app, address, practice_journal
):
    practice_journal.unasked.add("id-stranger")
    enter(page.context, app, address, "stranger")
    page.goto(f"{address}/record")
    for number, purpose in enumerate(ALWAYS_ASKED):
        assert page.locator("input[name=purpose]").get_attribute("value") == purpose
        tab_to(page, f"button[value={'no' if number % 2 else 'yes'}]")
        with page.expect_navigation():
            page.keyboard.press("Enter")
    assert page.url.endswith("/record")
    given = [(one.purpose, one.decision) for one in practice_journal.lines["id-stranger"]]
    expected = [(one, "refused" if at % 2 else "granted") for at, one in enumerate(ALWAYS_ASKED)]
    assert given == expected


def test_an_answer_is_taken_back_by_keyboard(page, app, address, practice_journal):
    enter(page.context, app, address, "daniel")
    page.goto(f"{address}/my-data")
    tab_to(page, "a[href$='/my-data/allowed']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/my-data/allowed")
    tab_to(page, "a[href$='/allowed/share']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/allowed/share")
    tab_to(page, "button.danger")
    page.keyboard.press("Enter")
    page.wait_for_url("**/allowed/share?changed=")
    (line,) = practice_journal.lines["id-daniel"]
    assert (line.purpose, line.decision) == ("share", "refused")
