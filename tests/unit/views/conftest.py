import re

import pytest

from tests.unit.views.memory import PASSWORD, practice
from voicejournal.settings import Settings
from voicejournal.views import create_app


@pytest.fixture
def practice_journal(settings):
    return practice(settings)


class _Standing:
    """Stands in for the journal of whichever test is running."""

    def __getattr__(self, name):
        return getattr(self.journal, name)


@pytest.fixture(scope="session")
def _standing():
    """An application that is built once: its hundred routes take a twentieth of a second."""
    standing = _Standing()
    standing.journal = practice(Settings())
    return standing, create_app(standing)


@pytest.fixture
def app(_standing, practice_journal):
    standing, app = _standing
    standing.journal = practice_journal
    for limiter in app.extensions["limiter"]:
        limiter.reset()
    return app


class Visitor:
    """Somebody with a browser: keeps cookies, sends the tokens that pages carry."""

    def __init__(self, app, language="en"):
        self.client = app.test_client()
        self.headers = {"Accept-Language": language}

    def get(self, path, **more):
        headers = {**self.headers, **more.pop("headers", {})}
        return self.client.get(path, headers=headers, buffered=True, **more)

    def token(self, path="/help"):
        return re.search(r'name="csrf-token" content="([^"]+)"', self.get(path).text)[1]

    def post(self, path, data=None, **more):
        body = {"csrf_token": self.token(), **(data or {})}
        return self.client.post(path, data=body, headers=self.headers, **more)

    def send(self, method, path, body=b"", **more):
        headers = {"X-CSRF-Token": self.token(), **self.headers, **more.pop("headers", {})}
        return self.client.open(path, method=method, data=body or None, headers=headers, **more)

    def sign_in(self, name):
        answer = self.post("/sign-in", {"username": name, "password": PASSWORD})
        assert answer.status_code == 302
        return self


@pytest.fixture
def visit(app):
    """Return what makes a visitor, signed in under `name` if one is given."""

    def visit(name=None, language="en"):
        visitor = Visitor(app, language)
        return visitor.sign_in(name) if name else visitor

    return visit
