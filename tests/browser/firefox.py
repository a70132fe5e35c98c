"""Debian's Firefox, driven over its own Marionette protocol: no driver need be installed.

Source:
    https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from itertools import count

import pytest

NAMES = ("firefox-esr", "firefox")
STARTS_WITHIN_S = 60
SCRIPT_MS = 30_000
PREFERENCES = {
    "media.navigator.streams.fake": True,  # a microphone that hears a tone
    "media.navigator.permission.disabled": True,
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "dom.disable_beforeunload": True,
    "intl.accept_languages": "en-GB",
}


def firefox():
    """Return where Firefox is; without one these tests are skipped, in CI they fail."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("CI must bring Firefox: its tests may not be skipped there")
    if found is None:
        pytest.skip("no Firefox on this machine; Debian: apt-get install firefox-esr")
    return found


class Firefox:
    """One Firefox over one profile; the profile outlives it."""

    def __init__(self, profile):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        profile.mkdir(exist_ok=True)
        settings = {**PREFERENCES, "marionette.port": port}
        lines = (f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in settings.items())
        (profile / "user.js").write_text("".join(lines))
        command = [firefox(), "--headless", "--marionette", "--no-remote", "--profile", profile]
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(
            command, start_new_session=True, stdout=quiet, stderr=quiet
        )
        self._numbers = count(1)
        self._line = _connect(port)
        self._read()
        self.ask("WebDriver:NewSession", capabilities={})

    def ask(self, command, **parameters):
        """Give a command; returns its answer."""
        number = next(self._numbers)
        body = json.dumps([0, number, command, parameters]).encode()
        self._line.sendall(str(len(body)).encode() + b":" + body)
        _, answered, error, result = self._read()
        assert (answered, error) == (number, None), error
        return result

    def goto(self, address):
        """Open a page."""
        self.ask("WebDriver:Navigate", url=address)

    def click(self, selector):
        """Press what a person would press."""
        found = self.ask("WebDriver:FindElement", using="css selector", value=selector)
        self.ask("WebDriver:ElementClick", id=next(iter(found["value"].values())))

    def wait(self, condition):
        """Return the value of a script's expression, once it holds."""
        return self.evaluate(f"""() => new Promise(done => {{
          const look = () => {{ const is = {condition}; is ? done(is) : setTimeout(look, 50); }};
          look();
        }})""")

    def evaluate(self, function):
        """Return what an asynchronous function gives."""
        script = f"({function})().then(arguments[arguments.length - 1]);"
        answer = self.ask(
            "WebDriver:ExecuteAsyncScript", script=script, args=[], scriptTimeout=SCRIPT_MS
        )
        return answer["value"]

    def kill(self):
        """End every process of it at once, none of them asked."""
        self._line.close()
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _read(self):
        length = b""
        while (one := self._line.recv(1)) != b":":
            assert one, "Firefox has gone"
            length += one
        body = b""
        while len(body) < int(length):
            body += self._line.recv(int(length) - len(body))
        return json.loads(body)


def _connect(port):
    give_up_at = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < give_up_at:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=STARTS_WITHIN_S)
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"Firefox did not answer within {STARTS_WITHIN_S} s")
