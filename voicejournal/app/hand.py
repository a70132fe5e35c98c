"""The clinician's hand: amend, dismiss, mark, note, sign, and take each of them back."""

from dataclasses import replace

from voicejournal.app.weeks import Weeks
from voicejournal.errors import EmptyWordsError, NotFoundError, PageSignedError
from voicejournal.model.hand import (
    LONGEST_WORDS,
    Act,
    ActId,
    Deed,
    Intent,
    Opening,
    SentenceKey,
)
from voicejournal.model.note import AccountId, PatientId
from voicejournal.model.revision import RevisionLine
from voicejournal.model.summary import WeeklySummary
from voicejournal.model.week import Week
from voicejournal.summary.keys import sentences

ON_A_SIGNED_PAGE: frozenset[Deed] = frozenset({"marked", "noted", "seen", "restored"})
"""Deeds that leave what was signed as it is."""
IN_WORDS: frozenset[Deed] = frozenset({"amended", "dismissed", "noted"})


class Hand(Weeks):
    """The journal as clinicians work with it."""

    def act(self, patient_id: PatientId, week: Week, wish: Intent) -> ActId:
        """Do something to a week; every act can be taken back.

        Raises:
            NotFoundError: No such revision or sentence.
            PageSignedError: It would change a page that bears a name.
            EmptyWordsError: It is done in words, and there are none, or too many.
        """
        shown = self.revision(patient_id, week, wish.number)
        done = about(checked(wish, shown.line), shown.summary)
        return self.store.hand.add(patient_id, week.monday, done)

    def undo(self, patient_id: PatientId, week: Week, act_id: ActId, by: AccountId) -> Act:
        """Take an act back.

        A signed page keeps showing what it was signed with.

        Raises:
            NotFoundError: No such act, or another person's private note.
        """
        return self.store.hand.undo(patient_id, week.monday, act_id, by)

    def sign(self, patient_id: PatientId, week: Week, number: int, by: AccountId) -> None:
        """Put a name under the page that was read.

        Raises:
            PageMovedError: Something came since it was opened.
        """
        self._up_to_date(patient_id, week)
        self.store.signatures.sign(patient_id, week.monday, number, by)

    def reopen(self, patient_id: PatientId, week: Week, number: int, by: AccountId) -> int:
        """Take a name back; returns the revision to go on with."""
        return self.store.signatures.withdraw(patient_id, week.monday, number, by)

    def opened(self, patient_id: PatientId, week: Week, number: int, by: AccountId) -> None:
        """Remember that a clinician read this revision."""
        if number:
            self.store.signatures.opened(patient_id, week.monday, number, by)

    def openings(self, patient_id: PatientId, week: Week) -> tuple[tuple[str, Opening], ...]:
        """Return who opened a week and when, newest first, each with a name."""
        found = self.store.signatures.openings(patient_id, week.monday)
        names = self.store.accounts.names({one.by for one in found})
        return tuple((names.get(one.by, ""), one) for one in found)


def checked(wish: Intent, line: RevisionLine) -> Intent:
    """Return what is wished if it may be done to this revision, with only the words it takes.

    Raises:
        PageSignedError: It would change a page that bears a name.
        EmptyWordsError: It is done in words, and there are none, or too many.
    """
    if line.signature is not None and wish.deed not in ON_A_SIGNED_PAGE:
        raise PageSignedError
    said = wish.words.strip() if wish.deed in IN_WORDS else ""
    if wish.deed in IN_WORDS and not 0 < len(said) <= LONGEST_WORDS:
        raise EmptyWordsError
    return replace(wish, words=said)


def about(wish: Intent, summary: WeeklySummary) -> Intent:
    """Return what is wished with what the sentence says, which is never taken on trust.

    Raises:
        NotFoundError: The page holds no such sentence.
    """
    if wish.deed == "noted":
        return replace(wish, sentence=SentenceKey(""))
    found = sentences(summary).get(wish.sentence)
    if found is None:
        raise NotFoundError
    _, sentence = found
    return replace(wish, kind=sentence.kind, machine=sentence.text)
