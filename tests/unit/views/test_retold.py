"""What a language model worded stands apart on every form of the page, and says so."""

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.views.examples import MONDAY
from voicejournal.hooks.examples.narrators import Echo
from voicejournal.hooks.registered import registered
from voicejournal.model.retelling import Retold
from voicejournal.model.revision import Inputs
from voicejournal.model.text import Text
from voicejournal.summary.retelling.retold import sources_of, with_retold

WEEK = "/patients/id-daniel/weeks/2026-11-09"
OWN_WEEK = f"/weeks/{MONDAY.isoformat()}"
MARKED = {"en": "A language model reworded sentences", "fr": "Un modèle de langage a reformulé"}


@pytest.fixture(autouse=True)
def _retold(practice_journal):
    summary = practice_journal.summaries[MONDAY]
    sentences = sources_of(summary)
    first = sentences["s1"].text
    again = Retold(text=Text(f"Here: {first.en}", f"Ici : {first.fr}"), sources=("s1",))
    page = with_retold(summary, sentences, [again], registered("llm", Echo()))
    came = replace(page, composed_at=page.composed_at + timedelta(hours=1))
    practice_journal.publish(MONDAY, summary)
    practice_journal.publish(MONDAY, came, Inputs(retold="echo"))


def read(practice_journal, visit, language):
    practice_journal.set_language("id-martin", language)
    return visit("martin").get(WEEK).text


@pytest.mark.parametrize("language", MARKED)
def test_the_page_says_who_worded_it_and_keeps_what_was_found(visit, practice_journal, language):
    page = read(practice_journal, visit, language)
    found = practice_journal.summaries[MONDAY].sections[0].sentences[0].text.in_language(language)
    assert page.count(found) >= 1
    assert page.index(found) < page.index(MARKED[language])
    part = page[page.index(MARKED[language]) :]
    assert {"en": "Here: ", "fr": "Ici"}[language] in part


def test_it_can_be_played_like_any_other_sentence(visit, practice_journal):
    page = read(practice_journal, visit, "en")
    part = page[page.index(MARKED["en"]) :]
    assert re.search(r'class="[^"]*evidence', part)


def test_paper_and_fhir_say_it_too(visit, monkeypatch):
    printed = []
    monkeypatch.setattr(
        "voicejournal.views.clinic.out.as_pdf", lambda page: printed.append(page) or b"%PDF-"
    )
    martin = visit("martin")
    martin.get(f"{WEEK}/revisions/2/page.pdf")
    bundle = json.loads(martin.get(f"{WEEK}/revisions/2/fhir.json").data)
    assert MARKED["en"] in printed[0]
    assert MARKED["en"] in json.dumps(bundle)


def test_the_patient_reads_the_same(visit):
    assert MARKED["en"] in visit("daniel").get(OWN_WEEK).text


def test_a_reader_of_the_earlier_revision_hears_that_a_model_came(visit):
    page = visit("martin").get(f"{WEEK}/revisions/1").text
    assert "A language model worded sentences again" in page
