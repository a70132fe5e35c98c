"""A passage that a patient strikes is gone: from every page and file, from database and disk."""

import json

import pytest

from tests.acceptance.taking_out.looking import (
    bytes_of,
    everywhere,
    heard,
    loudness,
    opened_rows,
    pages,
    pdfs,
    signed_in,
    sound_files,
)
from tests.printed import everything_in_pdf, text_of_pdf
from voicejournal.errors import SoundWaitsError
from voicejournal.model.note import AccountId
from voicejournal.model.voice import VoiceMeasures
from voicejournal.store.tables import StepRow
from voicejournal.views import create_app
from voicejournal.worker import Worker


def telling_words(journal, note, passage):
    """Words that stand in the passage alone."""
    lost = {one.text for one in passage.words}
    kept = {one.text for one in journal.note(note).transcript.words if one not in passage.words}
    return sorted(lost - kept, key=len)[-3:]


def test_a_struck_passage_is_gone_from_everything(journal, patient, note, quoted):
    passage = journal.passage(note, *quoted)
    telling, measures = telling_words(journal, note, passage), journal.note(note).voice
    assert telling[-1] in everywhere(journal, patient, note)

    journal.strike(note, *quoted, seen=0)
    at_once = everywhere(journal, patient, note)
    assert [one for one in telling if one in at_once] == []
    Worker(journal).drain()

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


def test_the_sound_of_a_passage_is_out_of_reach_at_once_and_then_silent(
    journal, patient, note, quoted
):
    span = journal.passage(note, *quoted).span
    before = {name: heard(journal, note, name) for name in ("original", "playable")}
    assert all(loudness(sound, span) > 0.01 for sound in before.values())
    sealed_before = sound_files(journal)

    journal.strike(note, *quoted, seen=0)
    for name in before:
        with pytest.raises(SoundWaitsError):
            heard(journal, note, name)
    assert journal.everything(journal.account(AccountId(patient))).sounds == {}
    flat = [at for at, height in enumerate(journal.note(note).peaks) if height == 0.0]
    assert (
        len(flat)
        >= len(journal.note(note).peaks) * span.duration / journal.note(note).card.duration
    )
    for name, place in (("nora", f"/sound/{note}"), ("martin", f"/sound/{note}")):
        assert signed_in(create_app(journal), name).get(place).status_code == 404

    Worker(journal).drain()
    assert not sealed_before & sound_files(journal)
    inner = type(span)(span.start + 0.03, span.end - 0.03)
    for name in before:
        sound = heard(journal, note, name)
        assert loudness(sound, inner) < 1e-3
        assert loudness(sound, type(inner)(0.0, span.start)) > 0 or not span.start
    told = [one.what for one in journal.deletions(patient)]
    assert told == ["passage_sound", "passage"]


def test_a_struck_word_is_in_no_printed_page(journal, patient, note, quoted):
    word = telling_words(journal, note, journal.passage(note, *quoted))[-1].strip(".,!?")
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
