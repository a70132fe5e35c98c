"""Real Chromium with a fake microphone, in front of the real pages."""

import os
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.unit.views.memory import PASSWORD, practice
from voicejournal.views import create_app

INSECURE_HOST = "journal.test"
"""Leads to this machine, and is no secure context: plain http and not localhost."""
QUIET_BROWSER = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
    f"--host-resolver-rules=MAP {INSECURE_HOST} 127.0.0.1",
)
FAKE_MICROPHONE = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def chromium() -> str:
    """Return where Chromium is; without one these tests are skipped, in CI they fail."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("CI must bring Chromium: the browser tests may not be skipped there")
    if found is None:
        pytest.skip("no Chromium on this machine; Debian: apt-get install chromium")
    return found


@pytest.fixture(scope="session")
def base_url():
    """Stand in for pytest-base-url's fixture: each test brings its own address."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {
        **browser_type_launch_args,
        "executable_path": chromium(),
        "args": [*QUIET_BROWSER, *FAKE_MICROPHONE],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {
        **browser_context_args,
        "locale": "en-GB",
        "viewport": {"width": 390, "height": 844},
        "permissions": ["microphone"],
        "reduced_motion": "reduce",
    }


class _Silent(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log(self, *_args):
        """Say nothing."""


def _whole(app):
    """Answer in one piece, and close what was opened for it.

    The development server forgets to close a file when the browser goes away while it is sent;
    gunicorn does not.
    """

    def answer(environ, start_response):
        parts = app(environ, start_response)
        try:
            return [b"".join(parts)]
        finally:
            if hasattr(parts, "close"):
                parts.close()

    return answer


@contextmanager
def serving(app) -> Iterator[str]:
    """Serve `app` from a thread; yields its address."""
    server = make_server("localhost", 0, _whole(app), threaded=True, request_handler=_Silent)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{server.port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def practice_journal(settings):
    return practice(settings)


@pytest.fixture
def app(practice_journal):
    return create_app(practice_journal)


@pytest.fixture
def address(app):
    with serving(app) as address:
        yield address


def enter(context, app, address, name):
    """Give `context` the session of somebody who has signed in, without the pages of the way."""
    client = app.test_client()
    token = re.search(r'csrf-token" content="([^"]+)"', client.get("/help").text)[1]
    data = {"username": name, "password": PASSWORD, "csrf_token": token}
    assert client.post("/sign-in", data=data).status_code == 302
    session = client.get_cookie("session").value
    context.add_cookies([{"name": "session", "value": session, "url": address}])


def sign_in(page, address, name, password=PASSWORD):
    page.goto(f"{address}/sign-in")
    page.locator("#username").fill(name)
    page.locator("#password").fill(password)
    page.locator("main button").click()
    page.wait_for_url(lambda url: not url.endswith("/sign-in"))


@pytest.fixture
def patient(page, app, address):
    """The record page of the patient Daniel."""
    enter(page.context, app, address, "daniel")
    page.goto(f"{address}/record")
    return page


@pytest.fixture
def clinician(page, app, address):
    """A page on which his clinician has signed in."""
    page.set_viewport_size({"width": 1280, "height": 900})
    enter(page.context, app, address, "martin")
    return page
