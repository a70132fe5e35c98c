"""People of the practice: signing in, who cares for whom, who may do what."""

from voicejournal import policy
from voicejournal.app.practice import Practice
from voicejournal.model.account import Account
from voicejournal.model.note import AccountId, PatientId
from voicejournal.model.purpose import Grants


class People(Practice):
    """The journal as it deals with people."""

    def sign_in(self, username: str, password: str) -> Account:
        """Return the account, or raise SignInError without saying which part was wrong."""
        return self.store.accounts.sign_in(username, password)

    def account(self, account_id: AccountId) -> Account | None:
        """Return the account if it exists and is active."""
        return self.store.accounts.account(account_id)

    def password_mark(self, account_id: AccountId) -> str:
        """Return the mark of a password, under which a session begins: it ends with it."""
        return self.store.accounts.password_mark(account_id)

    def signed_in(self, account_id: AccountId, mark: str) -> Account | None:
        """Return who began a session under this mark; None where the password is a new one."""
        return self.store.accounts.signed_in(account_id, mark)

    def accept_invitation(self, token: str, password: str) -> Account:
        """Set the first password of an invited person; NotFoundError when it has expired."""
        return self.store.accounts.accept(token, password)

    def set_language(self, account_id: AccountId, language: str) -> None:
        """Remember the language that this person reads."""
        self.store.accounts.set_language(account_id, language)

    def patients_of(self, clinician_id: AccountId) -> tuple[Account, ...]:
        """Return the patients in this clinician's care."""
        return self.store.accounts.patients_of(clinician_id)

    def clinicians_of(self, patient_id: PatientId) -> tuple[Account, ...]:
        """Return who can read and hear this patient's notes: nobody, unless they are shared."""
        if not self.grants(patient_id).allows("share"):
            return ()
        return self.store.accounts.clinicians_of(patient_id)

    def allows(
        self, account: Account | None, action: policy.Action, patient_id: PatientId | None = None
    ) -> bool:
        """Ask the policy; it is written in one place and nowhere else."""
        cared_for = self.store.accounts.relations(account) if account else frozenset()
        grants = self.grants(patient_id) if patient_id in cared_for and patient_id else Grants()
        return policy.may(
            account, action, patient_id=patient_id, relations=cared_for, grants=grants
        )
