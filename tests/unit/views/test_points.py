import re
from xml.etree import ElementTree as ET

import pytest

from tests.unit.views.examples import MONDAY, PARIS
from tests.unit.views.memory import practice
from voicejournal.model.week import Week
from voicejournal.views import create_app
from voicejournal.views.charts import panel
from voicejournal.views.noteplace import places
from voicejournal.views.points import points

INK = {"dot": ' fill="#123"', "out": ' fill="#a63"'}


@pytest.fixture
def journal(settings):
    return practice(settings)


@pytest.fixture
def laid(journal):
    series = journal.summary("id-daniel", Week(MONDAY, PARIS)).series[0]
    return panel(series, Week(MONDAY, PARIS))


def draw(journal, laid, ink=None, *, href="/n/", language="en"):
    """Draw the points of a panel; returns them as elements."""
    read = places([laid.series], PARIS, note=lambda one: href and href + one, sound=lambda one: one)
    with create_app(journal).test_request_context(headers={"Accept-Language": language}):
        return ET.fromstring(f"<g>{points(laid, read, ink or {})}</g>")  # noqa: S314 - drawn here


def test_every_note_is_a_link_to_where_it_is_heard(journal, laid):
    links = draw(journal, laid).findall("a")
    assert [one.get("data-note") for one in links] == [dot.note_id for dot in laid.dots]
    assert all(float(one.get("data-start")) < float(one.get("data-end")) for one in links)
    assert all(re.fullmatch(r"/n/note-\d+#t=2.05", one.get("href")) for one in links)


def test_a_note_outside_the_usual_has_another_shape_and_says_so(journal, laid):
    outside = [one for one in draw(journal, laid).findall("a") if one.find("path") is not None]
    assert len(outside) == sum(dot.side in {"high", "low"} for dot in laid.dots) > 0
    assert all(one.get("aria-label").endswith(", above usual") for one in outside)


def test_a_point_is_said_in_the_language_of_the_page(journal, laid):
    said = draw(journal, laid, language="fr").find("a").get("aria-label")
    assert "\N{NO-BREAK SPACE}: " in said


def test_an_address_cannot_leave_its_attribute(journal, laid):
    links = draw(journal, laid, href='/n"><script>').findall("a")
    assert links[0].get("href").startswith('/n"><script>note-')


def test_on_paper_a_point_carries_its_colour_and_leads_where_it_can(journal, laid):
    there, nowhere = draw(journal, laid, INK), draw(journal, laid, INK, href="")
    assert {one[0].get("fill") for one in there.findall("a")} == {"#123", "#a63"}
    assert nowhere.findall("a") == []
    assert len(nowhere) == len(laid.dots)
