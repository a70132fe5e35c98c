"""A week as a file by itself, opened from a folder: no service, no script."""

import pytest

from tests.browser.test_accessibility import audit
from tests.unit.views.examples import tone
from tests.unit.views.memory import practice
from voicejournal.model.evidence import moments
from voicejournal.settings import Settings
from voicejournal.views.alone import printer

pytestmark = pytest.mark.browser


@pytest.fixture
def summary(tmp_path):
    held = practice(Settings(data=tmp_path / "data", model="demo"))
    return next(iter(held.summaries.values()))


@pytest.fixture
def folder(tmp_path, summary):
    links = {
        one.note_id: f"{one.note_id}.wav"
        for sentence in summary.sentences
        for one in moments(sentence.evidence)
    }
    for file in links.values():
        (tmp_path / file).write_bytes(tone())
    for language in ("en", "fr"):
        page = printer(language).week(summary, links)
        (tmp_path / f"{language}.html").write_text(page, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("width", [320, 1280])
def test_it_is_accessible(browser, folder, language, width):
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto((folder / f"{language}.html").as_uri())
    audit(page, f"{language} {width}")
    page.close()


def test_a_moment_plays_from_where_it_begins(browser, folder, summary):
    page = browser.new_page()
    page.goto((folder / "en.html").as_uri())
    link = page.locator("a.play").first
    start = float(link.get_attribute("href").partition("#t=")[2].split(",")[0])
    link.click()
    page.wait_for_selector("video")
    page.wait_for_function("document.querySelector('video').readyState >= 1")
    assert page.evaluate("document.querySelector('video').currentTime") >= start - 0.01
    page.close()
