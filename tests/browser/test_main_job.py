"""The main job, whole: a voice note recorded in a browser reaches the clinician's page.

The real command serves; the microphone is fake and plays a note of the demo clinic; the model
is the demo's. Everything between is what everybody runs.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import wave
from urllib.request import urlopen

import av
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import FAKE_MICROPHONE, QUIET_BROWSER, chromium
from voicejournal.store import open_store

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

PASSWORD = "a password of many words"
SPOKEN_S = 12.0
"""Played to the microphone: the first sentences of the note."""
MOST = 0.5
"""Share of the words to be written down: on a busy machine the fake microphone drops sound."""
STARTS_WITHIN_S = 120
MICROPHONE_HZ = 48_000


def letters(text):
    return re.sub(r"[^\w’']", "", text).lower()


@pytest.fixture
def spoken(clinic, tmp_path):
    """What is said to the microphone, as a WAV file, and the words that are said."""
    demo = pytest.importorskip("voicejournal_demo")
    if not (demo.MODEL_FOLDER / "model.bin").is_file():
        pytest.skip("the demo model is not built; plugins/demo/recipe makes it")
    note = next(one for one in clinic if one.language == "en").notes[0]
    file = tmp_path / "spoken.wav"
    write_wav(note.sound_path, file)
    words = [letters(one.text) for one in demo.true_words(note) if one.end_s < SPOKEN_S]
    return file, words


def write_wav(source, target):
    resampler = av.AudioResampler(format="s16", layout="mono", rate=MICROPHONE_HZ)
    with av.open(str(source)) as container, wave.open(str(target), "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(MICROPHONE_HZ)
        for frame in container.decode(audio=0):
            if frame.time > SPOKEN_S:
                break
            for part in resampler.resample(frame):
                wav.writeframes(part.to_ndarray().tobytes())
        # The fake microphone ends with its file; the recording goes on for a moment.
        wav.writeframes(bytes(2 * MICROPHONE_HZ))


@pytest.fixture
def invitations(settings):
    """Two people are invited, and one cares for the other; returns their links."""
    store = open_store(settings)
    people = store.accounts
    tokens = {
        name: people.invite(name, role=role, display_name=shown, language="en", zone="Europe/Paris")
        for name, role, shown in (
            ("nora", "patient", "Nora Lind"),
            ("martin", "clinician", "Dr Martin"),
        )
    }
    people.assign(people.named("martin").account_id, people.named("nora").account_id)
    store.close()
    return {name: f"/invitation/{token}" for name, token in tokens.items()}


@pytest.fixture
def service(settings, invitations):
    """The service as everybody starts it; returns its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "VOICEJOURNAL_MODEL": "demo", "VOICEJOURNAL_THREADS": "2"}
    command = [sys.executable, "-m", "voicejournal", "serve"]
    command += ["--data", str(settings.data), "--port", str(port)]
    with subprocess.Popen(command, env=environment) as running:
        address = f"http://localhost:{port}"
        wait_until_alive(address)
        yield address
        running.send_signal(signal.SIGTERM)
        running.wait(timeout=30)


def wait_until_alive(address):
    give_up_at = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < give_up_at:
        try:
            with urlopen(f"{address}/alive", timeout=5):  # noqa: S310 - our own address
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the service did not answer within {STARTS_WITHIN_S} s")


@pytest.fixture
def speaking_browser(browser_type, spoken):
    """A browser whose microphone hears the demo note once, from the start of a recording."""
    file, _words = spoken
    arguments = [
        *QUIET_BROWSER,
        *FAKE_MICROPHONE,
        f"--use-file-for-fake-audio-capture={file}%noloop",
    ]
    browser = browser_type.launch(executable_path=chromium(), args=arguments)
    yield browser
    browser.close()


def open_page(browser):
    return browser.new_context(
        locale="en-GB", viewport={"width": 1280, "height": 900}, permissions=["microphone"]
    ).new_page()


def accept(page, address, link):
    page.goto(address + link)
    page.locator("#password").fill(PASSWORD)
    page.locator("#again").fill(PASSWORD)
    page.locator("main button").click()
    page.wait_for_url(lambda url: "invitation" not in url)


def allow_everything(page):
    """Answer what a patient is asked, one question a page, none answered for them."""
    yes = page.get_by_role("button", name="Yes, I allow it")
    while "/consent" in page.url:
        asked = page.locator("h1").inner_text()
        yes.click()
        expect(page.locator("h1")).not_to_have_text(asked)


def record_and_send(page, seconds):
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.locator("[data-el=clock]")).to_have_text(f"0:{seconds:02d}", timeout=60_000)
    page.get_by_role("button", name="Finish").click()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("[data-el=status]")).to_contain_text("Received", timeout=60_000)


def test_a_note_recorded_in_a_browser_is_read_and_heard_by_the_clinician(
    speaking_browser, service, invitations, spoken
):
    _file, words = spoken
    patient = open_page(speaking_browser)
    accept(patient, service, invitations["nora"])
    allow_everything(patient)
    expect(patient.locator("main")).to_contain_text("Dr Martin. Nobody else can hear")
    record_and_send(patient, int(SPOKEN_S) + 1)

    patient.get_by_role("link", name="Open my note").click()
    expect(patient.locator(".transcript")).to_be_visible(timeout=120_000)

    clinician = open_page(speaking_browser)
    accept(clinician, service, invitations["martin"])
    clinician.locator("a.person", has_text="Nora Lind").click()
    expect(clinician.locator("h1")).to_have_text("Nora Lind")
    expect(clinician.locator(".facts")).to_contain_text("1 note")

    evidence_plays(clinician)
    clinician.get_by_role("link", name="Open the note").click()
    written = [
        letters(text) for text in clinician.locator(".transcript [data-s]").all_inner_texts()
    ]
    found = sum(word in written for word in words)
    assert found >= MOST * len(words), f"{found} of {len(words)} words were written down"
    # Between its sentences the demo voice is silent for most of a second: that is content.
    assert clinician.locator(".transcript .silent small").count() > 0


def evidence_plays(page):
    """Press the first piece of evidence and watch the sound move inside its span."""
    chip = page.locator(".section a.play").first
    start, end = float(chip.get_attribute("data-start")), float(chip.get_attribute("data-end"))
    chip.click()
    heard = page.evaluate("""() => new Promise(done => {
      const audio = document.querySelector('evidence-player audio'), heard = [];
      const look = () => {
        if (!audio.paused) heard.push(audio.currentTime);
        heard.length && audio.paused ? done(heard) : requestAnimationFrame(look);
      };
      look();
    })""")
    assert start - 0.1 <= min(heard) < max(heard) <= end + 0.15
    assert max(heard) - min(heard) > 0.5 * (end - start)
