import pytest

from voicejournal.extract.words.falls import falls, hesitations, is_content
from voicejournal.extract.words.lists import listed
from voicejournal.model.transcript import Word
from voicejournal.model.units import Span


def heard(said, spread, *texts, pause=1.0, language="fr"):
    """Spoken stretches of text with a pause between each two."""
    rows, pauses, at = [], [], 0.0
    for text in texts:
        end = at + 0.3 * len(text.split())
        rows += spread(text, at, end)
        pauses.append(Span(end, end + pause))
        at = end + pause
    transcript = said(*rows, language=language)
    return transcript, falls(transcript, pauses[:-1], listed(language))


@pytest.mark.parametrize(
    ("before", "after", "language", "inside"),
    [
        ("je suis allé voir ma", "mère hier.", "fr", True),
        ("je suis rentrée.", "ma mère dormait", "fr", False),
        ("je suis rentrée,", "fatiguée", "fr", False),
        ("je suis rentrée", "et j’ai dormi", "fr", False),
        ("je voulais", "qu’elle vienne", "fr", False),
        ("Je rentre de.", "La chorale", "fr", True),
        ("j’y vais et", "que dire", "fr", True),
        ("I went to see my", "mother.", "en", True),
        ("I was by the.", "Lock then", "en", True),
        ("I went home", "because it rained.", "en", False),
        ("“I went home.”", "My mother slept", "en", False),
    ],
)
def test_a_pause_lies_inside_a_clause_or_between_two(before, after, language, inside, said, spread):
    _, (found,) = heard(said, spread, before, after, language=language)
    assert found.inside_clause is inside


def test_words_are_named_by_their_place_in_the_whole_transcript(said, spread):
    rows = [*spread("j’ai vu ma", 0, 0.9), ("ghost", 1.0, 1.4), *spread("mère hier", 2, 2.6)]
    transcript = said(*rows, language="fr")
    words = list(transcript.words)
    words[3] = Word(text="ghost", start=1.0, end=1.4, probability=0.1, kept=False)
    transcript = type(transcript)(
        engine="", model="", language="fr", language_probability=1, words=tuple(words)
    )
    (found,) = falls(transcript, [Span(0.9, 2.0)], listed("fr"))
    assert (found.before, found.after, found.before_content) == (2, 4, True)


def test_a_hesitation_runs_to_the_first_word_that_carries_content(said, spread):
    transcript, found = heard(said, spread, "je pense souvent à", "ce que la maladie a fait")
    assert found[0].inside_clause
    (one,) = hesitations(found, transcript, listed("fr"))
    assert [transcript.words[at].text for at in one.words] == ["ce", "que", "la", "maladie"]


def test_a_hesitation_ends_where_the_next_pause_begins(said, spread):
    transcript, found = heard(said, spread, "elle parle de", "la", "maison rouge")
    first, second = hesitations(found, transcript, listed("fr"))
    assert [transcript.words[at].text for at in first.words] == ["la"]
    assert [transcript.words[at].text for at in second.words] == ["maison"]


def test_short_pauses_are_no_hesitation(said, spread):
    transcript, found = heard(said, spread, "elle parle de", "maison rouge", pause=0.4)
    assert found[0].inside_clause
    assert hesitations(found, transcript, listed("fr")) == ()


def test_pauses_outside_the_words_have_no_sides(said, spread):
    transcript = said(*spread("un deux", 2, 3), language="fr")
    assert falls(transcript, [Span(0.5, 1.5), Span(3.5, 4.5)], listed("fr")) == ()


@pytest.mark.parametrize(
    ("text", "language", "content"),
    [
        ("mère,", "fr", True),
        ("j’ai", "fr", False),
        ("l’eau", "fr", True),
        ("qu’il", "fr", False),
        ("20", "fr", True),
        ("I’m", "en", False),
        ("don’t", "en", False),
        ("mother’s", "en", True),
    ],
)
def test_content_is_told_from_grammar(text, language, content):
    word = Word(text=text, start=0, end=1, probability=1)
    assert is_content(word, language, listed(language)) is content
