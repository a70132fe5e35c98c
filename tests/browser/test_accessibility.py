"""WCAG 2.2 A and AA by axe-core, and no sideways scroll: zero violations on every page."""

from dataclasses import replace
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import enter
from tests.unit.views.examples import MONDAY, flagged
from tests.unit.views.memory_programme import between_sessions
from voicejournal.model.text import LANGUAGES
from voicejournal.model.units import Span
from voicejournal.store.reading import UNDER_WORK

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DONE = "00000000-0000-0000-0000-00000000000a"
WEEK = "/patients/id-daniel/weeks/2026-11-09"
PAGES = {
    "daniel": [
        "/record",
        "/notes",
        "/notes/note-9",
        "/weeks",
        "/weeks/2026-11-09",
        "/trends",
        "/notes/search",
        "/notes/search/736973746572",
        "/notes/receipts",
        "/notes/note-9/correct",
        "/notes/note-9/correct/1",
        "/notes/note-9/strike",
        "/notes/note-9/strike?first=1",
        "/notes/note-9/strike?first=1&last=3",
        "/notes/note-9/private",
        "/notes/note-9/delete",
        "/my-data",
        "/my-data/allowed",
        "/my-data/allowed/transcribe",
        "/my-data/openings",
        "/my-data/everything",
        "/my-data/erase",
        "/programme",
        "/programme/done",
        f"/programme/done/{DONE}",
        "/programme/exercises/breathing",
        "/programme/exercises/safety-plan",
        "/programme/exercises/thought-record",
        "/reminders",
        "/check-ins",
        "/help",
    ],
    "stranger": [
        "/notes",
        "/weeks",
        "/check-ins",
        "/check-ins/mood",
        "/check-ins/phq-9",
        "/programme",
        "/programme/library",
        "/help",
    ],
    "martin": [
        "/patients",
        WEEK,
        f"{WEEK}/revisions/1",
        f"{WEEK}/revisions/1/since/1",
        "/patients/id-daniel/weeks",
        "/patients/id-daniel/beside?first=2026-11-02&second=2026-11-09",
        "/patients/id-daniel/notes/note-9",
        "/patients/id-daniel/programme",
        f"/patients/id-daniel/exercises/{DONE}",
        "/operator",
    ],
    "operator": ["/operator"],
    None: [
        "/sign-in",
        "/invitation/x",
        "/help",
        "/reminders/stop/t",
        "/nope",
        *(f"/offline/{language}/{page}" for language in LANGUAGES for page in ("record", "help")),
    ],
}
AT_A_TIME = 8
"""Pages of one test: more would not fit into its time where a machine is busy."""
WALKS = [
    pytest.param(who, pages[first : first + AT_A_TIME], id=f"{who}-{first}")
    for who, pages in PAGES.items()
    for first in range(0, len(pages), AT_A_TIME)
]
LOOKS = [("en", "light", 1280), ("fr", "dark", 320), ("fr", "light", 390), ("en", "dark", 1280)]
axe = Axe()


def audit(page, what):
    results = axe.run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    found = [
        (one["id"], [node["target"] for node in one["nodes"]][:4])
        for one in results.response["violations"]
    ]
    assert found == [], what
    assert len(results.response["passes"]) > 10
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0, f"{what} scrolls sideways by {overflow} px"


@pytest.fixture(params=LOOKS, ids=lambda look: "-".join(map(str, look)))
def look(request, browser, practice_journal):
    language, scheme, width = request.param
    for account_id in practice_journal.people:
        practice_journal.set_language(account_id, language)
    between_sessions(practice_journal, DONE)
    context = browser.new_context(
        locale={"en": "en-GB", "fr": "fr-FR"}[language],
        color_scheme=scheme,
        viewport={"width": width, "height": 800},
        permissions=["microphone"],
        reduced_motion="reduce",
    )
    yield context
    context.close()


@pytest.mark.parametrize(("who", "pages"), WALKS)
def test_every_page(look, app, address, who, pages):
    page = look.new_page()
    if who:
        enter(look, app, address, who)
    for path in pages:
        page.goto(address + path)
        audit(page, f"{who} {path}")


@pytest.mark.parametrize("look", LOOKS[1:3], indirect=True)
def test_every_state_of_the_recorder(look, app, address):
    page = look.new_page()
    enter(look, app, address, "daniel")
    page.goto(f"{address}/record")
    for action, state in (
        ("record", "recording"),
        ("pause", "paused"),
        ("resume", "recording"),
        ("stop", "review"),
    ):
        page.locator(f"[data-do={action}]").click()
        page.wait_for_selector(f"voice-recorder[data-state={state}]")
        audit(page, state)
    page.locator("[data-do=discard]").click()
    audit(page, "confirm")
    page.locator("dialog button[value=keep]").click()
    page.route("**/api/**", lambda route: route.abort())
    page.locator("[data-el=send]").click()
    page.wait_for_selector("unsent-recordings[data-reason=unsent]")
    audit(page, "not sent yet")
    page.unroute("**/api/**")
    page.locator("[data-do=send]").first.click()
    page.wait_for_selector("voice-recorder[data-state=sent]")
    audit(page, "sent")


@pytest.mark.parametrize("look", LOOKS[1:3], indirect=True)
def test_what_a_patient_is_asked_first_and_shown_last(look, app, address, practice_journal):
    practice_journal.unasked.add("id-stranger")
    page = look.new_page()
    enter(look, app, address, "stranger")
    page.goto(f"{address}/notes")
    assert page.url.endswith("/consent")
    audit(page, "asked")
    for answer in ("no", "yes"):
        page.locator(f"button[value={answer}]").click()
        page.wait_for_load_state()
        audit(page, answer)
    practice_journal.unasked.clear()
    page.goto(f"{address}/my-data/erase")
    page.locator("input[name=meant]").check()
    page.locator("#password").fill("a long password")
    page.locator("button.danger").click()
    page.wait_for_selector(".receipt")
    audit(page, "erased")


@pytest.mark.parametrize("look", LOOKS[1:3], indirect=True)
def test_a_strike_under_way_and_one_that_failed(look, app, address, practice_journal):
    page, note = look.new_page(), practice_journal.note("note-9")
    enter(look, app, address, "daniel")
    struck = note.amendments.without(Span(1.0, 2.0))
    for state, muting in (("received", True), ("running", False), ("dead", True)):
        card = replace(note.card, state=state, muting=muting, striking=state in UNDER_WORK)
        practice_journal.details["note-9"] = replace(note, card=card, amendments=struck)
        page.goto(f"{address}/notes/note-9")
        audit(page, f"{state} {muting}")
    page.goto(f"{address}/notes")
    audit(page, "diary")


@pytest.mark.parametrize("look", LOOKS[1:3], indirect=True)
def test_a_week_that_was_worked_on(look, app, address, practice_journal):
    flagged(practice_journal)
    page = look.new_page()
    enter(look, app, address, "martin")
    page.goto(address + WEEK)
    for deed, field in (("amended", "words"), ("dismissed", "reason"), ("marked", None)):
        line = page.locator("li[id^=s-]", has=page.locator("details.hand")).last
        line.locator("details.hand summary").click()
        if field:
            line.locator(f"textarea[name={field}]").fill("Own words.")
        line.locator(f"button[value={deed}]").click()
        page.wait_for_selector("[role=status]")
        audit(page, deed)
    for number in range(3):
        practice_journal.acts[1] = replace(practice_journal.acts[1], kind="changed.pauses")
        practice_journal.acts.append(
            replace(
                practice_journal.acts[1], act_id=f"t{number}", sentence="", monday=date(2026, 10, 5)
            )
        )
    page.goto(address + WEEK)
    page.locator("details.less summary").first.click()
    audit(page, "shown less")
    page.locator(".signing button").click()
    audit(page, "signed")
    practice_journal.publish(MONDAY, practice_journal.summaries[MONDAY])
    page.goto(address + WEEK)
    audit(page, "newer")
    page.goto(address + "/patients")
    audit(page, "inbox")


@pytest.mark.parametrize("look", LOOKS[:2], indirect=True)
def test_the_week_while_evidence_plays(look, app, address):
    page = look.new_page()
    enter(look, app, address, "martin")
    page.goto(address + WEEK)
    page.locator(".changed a.play").first.click()
    page.wait_for_selector("evidence-player[data-playing]")
    audit(page, "playing")


@pytest.mark.parametrize("look", LOOKS[2:], indirect=True)
def test_wrong_passwords_and_missing_files_are_said_accessibly(look, address):
    page = look.new_page()
    page.goto(f"{address}/sign-in")
    page.locator("#username").fill("daniel")
    page.locator("#password").fill("wrong")
    page.locator("main button").click()
    page.wait_for_selector("[role=alert]")
    audit(page, "wrong password")
