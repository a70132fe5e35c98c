"""What stands on the pages."""

import re
from dataclasses import replace

import pytest

from tests.unit.views.examples import MONDAY
from voicejournal.model.finding import Provenance
from voicejournal.model.purpose import Grants
from voicejournal.model.text import Text

WEEK = "/patients/id-daniel/weeks/2026-11-09"


@pytest.fixture
def week(visit):
    return visit("martin").get(WEEK).text


def main(text):
    return text.split("<main")[1].split("</main>")[0]


def test_the_record_page_says_who_will_hear_it_and_that_nobody_listens_live(visit):
    page = visit("daniel").get("/record").text
    assert "Martin. Nobody else can hear or read your notes." in page
    assert "Nobody listens live." in page
    assert 'href="/help"' in page


def test_a_patient_without_a_clinician_is_told_so(visit):
    assert "No clinician has been named for you yet." in visit("stranger").get("/record").text


def test_the_record_page_works_as_a_plain_form(visit):
    page = visit("daniel").get("/record").text
    assert 'enctype="multipart/form-data"' in page
    assert re.search(r'name="key" value="[0-9a-f-]{36}"', page)


def test_an_empty_diary_offers_the_microphone(visit):
    page = main(visit("stranger").get("/notes").text)
    assert "Nothing here yet." in page
    assert 'href="/record"' in page


def test_the_diary_lists_notes_by_day_newest_first(visit):
    page = visit("daniel").get("/notes").text
    assert page.index("Wednesday 11 November") < page.index("Monday 9 November")
    assert page.count("I slept badly again") == 10


def test_a_note_shows_words_silences_and_struck_words(visit):
    page = visit("daniel").get("/notes/note-0").text
    assert re.search(r'data-s="0.5">slept<', page)
    assert 'class="struck"><s>Thanks</s>' in page
    assert "silence </span>2.3 s" in page
    assert "The longest silence lasted 2.3 s." in page
    assert "Voices were not told apart" in page


def test_a_note_that_waits_says_so(visit, practice_journal):
    daniel = visit("daniel")
    waiting = replace(practice_journal.details["note-0"].card, state="received")
    practice_journal.details["note-0"] = replace(
        practice_journal.details["note-0"],
        card=waiting,
        transcript=practice_journal.details["note-0"].turns,
        peaks=(),
    )
    page = daniel.get("/notes/note-0").text
    assert "has arrived safely" in page
    assert "<waiting-note" in page
    assert daniel.get("/api/notes/note-0/state").json == {"state": "received", "taking_out": ""}


@pytest.mark.parametrize("state", ["received", "done"])
def test_a_note_whose_words_are_not_allowed_waits_for_none(
    visit, practice_journal, monkeypatch, state
):
    monkeypatch.setattr(practice_journal, "grants", lambda _patient: Grants())
    note = practice_journal.details["note-0"]
    practice_journal.details["note-0"] = replace(
        note, card=replace(note.card, state=state, first_words=""), transcript=note.turns
    )
    for page in ("/notes/note-0", "/notes"):
        text = visit("daniel").get(page).text
        assert "Its words are not written down: that is not allowed." in text
        assert "being written down" not in text


def test_a_clinician_opening_the_patients_address_is_led_to_her_own_page(visit):
    answer = visit("martin").get("/notes/note-0")
    assert answer.location == "/patients/id-daniel/notes/note-0"


def test_patients_who_spoke_last_come_first(visit, practice_journal):
    practice_journal.care.add(("id-martin", "id-stranger"))
    page = main(visit("martin").get("/patients").text)
    assert page.index("Daniel") < page.index("Stranger")
    assert "No notes yet" in page


def test_a_clinician_without_patients_is_told_so(visit):
    assert "Nobody is in your care yet." in visit("other").get("/patients").text


def test_a_patients_address_leads_to_the_newest_week(visit):
    assert visit("martin").get("/patients/id-daniel").location == WEEK


def test_a_patient_without_notes_has_a_page_too(visit, practice_journal):
    practice_journal.care.add(("id-martin", "id-stranger"))
    assert "No notes yet." in visit("martin").get("/patients/id-stranger").text


def test_the_week_says_what_changed_then_their_words_then_the_measures(week):
    order = ["Silences were longer than usual.", "I slept badly again.", "Typical silence"]
    places = [week.index(text) for text in order]
    assert places == sorted(places)


def test_the_week_says_what_it_rests_on(week):
    for said in (
        "<b>2</b> notes",
        "1 note is still being written down",
        "One note was very quiet.",
    ):
        assert said in week
    assert "It is not a diagnosis" in week
    assert "<code>standard</code> pauses 1" in week


def test_every_sentence_and_every_point_is_a_real_link(week):
    links = re.findall(r'<a class="(?:play|point[^"]*)" href="([^"]+)"', week)
    assert len(links) == 3 + 10
    assert all(re.fullmatch(r"/patients/id-daniel/notes/note-\d#t=2.05", link) for link in links)


def test_points_outside_the_usual_are_said_in_words(week):
    assert re.search(r'aria-label="Mon 9 Nov: [\d.]+\u00a0s, above usual"', week)
    assert week.count('class="dot out"') == 1 + week.count(", above usual") + week.count(
        ", below usual"
    )


def test_weeks_lead_to_their_neighbours(visit):
    page = visit("martin").get("/patients/id-daniel/weeks/2026-10-26").text
    neighbours = re.findall(r'href="/patients/id-daniel/weeks/([\d-]+)"', main(page))
    assert neighbours == ["2026-10-12", "2026-11-02"]


@pytest.mark.parametrize("monday", ["2026-11-10", "yesterday", "2026-13-40"])
def test_a_week_that_is_none_is_not_found(visit, monday):
    assert visit("martin").get(f"/patients/id-daniel/weeks/{monday}").status_code == 404


def test_an_empty_week_says_why_it_is_empty(visit):
    page = visit("martin").get("/patients/id-daniel/weeks/2026-10-19").text
    assert "Not enough notes yet." in page
    assert "<b>0</b> notes" in page


def test_words_of_a_patient_are_never_markup(visit, practice_journal):
    summary = practice_journal.summaries[MONDAY]
    quote = replace(summary.sections[1].sentences[0], text=Text(en="<b>hi</b>", fr="<b>hi</b>"))
    section = replace(summary.sections[1], sentences=(quote,))
    practice_journal.summaries[MONDAY] = replace(summary, sections=(summary.sections[0], section))
    page = visit("martin").get(WEEK).text
    assert "&lt;b&gt;hi&lt;/b&gt;" in page


def test_the_week_speaks_french(visit, practice_journal):
    practice_journal.set_language("id-martin", "fr")
    page = visit("martin").get(WEEK).text
    for said in ("9–15 novembre 2026", "Ce qui a changé", "plus que d’habitude", "1,64\u00a0s"):
        assert said in page


def test_the_demo_model_is_announced_where_one_records(visit):
    page = visit("daniel").get("/record").text
    assert "it understands only the demo voices" in page
    assert "voicejournal models pull small" in page


@pytest.mark.parametrize(("model", "announced"), [("demo@3f2a", True), ("small", False)])
def test_words_of_the_demo_model_are_announced_as_such(visit, practice_journal, model, announced):
    summary = practice_journal.summaries[MONDAY]
    source = Provenance(plugin="voicejournal", analyzer="transcript", version=f"engine {model}")
    practice_journal.summaries[MONDAY] = replace(summary, provenance=(source,))
    detail = practice_journal.details["note-9"]
    written = replace(detail.transcript, model=model)
    practice_journal.details["note-9"] = replace(detail, transcript=written)
    martin = visit("martin")
    for path in (WEEK, "/patients/id-daniel/notes/note-9"):
        assert ("voicejournal models pull small" in martin.get(path).text) == announced


def test_help_is_open_to_everybody_in_both_languages(visit):
    for language, said in (("en", "You can talk to someone"), ("fr", "Vous pouvez parler à")):
        page = visit(language=language).get("/help").text
        assert said in page
        assert 'href="tel:3114"' in page
        assert 'href="sms:114"' in page
        assert 'href="tel:116123"' in page
        assert "24 " in page


def test_the_operator_sees_numbers_and_no_words(visit):
    page = visit("operator").get("/operator").text
    assert "<dt>done</dt><dd>10</dd>" in page
    assert "slept" not in page
    assert "Daniel" not in page


def test_the_service_says_that_it_is_alive(visit):
    assert visit().get("/alive").json == {"alive": True}
