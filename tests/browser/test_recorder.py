"""Recording, sending, and what happens when something goes wrong on the way."""

import hashlib
import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import INSECURE_HOST, sign_in

pytestmark = pytest.mark.browser

KEPT = """async () => {
  const database = await new Promise(done => {
    const request = indexedDB.open('voice-journal', 1);
    request.onsuccess = () => done(request.result);
  });
  const count = name => new Promise(done => {
    const request = database.transaction(name).objectStore(name).count();
    request.onsuccess = () => done(request.result);
  });
  return [await count('recordings'), await count('pieces')];
}"""


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def status(page):
    return page.locator("[data-el=status]")


def state(page, name):
    expect(page.locator("voice-recorder")).to_have_attribute("data-state", name)


def record(page, clock="0:02"):
    """Record until the clock shows `clock` and the first pieces are kept."""
    button(page, "Record").click()
    state(page, "recording")
    expect(page.locator("[data-el=clock]")).to_have_text(clock)
    expect(page.locator("[data-el=kept]")).to_have_text(re.compile("kept on this device"))


def finish(page):
    button(page, "Finish").click()
    state(page, "review")


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

    patient.route("**/api/notes/*", answer_wrongly)
    record(patient)
    finish(patient)
    button(patient, "Send").click()
    expect(status(patient)).to_contain_text("Not sent completely")
    state(patient, "review")
    patient.unroute("**/api/notes/*")
    before = len(practice_journal.details)
    button(patient, "Send").click()
    expect(status(patient)).to_contain_text("Received")
    assert len(practice_journal.details) == before


def test_what_could_not_be_sent_survives_a_reload_and_is_sent_later(patient, practice_journal):
    before = len(practice_journal.details)
    patient.route("**/api/notes/*", lambda route: route.abort())
    record(patient)
    finish(patient)
    button(patient, "Send").click()
    expect(status(patient)).to_contain_text("could not be reached")
    patient.unroute("**/api/notes/*")
    patient.reload()
    expect(status(patient)).to_contain_text("has not been sent yet")
    button(patient, "Send").click()
    expect(status(patient)).to_contain_text("Received")
    assert len(practice_journal.details) == before + 1


def test_a_page_closed_while_recording_loses_nothing_that_was_kept(patient, context, address):
    record(patient, "0:03")
    patient.close(run_before_unload=False)
    again = context.new_page()
    again.goto(f"{address}/record")
    expect(status(again)).to_contain_text("has not been sent yet")


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


def test_a_session_that_ended_keeps_the_recording(patient, context):
    record(patient)
    finish(patient)
    context.clear_cookies()
    button(patient, "Send").click()
    expect(status(patient)).to_contain_text(re.compile("signed out|Reload the page"))
    state(patient, "review")


def test_the_services_own_words_are_shown_when_it_refuses(patient):
    refusal = {"code": "too_long", "message": "Longer than accepted.", "fix": "Send parts."}
    patient.route("**/api/notes/*", lambda route: route.fulfill(status=422, json=refusal))
    record(patient)
    finish(patient)
    button(patient, "Send").click()
    expect(status(patient)).to_have_text("Longer than accepted. Send parts.")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("NotAllowedError", "blocked"),
        ("NotFoundError", "No microphone"),
        ("NotReadableError", "Another"),
    ],
)
def test_a_microphone_that_cannot_be_had_is_explained(patient, error, said):
    patient.evaluate(
        "name => { navigator.mediaDevices.getUserMedia = () =>"
        " Promise.reject(new DOMException('no', name)); }",
        error,
    )
    button(patient, "Record").click()
    expect(status(patient)).to_contain_text(said)
    expect(button(patient, "Record")).to_be_visible()


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
