"""Where something taken back could still be: pages and files, rows and the disk."""

import io

import numpy as np

from tests.printed import everything_in_pdf
from voicejournal.capture.decode import decode
from voicejournal.model.note import AccountId
from voicejournal.outputs.captions import webvtt
from voicejournal.outputs.everything import everything_json
from voicejournal.store.tables import NoteRow, StepRow, SummaryRow
from voicejournal.views import create_app

PASSWORD = "a-long-password"


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


def sound_files(journal):
    """The names of the files that hold sound."""
    return {one.name for one in journal.settings.sound_folder.glob("??/*")}


def loudness(sound, span):
    samples = decode(io.BytesIO(sound), max_seconds=600).waveform.samples
    part = samples[round(span.start * 16_000) : round(span.end * 16_000)]
    return float(np.sqrt(np.mean(part**2)))


def heard(journal, note, rendition):
    with journal.store.notes.open_sound(note, rendition)[0] as stream:
        return stream.read()


def signed_in(app, name):
    client = app.test_client()
    token = client.get("/help").text.split('csrf-token" content="')[1].split('"')[0]
    answer = {"username": name, "password": PASSWORD, "csrf_token": token}
    assert client.post("/sign-in", data=answer).status_code == 302
    return client


def pages(journal, names):
    """All that anybody gets to see of the note or its week, as text."""
    app = create_app(journal)
    for name, places in names.items():
        client = signed_in(app, name)
        for place in places:
            answer = client.get(place, buffered=True)
            is_pdf = answer.mimetype == "application/pdf"
            yield everything_in_pdf(answer.data) if is_pdf else answer.text


def pdfs(journal, patient):
    """The printed week, as the patient takes it along and as the clinician signed it."""
    monday = journal.weeks(patient)[0].monday
    app = create_app(journal)
    for name, page in (
        ("nora", f"/weeks/{monday}"),
        ("martin", f"/patients/{patient}/weeks/{monday}/revisions/1"),
    ):
        yield signed_in(app, name).get(f"{page}/page.pdf").data


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
