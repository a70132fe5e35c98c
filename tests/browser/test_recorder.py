"""Recording, sending, and what happens when something goes wrong on the way."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import INSECURE_HOST, enter, sign_in
from tests.browser.recording import KEPT, button, finish, record, state, status, unsent
from tests.unit.views.memory import PASSWORD

pytestmark = pytest.mark.browser


def only_sound(journal):
    return journal.sounds[f"note-{len(journal.details) - 1}"]


def test_record_pause_resume_send(patient, practice_journal):
    record(patient)
    button(patient, "Pause").click()
    state(patient, "paused")
    paused_at = patient.locator("[data-el=clock]").text_content()
    button(patient, "Resume").click()
    expect(patient.locator("[data-el=clock]")).not_to_have_text(paused_at)
    finish(patient)
    button(patient, "Send").click()
    expect(status(patient)).to_contain_text("Received")
    assert only_sound(practice_journal).startswith(b"\x1a\x45\xdf\xa3")  # EBML: a WebM file
    _when, zone, device, digest = practice_journal.received[-1]
    assert digest == hashlib.sha256(only_sound(practice_journal)).hexdigest()
    assert (device.echo_cancellation, device.noise_suppression, device.auto_gain_control) == (
        False,
        False,
        False,
    )
    assert device.device_key
    assert zone
    assert patient.evaluate(KEPT) == [0, 0]


def test_the_recording_can_be_heard_again_before_it_is_sent(patient):
    record(patient)
    finish(patient)
    seconds = patient.evaluate("""() => new Promise(done => {
      const audio = document.querySelector('[data-el=listen]');
      const look = () => Number.isFinite(audio.duration) && audio.currentTime === 0
        ? done(audio.duration) : setTimeout(look, 20);
      look();
    })""")
    assert 1.5 < seconds < 6


def test_a_receipt_counts_only_when_the_service_holds_the_same_bytes(patient, practice_journal):
    def answer_wrongly(route):
        answer = route.fetch()
        route.fulfill(response=answer, json={**answer.json(), "sha256": "0" * 64})

    patient.route("**/finish", answer_wrongly)
    record(patient)
    finish(patient)
    button(patient, "Send").click()
    expect(unsent(patient)).to_contain_text("did not arrive whole")
    expect(unsent(patient)).to_contain_text("Not sent yet")
    assert patient.evaluate(KEPT)[0] == 1
    before = len(practice_journal.details)
    patient.unroute("**/finish")
    expect(status(patient)).to_contain_text("Received")
    expect(unsent(patient)).to_be_hidden()
    assert len(practice_journal.details) == before
    assert patient.evaluate(KEPT) == [0, 0]


def test_what_waits_can_be_taken_back_heard_and_deleted(patient):
    patient.route("**/api/**", lambda route: route.abort())
    record(patient)
    finish(patient)
    button(patient, "Send").click()
    expect(unsent(patient)).to_contain_text("cannot be reached")
    expect(button(patient, "Record")).to_be_visible()
    button(patient, "Listen or delete").click()
    state(patient, "review")
    expect(unsent(patient)).to_be_hidden()
    button(patient, "Delete").click()
    button(patient, "Delete it").click()
    assert patient.evaluate(KEPT) == [0, 0]


def test_what_waits_stands_above_the_diary_and_goes_from_there(patient, address):
    patient.route("**/api/**", lambda route: route.abort())
    record(patient)
    finish(patient)
    button(patient, "Send").click()
    expect(unsent(patient)).to_contain_text("Not sent yet")
    patient.clock.install()
    patient.goto(f"{address}/notes")
    patient.clock.pause_at(datetime.now(UTC) + timedelta(seconds=1))  # it would go by itself
    expect(unsent(patient)).to_contain_text("Not sent yet: a recording of 0:0")
    listed = patient.locator("a.note").count()
    patient.unroute("**/api/**")
    button(patient, "Send now").click()
    expect(patient.locator("a.note")).to_have_count(listed + 1)
    expect(unsent(patient)).to_be_hidden()


def test_a_second_tab_does_not_steal_what_the_first_has_in_hand(patient, context, address):
    record(patient)
    second = context.new_page()
    second.goto(f"{address}/record")
    expect(button(second, "Record")).to_be_visible()
    expect(status(second)).to_have_text("")
    finish(patient)
    second.reload()
    expect(button(second, "Record")).to_be_visible()
    expect(status(second)).to_have_text("")
    patient.close()
    second.reload()
    expect(status(second)).to_contain_text("has not been sent yet")


def test_another_patient_on_this_device_is_not_offered_the_recording(patient, address):
    record(patient)
    finish(patient)
    patient.locator("footer").get_by_role("button", name="Sign out").click()
    sign_in(patient, address, "stranger")
    state(patient, "idle")
    assert patient.evaluate(KEPT)[0] == 1
    expect(button(patient, "Record")).to_be_visible()


def test_deleting_asks_first(patient):
    record(patient)
    finish(patient)
    button(patient, "Delete").click()
    button(patient, "Keep it").click()
    state(patient, "review")
    button(patient, "Delete").click()
    button(patient, "Delete it").click()
    expect(status(patient)).to_have_text("Deleted from this device.")
    assert patient.evaluate(KEPT) == [0, 0]


def test_a_session_that_ended_keeps_the_recording_and_leads_to_the_door(patient, context, address):
    record(patient)
    finish(patient)
    context.clear_cookies()
    button(patient, "Send").click()
    expect(unsent(patient)).to_contain_text("signed out")
    unsent(patient).get_by_role("link", name="Sign in").click()
    patient.locator("#username").fill("daniel")
    patient.locator("#password").fill(PASSWORD)
    patient.locator("main button").click()
    expect(status(patient)).to_contain_text("Received")


def test_a_recording_is_never_sent_into_somebody_elses_diary(
    patient, app, address, practice_journal
):
    record(patient)
    finish(patient)
    before = len(practice_journal.details)
    enter(patient.context, app, address, "stranger")
    button(patient, "Send").click()
    expect(unsent(patient)).to_contain_text("Somebody else")
    assert len(practice_journal.details) == before
    enter(patient.context, app, address, "daniel")
    button(patient, "Send now").click()
    expect(status(patient)).to_contain_text("Received")


def test_the_services_own_words_are_shown_when_it_refuses(patient):
    refusal = {"code": "too_long", "message": "Longer than accepted.", "fix": "Send parts."}
    patient.route("**/finish", lambda route: route.fulfill(status=422, json=refusal))
    record(patient)
    finish(patient)
    button(patient, "Send").click()
    expect(status(patient)).to_have_text("Longer than accepted. Send parts.")
    state(patient, "review")


def test_an_address_without_https_is_explained_and_takes_a_file(page, address):
    plain = address.replace("localhost", INSECURE_HOST)
    sign_in(page, plain, "daniel")
    expect(page.locator("[data-el=why]")).to_contain_text("secure address (https)")
    expect(page.get_by_label("A recording on this device")).to_be_visible()


def test_without_javascript_a_file_can_be_sent(browser, address, practice_journal, tmp_path):
    file = tmp_path / "note.wav"
    file.write_bytes(practice_journal.sounds["note-0"])
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    sign_in(page, address, "daniel")
    expect(page.locator(".deck")).to_be_hidden()
    page.locator("summary", has_text="Send a sound file").click()
    page.get_by_label("A recording on this device").set_input_files(file)
    button(page, "Send the file").click()
    expect(page.locator("main")).to_contain_text("has arrived safely")
    assert only_sound(practice_journal) == file.read_bytes()
    context.close()


def test_a_note_is_recorded_heard_and_sent_by_keyboard_alone(patient):
    def press_what_has_focus(name):
        expect(button(patient, name)).to_be_focused()
        patient.keyboard.press("Enter")

    while not button(patient, "Record").evaluate("one => one === document.activeElement"):
        patient.keyboard.press("Tab")
    press_what_has_focus("Record")
    press_what_has_focus("Pause")
    press_what_has_focus("Resume")
    expect(patient.locator("[data-el=kept]")).to_contain_text("kept on this device")
    for _ in range(10):
        if button(patient, "Finish").evaluate("one => one === document.activeElement"):
            break
        patient.keyboard.press("Tab")
    press_what_has_focus("Finish")
    press_what_has_focus("Send")
    expect(status(patient)).to_contain_text("Received")
    expect(patient.get_by_role("link", name="Open my note")).to_be_focused()
