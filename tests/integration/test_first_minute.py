"""From `plugins new` to a finding on the clinician's page, in under a minute.

The lines that are run are those of the tutorial, in an environment of its own without network.
Then the service, as everybody starts it, takes a note of the demo clinic, and the finding is
looked for on the page that it serves.
"""

import os
import re
import signal
import socket
import time
from datetime import UTC, datetime, timedelta
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from tests.consent import allow
from tests.integration.fresh import Fresh
from voicejournal.model.audio import DeviceFacts
from voicejournal.store import open_store

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]

A_MINUTE_S = 60
GIVE_UP_S = 240
PASSWORD = "a password of many words"
ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs/tutorial/first-analyzer.md"
LINES = re.compile(r"```sh\n(.*?)```", re.DOTALL)
FORM_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
CLAIM, QUOTE = "Said not to know.", "je ne sais pas"


def lines_of_the_tutorial():
    """All that is run: up to the last step, and in it, where the result is looked at."""
    steps, _, last = TUTORIAL.read_text().partition("\n## 5. ")
    return tuple(
        [line for block in LINES.findall(part) for line in block.splitlines()]
        for part in (steps, last)
    )


@pytest.fixture
def note(clinic):
    """A note of the demo clinic in which the phrase is said."""
    camille = next(one for one in clinic if one.language == "fr")
    return next(one for one in camille.notes if QUOTE in one.text)


@pytest.fixture
def patient(settings, note):
    """A practice of two people, who is cared for, and a note that waits for the service."""
    store = open_store(settings)
    for name, role in (("nora", "patient"), ("martin", "clinician")):
        token = store.accounts.invite(
            name, role=role, display_name=name, language="en", zone="Europe/Paris"
        )
        store.accounts.accept(token, PASSWORD)
    nora = store.accounts.named("nora").account_id
    allow(store, nora)
    store.accounts.assign(store.accounts.named("martin").account_id, nora)
    store.notes.receive(
        nora,
        "first",
        [note.sound_path.read_bytes()],
        recorded_at=datetime.now(UTC) - timedelta(minutes=5),
        zone="Europe/Paris",
        device=DeviceFacts(),
        sha256=None,
        check=lambda _stream: None,
    )
    store.close()
    return nora


class Reader:
    """The clinician, signed in."""

    def __init__(self, address):
        """Sign in as soon as the service answers."""
        self.address = address
        self.open = build_opener(HTTPCookieProcessor(CookieJar())).open
        form = self.until(lambda: self.get("/sign-in"))
        fields = {"username": "martin", "password": PASSWORD, "next": ""}
        fields["csrf_token"] = FORM_TOKEN.search(form)[1]
        self.open(f"{address}/sign-in", urlencode(fields).encode(), timeout=30).read()

    def get(self, path):
        """Return a page, wherever it leads to."""
        try:
            with self.open(self.address + path, timeout=30) as answer:
                return answer.read().decode()
        except URLError:
            return ""

    def until(self, look):
        """Look again and again until there is something to see."""
        give_up_at = time.monotonic() + GIVE_UP_S
        while not (seen := look()):
            assert time.monotonic() < give_up_at, "the service did not come to it"
            time.sleep(1.0)
        return seen


@pytest.fixture
def serve(settings):
    """Start the service in a fresh environment; it is ended with the test, if not before."""
    running = []

    def start(fresh):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        running.append(fresh.start("serve", "--data", str(settings.data), "--port", str(port)))
        return f"http://127.0.0.1:{port}"

    def end():
        for one in running:
            one.send_signal(signal.SIGTERM)
            one.wait(timeout=60)
        running.clear()

    start.end = end
    yield start
    end()


class Stopwatch:
    """Seconds by the clock, and of processor by what was started."""

    def __init__(self):
        """Begin to count."""
        self.clock, self.processor = time.monotonic(), self._spent()

    @staticmethod
    def _spent():
        return os.times().children_user + os.times().children_system

    def seconds(self):
        """Return the smaller: where others share the machine, the clock counts them too."""
        return min(time.monotonic() - self.clock, self._spent() - self.processor)


def test_a_new_plugin_is_on_the_page_within_a_minute(tmp_path, patient, serve):
    fresh = Fresh(tmp_path)
    lines, (look,) = lines_of_the_tutorial()
    watch = Stopwatch()
    printed = "".join(map(fresh.run, lines))
    assert "3 passed" in printed
    assert printed.count("passed") > 10
    assert "failed" not in printed

    reader = Reader(serve(fresh))
    page = reader.until(lambda: CLAIM in (page := reader.get(f"/patients/{patient}")) and page)
    seen_after = time.monotonic() - watch.clock
    serve.end()
    assert QUOTE in page
    assert "data-start" in page[page.index(CLAIM) - 1000 : page.index(CLAIM) + 1000]
    assert watch.seconds() < A_MINUTE_S, f"seen after {seen_after:.0f} s"

    (tmp_path / "plugins").symlink_to(ROOT / "plugins")
    assert "A dit ne pas savoir." in fresh.run(look)
