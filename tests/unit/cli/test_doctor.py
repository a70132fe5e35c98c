"""What the doctor says about printing and letters, each with its fix."""

import socket
import sys

import pytest

from voicejournal.cli.doctor import _mail, _pdf
from voicejournal.outputs import pdf
from voicejournal.settings import Settings


def test_a_missing_printer_is_a_warning_with_its_fix(monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    found = _pdf()
    assert (found.verdict, found.fix) == ("warn", pdf.FIX)


def test_without_a_mail_server_all_is_well(settings):
    assert _mail(settings).verdict == "ok"


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
def test_a_mail_server_that_is_not_there_is_a_warning(tmp_path, security):
    with socket.create_server(("127.0.0.1", 0)) as place:
        port = place.getsockname()[1]
    found = _mail(
        Settings(
            data=tmp_path,
            smtp_host="127.0.0.1",
            smtp_port=port,
            smtp_security=security,
            smtp_from="j@example.org",
            public_url="https://j.example.org",
        )
    )
    assert found.verdict == "warn"
    assert "SMTP" in found.fix
