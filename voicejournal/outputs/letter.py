"""Letters. They tell nothing about anybody: mail is read on the way."""

from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from voicejournal.errors import MailError
from voicejournal.model.text import Text, typeset

READY = typeset(en="A weekly page is ready", fr="Une page hebdomadaire est prête")
READY_BODY = typeset(
    en="A weekly page is ready to be read.\n\nSign in to see it:\n{link}\n\n"
    "This letter says no more than that, on purpose.\n",
    fr="Une page hebdomadaire est prête à être lue.\n\nConnectez-vous pour la voir :\n{link}\n\n"
    "Cette lettre n’en dit pas davantage, et c’est voulu.\n",
)
CALLED = typeset(en="Somebody asks to be contacted", fr="Quelqu’un demande à être contacté")
CALLED_BODY = typeset(
    en="Somebody in your care asks to be contacted.\n\nSign in to see who:\n{link}\n\n"
    "This letter says no more than that, on purpose.\n",
    fr="Une personne que vous suivez demande à être contactée.\n\n"
    "Connectez-vous pour voir qui :\n{link}\n\n"
    "Cette lettre n’en dit pas davantage, et c’est voulu.\n",
)
REMINDER = typeset(en="The reminder that you asked for", fr="Le rappel que vous avez demandé")
REMINDER_BODY = typeset(
    en="You asked to be reminded at this hour.\n\nSign in:\n{link}\n\n"
    "To get no more reminders:\n{stop}\n",
    fr="Vous avez demandé un rappel à cette heure.\n\nConnectez-vous :\n{link}\n\n"
    "Pour ne plus recevoir de rappel :\n{stop}\n",
)
SIGN_IN = "/sign-in"
STOP = "/reminders/stop/"


def page_is_ready(
    *, sender: str, to: str, language: str, public_url: str, now: datetime
) -> EmailMessage:
    """Write to a clinician that a page is ready, in the language that she reads.

    Raises:
        MailError: An address is none.
    """
    link = _under(public_url, SIGN_IN)
    letter = _letter(READY, sender=sender, to=to, language=language, now=now)
    return _say(letter, READY_BODY.in_language(language).format(link=link), language)


def somebody_calls(
    *, sender: str, to: str, language: str, public_url: str, now: datetime
) -> EmailMessage:
    """Write to a practice that somebody asks to be contacted; never who.

    Raises:
        MailError: An address is none.
    """
    link = _under(public_url, SIGN_IN)
    letter = _letter(CALLED, sender=sender, to=to, language=language, now=now)
    return _say(letter, CALLED_BODY.in_language(language).format(link=link), language)


def reminder_letter(
    *, sender: str, to: str, language: str, public_url: str, token: str, now: datetime
) -> EmailMessage:
    """Write to a patient at the hour that they chose, with the link that stops it.

    Mail programs offer the same link as a button of their own (RFC 8058).

    Raises:
        MailError: An address is none.
    """
    link, stop = _under(public_url, SIGN_IN), _under(public_url, STOP + token)
    letter = _letter(REMINDER, sender=sender, to=to, language=language, now=now)
    letter["List-Unsubscribe"] = f"<{stop}>"
    letter["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return _say(letter, REMINDER_BODY.in_language(language).format(link=link, stop=stop), language)


def check_address(written: str) -> None:
    """Refuse what no letter could be sent to.

    Raises:
        MailError: It is no address.
    """
    address = _address(written)
    if not (address.username and address.domain):
        raise MailError


def _letter(subject: Text, *, sender: str, to: str, language: str, now: datetime) -> EmailMessage:
    letter = EmailMessage()
    letter["From"] = _address(sender)
    letter["To"] = _address(to)
    letter["Subject"] = subject.in_language(language)
    letter["Date"] = format_datetime(now)
    letter["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    letter["Auto-Submitted"] = "auto-generated"  # RFC 3834: no answer of an absent reader
    return letter


def _say(letter: EmailMessage, body: str, language: str) -> EmailMessage:
    letter.set_content(body)
    letter["Content-Language"] = language
    return letter


def _under(public_url: str, path: str) -> str:
    return public_url.rstrip("/") + path


def _address(written: str) -> Address:
    try:
        return Address(addr_spec=written)
    except (ValueError, IndexError, MessageError) as error:
        raise MailError from error
