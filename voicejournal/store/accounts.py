"""People: invited, signing in."""

import hashlib
import secrets
import unicodedata
import uuid
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from voicejournal.errors import NotFoundError, SignInError, VoiceJournalError
from voicejournal.model.account import Account, Role
from voicejournal.model.note import AccountId
from voicejournal.store.audit import SYSTEM, Audit
from voicejournal.store.care import Care
from voicejournal.store.database import Database
from voicejournal.store.passwords import Passwords
from voicejournal.store.tables import AccountRow, InvitationRow
from voicejournal.store.vault import Vault

INVITATION_DAYS = 14
_MARK_CHARACTERS = 16


class UsernameTakenError(VoiceJournalError):
    """Somebody already signs in with this name."""


class InvitationError(NotFoundError):
    """This invitation was used, has expired, or never was one."""


class Accounts(Care):
    """Keeps the people of the service, and who cares for whom."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        audit: Audit,
        clock: Callable[[], datetime],
        passwords: Passwords,
    ) -> None:
        """Keep what it needs."""
        super().__init__(database, vault, audit, clock)
        self._passwords = passwords

    def create(
        self,
        username: str,
        password: str,
        *,
        role: Role,
        display_name: str,
        language: str,
        zone: str,
    ) -> Account:
        """Make an account that can sign in at once.

        Raises:
            UsernameTakenError: The name is in use, in whatever case.
            WeakPasswordError: The password is too short.
        """
        row = self._new_row(username, role, display_name, language, zone)
        row.password_hash = self._passwords.hash(password)
        row.active = True
        self._insert(row)
        return self._account(row)

    def invite(
        self, username: str, *, role: Role, display_name: str, language: str, zone: str
    ) -> str:
        """Make an account without a password; returns the token that lets its owner set one.

        Raises:
            UsernameTakenError: The name is in use, in whatever case.
        """
        token = secrets.token_urlsafe(32)
        self._insert(self._new_row(username, role, display_name, language, zone), token)
        return token

    def reset(self, username: str, *, at_once: bool = False) -> str:
        """Return a new token for somebody who lost the way in; older ones stop working.

        Args:
            username: Who lost it.
            at_once: Whoever is signed in now is signed out, and the old password works no more:
                for a device in the wrong hands.

        Raises:
            NotFoundError: No such name.
        """
        token = secrets.token_urlsafe(32)
        with self._database.write() as session:
            row = _by_name(session, username)
            if row is None:
                raise NotFoundError
            self._renew_invitation(session, row.account_id, token)
            if at_once:
                row.password_hash = None
            self._audit.add(session, SYSTEM, "account.reset", subject_id=row.account_id)
        return token

    def accept(self, token: str, password: str) -> Account:
        """Take up an invitation: set the password, and let the account sign in.

        Raises:
            InvitationError: Unknown, used or expired.
            WeakPasswordError: The password is too short; the invitation stays valid.
        """
        hashed = self._passwords.hash(password)
        with self._database.write() as session:
            invitation = session.get(InvitationRow, _token_hash(token))
            if invitation is None or invitation.expires_at < self._clock():
                raise InvitationError
            row = session.get_one(AccountRow, invitation.account_id)
            row.password_hash, row.active = hashed, True
            session.delete(invitation)
            self._audit.add(session, row.account_id, "account.accepted", subject_id=row.account_id)
        return self._account(row)

    def set_password(self, account_id: AccountId, password: str) -> None:
        """Replace a password."""
        hashed = self._passwords.hash(password)
        with self._database.write() as session:
            row = session.get(AccountRow, account_id)
            if row is None:
                raise NotFoundError
            row.password_hash = hashed
            self._audit.add(session, account_id, "account.password", subject_id=account_id)

    def sign_in(self, username: str, password: str) -> Account:
        """Return the account whose name and password these are.

        Raises:
            SignInError: They are not, or the account is closed; it takes as long to say so.
        """
        with self._database.read() as session:
            row = _by_name(session, username)
        stored = row.password_hash if row is not None and row.active else None
        if not self._passwords.fits(password, stored) or row is None or stored is None:
            raise SignInError
        if self._passwords.is_outdated(stored):
            self.set_password(AccountId(row.account_id), password)
        return self._account(row)

    def account(self, account_id: AccountId) -> Account | None:
        """Return one account; None where there is none that may sign in."""
        with self._database.read() as session:
            row = session.get(AccountRow, account_id)
        return self._account(row) if row is not None and row.active else None

    def password_mark(self, account_id: AccountId) -> str:
        """Return what changes with the password, and tells nothing of it; "" where there is none.

        Whoever signed in under another one is signed in no more.
        """
        chosen = select(AccountRow.password_hash).where(AccountRow.account_id == account_id)
        with self._database.read() as session:
            return _mark(session.scalar(chosen))

    def signed_in(self, account_id: AccountId, mark: str) -> Account | None:
        """Return who signed in under the password that `mark` is of; None where it is another."""
        with self._database.read() as session:
            row = session.get(AccountRow, account_id)
        same = row is not None and row.active and mark and mark == _mark(row.password_hash)
        return self._account(row) if row is not None and same else None

    def names(self, account_ids: AbstractSet[AccountId]) -> Mapping[AccountId, str]:
        """Return how these people are called, with one query; closed accounts included."""
        if not account_ids:
            return {}
        chosen = select(AccountRow).where(AccountRow.account_id.in_(account_ids))
        with self._database.read() as session:
            accounts = [self._account(row) for row in session.scalars(chosen)]
        return {one.account_id: one.display_name for one in accounts}

    def named(self, username: str) -> Account:
        """Return the account of this name, invited ones included.

        Raises:
            NotFoundError: No such name.
        """
        with self._database.read() as session:
            row = _by_name(session, username)
        if row is None:
            raise NotFoundError
        return self._account(row)

    def list(self) -> tuple[Account, ...]:
        """Return everybody, invited ones included, by name."""
        with self._database.read() as session:
            rows = session.scalars(select(AccountRow).order_by(AccountRow.username_key)).all()
        return tuple(self._account(row) for row in rows)

    def set_language(self, account_id: AccountId, language: str) -> None:
        """Remember the language that this person reads."""
        with self._database.write() as session:
            row = session.get(AccountRow, account_id)
            if row is None:
                raise NotFoundError
            row.language = language

    def set_active(self, account_id: AccountId, *, active: bool) -> None:
        """Close an account, or open it again."""
        with self._database.write() as session:
            row = session.get(AccountRow, account_id)
            if row is None:
                raise NotFoundError
            row.active = active
            action = "account.opened" if active else "account.closed"
            self._audit.add(session, SYSTEM, action, subject_id=account_id)

    def _new_row(
        self, username: str, role: Role, display_name: str, language: str, zone: str
    ) -> AccountRow:
        account_id = str(uuid.uuid4())
        sealed = self._vault.service.seal(display_name.encode(), account_id, "display_name")
        return AccountRow(
            account_id=account_id,
            username=username.strip(),
            username_key=_name_key(username),
            role=role,
            sealed_display_name=sealed,
            language=language,
            zone=zone,
            active=False,
            created_at=self._clock(),
        )

    def _insert(self, row: AccountRow, token: str | None = None) -> None:
        try:
            with self._database.write() as session:
                session.add(row)
                session.flush()
                if row.role == "patient":
                    self._vault.create_key(session, row.account_id)
                if token is not None:
                    self._renew_invitation(session, row.account_id, token)
                self._audit.add(session, SYSTEM, "account.created", subject_id=row.account_id)
        except IntegrityError as error:
            raise UsernameTakenError from error

    def _renew_invitation(self, session: Session, account_id: str, token: str) -> None:
        session.execute(delete(InvitationRow).where(InvitationRow.account_id == account_id))
        expires_at = self._clock() + timedelta(days=INVITATION_DAYS)
        session.add(
            InvitationRow(
                token_hash=_token_hash(token), account_id=account_id, expires_at=expires_at
            )
        )


def _by_name(session: Session, username: str) -> AccountRow | None:
    chosen = select(AccountRow).where(AccountRow.username_key == _name_key(username))
    return session.scalars(chosen).first()


def _name_key(username: str) -> str:
    return unicodedata.normalize("NFKC", username.strip()).casefold()


def _mark(password_hash: str | None) -> str:
    if password_hash is None:
        return ""
    return hashlib.sha256(password_hash.encode()).hexdigest()[:_MARK_CHARACTERS]


def _token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
