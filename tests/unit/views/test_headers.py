import pytest

from voicejournal.views.assets import asset


def test_no_page_runs_what_is_not_ours(visit):
    policy = visit().get("/sign-in").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy


def test_the_microphone_is_allowed_to_our_own_pages(visit):
    assert "microphone=(self)" in visit().get("/sign-in").headers["Permissions-Policy"]


@pytest.mark.parametrize("path", ["/record", "/notes/note-0", "/sound/note-0", "/nope"])
def test_nothing_private_stays_in_a_cache(visit, path):
    assert visit("daniel").get(path).headers["Cache-Control"] == "no-store"


def test_assets_are_kept_under_their_hash(visit):
    kept = visit().get(asset("style.css"))
    assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert kept.headers["X-Content-Type-Options"] == "nosniff"


def test_a_page_from_before_an_upgrade_still_gets_its_files(visit):
    old = visit().get("/static/000000000000/elements/voice-recorder.js")
    assert old.status_code == 200
    assert old.headers["Cache-Control"] == "no-cache"
    assert old.mimetype == "text/javascript"


@pytest.mark.parametrize("path", ["../templates/help.html", "..%2fdata/help.json", "nothing.css"])
def test_nothing_outside_the_folder_is_sent(visit, path):
    assert visit().get(f"/static/x/{path}").status_code == 404


def test_pages_hold_no_inline_script_or_style(visit):
    for who, path in (("daniel", "/record"), ("martin", "/patients/id-daniel/weeks/2026-11-09")):
        text = visit(who).get(path).text
        assert "<style" not in text
        assert " style=" not in text
        assert "javascript:" not in text
        assert " onclick" not in text
