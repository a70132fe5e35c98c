import importlib.util
import json
import re
from pathlib import Path

import pytest

from voicejournal.views.assets import web_folder
from voicejournal.views.offline import OWNER

SHELLS = ["/offline/en/record", "/offline/fr/record", "/offline/en/help", "/offline/fr/help"]


def shell_of(visitor, language="en"):
    script = visitor.get(f"/service-worker.js?language={language}")
    assert script.mimetype == "text/javascript"
    return json.loads(re.match(r"const shell = (.*);\n", script.text)[1])


@pytest.mark.parametrize("path", SHELLS)
def test_a_kept_page_is_the_same_for_everybody(visit, path):
    nobody, daniel = visit(language="ja").get(path), visit("daniel").get(path)
    assert nobody.status_code == 200
    assert nobody.text == daniel.text
    assert "Daniel" not in daniel.text
    assert "csrf" not in daniel.text
    assert "id-daniel" not in daniel.text
    assert "Set-Cookie" not in nobody.headers


@pytest.mark.parametrize("path", SHELLS)
def test_a_kept_page_speaks_the_language_of_its_address(visit, path):
    text = visit(language="en").get(path).text
    assert f'<html lang="{path.split("/")[2]}"' in text
    assert ("besoin d’aide" in text.lower() or "vous pouvez parler" in text.lower()) == (
        "fr" in path
    )


@pytest.mark.parametrize("path", ["/offline/tlh/record", "/tlh.webmanifest", "/service-worker.js"])
def test_a_language_that_we_do_not_speak_has_no_kept_pages(visit, path):
    assert visit().get(path).status_code == 404


def test_everything_that_a_kept_page_needs_is_kept_and_nothing_else(visit):
    visitor = visit()
    shell = shell_of(visitor)
    assert set(shell["pages"]) == {"/", "/record", "/help"}
    assert all(visitor.get(path).status_code == 200 for path in shell["pages"].values())
    assert all(visitor.get(path).status_code == 200 for path in shell["files"])
    assert all(path.startswith("/static/") for path in shell["files"])
    names = {path.split("/", 3)[3] for path in shell["files"]}
    folder = web_folder() / "static/elements"
    imported = {
        f"elements/{wanted}"
        for name in names
        if name.startswith("elements/")
        for wanted in re.findall(r"from '\./([\w-]+\.js)'", (folder.parent / name).read_text())
    }
    assert imported <= names
    assert {"style.css", "elements/voice-recorder.js", "elements/outbox.js"} <= names


def test_the_script_changes_with_the_language_and_the_pages(visit, monkeypatch):
    visitor = visit()
    before = shell_of(visitor)["cache"]
    assert shell_of(visitor, "fr")["cache"] != before == shell_of(visitor)["cache"]
    monkeypatch.setattr("voicejournal.views.offline.recorder_strings", lambda: {"idle": "new"})
    assert shell_of(visitor)["cache"] != before


def test_numbers_to_call_are_in_the_kept_help_page(visit):
    assert 'href="tel:112"' in visit().get("/offline/en/help").text


def test_the_diary_can_be_installed(visit):
    visitor = visit("daniel")
    address = re.search(r'rel="manifest" href="([^"]+)"', visitor.get("/record").text)[1]
    answer = visitor.get(address)
    assert answer.mimetype == "application/manifest+json"
    told = answer.json
    assert (told["start_url"], told["display"], told["lang"]) == ("/record", "standalone", "en")
    for icon in told["icons"]:
        picture = visitor.get(icon["src"])
        assert picture.mimetype == "image/png"
        side = int.from_bytes(picture.data[16:20], "big")
        assert icon["sizes"] == f"{side}x{side}"
    assert {icon["purpose"] for icon in told["icons"]} == {"any", "maskable"}


def test_the_icons_are_what_their_script_draws():
    script = Path(__file__).parents[3] / "docs/pictures/draw_icons.py"
    spec = importlib.util.spec_from_file_location("draw_icons", script)
    drawing = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(drawing)
    for name in ("icon-192.png", "touch-180.png"):
        assert drawing.ICONS[name]() == (web_folder() / "static/icons" / name).read_bytes()


def owner(visitor):
    cookie = visitor.client.get_cookie(OWNER)
    return cookie.value if cookie else None


def test_the_device_knows_whose_recordings_it_keeps_until_they_sign_out(visit):
    daniel = visit("daniel")
    assert owner(daniel) == "id-daniel"
    assert not daniel.client.get_cookie(OWNER).http_only
    daniel.post("/sign-out")
    assert owner(daniel) is None


@pytest.mark.parametrize("who", ["martin", "operator", None])
def test_only_patients_leave_their_id_on_a_device(visit, who):
    visitor = visit(who)
    visitor.get("/help")
    assert owner(visitor) is None
