"""What people take along from pages."""

import json
import re

import pytest

from tests.unit.views.examples import NOW, pending
from voicejournal.errors import PdfMissingError
from voicejournal.outputs import pdf
from voicejournal.outputs.pdf import as_pdf, check_pdf

WEEK = "/patients/id-daniel/weeks/2026-11-09"
PDF = f"{WEEK}/revisions/1/page.pdf"
FHIR = f"{WEEK}/revisions/1/fhir.json"


@pytest.fixture
def printed(monkeypatch):
    """Return what was sent to the printer."""
    sent = []

    def take(page):
        sent.append(page)
        return b"%PDF-"

    for module in ("clinic.out", "preview"):
        monkeypatch.setattr(f"voicejournal.views.{module}.as_pdf", take)
    return sent


@pytest.fixture
def acts(visit, practice_journal):
    """Do something to the first sentence of the week, or write a private note."""
    martin = visit("martin")
    page = martin.get(WEEK).text
    key = re.search(r'<li id="s-([0-9a-f]{12})"', page)[1]

    def act(deed, **words):
        asked = {"deed": deed, "number": "1", "sentence": key, **words}
        assert martin.post(f"{WEEK}/acts", asked).status_code == 303

    return act


def test_paper_says_what_the_page_says(visit, printed):
    assert visit("martin").get(PDF).mimetype == "application/pdf"
    (page,) = printed
    for said in ("Silences were longer than usual.", "I slept badly again.", "Draft, not signed"):
        assert said in page
    assert "Daniel" in page


def test_paper_holds_all_it_needs(visit, printed):
    visit("martin").get(PDF)
    assert not re.search(r"<(script|link|img|form|button|a)\b", printed[0])
    assert not re.search(r"""(src|href)=["']""", printed[0])


@pytest.mark.parametrize(("language", "said"), [("en", "In their words"), ("fr", "Avec ses mots")])
def test_paper_speaks_the_readers_language(visit, practice_journal, printed, language, said):
    practice_journal.set_language("id-martin", language)
    visit("martin").get(PDF)
    assert said in printed[0]
    assert f'<html lang="{language}">' in printed[0]


@pytest.mark.parametrize("path", [PDF, FHIR])
def test_private_notes_marks_and_what_was_set_aside_stay_behind(visit, acts, printed, path):
    acts("noted", note="for my eyes only")
    acts("marked")
    acts("dismissed", reason="a cold, no more")
    answer = visit("martin").get(path)
    text = printed[0] if path == PDF else answer.text
    for kept_back in ("for my eyes only", "a cold, no more", "For the session"):
        assert kept_back not in text
    assert "Silences were longer" not in text
    assert "et aside" in text


@pytest.mark.parametrize("path", [PDF, FHIR])
def test_own_words_and_the_signature_go_along(visit, acts, printed, path):
    acts("amended", words="We spoke about this.")
    visit("martin").post(f"{WEEK}/sign", {"number": "1"})
    answer = visit("martin").get(path)
    text = printed[0] if path == PDF else answer.text
    assert "We spoke about this." in text
    assert "Signed" in text if path == PDF else '"final"' in text


def test_the_fhir_document_is_a_file_without_a_name(visit):
    answer = visit("martin").get(FHIR)
    assert answer.mimetype == "application/fhir+json"
    assert json.loads(answer.text)["resourceType"] == "Bundle"
    assert "daniel" not in answer.headers["Content-Disposition"].lower()


@pytest.mark.parametrize(
    ("path", "what"),
    [
        (PDF, ("pdf", "2026-11-09/1")),
        (FHIR, ("fhir", "2026-11-09/1")),
        ("/patients/id-daniel/measures.csv", ("measures", "")),
        ("/notes/note-0/words.vtt", ("captions", "note-0")),
        ("/notes/note-0/words.TextGrid", ("textgrid", "note-0")),
    ],
)
def test_who_took_what_is_kept(visit, practice_journal, printed, path, what):
    visit("martin").get(path)
    assert practice_journal.taken == [("id-daniel", *what, "id-martin")]


def test_a_week_without_a_kept_page_cannot_be_taken(visit):
    assert visit("martin").get(f"{WEEK}/revisions/0/page.pdf").status_code == 404


@pytest.mark.parametrize("kind", ["vtt", "TextGrid"])
def test_a_struck_word_is_in_no_file(visit, kind):
    text = visit("daniel").get(f"/notes/note-0/words.{kind}").text
    assert "sister" in text
    assert "Thanks" not in text


def test_a_note_without_words_has_no_captions(visit, practice_journal):
    practice_journal.details["waiting"] = pending("waiting", "id-daniel", NOW)
    assert visit("daniel").get("/notes/waiting/words.vtt").status_code == 404
    assert visit("daniel").get("/notes/waiting/words.TextGrid").status_code == 404


def test_where_no_pdf_can_be_made_the_page_says_what_to_do(visit, monkeypatch):
    def missing():
        raise PdfMissingError(fix=pdf.FIX)

    monkeypatch.setattr(pdf, "_loaded", missing)
    answer = visit("martin").get(PDF)
    assert answer.status_code == 501
    assert "Print the page from your browser" in answer.text


def test_a_real_pdf_is_light_and_fetches_nothing(visit, printed):
    try:
        check_pdf()
    except PdfMissingError:
        pytest.skip("WeasyPrint's libraries are not here")
    visit("martin").get(PDF)
    page = printed[0].replace("</main>", '<img alt="" src="file:///etc/hostname"></main>')
    made = as_pdf(page)
    assert made.startswith(b"%PDF-1.7")
    assert len(made) <= 150_000
    assert b"/Image" not in made
