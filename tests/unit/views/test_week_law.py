"""The law of the page, held by whole generated weeks, down to the HTML that a browser gets."""

import html
import json
import re
import statistics

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.printed import everything_in_pdf, text_of_pdf
from tests.unit.summary.diaries import a_diary_note
from tests.unit.views.conftest import Visitor
from tests.unit.views.memory import practice
from voicejournal.findings.analyze import analyze
from voicejournal.findings.change import compare
from voicejournal.findings.week import analyze_week, view_week
from voicejournal.hooks.host import PluginHost
from voicejournal.model.change import long_enough, sure_values
from voicejournal.model.evidence import moments
from voicejournal.outputs.pdf import as_pdf
from voicejournal.settings import Settings
from voicejournal.summary.compose import compose
from voicejournal.summary.week import week_of
from voicejournal.testing import a_note, moved, words
from voicejournal.views import create_app

ZONE = "Europe/Paris"
ROUNDING_S = 0.011
REALLY_PRINTED = 4
"""Weeks: printing one takes a second."""


@pytest.fixture(scope="module")
def plugins():
    return PluginHost.load(only={"standard"})


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    return practice(Settings(data=tmp_path_factory.mktemp("law") / "data", model="demo"))


@pytest.fixture(scope="module")
def martin(held):
    return Visitor(create_app(held)).sign_in("martin")


@pytest.fixture(scope="module")
def daniel(held):
    return Visitor(create_app(held)).sign_in("daniel")


@pytest.fixture(scope="module")
def printed():
    """Return what was sent to the printer, of which the first weeks are really printed."""
    with pytest.MonkeyPatch.context() as patch:
        sent = []

        def take(page):
            sent.append(page)
            return as_pdf(page) if len(sent) <= REALLY_PRINTED else b""

        patch.setattr("voicejournal.views.clinic.out.as_pdf", take)
        yield sent


@st.composite
def struck_notes(draw):
    """A note in which some words were recognised where nobody spoke."""
    at = draw(st.integers(0, 34))
    language = draw(st.sampled_from(["en", "fr"]))
    note = a_diary_note(at, language=language, slow=draw(st.sampled_from([0.6, 1.0, 2.0])))
    said = note.transcript.text.split(" ")
    for place in draw(st.lists(st.integers(0, len(said) - 1), max_size=4, unique=True)):
        said[place] = f"Invention{place}."
    struck = [place for place, word in enumerate(said) if word.startswith("Invention")]
    spoken = words(" ".join(said), each=0.5, quarantined=struck)
    made = a_note(spoken, language=language, voice=note.voice, duration=note.duration)
    return moved(made, days=at * 2, note_id=f"note-{at}")


def a_page(plugins, notes):
    """Compose the newest week the whole way that the service goes."""
    week = week_of(max(note.recorded_at for note in notes), ZONE)
    entries = [(note, analyze(note, plugins.analyzers)) for note in notes]
    comparison = compare(week, notes)
    found = analyze_week(view_week(week, entries, comparison), plugins.week_analyzers)
    return compose(week, entries, comparison=comparison, now=week.end, found=found)


def visible(page):
    """Return what stands on a page as text."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


def shown(sentence):
    return re.sub(r"\s+", " ", sentence.text.en)


def closed_up(text):
    """Return a text without its spaces: a reader of PDF guesses where lines were broken."""
    return re.sub(r"\s+", "", text)


def check_what_leaves(martin, page, printed, summary):
    """Print a page and write it as a document: the same sentences, no word nobody said."""
    answer = martin.get(f"{page}/page.pdf")
    assert answer.status_code == 200
    document = martin.get(f"{page}/fhir.json").text
    bundle = json.dumps(json.loads(document), ensure_ascii=False).replace('\\"', '"')
    assert "Invention" not in printed[-1] + document
    if answer.data:
        assert "Invention" not in everything_in_pdf(answer.data)
        paper = closed_up(text_of_pdf(answer.data))
        assert all(closed_up(shown(one)) in paper for one in summary.sentences)
    for sentence in summary.sentences:
        assert shown(sentence) in visible(printed[-1])
        assert shown(sentence) in visible(bundle)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(notes=st.lists(struck_notes(), min_size=1, max_size=24, unique_by=lambda note: note.note_id))
def test_every_generated_week_keeps_the_law_down_to_its_html(
    plugins, held, martin, daniel, printed, notes
):
    summary = a_page(plugins, notes)
    held.publish(summary.week.monday, summary)
    monday = summary.week.monday.isoformat()
    newest = held.revisions[summary.week.monday][-1].line.number
    theirs = martin.get(f"/patients/id-daniel/weeks/{monday}/revisions/{newest}")
    mine = daniel.get(f"/weeks/{monday}")
    assert (theirs.status_code, mine.status_code) == (200, 200)
    check_what_leaves(
        martin, f"/patients/id-daniel/weeks/{monday}/revisions/{newest}", printed, summary
    )
    lengths = {note.note_id: note.duration for note in notes}
    during = [note for note in notes if summary.week.holds(note.recorded_at)]

    for page in (theirs.text, mine.text):
        # No word that was recognised where nobody spoke stands anywhere, markup included.
        assert "Invention" not in page
        text = visible(page)
        for sentence in summary.sentences:
            assert shown(sentence) in text
        # Every sentence has its evidence beside it, and every link names a moment.
        for line in re.findall(r'<li id="s-[0-9a-f]{12}".*?</li>', page, re.DOTALL):
            assert 'class="play"' in line or 'class="answered"' in line
        played = re.findall(
            r'data-sound="/sound/([^"]+)" data-start="([\d.]+)" data-end="([\d.]+)"', page
        )
        assert played or not summary.sentences
        for note_id, start, end in played:
            assert 0 <= float(start) <= float(end) <= lengths[note_id] + ROUNDING_S

    for sentence in summary.sentences:
        assert sentence.evidence
        for moment in moments(sentence.evidence):
            assert moment.span.end <= lengths[moment.note_id] + ROUNDING_S
        part, _, measure = sentence.kind.partition(".")
        if part in {"changed", "voice"} and measure not in {"level", "intensity_sd"}:
            usable = [note for note in during if long_enough(note)]
            values = [
                value for note in usable if (value := sure_values(note).get(measure)) is not None
            ]
            assert sentence.value == statistics.median(values)
