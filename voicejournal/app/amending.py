"""What patients do with notes of theirs: set a word right, keep one private, strike, delete."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from voicejournal.app.taking_back import TakingBack
from voicejournal.capture.outline import without as flat
from voicejournal.errors import EmptyWordsError, NoteMovedError, NotFoundError, StrikeFailedError
from voicejournal.model.amendment import (
    LONGEST_CORRECTION,
    Amendments,
    Correction,
    Passage,
    passage_of,
    words_outside,
)
from voicejournal.model.audio import KeptAudio
from voicejournal.model.deletion import Deleted, Deletion
from voicejournal.model.note import NoteDetail, NoteId, PatientId
from voicejournal.model.transcript import Transcript, Word
from voicejournal.model.units import Missing
from voicejournal.pipeline import CAPTURE_VERSION
from voicejournal.store import Struck

_DELETED: Mapping[str, Deleted] = {
    "note.deleted": "note",
    "note.sound_deleted": "sound",
    "note.struck": "passage",
    "note.muted": "passage_sound",
}


class Amending(TakingBack):
    """The journal as its patients change it."""

    def correct(self, note_id: NoteId, at: int, said: str, *, seen: int) -> None:
        """Set one word right: what the recogniser wrote stays known.

        Args:
            note_id: The note.
            at: Place of the word in the transcript.
            said: What was said; the recogniser's own word takes the correction back.
            seen: How often the note had been changed when the page was drawn.

        Raises:
            EmptyWordsError: Nothing was written, or too much.
            NoteMovedError: The note was changed since.
            NotFoundError: No such note, or no such word.
        """
        word = self._word(note_id, at)
        said = " ".join(said.split())
        if not 0 < len(said) <= LONGEST_CORRECTION:
            raise EmptyWordsError
        if said == word.text:
            self._amend(
                note_id, lambda held: held.without_correction(word.start, self._now()), seen
            )
            return
        new = Correction(start=word.start, heard=word.text, said=said, at=self._now())
        self._amend(note_id, lambda held: held.with_correction(new), seen)

    def uncorrect(self, note_id: NoteId, at: int, *, seen: int) -> None:
        """Take the correction of a word back; that there was one stays in the history."""
        start = self._word(note_id, at).start
        self._amend(note_id, lambda held: held.without_correction(start, self._now()), seen)

    def keep_private(self, note_id: NoteId, *, private: bool) -> None:
        """Keep a note from everybody but its patient, or share it again.

        Pages that showed it lose what they showed, signed ones too, and say so; the weeks that it
        is a part of are composed anew as new revisions.
        """
        if not self.store.changes.set_private(note_id, private=private):
            return
        if private:
            self.take_back(self.store.notes.owner(note_id), note_id)
        self.refresh(note_id)

    def passage(self, note_id: NoteId, first: int, last: int) -> Passage:
        """Return what would be gone if a note was struck from one word to another.

        Raises:
            NotFoundError: No such note or word.
        """
        detail = self.store.notes.detail(note_id)
        written = detail.transcript
        if isinstance(written, Missing) or not _places(written.words, first, last):
            raise NotFoundError
        return passage_of(written.words, first, last, duration=_duration(detail))

    def strike(self, note_id: NoteId, first: int, last: int, *, seen: int) -> None:
        """Strike a passage: nobody reads or hears it any more once this returns.

        Its words are gone, and the sound of the note is out of reach until the worker has silenced
        the passage in it; then what is left is measured. Nothing brings the passage back.

        Args:
            note_id: The note.
            first: Place of its first word in the transcript.
            last: Place of its last word.
            seen: How often the note had been changed when the passage was shown.

        Raises:
            StrikeFailedError: The recording cannot be read; nothing was changed.
            NoteMovedError: The note was changed since.
            NotFoundError: No such note or word.
        """
        detail = self.store.notes.detail(note_id)
        if detail.changes != seen:
            raise NoteMovedError
        patient_id = detail.card.patient_id
        written = self.store.notes.recognised(note_id)
        if isinstance(written, Missing) or not _places(written.words, first, last):
            raise NotFoundError
        passage = passage_of(written.words, first, last, duration=_duration(detail))
        struck = _without(detail, written, passage)
        # Kept pages first: should the power fail in between, they show too little, not too much.
        # They are composed anew when the worker has measured what is left, or when they are read.
        self.cut_out(patient_id, note_id, passage.span)
        self.store.changes.strike(note_id, struck, seen=seen)
        self.cut_out(patient_id, note_id, passage.span)

    def refresh(self, note_id: NoteId) -> None:
        """Bring the pages of a note up to date, and hold them to what was taken out of it.

        A page may just have been composed from the words of before when they were struck.
        """
        detail = self.store.notes.detail(note_id)
        patient_id = detail.card.patient_id
        for passage in detail.amendments.struck:
            self.take_back(patient_id, note_id, passage)
        if detail.card.private:
            self.take_back(patient_id, note_id)
        super().refresh(note_id)

    def delete_sound(self, note_id: NoteId) -> int:
        """Delete the sound of a note for good; its words and measures stay.

        Returns:
            The number of the receipt.
        """
        return self.store.changes.delete_sound(note_id)

    def delete_note(self, note_id: NoteId) -> int:
        """Delete a note for good, and what any page says of it.

        Returns:
            The number of the receipt.
        """
        detail = self.store.notes.detail(note_id)
        patient_id = detail.card.patient_id
        self.take_back(patient_id, note_id)
        number = self.store.changes.delete(note_id)
        self.take_back(patient_id, note_id)
        self.refresh_around(patient_id, detail.card.recorded_at)
        return number

    def deletions(self, patient_id: PatientId) -> tuple[Deletion, ...]:
        """Return the receipts of everything that a patient took out, newest first."""
        return tuple(
            Deletion(
                number=one.number,
                at=one.at,
                what=_DELETED[one.action],
                note_id=NoteId(one.subject_id or ""),
                seal=one.row_hash,
            )
            for one in self.store.audit.of_patient(patient_id)
            if one.action in _DELETED
        )

    def _word(self, note_id: NoteId, at: int) -> Word:
        """Return a word as the recogniser wrote it."""
        written = self.store.notes.recognised(note_id)
        if isinstance(written, Missing) or not _places(written.words, at, at):
            raise NotFoundError
        return written.words[at]

    def _amend(
        self, note_id: NoteId, change: Callable[[Amendments], Amendments], seen: int
    ) -> None:
        held = self.store.notes.detail(note_id).amendments
        changed = change(held)
        if changed != held:
            self.store.changes.amend(note_id, changed, seen=seen)


def _places(words: Sequence[Word], *places: int) -> bool:
    return all(0 <= one < len(words) for one in places)


def _without(detail: NoteDetail, written: Transcript, passage: Passage) -> Struck:
    """Return a note without a passage, in words and in what is drawn of its sound."""
    amendments = detail.amendments.without(passage.span)
    transcript = replace(written, words=words_outside(written.words, passage))
    facts = detail.audio
    if detail.card.sound_deleted:
        return Struck(transcript=transcript, amendments=amendments)
    if isinstance(facts, Missing):
        raise StrikeFailedError
    amendments = replace(amendments, lost=facts.gaps)
    return Struck(
        transcript=transcript,
        amendments=amendments,
        audio=KeptAudio(
            facts=replace(facts, struck=amendments.struck),
            peaks=flat(detail.peaks, passage.span, facts.duration),
        ),
        audio_version=CAPTURE_VERSION,
    )


def _duration(detail: NoteDetail) -> float:
    length = detail.card.duration
    if not isinstance(length, Missing):
        return length
    written = detail.transcript
    return 0.0 if isinstance(written, Missing) else max(word.end for word in written.words)
