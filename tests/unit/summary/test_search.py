from datetime import UTC, datetime

import pytest

from voicejournal.model.found import Written
from voicejournal.model.note import NoteCard
from voicejournal.model.transcript import Transcript
from voicejournal.model.typed import Typed
from voicejournal.model.units import Missing, Span
from voicejournal.summary.search import (
    MOST_HITS,
    MOST_IN_ONE_NOTE,
    fold,
    may_hold,
    search,
    too_short,
)
from voicejournal.testing import words


def card(note_id="n", **more):
    at = datetime(2026, 3, 2, 12, tzinfo=UTC)
    return NoteCard(
        note_id=note_id,
        patient_id="p",
        state="done",
        recorded_at=at,
        zone="UTC",
        received_at=at,
        duration=60.0,
        **more,
    )


def said(text, **more):
    transcript = Transcript(
        engine="e",
        model="m",
        language="fr",
        language_probability=1.0,
        words=words(text, each=0.5, **more),
    )
    return Written(card=card(), transcript=transcript, typed=Missing("spoken"))


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("ecole", "À l’École , hier"),
        ("ÉCOLE", "à l'ecole"),
        ("soeur", "ma sœur"),
        ("sœur", "ma soeur"),
        ("dorm", "je n’ai pas dormi"),
        ("pas dormi", "je n’ai pas dormi ."),
        ("aujourd’hui", "aujourd'hui"),
    ],
)
def test_accents_capitals_and_apostrophes_do_not_matter(query, text):
    assert search(query, [said(text)]).hits
    assert may_hold(query)(text)


@pytest.mark.parametrize("query", ["dormi pas", "ormi", "pas", "dor mi"])
def test_words_are_found_from_their_beginning_and_in_their_order(query):
    assert bool(search(query, [said("je n’ai pas dormi")]).hits) == (query == "pas")


def test_a_place_shows_the_words_around_it_and_plays_from_there():
    text = "un deux trois quatre cinq six sept huit neuf la rivière était calme ce soir"
    (hit,) = search("riviere", [said(text)]).hits
    assert hit.before.startswith("trois")
    assert (hit.words, hit.after) == ("rivière", "était calme ce soir")
    assert hit.span == Span(5.0, 5.5)


def test_what_was_most_likely_never_said_is_not_found():
    assert not search("merci", [said("merci beaucoup", quarantined=[0])]).hits


def test_typed_words_are_found_without_a_place_to_listen():
    typed = Typed(text="Une longue\njournée grise", language="fr")
    note = Written(card=card(typed=True), transcript=Missing("typed"), typed=typed)
    (hit,) = search("journee", [note]).hits
    assert (hit.before, hit.after, hit.span) == ("Une longue", "grise", None)


def test_a_word_that_stands_everywhere_is_shown_a_few_times_and_says_that_there_is_more():
    found = search("moi", (said("moi " * 20) for _ in range(100)))
    assert found.more
    assert len(found.hits) == MOST_HITS
    (first, *_) = [search("moi", [said("moi " * 20)]).hits]
    assert len(first) == MOST_IN_ONE_NOTE


@pytest.mark.parametrize("query", ["", " ", "a", "é", "!"])
def test_nearly_nothing_is_not_looked_for(query):
    assert too_short(query)


def test_folding_keeps_what_is_not_an_accent():
    assert fold("Façade 3,5 — ÎLE") == "facade 3,5 — ile"
