"""Hands letters to the mail server of the practice."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from voicejournal.errors import MailError
from voicejournal.settings import Settings

PATIENCE_S = 20.0
"""A mail server that is silent for so long is not there (assumed)."""


def post(letter: EmailMessage, settings: Settings) -> None:
    """Hand a letter over.

    Raises:
        MailError: The mail server is not there, or refused it.
    """
    with _signed_in(settings) as server:
        server.send_message(letter)


def check_post(settings: Settings) -> None:
    """Find out whether the mail server would take a letter; none is sent.

    Raises:
        MailError: It would not.
    """
    with _signed_in(settings) as server:
        server.noop()


@contextmanager
def _signed_in(settings: Settings) -> Iterator[smtplib.SMTP]:
    try:
        with _connected(settings) as server:
            if settings.smtp_user:
                server.login(settings.smtp_user, settings.smtp_password.get_secret_value())
            yield server
    except (smtplib.SMTPException, OSError) as error:
        raise MailError from error


def _connected(settings: Settings) -> smtplib.SMTP:
    place = (settings.smtp_host, settings.smtp_port)
    if settings.smtp_security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(*place, timeout=PATIENCE_S, context=context)
    server = smtplib.SMTP(*place, timeout=PATIENCE_S)
    if settings.smtp_security == "starttls":
        try:
            server.starttls(context=ssl.create_default_context())
        except BaseException:
            server.close()
            raise
    return server
