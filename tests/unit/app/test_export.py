"""`voicejournal export` on a whole journal."""

import csv
import io
import json

import pytest
from click.testing import CliRunner
from fhir.resources.R4B.bundle import Bundle

from voicejournal.cli import main
from voicejournal.model.hand import Intent


@pytest.fixture
def call(journal):
    def call_it(*words):
        data = str(journal.settings.data)
        return CliRunner().invoke(main, ["export", *words, "--data", data])

    return call_it


def test_the_newest_week_is_a_document_and_its_taking_is_kept(call, journal, clinic):
    answer = call("anna", "--fhir")
    assert answer.exit_code == 0
    assert Bundle.model_validate_json(answer.stdout).type == "document"
    newest = journal.weeks(clinic.anna)[0].monday
    kept = journal.store.audit.of_patient(clinic.anna)[0]
    assert (kept.actor_id, kept.action, kept.subject_id) == ("system", "export.fhir", f"{newest}/1")


def test_any_day_names_its_week(call, journal, clinic):
    oldest = journal.weeks(clinic.anna)[-1]
    answer = call("anna", "--fhir", "--week", str(oldest.monday.replace(day=oldest.monday.day + 3)))
    composition = json.loads(answer.stdout)["entry"][0]["resource"]
    assert composition["event"][0]["period"]["start"] == oldest.start.isoformat()


def test_a_private_note_is_never_in_it(call, journal, clinic):
    week = journal.weeks(clinic.anna)[0]
    journal.page(clinic.anna, week, reader=clinic.clinician, number=None)
    wish = Intent(deed="noted", by=clinic.clinician, number=1, words="for my eyes only")
    journal.act(clinic.anna, week, wish)
    assert "for my eyes only" not in call("anna", "--fhir").stdout


def test_every_note_is_a_row(call, journal, clinic):
    rows = list(csv.DictReader(io.StringIO(call("anna", "--csv").stdout)))
    assert len(rows) == len(journal.notes(clinic.anna))
    assert float(rows[0]["pause_median [s]"]) > 0


def test_our_codes_can_be_had_alone(call):
    assert json.loads(call("--codes").stdout)["resourceType"] == "CodeSystem"


@pytest.mark.parametrize("words", [["anna"], ["--fhir"], ["anna", "--codes"]])
def test_half_a_wish_is_wrong_usage(call, words):
    assert call(*words).exit_code == 2


@pytest.mark.parametrize("words", [["nobody"], ["martin"], ["anna", "--week", "2001-01-01"]])
def test_what_is_not_there_is_said(call, words):
    answer = call(*words, "--fhir")
    assert answer.exit_code == 1
    assert answer.stdout == ""
