"""The archive is complete: every table with rows of a patient is in it, or named as left out."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import date, time

import pytest
from sqlalchemy import func, select

from voicejournal.model.asked import Asked
from voicejournal.model.hand import Intent
from voicejournal.model.note import AccountId
from voicejournal.model.planned import Reminder
from voicejournal.outputs.contents import HELD, LEFT_OUT
from voicejournal.store.erasure import mine_in
from voicejournal.store.tables import Base
from voicejournal.summary.keys import sentences
from voicejournal.views import create_app
from voicejournal.views.mydata.leaving import index_page

TABLES = {one.name: one for one in Base.metadata.sorted_tables}
LEFT_OUT_TABLES = {name for names in LEFT_OUT for name in names}
OF_NOBODY = {"plugin_tallies"}
WRITTEN = [
    "Because of the evenings.",
    "at six, in the kitchen",
    "I stop answering the phone",
    "warm bread",
    "anna@example.org",
    "As I heard it.",
    "18:05",
]
TOKEN = "token-that-stops-letters"


def rows_of(journal, table, patient):
    mine = mine_in(table, patient)
    if mine is None:
        mine = table.c.patient_id == patient
    with journal.store.database.read() as session:
        return session.scalar(select(func.count()).select_from(table).where(mine))


@pytest.fixture
def lived(journal, clinic):
    """Anna after some weeks, with something in every part of the service."""
    anna, martin = clinic.anna, clinic.clinician
    journal.give(anna, "gratitude", martin, words="Because of the evenings.", per_week=3)
    journal.give(anna, "prompt:" + journal.prompts()[0].name, martin)
    rated = {"rating-before": "7", "rating-after": "3", "when": "at six, in the kitchen"}
    journal.do_exercise(anna, "e1", "worry-time", rated)
    journal.do_exercise(anna, "e2", "safety-plan", {"signs-0": "I stop answering the phone"})
    journal.keep_draft(anna, "gratitude", {"things-0": "warm bread"})
    journal.check_in(anna, "c1", journal.instrument("mood"), {"mood": "4"})
    journal.plan_check_in(anna, "mood", 7, date(2026, 4, 20), martin)
    reminder = Reminder(at=time(18, 5), days=(0, 3), token=TOKEN)
    journal.store.planned.remind(anna, reminder, reminder.following(journal._now(), "UTC"))
    journal.store.notices.set_email(AccountId(anna), "anna@example.org")
    journal.call(anna)
    journal.call_seen(anna, martin)
    note = journal.notes(anna)[0].note_id
    journal.store.calls.answer(
        anna, Asked(note_id=note, answer="not_now", answered_at=journal._now())
    )
    week = journal.weeks(anna)[0]
    page = journal.page(anna, week, reader=martin, number=None)
    key = next(iter(sentences(page.shown.summary)))
    journal.act(
        anna,
        week,
        Intent(deed="amended", by=martin, number=1, sentence=key, words="As I heard it."),
    )
    return anna


def unpacked(journal, patient):
    kept = journal.everything(journal.account(AccountId(patient)))
    with create_app(journal).test_request_context("/"):
        index = index_page(kept)
    whole = b"".join(journal.archive(kept, index))
    return zipfile.ZipFile(io.BytesIO(whole))


def at(document, path):
    for name in path.split("."):
        document = document[name]
    return document


def test_every_table_with_rows_of_a_patient_is_in_the_archive_or_named_as_left_out():
    assert set(TABLES) - OF_NOBODY == HELD.keys() | LEFT_OUT_TABLES


def test_what_stands_in_a_table_stands_in_the_archive(journal, lived):
    document = json.loads(unpacked(journal, lived).read("everything.json"))
    for name, places in HELD.items():
        assert rows_of(journal, TABLES[name], lived), f"nothing of hers is in {name}"
        for place in places.split(", "):
            assert at(document, place), f"{name} is not in {place}"
    for name, place in (("calls", "between.calls"), ("given", "between.given")):
        assert len(at(document, place)) == rows_of(journal, TABLES[name], lived)


def test_the_page_that_opens_it_shows_what_was_written(journal, lived):
    archive = unpacked(journal, lived)
    page, document = (archive.read(name).decode() for name in ("index.html", "everything.json"))
    assert [one for one in WRITTEN if one not in page or one not in document] == []


def test_exercises_are_a_table_with_their_ratings(journal, lived):
    read = unpacked(journal, lived).read("tables/exercises.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(read)))
    (worry,) = [row for row in rows if row["exercise"] == "worry-time"]
    assert (worry["before"], worry["after"], worry["written"]) == (
        "7",
        "3",
        "at six, in the kitchen",
    )


def test_nothing_in_it_acts_by_itself(journal, lived):
    archive = unpacked(journal, lived)
    assert not any(TOKEN.encode() in archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_readme_says_what_is_left_out_and_why(journal, lived, language):
    account = replace(journal.account(AccountId(lived)), language=language)
    kept = journal.everything(account)
    whole = b"".join(journal.archive(kept, ""))
    readme = zipfile.ZipFile(io.BytesIO(whole)).read("README.txt").decode()
    assert all(one.in_language(language) in readme for one in LEFT_OUT.values())
