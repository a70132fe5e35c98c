"""What a patient takes out of a note is gone: from every page and file, from database and disk."""

import io
import json
import shutil
from datetime import UTC, datetime

import numpy as np
import pytest

from voicejournal.app import Journal
from voicejournal.capture.decode import decode
from voicejournal.errors import NotFoundError, SoundGoneError
from voicejournal.model.audio import DeviceFacts
from voicejournal.model.note import AccountId, PatientId
from voicejournal.model.purpose import PURPOSES
from voicejournal.model.units import Missing
from voicejournal.model.voice import VoiceMeasures
from voicejournal.outputs.captions import webvtt
from voicejournal.outputs.everything import everything_json
from voicejournal.settings import Settings
from voicejournal.store import Answer
from voicejournal.store.tables import NoteRow, StepRow, SummaryRow
from voicejournal.views import create_app
from voicejournal.worker import Worker

PASSWORD = "a-long-password"


@pytest.fixture(autouse=True)
def _printed_as_it_is_set(monkeypatch):
    """A PDF is looked at as the page that it is printed from: its own bytes are packed."""
    monkeypatch.setattr("voicejournal.views.preview.as_pdf", str.encode)


def person(journal, name, role):
    return journal.store.accounts.create(
        username=name,
        password=PASSWORD,
        role=role,
        display_name=name.title(),
        language="en",
        zone="Europe/Paris",
    ).account_id


@pytest.fixture(scope="module")
def template(tmp_path_factory, clinic):
    """A folder in which Nora, who allows everything, has one note, worked on, its week signed."""
    folder = tmp_path_factory.mktemp("nora") / "data"
    journal = Journal.open(Settings(data=folder, model="demo", threads=2))
    patient = PatientId(person(journal, "nora", "patient"))
    martin = person(journal, "martin", "clinician")
    journal.store.accounts.assign(martin, patient)
    for purpose in PURPOSES:
        answer = Answer(purpose=purpose, granted=True, version=1, language="en")
        journal.store.consents.answer(patient, answer)
    journal.receive(
        patient,
        "k1",
        [clinic[0].notes[0].sound_path.read_bytes()],
        recorded_at=datetime(2026, 11, 2, 20, 15, tzinfo=UTC),
        zone="Europe/Paris",
        device=DeviceFacts(),
        sha256=None,
    )
    Worker(journal).drain()
    week = journal.weeks(patient)[0]
    number = journal.page(patient, week, reader=martin, number=None).shown.line.number
    journal.opened(patient, week, number, martin)
    journal.sign(patient, week, number, martin)
    journal.close()
    return folder


@pytest.fixture
def journal(settings, template):
    shutil.copytree(template, settings.data)
    opened = Journal.open(settings)
    yield opened
    opened.close()


@pytest.fixture
def patient(journal):
    known = {one.username: one.account_id for one in journal.store.accounts.list()}
    return PatientId(known["nora"])


@pytest.fixture
def note(journal, patient):
    return journal.notes(patient)[0].note_id


@pytest.fixture
def quoted(journal, patient, note):
    """Places of the first and last word of a sentence that the week's page quotes."""
    week = journal.weeks(patient)[0]
    quote = next(one for one in journal.summary(patient, week).sentences if one.quoted)
    words = journal.note(note).transcript.words
    span = quote.evidence[0].span
    inside = [at for at, word in enumerate(words) if span.overlap(word.span) > 0.05]
    return inside[0], inside[-1]


def opened_rows(journal, patient):
    """Everything of a patient that the database holds, decrypted."""
    key = journal.store.vault.patient(patient)
    with journal.store.database.read() as session:
        for row in session.query(StepRow):
            yield key.open(row.sealed_result, row.note_id, "step", row.step, row.version)
        for row in session.query(SummaryRow):
            place = (row.monday, str(row.number))
            yield key.open(row.sealed_composition, *place, "composition")
            yield key.open(row.sealed_gist, *place, "gist")
        for row in session.query(NoteRow).where(NoteRow.sealed_amendments.is_not(None)):
            yield key.open(row.sealed_amendments, row.note_id, "amendments")


def bytes_of(journal):
    files = [one for one in journal.settings.data.rglob("*") if one.is_file()]
    return {one.relative_to(journal.settings.data): one.read_bytes() for one in files}


def loudness(sound, span):
    samples = decode(io.BytesIO(sound), max_seconds=600).waveform.samples
    part = samples[round(span.start * 16_000) : round(span.end * 16_000)]
    return float(np.sqrt(np.mean(part**2)))


def heard(journal, note, rendition):
    with journal.store.notes.open_sound(note, rendition)[0] as stream:
        return stream.read()


def pages(journal, names):
    """All that anybody gets to see of the note or its week, as text."""
    app = create_app(journal)
    for name, places in names.items():
        client = app.test_client()
        token = client.get("/help").text.split('csrf-token" content="')[1].split('"')[0]
        answer = {"username": name, "password": PASSWORD, "csrf_token": token}
        assert client.post("/sign-in", data=answer).status_code == 302
        for place in places:
            yield client.get(place, buffered=True).text


def everywhere(journal, patient, note):
    week = journal.weeks(patient)[0]
    number = journal.store.summaries.lines(patient, week.monday)[-1].number
    account = journal.account(AccountId(patient))
    seen = [
        *pages(
            journal,
            {
                "nora": [
                    f"/notes/{note}",
                    "/notes",
                    f"/weeks/{week.monday}",
                    f"/weeks/{week.monday}/page.pdf",
                ],
                "martin": [
                    f"/patients/{patient}/notes/{note}",
                    *(
                        f"/patients/{patient}/weeks/{week.monday}/revisions/{one}"
                        for one in range(1, number + 1)
                    ),
                ],
            },
        ),
        everything_json(journal.everything(account)).decode(),
        journal.fhir(account, week, language="en"),
        journal.fhir(account, week, language="en", number=1),
        webvtt(journal.heard(note).transcript, ()),
    ]
    return "\n".join(seen)


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
