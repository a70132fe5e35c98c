"""Who is signed in: the account behind the session cookie, read afresh on every request."""

from typing import TYPE_CHECKING, cast

from flask import Flask, session
from flask_login import LoginManager, current_user, login_user, logout_user

from voicejournal.model.account import Account
from voicejournal.model.note import AccountId, PatientId
from voicejournal.views.held import journal

if TYPE_CHECKING:
    from voicejournal.app import Journal

_ROLES_KEPT_SIGNED_IN = frozenset({"patient"})
"""A phone is personal, a practice's computer is not: only patients outlive the browser."""
_BEFORE_MARK = ":"
"""Between the account and the mark of its password in the cookie; ids hold none."""


class SignedIn:
    """What Flask-Login keeps of an account."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def __init__(self, account: Account, mark: str) -> None:
        """Wrap `account`, signed in under the password that `mark` is of."""
        self.account = account
        self._mark = mark

    def get_id(self) -> str:
        """Return what the cookie carries."""
        return f"{self.account.account_id}{_BEFORE_MARK}{self._mark}"


def install_sessions(app: Flask, held: "Journal") -> None:
    """Let `app` recognise the accounts of `held`."""
    manager = LoginManager(app)

    def load(carried: str) -> SignedIn | None:
        name, _, mark = carried.partition(_BEFORE_MARK)
        # A new password ends what was begun under the one before, on every device.
        account = held.signed_in(AccountId(name), mark)
        return None if account is None else SignedIn(account, mark)

    manager.user_loader(load)


def current_account() -> Account | None:
    """Return the account that is signed in, if one is."""
    return cast("Account | None", getattr(current_user, "account", None))


def the_account() -> Account:
    """Return the account that is signed in, on a page that the gate lets nobody else reach."""
    account = current_account()
    if account is None:
        msg = "this route lets people in who have not signed in"
        raise RuntimeError(msg)
    return account


def the_patient() -> PatientId:
    """Return the account that is signed in, as the patient of its own journal."""
    return PatientId(the_account().account_id)


def start_session(account: Account) -> None:
    """Sign `account` in; nothing of an earlier session stays."""
    session.clear()
    session.permanent = account.role in _ROLES_KEPT_SIGNED_IN
    login_user(SignedIn(account, journal().password_mark(account.account_id)))


def end_session() -> None:
    """Sign whoever is there out."""
    logout_user()
    session.clear()


def display_name(account_id: AccountId | PatientId) -> str:
    """Return how a person is called on a page."""
    account = journal().account(AccountId(str(account_id)))
    return "" if account is None else account.display_name
