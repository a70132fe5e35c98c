"""Handing letters over, with a real server on this machine."""

import smtplib
import socket
from datetime import UTC, datetime

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink

from voicejournal.errors import MailError
from voicejournal.outputs.letter import page_is_ready
from voicejournal.outputs.post import check_post, post
from voicejournal.settings import Settings


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as place:
        return place.getsockname()[1]


@pytest.fixture
def server():
    server = Controller(Sink(), hostname="127.0.0.1", port=free_port())
    server.start()
    yield server
    server.stop()


def settings(port, **more):
    given = {"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_security": "none", **more}
    return Settings(public_url="https://j.example.org", smtp_from="j@example.org", **given)


LETTER = page_is_ready(
    sender="j@example.org",
    to="m@example.org",
    language="fr",
    public_url="https://j.example.org",
    now=datetime(2026, 4, 20, tzinfo=UTC),
)


def test_a_server_that_is_there_takes_a_letter(server):
    post(LETTER, settings(server.port))
    check_post(settings(server.port))


def test_a_server_that_is_not_there_is_said():
    with pytest.raises(MailError):
        check_post(settings(free_port()))


def test_a_letter_never_goes_in_the_clear_where_encryption_was_wished_for(server):
    with pytest.raises(MailError) as error:
        post(LETTER, settings(server.port, smtp_security="starttls"))
    assert isinstance(error.value.__cause__, smtplib.SMTPNotSupportedError)


def test_a_password_is_never_printed():
    assert "hidden" not in repr(settings(25, smtp_password="hidden"))


def test_letters_are_marked_as_written_by_a_machine():
    assert LETTER["Auto-Submitted"] == "auto-generated"
    assert LETTER["Content-Language"] == "fr"
