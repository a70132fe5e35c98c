"""A passage that a patient strikes is gone: from every page and file, from database and disk."""

import json

from tests.acceptance.taking_out.looking import (
    bytes_of,
    everywhere,
    heard,
    loudness,
    opened_rows,
    pages,
    pdfs,
)
from tests.printed import everything_in_pdf, text_of_pdf
from voicejournal.model.voice import VoiceMeasures
from voicejournal.store.tables import StepRow
from voicejournal.worker import Worker


def test_a_struck_passage_is_gone_from_everything(journal, patient, note, quoted):
    first, last = quoted
    passage = journal.passage(note, first, last)
    lost = {one.text for one in passage.words}
    kept = {one.text for one in journal.note(note).transcript.words if one not in passage.words}
    telling = sorted(lost - kept, key=len)[-3:]
    assert telling
    assert all(one in everywhere(journal, patient, note) for one in telling[-1:])
    before = {name: heard(journal, note, name) for name in ("original", "playable")}
    assert all(loudness(sound, passage.span) > 0.01 for sound in before.values())
    files, measures = bytes_of(journal), journal.note(note).voice

    journal.strike(note, first, last, seen=0)

    sealed_before = {name for name in files if "sound" in str(name) and len(name.name) == 32}
    assert sealed_before
    assert not sealed_before & bytes_of(journal).keys()
    Worker(journal).drain()
    for name in before:
        sound = heard(journal, note, name)
        inner = type(passage.span)(passage.span.start + 0.03, passage.span.end - 0.03)
        assert loudness(sound, inner) < 1e-3
        assert loudness(sound, type(inner)(0.0, passage.span.start)) > 0 or not first
    detail = journal.note(note)
    assert not any(passage.span.overlap(one.span) > 0.2 for one in detail.transcript.words)
    assert isinstance(detail.voice, VoiceMeasures)
    assert detail.voice != measures
    assert not any(one.overlap(passage.span) > 0.25 for one in detail.voice.pauses)
    for finding in detail.findings.findings:
        assert not any(one in finding.quote.split() for one in telling)
    seen = everywhere(journal, patient, note)
    stored = b"\n".join(opened_rows(journal, patient)).decode()
    assert [one for one in telling if one in seen or json.dumps(one)[1:-1] in stored] == []
    assert not journal.search(patient, telling[-1]).hits


def test_a_struck_word_is_in_no_printed_page(journal, patient, note, quoted):
    passage = journal.passage(note, *quoted)
    kept = {one.text for one in journal.note(note).transcript.words if one not in passage.words}
    word = max({one.text for one in passage.words} - kept, key=len).strip(".,!?")
    assert [word in text_of_pdf(made) for made in pdfs(journal, patient)] == [True, True]
    journal.strike(note, *quoted, seen=0)
    for made in pdfs(journal, patient):
        assert "Nora" in text_of_pdf(made)
        assert word.lower() not in everything_in_pdf(made).lower()


def test_no_file_holds_the_sealed_bytes_of_what_was_struck(journal, patient, note, quoted):
    with journal.store.database.read() as session:
        words = session.query(StepRow).where(StepRow.step == "transcript")
        old = [row.sealed_result for row in words]
    parts = {one[at : at + 64] for one in old for at in range(0, len(one) - 64, 64)}
    journal.store.database.forget_deleted()

    def left():
        held = b"".join(bytes_of(journal).values())
        return sum(part in held for part in parts)

    assert left() > 0.9 * len(parts)  # some lie across two pages of the file
    journal.strike(note, *quoted, seen=0)
    assert left() == 0


def test_a_signed_page_that_loses_a_sentence_says_so(journal, patient, note, quoted):
    journal.strike(note, *quoted, seen=0)
    week = journal.weeks(patient)[0]
    signed = journal.revision(patient, week, 1)
    assert signed.line.signed
    assert signed.taken_back
    (page,) = pages(journal, {"martin": [f"/patients/{patient}/weeks/{week.monday}/revisions/1"]})
    assert "took back something" in page
