"""What a patient takes along opens without us: from a folder, without script and network."""

import io
import shutil
import zipfile
from datetime import UTC, datetime

import pytest

from tests.acceptance.sounds import encoded, hum
from tests.consent import allow
from voicejournal.model.audio import DeviceFacts
from voicejournal.model.note import PatientId
from voicejournal.model.typed import Typed
from voicejournal.views import create_app

pytestmark = pytest.mark.browser


@pytest.fixture
def taken(journal, tmp_path):
    """The archive of a patient with one recording and one typed note, unpacked."""
    made = journal.store.accounts.create(
        "nora", "a long password", role="patient", display_name="Nora", language="fr", zone="UTC"
    )
    nora = PatientId(made.account_id)
    allow(journal.store, nora)
    at = datetime(2026, 11, 2, 20, 15, tzinfo=UTC)
    sound = encoded(hum(2.0, 48_000), 48_000, "webm")
    journal.receive(
        nora, "k1", [sound], recorded_at=at, zone="UTC", device=DeviceFacts(), sha256=None
    )
    typed = Typed(text="Rien à dire <aujourd’hui>.", language="fr")
    journal.write(nora, "k2", typed, recorded_at=at, zone="UTC")
    client = create_app(journal).test_client()
    token = client.get("/help").text.split('csrf-token" content="')[1].split('"')[0]
    told = {"username": "nora", "password": "a long password", "csrf_token": token}
    assert client.post("/sign-in", data=told).status_code == 302
    answer = client.get("/my-data/everything.zip")
    folder = tmp_path / "unpacked"
    zipfile.ZipFile(io.BytesIO(answer.data)).extractall(folder)
    shutil.rmtree(journal.settings.data)  # there is no service any more
    return folder


def test_the_archive_is_read_and_heard_from_a_folder(browser, taken):
    page = browser.new_context(offline=True).new_page()
    problems, asked = [], []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"file://{taken}/index.html")
    assert "Rien à dire <aujourd’hui>." in page.locator("#notes").inner_text()
    seconds = page.evaluate("""async () => {
      const audio = document.querySelector('audio');
      audio.preload = 'auto';
      await new Promise((done, failed) => {
        audio.oncanplay = done; audio.onerror = () => failed(audio.error.message); audio.load();
      });
      await audio.play();
      await new Promise(done => { audio.ontimeupdate = () => audio.currentTime > 0.3 && done(); });
      return audio.currentTime;
    }""")
    assert seconds > 0.3
    assert problems == []
    assert all(one.startswith("file:") for one in asked)
    assert page.locator("script, link[rel=stylesheet], img").count() == 0
