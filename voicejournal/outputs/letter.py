"""The letter that a page is ready. It tells nothing about anybody: mail is read on the way."""

from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from voicejournal.errors import MailError
from voicejournal.model.text import typeset

SUBJECT = typeset(en="A weekly page is ready", fr="Une page hebdomadaire est prête")
BODY = typeset(
    en="A weekly page is ready to be read.\n\nSign in to see it:\n{link}\n\n"
    "This letter says no more than that, on purpose.\n",
    fr="Une page hebdomadaire est prête à être lue.\n\nConnectez-vous pour la voir :\n{link}\n\n"
    "Cette lettre n’en dit pas davantage, et c’est voulu.\n",
)
SIGN_IN = "/sign-in"


def page_is_ready(
    *, sender: str, to: str, language: str, public_url: str, now: datetime
) -> EmailMessage:
    """Write the letter in the language of whoever reads it.

    Raises:
        MailError: An address is none.
    """
    letter = EmailMessage()
    letter["From"] = _address(sender)
    letter["To"] = _address(to)
    letter["Subject"] = SUBJECT.in_language(language)
    letter["Date"] = format_datetime(now)
    letter["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    letter["Auto-Submitted"] = "auto-generated"  # RFC 3834: no answer of an absent reader
    link = public_url.rstrip("/") + SIGN_IN
    letter.set_content(BODY.in_language(language).format(link=link))
    letter["Content-Language"] = language
    return letter


def _address(written: str) -> Address:
    try:
        return Address(addr_spec=written)
    except (ValueError, IndexError, MessageError) as error:
        raise MailError from error
