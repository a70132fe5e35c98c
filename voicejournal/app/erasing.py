"""Erasing a journal: for the patient who knows the password, or for the operator they asked."""

from voicejournal.app.practice import Practice
from voicejournal.errors import NotFoundError
from voicejournal.model.account import Account
from voicejournal.model.erasure import ErasureReceipt
from voicejournal.model.note import PatientId


class Erasing(Practice):
    """The journal as it is erased."""

    def erase_own(self, account: Account, password: str) -> ErasureReceipt:
        """Erase the journal of whoever is signed in and says the password once more.

        Raises:
            SignInError: It is not the password; nothing happened.
        """
        self.store.accounts.sign_in(account.username, password)
        return self.erase(account, by=account.account_id)

    def erase(self, account: Account, *, by: str) -> ErasureReceipt:
        """Erase a patient's journal with the account; returns the signed receipt.

        Raises:
            NotFoundError: This is no patient.
        """
        if account.role != "patient":
            raise NotFoundError
        line, at = self.store.erasure.erase(PatientId(account.account_id), by)
        return self.store.receipts.sign(ErasureReceipt.of(account.account_id, at, line))
