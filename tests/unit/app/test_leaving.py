"""Leaving: with everything in one file, or without a trace."""

import csv
import io
import json
import zipfile

import pytest
from click.testing import CliRunner

from voicejournal.cli import main
from voicejournal.errors import SignInError
from voicejournal.model.hand import Intent
from voicejournal.model.note import AccountId
from voicejournal.summary.keys import sentences

PASSWORD = "a long enough password"


@pytest.fixture
def account(journal, clinic):
    return journal.account(AccountId(clinic.anna))


@pytest.fixture
def run(journal):
    def run_it(*words, typed=""):
        data = str(journal.settings.data)
        return CliRunner().invoke(main, [*words, "--data", data], input=typed)

    return run_it


def test_the_archive_is_sent_in_pieces_and_holds_every_note_with_its_sound(
    journal, clinic, account
):
    kept = journal.everything(account)
    pieces = list(journal.archive(kept, "<!doctype html>"))
    assert len(pieces) > len(kept.notes)
    archive = zipfile.ZipFile(io.BytesIO(b"".join(pieces)))
    assert archive.testzip() is None
    assert len(kept.sounds) == len(kept.notes) > 10
    for note_id, name in kept.sounds.items():
        with journal.store.notes.open_sound(note_id).stream as sound:
            assert archive.read(name) == sound.read()
    rows = list(csv.reader(io.StringIO(archive.read("tables/notes.csv").decode("utf-8-sig"))))
    assert len(rows) == 1 + len(kept.notes)
    assert json.loads(archive.read("everything.json"))["account"]["username"] == "anna"


def test_what_a_clinician_wrote_on_a_page_is_the_patients_to_take_private_notes_are_not(
    journal, clinic, account
):
    week = journal.weeks(clinic.anna)[0]
    page = journal.page(clinic.anna, week, reader=clinic.clinician, number=None)
    key, (_, told) = next(iter(sentences(page.shown.summary).items()))
    for deed, words, about in (("amended", "As I heard it.", key), ("noted", "For me.", "")):
        wish = Intent(deed=deed, by=clinic.clinician, number=1, sentence=about, words=words)
        journal.act(clinic.anna, week, wish)
    (remark,) = journal.everything(account).remarks
    assert (remark.words, remark.by, remark.about) == ("As I heard it.", "Martin", told.text)


def test_a_note_that_goes_while_the_archive_is_sent_is_left_out(journal, clinic, account):
    kept = journal.everything(account)
    gone, name = next(iter(kept.sounds.items()))
    pieces = journal.archive(kept, "")
    journal.store.removal.recordings(clinic.anna, gone)
    names = zipfile.ZipFile(io.BytesIO(b"".join(pieces))).namelist()
    assert name not in names
    assert set(kept.sounds.values()) - {name} <= set(names)


def test_who_opened_what_is_told_once_a_reading_and_never_of_oneself(journal, clinic, clock):
    note_id = journal.notes(clinic.anna)[0].note_id
    for _ in range(3):
        journal.note_heard(note_id, clinic.clinician)
    journal.note_heard(note_id, AccountId(clinic.anna))
    heard = [one for one in journal.openings_of(clinic.anna) if one.action == "note.heard"]
    assert [(one.who, one.own) for one in heard] == [("Martin", False)]
    assert heard[0].note_at == journal.notes(clinic.anna)[0].recorded_at


def test_the_operator_makes_the_archive_for_a_patient_who_asks(run, journal, clinic, tmp_path):
    file = tmp_path / "anna.zip"
    assert run("export", "anna", "--everything", str(file)).exit_code == 0
    page = zipfile.ZipFile(file).read("index.html").decode()
    assert "My sister called" in page
    (first, *_) = journal.openings_of(clinic.anna)
    assert (first.action, first.own, first.who) == ("export.everything", False, "")


def test_nothing_is_handed_on_that_the_patient_does_not_allow(run, journal, clinic):
    journal.decide(clinic.anna, "send", granted=False, version=1, language="en")
    for form in ("--fhir", "--csv"):
        answer = run("export", "anna", form)
        assert answer.exit_code == 1
        assert "has not allowed this" in answer.stderr
        assert answer.stdout == ""


def test_whoever_did_not_allow_it_is_in_no_count(run, journal, clinic):
    assert len(json.loads(run("replay", "--json").stdout)["patients"]) == 1
    journal.decide(clinic.anna, "research", granted=False, version=1, language="en")
    assert json.loads(run("replay", "--json").stdout)["patients"] == []


def test_a_wrong_password_erases_nothing(journal, clinic, account):
    with pytest.raises(SignInError):
        journal.erase_own(account, "another long password")
    assert journal.notes(clinic.anna)


def test_an_erased_patient_is_gone_and_the_receipt_is_checked(run, journal, clinic, tmp_path):
    receipt = tmp_path / "receipt.txt"
    answer = run("erase", "anna", "--out", str(receipt), typed="anna\n")
    assert answer.exit_code == 0
    told = receipt.read_text()
    assert all(word not in told for word in ("anna", "Anna", "note", "sister"))
    assert run("erase", "--check", str(receipt)).exit_code == 0
    receipt.write_text(told.replace("audit_line: ", "audit_line: 1"))
    assert run("erase", "--check", str(receipt)).exit_code == 1
    assert "anna" not in run("user", "list").stdout
    assert "martin" in run("user", "list").stdout


def test_another_name_typed_erases_nothing(run, journal, clinic):
    assert run("erase", "anna", typed="ana\n").exit_code == 1
    assert run("erase", "martin", "--yes").exit_code == 1
    assert journal.account(AccountId(clinic.anna)) is not None
