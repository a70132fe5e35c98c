"""A note kept private, deleted, left without its sound, or set right."""

import pytest

from tests.acceptance.taking_out.looking import (
    opened_rows,
    pages,
)
from voicejournal.errors import NotFoundError, SoundGoneError
from voicejournal.model.units import Missing
from voicejournal.outputs.captions import webvtt
from voicejournal.worker import Worker


def test_a_private_note_is_nowhere_on_the_clinicians_side(journal, patient, note):
    week = journal.weeks(patient)[0]
    word = max((one.text for one in journal.note(note).transcript.words), key=len)
    journal.keep_private(note, private=True)
    places = [
        f"/patients/{patient}/weeks/{week.monday}",
        f"/patients/{patient}/weeks/{week.monday}/revisions/1",
        f"/patients/{patient}/measures.csv",
        "/patients",
    ]
    seen = [*pages(journal, {"martin": places})]
    assert not any(note in one or word in one for one in seen)
    hidden = [f"/patients/{patient}/notes/{note}", f"/sound/{note}", f"/notes/{note}/words.vtt"]
    assert not any(word in one for one in pages(journal, {"martin": hidden}))
    (own,) = pages(journal, {"nora": [f"/notes/{note}"]})
    assert word.strip(".,") in own
    journal.keep_private(note, private=False)
    newest = journal.store.summaries.lines(patient, week.monday)[-1].number
    assert journal.revision(patient, week, newest).summary.notes == 1


def test_a_deleted_note_leaves_a_receipt_and_nothing_else(journal, patient, note):
    word = max((one.text for one in journal.note(note).transcript.words), key=len)
    number = journal.delete_note(note)
    with pytest.raises(NotFoundError):
        journal.note(note)
    assert not list(journal.settings.sound_folder.glob("??/*"))
    assert word not in b"\n".join(opened_rows(journal, patient)).decode()
    (receipt,) = journal.deletions(patient)
    assert (receipt.number, receipt.what, receipt.note_id) == (number, "note", note)
    assert journal.store.audit.first_break() is None


def test_without_its_sound_a_note_keeps_words_and_measures(journal, patient, note):
    before = journal.note(note)
    journal.delete_sound(note)
    assert not list(journal.settings.sound_folder.glob("??/*"))
    with pytest.raises(SoundGoneError):
        journal.sound(note)
    journal.correct(note, 0, "Something", seen=0)
    Worker(journal).drain()
    after = journal.note(note)
    assert after.card.state == "done"
    assert after.transcript.words[0].text == "Something"
    assert after.voice.value("pause_median") == before.voice.value("pause_median")
    assert not isinstance(after.audio, Missing)


def test_a_corrected_word_reads_as_it_was_said_and_the_recognisers_stays_known(
    journal, patient, note, quoted
):
    first, _ = quoted
    heard = journal.note(note).transcript.words[first].text
    journal.correct(note, first, "Zanzibar", seen=0)
    Worker(journal).drain()
    detail = journal.note(note)
    assert (detail.transcript.words[first].text, detail.transcript.words[first].heard) == (
        "Zanzibar",
        heard,
    )
    assert any("Zanzibar" in one.quote for one in detail.findings.findings)
    assert "Zanzibar" in webvtt(journal.heard(note).transcript, ())
    week = journal.weeks(patient)[0]
    newest = journal.store.summaries.lines(patient, week.monday)[-1].number
    quotes = [one.text.en for one in journal.revision(patient, week, newest).summary.sentences]
    assert newest == 2
    assert any("Zanzibar" in one for one in quotes)
    journal.uncorrect(note, first, seen=1)
    assert journal.note(note).transcript.words[first].text == heard
    (history,) = journal.note(note).amendments.corrections
    assert (history.heard, history.said, history.undone_at is None) == (heard, "Zanzibar", False)
