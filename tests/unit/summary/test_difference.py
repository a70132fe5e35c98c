"""What is different between two revisions."""

from dataclasses import replace
from datetime import timedelta

from tests.unit.store.test_summaries import a_sentence, a_summary
from voicejournal.model.summary import Section
from voicejournal.model.text import Text, verbatim
from voicejournal.summary.difference import difference

TITLE, EMPTY = Text("What changed", "Ce qui a changé"), Text("-", "-")


def a_page(*texts, kind="changed.level", **more):
    told = [replace(a_sentence(text), kind=f"{kind}{n}") for n, text in enumerate(texts)]
    section = Section(kind="changed", title=TITLE, sentences=tuple(told), empty=EMPTY)
    return replace(a_summary(), sections=(section,), **more)


def texts(found):
    return [
        (one.before and one.before.text.en, one.after and one.after.text.en)
        for section in found.sections
        for one in section.sentences
    ]


def test_the_same_page_composed_again_is_no_difference():
    later = a_page("a", composed_at=a_summary().composed_at + timedelta(days=1))
    assert difference(a_page("a"), later).empty


def test_a_sentence_comes_goes_or_says_something_else():
    assert texts(difference(a_page("a"), a_page("a", "b"))) == [(None, "b")]
    assert texts(difference(a_page("a", "b"), a_page("a"))) == [("b", None)]
    assert texts(difference(a_page("a: 1"), a_page("a: 2"))) == [("a: 1", "a: 2")]


def test_a_part_is_named_once_with_its_title():
    found = difference(a_page("a", "b"), a_page("c", "d"))
    assert [(one.kind, one.title) for one in found.sections] == [("changed", TITLE)]


def test_caveats_that_came_and_went_are_told():
    quiet, noisy = verbatim("quiet"), verbatim("noisy")
    found = difference(a_page("a", caveats=(quiet,)), a_page("a", caveats=(noisy,)))
    assert (found.came, found.went) == ((noisy,), (quiet,))
    assert not found.empty
