"""The recorder in Firefox: a recording is made, killed, recovered and sent."""

import hashlib

import pytest

from tests.browser.conftest import serving
from tests.browser.firefox import Firefox
from tests.browser.recording import ON_DEVICE
from tests.consent import allow
from tests.unit.views.memory import PASSWORD
from voicejournal.capture.decode import decode
from voicejournal.model.note import PatientId
from voicejournal.views import create_app

pytestmark = pytest.mark.browser

LOST_AT_MOST_S = 2.0
STATE = "document.querySelector('voice-recorder')?.dataset.state"
STATUS = "document.querySelector('[data-el=status]').textContent"
CLOCK = "document.querySelector('[data-el=clock]').textContent"


@pytest.fixture
def nora(journal):
    account = journal.store.accounts.create(
        "nora", PASSWORD, role="patient", display_name="N", language="en", zone="Europe/Paris"
    )
    allow(journal.store, PatientId(account.account_id))
    return PatientId(account.account_id)


@pytest.fixture
def address(journal):
    with serving(create_app(journal)) as address:
        yield address


@pytest.fixture
def start(tmp_path):
    started = []

    def start():
        started.append(Firefox(tmp_path / "profile"))
        return started[-1]

    yield start
    for one in started:
        one.kill()


def open_record_page(browser, address):
    browser.goto(f"{address}/sign-in?next=/record")
    if browser.wait("location.pathname") == "/sign-in":
        browser.ask(
            "WebDriver:ExecuteScript",
            script="username.value = 'nora'; password.value = arguments[0];",
            args=[PASSWORD],
        )
        browser.click("main button")
    browser.wait(f"{STATE} !== undefined")


def only_note(journal, patient):
    (card,) = journal.notes(patient)
    with journal.store.notes.open_sound(card.note_id).stream as stream:
        digest = hashlib.sha256(stream.read()).hexdigest()
        stream.seek(0)
        return digest, decode(stream, max_seconds=3600).facts


def test_recording_in_firefox_survives_a_kill_and_is_sent(start, journal, nora, address):
    browser = start()
    open_record_page(browser, address)
    browser.click("[data-el=record]")
    browser.wait(f"{CLOCK} >= '0:02'")
    browser.click("[data-el=pause]")
    browser.wait(f"{STATE} === 'paused'")
    browser.click("[data-el=resume]")
    browser.wait(f"{CLOCK} >= '0:04'")
    browser.kill()

    again = start()
    open_record_page(again, address)
    again.wait(f"{STATUS}.includes('has not been sent yet')")
    on_device = again.evaluate(ON_DEVICE)
    again.click("[data-el=send]")
    again.wait(f"{STATUS}.includes('Received')")
    digest, facts = only_note(journal, nora)
    assert digest == on_device
    assert facts.codec == "opus"
    assert facts.duration > 4 - LOST_AT_MOST_S


def test_the_record_page_opens_in_firefox_while_the_service_is_down(start, journal, nora):
    browser = start()
    with serving(create_app(journal)) as address:
        open_record_page(browser, address)
        browser.wait("navigator.serviceWorker.controller")
    browser.goto(f"{address}/record")
    browser.wait("document.body.textContent.includes('The service cannot be reached now')")
    browser.wait(f"{STATE} === 'idle'")
