"""The clinician's hand in a real browser: without JavaScript, and by keyboard alone."""

import pytest

from tests.browser.conftest import enter

pytestmark = pytest.mark.browser

WEEK = "/patients/id-daniel/weeks/2026-11-09"


@pytest.fixture
def plain(browser, app, address):
    """A clinician's page in a browser without JavaScript."""
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    enter(context, app, address, "martin")
    yield context.new_page()
    context.close()


def test_a_week_is_worked_on_and_signed_without_javascript(plain, address):
    plain.goto(address + WEEK)
    line = plain.locator("li[id^=s-]").first
    line.locator("summary").click()
    line.locator("textarea[name=words]").fill("He had a cold.")
    line.locator("button[value=amended]").click()
    assert (
        plain.locator("[role=status]").inner_text() == "Your words now stand beside the sentence."
    )
    assert plain.locator(".own").first.inner_text().startswith("He had a cold.")
    plain.locator(".signing button").click()
    assert "Signed. This page stays as it is now." in plain.locator("[role=status]").inner_text()
    assert plain.locator("textarea[name=words]").count() == 0
    assert plain.locator(".own").first.inner_text().startswith("He had a cold.")


def test_a_sentence_is_set_aside_and_brought_back_by_keyboard(clinician, address):
    clinician.goto(address + WEEK)
    clinician.locator("li[id^=s-] summary").first.focus()
    clinician.keyboard.press("Enter")
    for _ in range(4):
        clinician.keyboard.press("Tab")
    assert clinician.evaluate("document.activeElement.name") == "reason"
    clinician.keyboard.type("The microphone was new.")
    clinician.keyboard.press("Tab")
    clinician.keyboard.press("Enter")
    clinician.wait_for_selector("details.less")
    # The address names the sentence, and Chromium opens what it is folded into.
    clinician.locator("details.less").get_by_role("button", name="Bring back").focus()
    clinician.keyboard.press("Enter")
    clinician.wait_for_selector("[role=status]")
    assert clinician.locator("details.less").count() == 0


def test_what_is_printed_holds_no_controls_and_says_whether_it_is_signed(clinician, address):
    clinician.goto(address + WEEK)
    clinician.emulate_media(media="print")
    shown = clinician.locator("main").evaluate(
        "main => [...main.querySelectorAll('button, textarea, form, summary')]"
        ".filter(one => one.offsetParent !== null).length"
    )
    assert shown == 0
    assert clinician.locator(".stamp").is_visible()
    assert not clinician.locator(".private").is_visible()
    assert clinician.locator("a.play b").first.is_visible()
