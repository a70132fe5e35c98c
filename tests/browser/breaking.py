"""What breaks under a recording: the line, the service, the browser."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from tests.browser.test_main_job import wait_until_alive


class Cuts:
    """Cuts the line at each request named, in turn: before it is read, or before its answer."""

    def __init__(self, app):
        self.app = app
        self.planned = []
        self.offsets = []

    def __call__(self, environ, start_response):
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        if method == "PATCH":
            self.offsets.append(int(environ["HTTP_UPLOAD_OFFSET"]))
        if not self.planned or not f"{method} {path}".startswith(self.planned[0][0]):
            return self.app(environ, start_response)
        _, when = self.planned.pop(0)
        if when == "after":
            list(self.app(environ, lambda *_: lambda _: None))
        else:
            environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        start_response("503 Cut", [("Content-Length", "0")])
        return []


class Service:
    """The pages as everybody serves them, in processes of their own."""

    def __init__(self, settings, patient):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://localhost:{self.port}"
        self.patient = patient
        self.starts = 0
        self._data = str(settings.data)
        self._running = None

    @property
    def is_first(self):
        return self.starts == 1

    def start(self):
        """Start, and wait for an answer."""
        command = [sys.executable, "-m", "voicejournal", "web", "--data", self._data]
        command += ["--port", str(self.port)]
        self._running = subprocess.Popen(command, start_new_session=True)
        self.starts += 1
        wait_until_alive(self.address)

    def kill(self):
        """End it as a power cut would: every process at once, none of them asked."""
        os.killpg(self._running.pid, signal.SIGKILL)
        self._running.wait()


def kill_browser(folder):
    """End every process of the browser whose profile lies in `folder`, at once."""
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if f"--user-data-dir={folder}".encode() in entry.read_bytes().split(b"\0"):
                os.kill(int(entry.parent.name), signal.SIGKILL)
