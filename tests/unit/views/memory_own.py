"""What patients do with notes of theirs, in memory."""

import hashlib
from dataclasses import replace
from datetime import timedelta

from tests.unit.views.examples import NOW, PARIS, view_of
from voicejournal.errors import EmptyWordsError, NoteMovedError, NotFoundError
from voicejournal.findings.change import compare
from voicejournal.model.amendment import Correction, passage_of, words_outside
from voicejournal.model.deletion import Deletion
from voicejournal.model.finding import NoteFindings
from voicejournal.model.found import Written
from voicejournal.model.units import Missing
from voicejournal.summary.search import search
from voicejournal.summary.trends import Entered, trends
from voicejournal.summary.week import week_of


class MemoryOwn:
    """Mixed into the journal in memory; needs `details`, `notes` and `note`."""

    gone: list
    on_a_page = 40

    def is_private(self, note_id):
        return self.note(note_id).card.private

    def some_notes(self, patient_id, kind, page):
        fitting = {
            "all": lambda _card: True,
            "spoken": lambda card: not card.typed,
            "typed": lambda card: card.typed,
            "private": lambda card: card.private,
        }[kind]
        found = [one for one in self.notes(patient_id) if fitting(one)]
        start, end = page * self.on_a_page, (page + 1) * self.on_a_page
        return tuple(found[start:end]), len(found) > end

    def keep_private(self, note_id, *, private):
        detail = self.note(note_id)
        self.details[note_id] = replace(detail, card=replace(detail.card, private=private))

    def passage(self, note_id, first, last):
        words = self.note(note_id).transcript.words
        if not (0 <= first < len(words) and 0 <= last < len(words)):
            raise NotFoundError
        return passage_of(words, first, last, duration=42.0)

    def strike(self, note_id, first, last, *, seen):
        detail = self._unchanged(note_id, seen)
        passage = self.passage(note_id, first, last)
        left = replace(detail.transcript, words=words_outside(detail.transcript.words, passage))
        self.details[note_id] = replace(
            detail,
            transcript=left,
            amendments=detail.amendments.without(passage.span),
            changes=seen + 1,
        )
        return self._receipt("passage", note_id)

    def correct(self, note_id, at, said, *, seen):
        detail = self._unchanged(note_id, seen)
        word = detail.transcript.words[at]
        if not said.strip():
            raise EmptyWordsError
        new = Correction(start=word.start, heard=word.heard or word.text, said=said, at=NOW)
        self._set(detail, at, replace(word, text=said, heard=new.heard))
        kept = self.details[note_id]
        self.details[note_id] = replace(kept, amendments=kept.amendments.with_correction(new))

    def uncorrect(self, note_id, at, *, seen):
        detail = self._unchanged(note_id, seen)
        word = detail.transcript.words[at]
        self._set(detail, at, replace(word, text=word.heard, heard=""))

    def delete_note(self, note_id):
        del self.details[note_id]
        return self._receipt("note", note_id)

    def delete_sound(self, note_id):
        detail = self.note(note_id)
        self.details[note_id] = replace(detail, card=replace(detail.card, sound_deleted=True))
        return self._receipt("sound", note_id)

    def deletions(self, patient_id):
        return tuple(reversed(self.gone)) if patient_id == "id-daniel" else ()

    def seal_query(self, _patient_id, query):
        return query.encode().hex()

    def open_query(self, _patient_id, sealed):
        try:
            return bytes.fromhex(sealed).decode()
        except ValueError as error:
            raise NotFoundError from error

    def search(self, patient_id, query):
        mine = [self.note(card.note_id) for card in self.notes(patient_id)]
        return search(
            query,
            (Written(card=one.card, transcript=one.transcript, typed=one.typed) for one in mine),
        )

    def trends(self, patient_id):
        week = week_of(NOW, PARIS)
        mine = [self.note(card.note_id) for card in self.notes(patient_id)]
        views = [view_of(one) for one in mine if not isinstance(one.card.duration, Missing)]
        return trends(
            week,
            now=NOW,
            entered=[Entered(one.card.recorded_at, one.card.typed) for one in mine],
            notes=[(view, NoteFindings(findings=())) for view in views],
            comparison=compare(week, views),
            check_ins=self.check_ins(patient_id),
        )

    def _unchanged(self, note_id, seen):
        detail = self.note(note_id)
        if detail.changes != seen:
            raise NoteMovedError
        return detail

    def _set(self, detail, at, word):
        words = detail.transcript.words
        changed = replace(detail.transcript, words=(*words[:at], word, *words[at + 1 :]))
        note_id = detail.card.note_id
        self.details[note_id] = replace(detail, transcript=changed, changes=detail.changes + 1)

    def _receipt(self, what, note_id):
        number = len(self.gone) + 1
        self.gone.append(
            Deletion(
                number=number,
                at=NOW + timedelta(minutes=number),
                what=what,
                note_id=note_id,
                seal=hashlib.sha256(str(number).encode()).hexdigest(),
            )
        )
        return number
