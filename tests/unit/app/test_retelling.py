"""Pages of which a narrator says sentences again: when, for whom, and what stays."""

import shutil
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.app.conftest import Clinic, opened
from tests.unit.summary.diaries import a_diary_note
from voicejournal import hookimpl
from voicejournal.hooks.examples.narrators import Echo
from voicejournal.hooks.host import PluginHost
from voicejournal.model.hand import Intent
from voicejournal.model.retelling import Retold
from voicejournal.model.text import Text
from voicejournal.purposes import purpose_texts
from voicejournal.store import Answer
from voicejournal.summary.keys import sentences

PURPOSE = "language_model"


class Narrator(Echo):
    """Repeats what it was told, once it is there; counts how often it was asked."""

    def __init__(self):
        self.asked = 0
        self.away = False

    def retell(self, sources):
        self.asked += 1
        if self.away:
            raise ConnectionError
        return tuple(super().retell(sources))


class Plugin:
    """Brings it."""

    def __init__(self, narrator):
        self._narrator = narrator

    @hookimpl
    def voicejournal_narrators(self):
        return (self._narrator,)


@pytest.fixture
def narrator():
    return Narrator()


@pytest.fixture
def journal(settings, clock, template, narrator):
    shutil.copytree(template, settings.data)
    plugins = PluginHost.load(only={"standard"})
    plugins.register(Plugin(narrator), "echo")
    journal = opened(settings, plugins, clock)
    yield journal
    journal.close()


@pytest.fixture
def clinic(journal):
    return Clinic(journal, journal.plugins)


@pytest.fixture
def anna(clinic):
    return clinic.anna


@pytest.fixture
def diary(journal, anna):
    return journal.weeks(anna)[0]


@pytest.fixture
def decide(journal, anna):
    def decide_it(granted):
        version = purpose_texts()[PURPOSE].version
        return journal.decide(anna, PURPOSE, granted=granted, version=version, language="en")

    return decide_it


@pytest.fixture
def read(journal, anna, diary, clinic):
    return lambda: journal.page(anna, diary, reader=clinic.clinician, number=None).shown


def kinds(revision):
    return [one.kind for one in revision.summary.sections]


def part(revision):
    return next(one for one in revision.summary.sections if one.kind == "retold")


def test_nothing_is_retold_of_a_patient_who_was_not_asked(journal, anna, diary, narrator, read):
    journal.store.consents.answer(
        anna, Answer(purpose=PURPOSE, granted=False, version=1, language="en")
    )
    journal.retell(anna, diary)
    assert narrator.asked == 0
    assert "retold" not in kinds(read())


def test_patients_are_asked_about_it_where_a_narrator_is_installed(journal):
    assert PURPOSE in journal.purposes()


def test_a_reader_never_waits_for_a_narrator(decide, narrator, read):
    decide(granted=True)
    assert "retold" not in kinds(read())
    assert narrator.asked == 0


def test_the_worker_has_a_page_retold_once(journal, anna, diary, decide, narrator, read):
    decide(granted=True)
    journal.retell(anna, diary)
    journal.retell(anna, diary)
    assert narrator.asked == 1
    assert len(part(read()).sentences) > 0
    assert read().inputs.retold.startswith("echo/echo@1")


def test_the_sentences_that_were_found_all_stay(journal, anna, diary, decide, read):
    before = read().summary
    decide(granted=True)
    journal.retell(anna, diary)
    assert read().summary.sections[:-1] == before.sections


def test_what_the_page_is_retold_from_may_be_read_beside_it(journal, anna, diary, decide, clinic):
    """Whoever read the page finds the retold one as a new revision, and what came."""
    first = journal.page(anna, diary, reader=clinic.clinician, number=None)
    journal.opened(anna, diary, first.shown.line.number, clinic.clinician)
    decide(granted=True)
    journal.retell(anna, diary)
    shown = journal.page(anna, diary, reader=clinic.clinician, number=1)
    assert shown.newer.line.number == 2
    assert shown.newer.since.retold


def test_a_signed_page_stays_as_it_was_signed(journal, anna, diary, decide, clinic, narrator):
    page = journal.page(anna, diary, reader=clinic.clinician, number=None)
    journal.opened(anna, diary, page.shown.line.number, clinic.clinician)
    journal.sign(anna, diary, page.shown.line.number, clinic.clinician)
    decide(granted=True)
    journal.retell(anna, diary)
    assert narrator.asked == 0


def test_a_narrator_that_is_away_leaves_a_visible_gap_and_is_asked_again(
    journal, anna, diary, decide, narrator, read
):
    decide(granted=True)
    narrator.away = True
    journal.retell(anna, diary)
    assert [one.analyzer for one in read().summary.gaps] == ["echo"]
    assert "ConnectionError" in read().summary.gaps[0].reason
    narrator.away = False
    journal.retell(anna, diary)
    assert read().summary.gaps == ()
    assert len(part(read()).sentences) > 0


def test_an_answer_that_is_no_sentence_leaves_a_gap(
    journal, anna, diary, decide, narrator, read, monkeypatch
):
    decide(granted=True)
    monkeypatch.setattr(narrator, "retell", lambda _: ["All is well."])
    journal.retell(anna, diary)
    assert "something else" in read().summary.gaps[0].reason


def test_what_does_not_hold_is_left_out_and_counted(
    journal, anna, diary, decide, narrator, read, monkeypatch
):
    decide(granted=True)
    lie = Retold(text=Text("She is well.", "Elle va bien."), sources=("s1",))
    monkeypatch.setattr(narrator, "retell", lambda _: (lie,))
    journal.retell(anna, diary)
    assert part(read()).sentences == ()
    assert "One sentence" in part(read()).preface.en


def test_taking_the_purpose_back_removes_what_was_retold_at_once(
    journal, anna, diary, decide, read
):
    decide(granted=True)
    journal.retell(anna, diary)
    decide(granted=False)
    kept = journal.revision(anna, diary, 1)
    assert "retold" not in kinds(kept)
    assert "retold" not in kinds(read())


def test_a_note_that_comes_has_the_page_retold_from_then_on(
    journal, anna, diary, decide, clinic, narrator, read
):
    decide(granted=True)
    journal.retell(anna, diary)
    note = replace(
        a_diary_note(5, slow=2.0),
        recorded_at=diary.start + timedelta(days=5, hours=19),
        note_id="late",
    )
    journal.refresh(clinic.keep(anna, note))
    assert narrator.asked == 2
    assert read().summary.notes == 4
    assert "retold" in kinds(read())


def test_a_retold_sentence_can_be_marked_and_set_aside(journal, anna, diary, decide, clinic, read):
    decide(granted=True)
    journal.retell(anna, diary)
    number = read().line.number
    key = next(key for key, (where, _) in sentences(read().summary).items() if where == "retold")
    wish = Intent(deed="dismissed", by=clinic.clinician, number=number, sentence=key, words="No.")
    journal.act(anna, diary, wish)
    page = journal.page(anna, diary, reader=clinic.clinician, number=None)
    retold = next(one for one in page.handled.sections if one.section.kind == "retold")
    assert [one.key for one in retold.aside] == [key]


def test_the_page_of_a_week_that_ended_is_retold(journal, anna, diary, decide, narrator, read):
    decide(granted=True)
    journal.store.schedules.plan(anna, diary)
    (ending,) = journal.endings()
    journal.end_week(ending)
    assert narrator.asked == 1
    assert "retold" in kinds(read())
    assert diary not in {one.week for one in journal.endings()}
