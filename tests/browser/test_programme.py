"""The programme and the way to help in a real browser: by keyboard, half done, offline."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import enter
from tests.browser.recording import served_by_worker
from voicejournal.model.note import PatientId

pytestmark = pytest.mark.browser

DANIEL = PatientId("id-daniel")
KEY = "00000000-0000-0000-0000-00000000000a"
PLAN = {"people-0": "Léa, 06 00 00 00 00", "worth": "The garden"}


@pytest.fixture
def daniel(page, app, address, practice_journal):
    practice_journal.do_exercise(DANIEL, KEY, "safety-plan", PLAN)
    enter(page.context, app, address, "daniel")
    return page


SAID = """() => {
  const it = document.activeElement;
  if (it === document.body) return '';
  return it.innerText || it.labels?.[0]?.textContent || '';
}"""
"""What stands on whatever has the focus."""
AIM = """it => it.getAnimations()[0]?.effect.getKeyframes().at(-1).transform
  ?? getComputedStyle(it).transform"""
"""Where the circle is on its way to."""


def reached(page, name):
    """Press Tab until the focus is on something with this accessible name."""
    for _ in range(40):
        page.keyboard.press("Tab")
        told = page.evaluate(SAID)
        if name in told:
            return
    pytest.fail(f"the keyboard never reached {name}")


def test_an_exercise_is_done_by_keyboard_alone(daniel, address, practice_journal):
    daniel.goto(f"{address}/programme")
    reached(daniel, "All exercises")
    daniel.keyboard.press("Enter")
    daniel.wait_for_url("**/library")
    reached(daniel, "Three good things")
    daniel.keyboard.press("Enter")
    daniel.wait_for_url("**/gratitude")
    reached(daniel, "0")
    daniel.keyboard.press("ArrowRight")
    daniel.keyboard.press("ArrowRight")
    reached(daniel, "1 of 3")
    daniel.keyboard.type("Sun on the stairs")
    reached(daniel, "Done, keep it")
    daniel.keyboard.press("Enter")
    daniel.wait_for_url("**/programme/done/*")
    newest = practice_journal.worksheets(DANIEL)[0]
    assert (newest.done.before, newest.answers) == (2, {"things": ("Sun on the stairs",)})


def test_what_was_written_is_there_again_after_the_page_was_left(daniel, address):
    form = f"{address}/programme/exercises/thought-record"
    daniel.goto(form)
    daniel.get_by_label("What happened?").fill("The meeting on Tuesday")
    daniel.goto(f"{address}/notes")
    daniel.goto(form)
    expect(daniel.get_by_label("What happened?")).to_have_value("The meeting on Tuesday")


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_breathing_moves_only_after_start_and_not_where_less_motion_is_wished(
    daniel, address, motion
):
    daniel.emulate_media(reduced_motion=motion)
    daniel.goto(f"{address}/programme/exercises/breathing")
    circle = daniel.locator("[data-el=circle]")
    still = circle.evaluate("it => getComputedStyle(it).transform")
    assert daniel.locator("[data-el=count]").inner_text() == ""
    daniel.get_by_role("button", name="Start").click()
    said = daniel.locator("breathing-guide [role=status]")
    expect(said).to_have_text("Breathe in", use_inner_text=True)
    expect(daniel.locator("[data-el=count]")).to_have_text("4")
    assert (circle.evaluate(AIM) == still) == (motion == "reduce")
    daniel.get_by_role("button", name="Stop").click()
    assert daniel.locator("[data-el=count]").inner_text() == ""
    expect(daniel.get_by_role("button", name="Start")).to_be_focused()


def test_the_safety_plan_opens_without_a_network_where_its_owner_chose_so(daniel, app, address):
    daniel.goto(f"{address}/help")
    served_by_worker(daniel)
    daniel.context.set_offline(True)
    daniel.goto(f"{address}/help")
    expect(daniel.get_by_text("Five things that you can see")).to_be_visible()
    expect(daniel.get_by_text("Léa, 06")).to_have_count(0)
    daniel.context.set_offline(False)
    daniel.goto(f"{address}/help")
    daniel.get_by_role("button", name="Keep it on this device").click()
    daniel.context.set_offline(True)
    daniel.goto(f"{address}/help")
    expect(daniel.get_by_text("Léa, 06 00 00 00 00")).to_be_visible()
    daniel.context.set_offline(False)

    enter(daniel.context, app, address, "stranger")
    daniel.goto(f"{address}/notes")
    daniel.goto(f"{address}/help")
    expect(daniel.get_by_text("You have not written one yet")).to_be_visible()
    expect(daniel.get_by_text("Léa, 06")).to_have_count(0)

    daniel.context.clear_cookies()
    daniel.goto(f"{address}/help")
    expect(daniel.get_by_text("Léa, 06 00 00 00 00")).to_be_visible()
    daniel.get_by_role("button", name="Remove it from this device").click()
    expect(daniel.get_by_text("Léa, 06")).to_have_count(0)
    assert daniel.evaluate("localStorage.length") == 0
