"""What of a narrator's answers stands on the page, and beside what."""

from dataclasses import replace

from tests.unit.summary.diaries import weeks_of_notes
from voicejournal.hooks.examples.narrators import Echo
from voicejournal.hooks.registered import registered
from voicejournal.model.retelling import Retold
from voicejournal.model.revision import Composition, Inputs
from voicejournal.model.summary import Section
from voicejournal.model.text import Text
from voicejournal.summary.keys import sentences
from voicejournal.summary.retelling.retold import as_sources, sources_of, with_retold
from voicejournal.summary.week import week_of
from voicejournal.summary.without import without

NARRATOR = registered("llm", Echo())
MACHINE = NARRATOR.provenance


def a_page(composed):
    notes = weeks_of_notes()
    return composed(week_of(notes[-1].recorded_at, "Europe/Paris"), notes)


def again(page, *keys):
    """Answer with the sentences themselves: the most faithful of narrators."""
    open_to = sources_of(page)
    return Retold(
        text=Text(
            en=" ".join(open_to[key].text.en for key in keys),
            fr=" ".join(open_to[key].text.fr for key in keys),
        ),
        sources=keys,
    )


def told(page, *answers):
    return with_retold(page, sources_of(page), answers, NARRATOR)


def test_what_holds_stands_below_and_every_sentence_stays(composed):
    page = a_page(composed)
    retold = told(page, again(page, "s1"))
    assert retold.sections[:-1] == page.sections
    assert [one.kind for one in retold.sections] == [
        *(one.kind for one in page.sections),
        "retold",
    ]
    (sentence,) = retold.sections[-1].sentences
    assert sentence.evidence == page.sentences[0].evidence
    assert sentence.provenance == (MACHINE,)
    assert MACHINE in retold.provenance
    assert retold.limits[-1].en == "Echo: It adds nothing."


def test_the_page_says_that_a_machine_worded_it_and_how_much_was_left_out(composed):
    page = a_page(composed)
    invented = Retold(text=Text("All is well.", "Tout va bien."), sources=("s1",))
    part = told(page, invented, again(page, "s2")).sections[-1]
    assert "A language model reworded" in part.preface.en
    assert "One sentence that did not match" in part.preface.en
    assert "Un modèle de langage a reformulé" in part.preface.fr
    assert len(part.sentences) == 1


def test_a_page_of_which_nothing_holds_says_so(composed):
    page = a_page(composed)
    part = told(page, Retold(text=Text("Better.", "Mieux."), sources=("s1",))).sections[-1]
    assert part.sentences == ()
    assert part.empty.en.startswith("Nothing of it matched")


def test_one_language_that_does_not_hold_takes_the_other_with_it(composed):
    page = a_page(composed)
    whole = again(page, "s1")
    half = Retold(text=Text(en=whole.text.en, fr="Tout va bien."), sources=whole.sources)
    assert told(page, half).sections[-1].sentences == ()


def test_a_key_that_is_not_on_the_page_is_no_evidence(composed):
    page = a_page(composed)
    stranger = Retold(text=page.sentences[0].text, sources=("s1", "s999"))
    assert told(page, stranger).sections[-1].sentences == ()


def test_no_sentence_is_told_again_twice(composed):
    page = a_page(composed)
    part = told(page, again(page, "s1"), again(page, "s1")).sections[-1]
    assert len(part.sentences) == 1


def test_sentences_about_safety_or_of_other_analyzers_stay_as_they_are(composed):
    page = a_page(composed)
    spoken_by = {stamp.analyzer for one in page.sentences for stamp in one.provenance}
    left = sources_of(page, without=spoken_by)
    assert not any(one.provenance for one in left.values())


def test_what_is_said_in_a_moment_of_danger_is_shown_to_no_model(composed):
    page = a_page(composed)
    first = page.sentences[0]
    danger = Section(
        kind="safety",
        title=Text("-", "-"),
        sentences=(replace(first, kind="safety.said", evidence=first.evidence[:1]),),
        empty=Text("-", "-"),
    )
    flagged = replace(page, sections=(danger, *page.sections))
    shown = list(sources_of(flagged).values())
    assert first in page.sentences
    assert first not in shown
    assert danger.sentences[0] not in shown
    assert shown


def test_a_narrator_is_shown_no_note_and_no_time(composed):
    shown = repr(as_sources(sources_of(a_page(composed))))
    assert not any(note.note_id in shown for note in weeks_of_notes())
    assert "datetime" not in shown


def test_each_sentence_has_a_name_of_its_own(composed):
    page = told(a_page(composed), again(a_page(composed), "s1"), again(a_page(composed), "s2"))
    assert len(sentences(page)) == len(page.sentences)


def test_a_note_taken_back_takes_what_was_retold_of_it_along(composed):
    page = a_page(composed)
    page = told(page, again(page, "s1"))
    (sentence,) = page.sections[-1].sentences
    cut = without(Composition(summary=page, inputs=Inputs()), sentence.evidence[0].note_id)
    assert "retold" not in {one.kind for one in cut.summary.sections}
