"""A server that speaks the protocol and answers as each test wants."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from voicejournal import Source, Text

Answering = Callable[[BaseHTTPRequestHandler], None]


class Playing:
    """What the server was asked, and how it answers."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}/v1"
        self.asked: list[dict] = []
        self.headers: list[dict] = []
        self.answers: list[Answering] = []
        self.over = threading.Event()
        """Set when the test ends: nobody waits beyond it."""

    def says(self, content: object) -> None:
        """Answer as a model that said `content`."""
        told = {"choices": [{"index": 0, "message": {"role": "assistant", "content": content}}]}
        self.sends(json.dumps(told).encode())

    def sends(self, body: bytes, status: int = 200, kind: str = "application/json", **more) -> None:
        """Answer with bytes."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            handler.send_header("content-type", kind)
            handler.send_header("content-length", str(len(body)))
            for name, value in more.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(body)

        self.answers.append(answer)


@pytest.fixture
def server() -> Iterator[Playing]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = self.rfile.read(int(self.headers["content-length"]))
            playing.asked.append(json.loads(asked))
            self._answer()

        def do_GET(self):
            self._answer()

        def _answer(self):
            playing.headers.append(dict(self.headers))
            answers = playing.answers
            try:
                (answers.pop(0) if len(answers) > 1 else answers[0])(self)
            except OSError:
                self.close_connection = True

        def log_message(self, *_):
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    playing = Playing(httpd.server_port)
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield playing
    playing.over.set()
    httpd.shutdown()
    thread.join()
    httpd.server_close()


@pytest.fixture
def sources() -> tuple[Source, ...]:
    return (
        Source(
            key="s1",
            text=Text(en="Speech was slower than usual.", fr="Le débit était plus lent."),
        ),
        Source(key="s2", text=Text(en="I am tired", fr="I am tired"), quoted=True),
    )
