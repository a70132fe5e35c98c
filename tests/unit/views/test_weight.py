"""Pages stay light: what a phone loads, compressed."""

import gzip
import re

from voicejournal.views.assets import web_folder

KB = 1000


def weight(*names):
    folder = web_folder() / "static"
    return sum(len(gzip.compress((folder / name).read_bytes())) for name in names)


def test_the_stylesheet_is_below_eight_kilobytes():
    assert weight("style.css") <= 8 * KB


def test_the_clinicians_own_stylesheet_is_below_four_kilobytes():
    assert weight("clinic.css") <= 4 * KB


def test_the_record_page_loads_below_twelve_kilobytes_of_script(visit):
    page = visit("daniel").get("/record").text
    scripts = set(re.findall(r"elements/[\w-]+\.js", page))
    assert {"elements/capture.js", "elements/voice-recorder.js"} <= scripts
    assert weight(*scripts) <= 12 * KB


def test_every_module_that_the_recorder_imports_is_preloaded(visit):
    page = visit("daniel").get("/record").text
    loaded = set(re.findall(r"elements/([\w-]+\.js)", page))
    folder = web_folder() / "static/elements"
    wanted = {
        name
        for one in loaded
        for name in re.findall(r"from '\./([\w-]+\.js)'", (folder / one).read_text())
    }
    assert wanted <= loaded


def test_the_weekly_page_is_light_without_its_charts_being_pictures(visit):
    page = visit("martin").get("/patients/id-daniel/weeks/2026-11-09").text
    assert len(gzip.compress(page.encode())) <= 15 * KB
    assert "<img" not in page


def test_no_module_is_longer_than_a_reader_likes():
    lengths = {one.name: one.read_text().count("\n") for one in web_folder().rglob("*.js")}
    assert {name: lines for name, lines in lengths.items() if lines > 150} == {}
