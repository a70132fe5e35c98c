"""Who gets where: every route, every role, every relation."""

import pytest

from tests.unit.views.conftest import Visitor
from voicejournal.views import create_app
from voicejournal.views.gate import rule_of

WEEK = "/patients/id-daniel/weeks/2026-11-09"
BESIDE = "/patients/id-daniel/beside?first=2026-11-02&second=2026-11-09"
# Route: what each role meets. 200 and 302 let in; 401 asks to sign in; 404 hides; 403 refuses.
ROUTES = {
    "/record": {"daniel": 200, "martin": 403, "operator": 403},
    "/notes": {"daniel": 200, "stranger": 200, "martin": 403, "operator": 403},
    "/notes/note-0": {"daniel": 200, "stranger": 404, "martin": 302, "other": 404, "operator": 404},
    "/sound/note-0": {"daniel": 200, "stranger": 404, "martin": 200, "other": 404, "operator": 404},
    "/api/notes/note-0/state": {"daniel": 200, "stranger": 404, "martin": 200, "other": 404},
    "/api/sender": {"daniel": 200, "stranger": 200, "martin": 403, "operator": 403},
    "/patients": {"daniel": 403, "martin": 200, "other": 200, "operator": 403},
    "/patients/id-daniel": {"daniel": 404, "martin": 302, "other": 404, "operator": 404},
    WEEK: {"daniel": 404, "stranger": 404, "martin": 200, "other": 404, "operator": 404},
    f"{WEEK}/revisions/1": {"daniel": 404, "martin": 200, "other": 404, "operator": 404},
    f"{WEEK}/revisions/7": {"martin": 404},
    f"{WEEK}/revisions/1/since/1": {"daniel": 404, "martin": 200, "other": 404, "operator": 404},
    f"{WEEK}/revisions/1/page.pdf": {"daniel": 404, "martin": 200, "other": 404, "operator": 404},
    f"{WEEK}/revisions/1/fhir.json": {"daniel": 404, "martin": 200, "other": 404, "operator": 404},
    "/patients/id-daniel/measures.csv": {
        "daniel": 404,
        "martin": 200,
        "other": 404,
        "operator": 404,
    },
    "/notes/note-0/words.vtt": {"daniel": 200, "stranger": 404, "martin": 200, "other": 404},
    "/notes/note-0/words.TextGrid": {"daniel": 200, "stranger": 404, "martin": 200, "other": 404},
    "/patients/id-daniel/weeks": {"daniel": 404, "martin": 200, "other": 404, "operator": 404},
    BESIDE: {"daniel": 404, "martin": 200, "other": 404, "operator": 404},
    "/weeks": {"daniel": 200, "stranger": 200, "martin": 403, "operator": 403},
    "/weeks/2026-11-09/page.pdf": {"daniel": 200, "martin": 403, "operator": 403},
    "/weeks/2026-11-09": {"daniel": 200, "martin": 403, "operator": 403},
    "/patients/id-daniel/notes/note-0": {"daniel": 404, "martin": 200, "other": 404},
    "/patients/id-stranger/notes/note-0": {"martin": 404},
    "/notes/no-such-note": {"daniel": 404, "martin": 404},
    "/check-ins": {"daniel": 200, "stranger": 200, "martin": 403, "operator": 403},
    "/check-ins/phq-9": {"daniel": 200, "stranger": 200, "martin": 403, "operator": 403},
    "/programme": {"daniel": 200, "stranger": 200, "martin": 403, "operator": 403},
    "/programme/library": {"daniel": 200, "martin": 403, "operator": 403},
    "/programme/done": {"daniel": 200, "martin": 403, "operator": 403},
    "/programme/done/none": {"daniel": 404, "martin": 403, "operator": 403},
    "/programme/exercises/gratitude": {"daniel": 200, "martin": 403, "operator": 403},
    "/reminders": {"daniel": 200, "martin": 403, "operator": 403},
    "/patients/id-daniel/programme": {
        "daniel": 404,
        "stranger": 404,
        "martin": 200,
        "other": 404,
        "operator": 404,
    },
    "/patients/id-daniel/exercises/none": {"daniel": 404, "other": 404, "operator": 404},
    "/trends": {"daniel": 200, "stranger": 200, "martin": 403, "operator": 403},
    "/notes/search": {"daniel": 200, "stranger": 200, "martin": 403, "operator": 403},
    "/notes/search/6d79": {"daniel": 200, "martin": 403, "operator": 403},
    "/notes/receipts": {"daniel": 200, "stranger": 200, "martin": 403, "operator": 403},
    **{
        f"/notes/note-0/{what}": {"daniel": 200, "stranger": 404, "martin": 404, "operator": 404}
        for what in ("correct", "correct/1", "strike", "private", "delete")
    },
    "/consent": {"daniel": 302, "stranger": 302, "martin": 403, "operator": 403},
    "/my-data": {"daniel": 200, "stranger": 200, "martin": 403, "operator": 403},
    "/my-data/allowed": {"daniel": 200, "martin": 403, "operator": 403},
    "/my-data/allowed/transcribe": {"daniel": 200, "martin": 403, "operator": 403},
    "/my-data/openings": {"daniel": 200, "martin": 403, "operator": 403},
    "/my-data/everything": {"daniel": 200, "martin": 403, "operator": 403},
    "/my-data/everything.zip": {"daniel": 200, "martin": 403, "operator": 403},
    "/my-data/erase": {"daniel": 200, "martin": 403, "operator": 403},
    "/operator": {"daniel": 403, "martin": 403, "operator": 200},
}


@pytest.fixture(autouse=True)
def _no_printing(monkeypatch):
    """Who gets a page is asked here, not how it is printed."""
    for module in ("clinic.out", "preview"):
        monkeypatch.setattr(f"voicejournal.views.{module}.as_pdf", lambda _page: b"%PDF-")


CASES = [(path, who, status) for path, row in ROUTES.items() for who, status in row.items()]


@pytest.mark.parametrize(("path", "who", "status"), CASES)
def test_each_role_meets_what_the_policy_says(visit, path, who, status):
    assert visit(who).get(path).status_code == status


@pytest.mark.parametrize("path", [path for path in ROUTES if not path.startswith("/api/")])
def test_nobody_is_asked_to_sign_in_and_comes_back(visit, path):
    answer = visit().get(path)
    assert answer.status_code in {302, 404}
    if answer.status_code == 302:
        assert answer.location.startswith("/sign-in?next=")


KEY = "00000000-0000-0000-0000-000000000007"
SENDING = (
    ("PUT", f"/api/arrivals/{KEY}"),
    ("PATCH", f"/api/arrivals/{KEY}"),
    ("POST", f"/api/arrivals/{KEY}/finish"),
    ("POST", "/notes"),
    ("POST", "/notes/typed"),
)


WRITING = ("acts", "acts/act-0/undo", "sign", "reopen")


@pytest.mark.parametrize("what", WRITING)
@pytest.mark.parametrize("who", ["daniel", "stranger", "other", "operator"])
def test_only_the_own_clinician_writes_on_a_week(visit, practice_journal, what, who):
    asked = {"deed": "noted", "note": "x", "number": "1"}
    assert visit(who).post(f"{WEEK}/{what}", asked).status_code == 404
    assert practice_journal.acts == []


@pytest.mark.parametrize("what", WRITING)
def test_nothing_is_written_on_a_week_without_its_token(visit, practice_journal, what):
    martin = visit("martin")
    assert martin.post(f"{WEEK}/{what}", {"csrf_token": ""}).status_code == 400
    assert practice_journal.acts == []


@pytest.mark.parametrize(("method", "path"), SENDING)
@pytest.mark.parametrize("who", ["martin", "operator"])
def test_only_patients_send_recordings(visit, practice_journal, method, path, who):
    assert visit(who).send(method, path).status_code == 403
    assert practice_journal.arriving == practice_journal.keys == {}


@pytest.mark.parametrize("path", ["/api/notes/note-0/state", "/api/sender"])
def test_nobody_gets_401_from_the_interface(visit, path):
    assert visit().get(path).status_code == 401


@pytest.mark.parametrize(("method", "path"), SENDING[:3])
def test_nobody_sends_a_recording(visit, method, path):
    answer = visit().send(method, path)
    assert (answer.status_code, answer.json["code"]) == (401, "signed_out")


def test_every_route_declares_what_it_lets_people_do(app):
    silent = [name for name, view in app.view_functions.items() if rule_of(view) is None]
    assert silent == []


def test_every_private_route_is_in_the_table_above(app):
    private = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule_of(app.view_functions[rule.endpoint]).action != "public" and "GET" in rule.methods
    }
    adapter = app.url_map.bind("localhost")
    seen = {adapter.match(path.partition("?")[0], return_rule=True)[0].rule for path in ROUTES}
    assert private == seen


def test_a_route_that_declares_nothing_is_shut(practice_journal):
    app = create_app(practice_journal)
    app.add_url_rule("/forgotten", "forgotten", lambda: "open")
    assert Visitor(app).sign_in("martin").get("/forgotten").status_code == 403


def test_a_hidden_note_looks_like_one_that_does_not_exist(visit):
    stranger = visit("stranger")
    assert stranger.get("/notes/note-0").text == stranger.get("/notes/note-none").text.replace(
        "note-none", "note-0"
    )
