"""The clinician's hand, through plain forms."""

import re
from dataclasses import replace

import pytest

from tests.unit.views.examples import MONDAY, flagged
from voicejournal.model.evidence import Answered
from voicejournal.model.note import NoteId
from voicejournal.model.revision import Inputs
from voicejournal.model.text import Text
from voicejournal.summary.handled import TEACHES_AFTER

WEEK = "/patients/id-daniel/weeks/2026-11-09"
CLAIM = "Silences were longer than usual."


@pytest.fixture
def martin(visit):
    return visit("martin")


def key_of(page, said):
    """Return the key of the sentence in which `said` stands."""
    return re.search(rf'<li id="s-([0-9a-f]{{12}})"(?:(?!<li id).)*?{said}', page, re.DOTALL)[1]


def item(page, key):
    return re.search(
        rf'<li id="s-{key}".*?</details>\s*</li>|<li id="s-{key}".*?</li>', page, re.DOTALL
    )[0]


def do(visitor, deed, said=CLAIM, number="1", **more):
    key = key_of(visitor.get(WEEK).text, said)
    answer = visitor.post(f"{WEEK}/acts", {"deed": deed, "sentence": key, "number": number, **more})
    assert answer.status_code == 303
    return visitor.get(answer.location.partition("#")[0]).text


def undo(visitor, act_id):
    answer = visitor.post(f"{WEEK}/acts/{act_id}/undo", {"number": "1"})
    return visitor.get(answer.location.partition("#")[0]).text


def test_own_words_stand_beside_the_machines_sentence_and_can_be_taken_back(martin):
    page = do(martin, "amended", words="He had\na cold.")
    assert "Your words now stand beside the sentence." in page
    mine = item(page, key_of(page, CLAIM))
    assert CLAIM in mine
    assert "He had\na cold." in mine
    assert "He had" not in undo(martin, "act-0")


def test_a_sentence_is_set_aside_with_its_reason_and_brought_back(martin):
    page = do(martin, "dismissed", reason="The microphone was new.")
    assert "Set aside: 1 sentence" in page
    assert page.index(CLAIM) > page.index("Set aside: 1 sentence")
    assert "The microphone was new." in page
    assert "Set aside: 1 sentence" not in undo(martin, "act-0")


def test_setting_aside_wants_a_reason(martin, practice_journal):
    page = do(martin, "dismissed", reason=" ")
    assert 'role="alert"' in page
    assert practice_journal.acts == []


def test_a_sentence_is_marked_for_the_session(martin):
    assert "For the session" in do(martin, "marked")
    assert "For the session" not in undo(martin, "act-0")


def test_what_is_typed_is_never_markup(martin):
    assert "&lt;script&gt;" in do(martin, "amended", words="<script>alert(1)</script>")


def test_a_private_note_is_read_by_its_writer_alone(visit, martin, practice_journal):
    practice_journal.care.add(("id-other", "id-daniel"))
    page = do(martin, "noted", note="Ask about the mother.")
    assert "Ask about the mother." in page
    for name, path in (("other", WEEK), ("daniel", "/weeks/2026-11-09")):
        assert "Ask about the mother." not in visit(name).get(path).text
    assert "Ask about the mother." not in undo(martin, "act-0")


def test_a_signed_page_offers_no_pen_until_it_is_reopened(martin):
    martin.get(WEEK)
    answer = martin.post(f"{WEEK}/sign", {"number": "1"})
    page = martin.get(answer.location).text
    assert "Signed. This page stays as it is now." in page
    assert 'name="words"' not in page
    refused = do(martin, "amended", words="late")
    assert "This page has been signed." in refused
    martin.post(f"{WEEK}/reopen", {"number": "1"})
    page = martin.get(WEEK).text
    assert "Draft, not signed" in page
    assert "revision 2" in page
    assert 'name="words"' in page


def test_notes_that_came_after_the_signature_are_announced_and_never_slipped_in(
    martin, practice_journal
):
    martin.get(WEEK)
    martin.post(f"{WEEK}/sign", {"number": "1"})
    summary = practice_journal.summaries[MONDAY]
    sentence = replace(summary.sections[0].sentences[0], text=Text("Even longer.", "Plus longs."))
    newer = replace(
        summary,
        sections=(replace(summary.sections[0], sentences=(sentence,)), *summary.sections[1:]),
    )
    came = Inputs(notes=tuple((NoteId(f"n{at}"), "") for at in range(3)))
    practice_journal.publish(MONDAY, newer, came)
    page = martin.get(WEEK).text
    assert "3 notes came since this page was signed." in page
    assert "Even longer." not in page
    assert "Even longer." in martin.get(f"{WEEK}/revisions/2").text
    different = martin.get(f"{WEEK}/revisions/2/since/1").text
    assert f"<del>{CLAIM}</del>" in different
    assert "<ins>Even longer.</ins>" in different
    assert "3 notes came in." in different


def test_a_page_that_moved_on_is_not_signed(martin, practice_journal):
    martin.get(WEEK)
    practice_journal.publish(MONDAY, practice_journal.summaries[MONDAY])
    answer = martin.post(f"{WEEK}/sign", {"number": "1"})
    assert "Something came in while you were reading." in martin.get(answer.location).text


def test_a_kind_that_is_dismissed_again_and_again_is_shown_less_says_so_and_comes_back(
    martin, practice_journal
):
    do(martin, "dismissed", reason="no use")
    (taught,) = practice_journal.acts
    practice_journal.acts[:] = [
        replace(taught, act_id=f"t{at}", monday=MONDAY.replace(month=10, day=5))
        for at in range(TEACHES_AFTER)
    ]
    page = martin.get(WEEK).text
    assert "Shown less: 1 sentence" in page
    assert "You set sentences like this one aside 3 times." in page
    assert CLAIM in page
    assert "Shown less" not in do(martin, "restored")


@pytest.mark.parametrize(
    "wrong",
    [
        {"deed": "rewritten"},
        {"deed": "marked", "sentence": "ffffffffffff"},
        {"deed": "marked", "number": "9"},
        {"deed": "noted", "number": "one", "note": "x"},
    ],
)
def test_what_no_form_of_ours_sends_is_not_found(martin, practice_journal, wrong):
    asked = {"number": "1", **wrong}
    assert martin.post(f"{WEEK}/acts", asked).status_code == 404
    assert practice_journal.acts == []


def test_the_answer_leads_nowhere_else(martin):
    martin.get(WEEK)
    martin.post(f"{WEEK}/sign", {"number": "1"})
    asked = {"deed": "amended", "number": "1", "sentence": "x\r\nSet-Cookie: a", "words": "w"}
    answer = martin.post(f"{WEEK}/acts", asked)
    assert answer.location.startswith(f"{WEEK}/revisions/1?done=closed#s-x%0D%0A")


def test_flags_stand_first_on_the_caseload_and_on_the_page(martin, practice_journal):
    flagged(practice_journal)
    page = martin.get("/patients").text
    assert page.index("Words that may speak of dying.") < page.index('class="cards people"')
    assert re.search(r'class="play" href="/patients/id-daniel/notes/note-\d#t=', page)
    week = martin.get(WEEK).text
    assert week.index("Words that may speak of dying.") < week.index(CLAIM)


def test_a_flag_is_looked_at_or_set_aside_and_stays_in_its_place(martin, practice_journal):
    flagged(practice_journal)
    page = do(martin, "seen", "Words that may speak")
    assert "Looked at" in page
    page = do(martin, "dismissed", "Words that may speak", reason="A song.")
    assert page.index("Words that may speak") < page.index(CLAIM)
    assert "A song." in page


def test_the_patient_reads_the_same_page_and_who_opened_it(visit, martin, practice_journal):
    flagged(practice_journal)
    daniel = visit("daniel")
    assert "Nobody yet." in daniel.get("/weeks/2026-11-09").text
    do(martin, "amended", words="My words")
    page = daniel.get("/weeks/2026-11-09").text
    for said in (CLAIM, "My words", "Words that may speak of dying.", "I slept badly again."):
        assert said in page
    assert re.search(r"Who has opened it.*Martin", page, re.DOTALL)
    assert "you do not have to wait for a session" in page
    assert '<form method="post" action="/patients' not in page
    assert not re.search(r'href="/patients', page)
    assert re.search(r'class="play" href="/notes/note-\d#t=', page)


def test_weeks_are_listed_with_what_changed_and_whether_they_are_signed(martin):
    martin.get(WEEK)
    martin.post(f"{WEEK}/sign", {"number": "1"})
    page = martin.get("/patients/id-daniel/weeks").text
    assert page.count('class="when"') == 5
    assert CLAIM in page
    assert page.count("not signed") == 4


def test_two_weeks_stand_side_by_side_the_earlier_first(martin):
    page = martin.get("/patients/id-daniel/beside?first=2026-11-09&second=2026-11-02").text
    assert page.index("2–8 November 2026") < page.index("9–15 November 2026")
    assert "Typical silence" in page
    assert martin.get("/patients/id-daniel/beside?first=x").status_code == 404


def test_check_ins_stand_on_the_page_and_in_the_list(martin, practice_journal):
    answer = Answered(
        check_in_id="c",
        instrument="phq-9",
        answered_at=practice_journal.summaries[MONDAY].composed_at,
        score=9.0,
    )
    practice_journal.publish(MONDAY, replace(practice_journal.summaries[MONDAY], answers=(answer,)))
    for path in (WEEK, "/patients/id-daniel/weeks"):
        assert re.search(r"PHQ-9 <b>9</b>", martin.get(path).text)


def test_gaps_of_analyzers_are_visible(martin, practice_journal):
    from voicejournal.model.finding import Gap

    gaps = (Gap(analyzer="themes", reason="it failed with ValueError"),)
    practice_journal.publish(MONDAY, replace(practice_journal.summaries[MONDAY], gaps=gaps))
    assert "The analyzer themes gave no answer for this week." in martin.get(WEEK).text


def test_the_hand_speaks_french(visit, practice_journal):
    practice_journal.set_language("id-martin", "fr")
    martin = visit("martin")
    page = do(martin, "amended", "Les silences étaient plus longs", words="Un rhume.")
    for said in ("Réagir", "Vos notes privées", "Signer cette page", "Brouillon, non signé"):
        assert said in page
