"""Striking a passage without a mouse, and finding a word and hearing it."""

import pytest

from tests.browser.conftest import enter

pytestmark = pytest.mark.browser


@pytest.fixture
def own(page, app, address):
    """A page on which Daniel has signed in, and nothing that does not need a mouse is used."""
    enter(page.context, app, address, "daniel")
    return page


def test_a_passage_is_struck_with_the_keyboard_alone(own, address, practice_journal):
    own.goto(f"{address}/notes/note-9/strike")
    words = own.locator("word-choice a")
    assert words.evaluate_all("all => all.filter(one => one.tabIndex === 0).length") == 1
    words.first.focus()
    for _ in range(2):
        own.keyboard.press("ArrowRight")
    own.keyboard.press("Enter")
    own.wait_for_url("**first=2*")
    assert own.evaluate("document.activeElement.textContent") == "badly"
    own.keyboard.press("ArrowRight")
    own.keyboard.press("Enter")
    own.wait_for_url("**last=3*")
    assert own.locator("#gone blockquote").inner_text() == "badly again."
    assert len(practice_journal.note("note-9").transcript.words) == 10
    own.locator("#gone button.danger").focus()
    own.keyboard.press("Enter")
    own.wait_for_url("**done=struck")
    assert "badly" not in own.locator("main").inner_text()
    assert own.locator(".cut").count() == 1


HEARD_FROM = """seconds => new Promise(done => {
  const audio = document.querySelector('audio');
  const look = () => audio.currentTime > seconds ? done() : requestAnimationFrame(look);
  look();
})"""


def test_a_word_is_found_and_heard_from_there(own, address):
    own.goto(f"{address}/notes/search")
    own.locator("#query").fill("SISTER")
    own.keyboard.press("Enter")
    own.wait_for_url("**/notes/search/*")
    own.locator("a.card.note").first.click()
    own.evaluate(HEARD_FROM, 5)
    assert own.locator(".now").inner_text() == "sister."


def test_the_words_can_be_chosen_without_a_script(browser, app, address):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    enter(context, app, address, "daniel")
    page = context.new_page()
    page.goto(f"{address}/notes/note-9/strike")
    page.locator("#w5").click()
    page.locator("#w6").click()
    assert page.locator("#gone blockquote").inner_text() == "Then I"
    context.close()
