"""A recording survives what happens to phones, networks and services, byte for byte."""

import hashlib
from contextlib import contextmanager, suppress

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect

from tests.browser.breaking import Cuts, Service, kill_browser
from tests.browser.conftest import FAKE_MICROPHONE, QUIET_BROWSER, chromium, enter, serving
from tests.browser.recording import (
    KEPT,
    ON_DEVICE,
    button,
    finish,
    record,
    served_by_worker,
    status,
    unsent,
)
from tests.consent import allow
from tests.unit.views.memory import PASSWORD
from voicejournal.capture.decode import decode
from voicejournal.model.note import PatientId
from voicejournal.store import open_store
from voicejournal.views import create_app

pytestmark = pytest.mark.browser

LOST_AT_MOST_S = 2.0
PART_BYTES = 256 * 1024
PARTS = 4
KILLED_AT_PART = 3

LONG = """async ({ owner, seconds }) => {
  const kept = await import(document.querySelector('link[href$="kept.js"]').href);
  const { outbox } = await import(document.querySelector('link[href$="outbox.js"]').href);
  const rate = 16000, count = rate * seconds, file = new DataView(new ArrayBuffer(44 + 2 * count));
  const write = (at, text) => [...text].forEach((c, i) => file.setUint8(at + i, c.charCodeAt(0)));
  write(0, 'RIFF'); file.setUint32(4, 36 + 2 * count, true); write(8, 'WAVEfmt ');
  file.setUint32(16, 16, true); file.setUint16(20, 1, true); file.setUint16(22, 1, true);
  file.setUint32(24, rate, true); file.setUint32(28, 2 * rate, true);
  file.setUint16(32, 2, true); file.setUint16(34, 16, true);
  write(36, 'data'); file.setUint32(40, 2 * count, true);
  for (let i = 0; i < count; i++) file.setInt16(44 + 2 * i, 8000 * Math.sin(i * i / 9e5), true);
  const recording = { id: crypto.randomUUID(), owner, state: 'queued', seconds, mime: 'audio/wav',
    recordedAt: new Date().toISOString(), zone: 'Europe/Paris', device: {} };
  await kept.append(recording, 1, file.buffer);
  outbox.again();
}"""
"""Puts a long recording into the outbox, without speaking for as long."""


def account(store, name="nora"):
    made = store.accounts.create(
        name, PASSWORD, role="patient", display_name="Nora Lind", language="en", zone="Europe/Paris"
    )
    allow(store, PatientId(made.account_id))
    return PatientId(made.account_id)


@pytest.fixture
def nora(journal):
    return account(journal.store)


@pytest.fixture
def cuts(journal):
    """The application over a real store, behind a line that can be cut."""
    return Cuts(create_app(journal))


@pytest.fixture
def line(cuts):
    with serving(cuts) as address:
        yield address


@pytest.fixture
def recorder(page, cuts, line, nora):
    enter(page.context, cuts.app, line, "nora")
    page.goto(f"{line}/record")
    return page


def only_note(journal, patient):
    """Return the checksum and the seconds of the one note there is."""
    (card,) = journal.notes(patient)
    with journal.store.notes.open_sound(card.note_id).stream as stream:
        sound = stream.read()
        stream.seek(0)
        seconds = decode(stream, max_seconds=3600).facts.duration
    return hashlib.sha256(sound).hexdigest(), seconds


def seconds_shown(page):
    minutes, seconds = page.locator("[data-el=clock]").text_content().split(":")
    return 60 * int(minutes) + int(seconds)


def test_a_tab_killed_while_recording_loses_less_than_two_seconds(recorder, journal, line, nora):
    record(recorder, "0:05")
    shown = seconds_shown(recorder)
    context = recorder.context
    with recorder.expect_event("crash"), suppress(PlaywrightError):
        context.new_cdp_session(recorder).send("Page.crash", timeout=1_000)  # never answers
    again = context.new_page()
    again.goto(f"{line}/record")
    expect(status(again)).to_contain_text("has not been sent yet")
    on_device = again.evaluate(ON_DEVICE)
    button(again, "Send").click()
    expect(status(again)).to_contain_text("Received")
    digest, seconds = only_note(journal, nora)
    assert digest == on_device
    assert shown - LOST_AT_MOST_S < seconds
    assert again.evaluate(KEPT) == [0, 0]


def test_a_browser_killed_while_recording_loses_less_than_two_seconds(
    browser_type, cuts, journal, line, nora, tmp_path
):
    with profile(browser_type, tmp_path, cuts.app, line) as page:
        record(page, "0:05")
        shown = seconds_shown(page)
        kill_browser(tmp_path)
    with profile(browser_type, tmp_path, cuts.app, line) as page:
        expect(status(page)).to_contain_text("has not been sent yet")
        on_device = page.evaluate(ON_DEVICE)
        button(page, "Send").click()
        expect(status(page)).to_contain_text("Received")
    digest, seconds = only_note(journal, nora)
    assert digest == on_device
    assert shown - LOST_AT_MOST_S < seconds


def test_recorded_offline_a_note_arrives_once_when_the_network_is_back(
    recorder, journal, line, nora
):
    served_by_worker(recorder)
    recorder.context.set_offline(True)
    recorder.goto(f"{line}/help")
    expect(recorder.locator("main")).to_contain_text("112")
    recorder.goto(f"{line}/record")
    expect(recorder.locator("main")).to_contain_text("The service cannot be reached now")
    record(recorder)
    finish(recorder)
    on_device = recorder.evaluate(ON_DEVICE)
    button(recorder, "Send").click()
    expect(unsent(recorder)).to_contain_text("You are offline")
    recorder.reload()
    expect(unsent(recorder)).to_contain_text("Not sent yet: a recording of 0:0")
    assert journal.notes(nora) == ()
    recorder.context.set_offline(False)
    expect(status(recorder)).to_contain_text("Received")
    expect(unsent(recorder)).to_be_hidden()
    recorder.goto(f"{line}/record")
    assert only_note(journal, nora)[0] == on_device
    assert recorder.evaluate(KEPT) == [0, 0]


def test_nothing_of_a_person_is_kept_for_offline(recorder, journal, line, nora):
    served_by_worker(recorder)
    recorder.goto(f"{line}/notes")
    recorder.goto(f"{line}/record")
    kept = recorder.evaluate("""async () => {
      const all = [];
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
          all.push([new URL(request.url).pathname, await (await cache.match(request)).text()]);
        }
      }
      return all;
    }""")
    assert len(kept) > 10
    assert {path.split("/")[1] for path, _ in kept} == {"static", "offline"}
    assert [path for path, text in kept if "Nora" in text or nora in text] == []


def test_a_line_cut_at_every_kind_of_request_makes_one_note(recorder, cuts, journal, nora):
    cuts.planned = [
        ("GET /api/sender", "before"),
        ("PUT /api/arrivals", "after"),
        ("PATCH /api/arrivals", "before"),
        ("PATCH /api/arrivals", "after"),
        ("POST /api/arrivals", "after"),
    ]
    recorder.evaluate(LONG, {"owner": nora, "seconds": 28})
    on_device = recorder.evaluate(ON_DEVICE)
    expect(unsent(recorder)).to_contain_text("cannot be reached")
    expect(status(recorder)).to_contain_text("Received", timeout=60_000)
    assert cuts.planned == []
    assert only_note(journal, nora)[0] == on_device
    assert recorder.evaluate(KEPT) == [0, 0]
    # Only the part that never arrived was sent twice; the one whose answer was lost was not.
    assert cuts.offsets == [0, 0, *(PART_BYTES * part for part in range(1, PARTS))]


def test_a_service_killed_while_a_recording_arrives_goes_on_where_it_was(page, settings, service):
    offsets = []

    def kill_at_one_part(route):
        if route.request.method == "PATCH":
            offsets.append(int(route.request.headers["upload-offset"]))
        if len(offsets) == KILLED_AT_PART and service.is_first:
            service.kill()
        route.continue_()

    sign_in_to(page, service.address)
    page.route("**/api/arrivals/*", kill_at_one_part)
    page.evaluate(LONG, {"owner": service.patient, "seconds": 28})
    on_device = page.evaluate(ON_DEVICE)
    expect(unsent(page)).to_contain_text("cannot be reached", timeout=60_000)
    service.start()
    button(page, "Send now").click()
    expect(status(page)).to_contain_text("Received", timeout=60_000)
    service.kill()
    assert offsets == [PART_BYTES * part for part in (0, 1, 2, 2, 3)]
    store = open_store(settings)
    (card,) = store.notes.cards(service.patient)
    with store.notes.open_sound(card.note_id).stream as stream:
        assert hashlib.sha256(stream.read()).hexdigest() == on_device
    store.close()


@pytest.fixture
def service(settings):
    store = open_store(settings)
    service = Service(settings, account(store))
    store.close()
    service.start()
    yield service
    with suppress(ProcessLookupError):
        service.kill()


@contextmanager
def profile(browser_type, folder, app, address):
    """The record page in a browser whose profile outlives it."""
    context = browser_type.launch_persistent_context(
        folder,
        executable_path=chromium(),
        args=[*QUIET_BROWSER, *FAKE_MICROPHONE],
        permissions=["microphone"],
        locale="en-GB",
    )
    enter(context, app, address, "nora")
    page = context.pages[0]
    page.goto(f"{address}/record")
    yield page
    with suppress(PlaywrightError):  # it may be dead by now
        context.close()


def sign_in_to(page, address):
    page.goto(f"{address}/sign-in")
    page.locator("#username").fill("nora")
    page.locator("#password").fill(PASSWORD)
    page.locator("main button").click()
    page.wait_for_url("**/record")


def test_whoever_has_seen_the_help_page_can_open_it_without_a_network(page, line):
    page.goto(f"{line}/help")
    served_by_worker(page)
    page.context.set_offline(True)
    page.goto(f"{line}/help")
    expect(page.locator("main")).to_contain_text("112")
    page.goto(f"{line}/record")
    expect(page.locator("[data-el=why]")).to_contain_text("Nobody is signed in on this device")
