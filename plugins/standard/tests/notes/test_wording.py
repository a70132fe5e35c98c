import pytest
from voicejournal_standard.notes.wording import Wording
from voicejournal_standard.reading.negation import negations
from voicejournal_standard.reading.tokens import find, lexicon, tokens_of

from voicejournal.testing import a_note, check_analyzer


def tokens(text, language):
    return tokens_of(a_note(text, language=language).transcript.words, language)


def found(note, kind):
    return [one for one in Wording().analyze(note) if one.kind == f"wording.{kind}"]


def test_keeps_the_promises_of_an_analyzer():
    check_analyzer(Wording())


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("J'ai", ["j’", "ai"]),
        ("n’est", ["n’", "est"]),
        ("« Qu'il", ["qu’", "il"]),
        ("dis-moi !", ["dis", "moi"]),
        ("aujourd'hui,", ["aujourd’hui"]),
        ("J' ai", ["j’", "ai"]),
    ],
)
def test_french_elisions_are_taken_apart(written, parts):
    assert [one.text for one in tokens(written, "fr")] == parts


def test_english_contractions_stay_whole():
    assert [one.text for one in tokens("I'm sure, don't.", "en")] == ["i’m", "sure", "don’t"]


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("I do not know .", "en", 1),
        ("I don't know and I can’t say .", "en", 2),
        ("No one came . Nothing helps .", "en", 2),
        ("I know it well .", "en", 0),
        ("Je ne sais pas .", "fr", 1),
        ("Je n'ai plus jamais rien dit .", "fr", 1),
        ("Je sais pas .", "fr", 1),
        ("Personne ne vient . Je ne veux plus .", "fr", 2),
        ("Il y a plus de monde , une personne de plus .", "fr", 0),
        ("Non , sans elle .", "fr", 2),
        ("Je n'aime que toi .", "fr", 0),
    ],
)
def test_a_negation_counts_once_however_many_words_it_takes(text, language, count):
    assert len(negations(tokens(text, language), language)) == count


def test_the_first_person_is_a_share_of_all_words():
    note = a_note("I think that my work is mine and that " + "it goes on " * 4 + ".")
    (one,) = found(note, "first_person")
    assert one.value == pytest.approx(3 / 21)
    assert "14%" in one.claim.en
    assert "3 of 21" in one.claim.en


def test_the_french_first_person_is_found_behind_apostrophes():
    note = a_note("J'ai dit qu'elle m'attend chez moi , " + "et elle reste " * 5, language="fr")
    (one,) = found(note, "first_person")
    assert one.value == pytest.approx(3 / 24)


def test_words_without_exception_are_listed_and_shown_in_their_sentence():
    text = "It rained . I always fail . Nothing works for me . " + "and so on " * 5
    (one,) = found(a_note(text), "absolutes")
    assert "always, nothing" in one.claim.en
    assert one.quote.startswith("I always fail. … Nothing works for")
    assert len(one.evidence) == 2


def test_words_of_several_parts_are_found_whole():
    hits = find(lexicon("fr")["absolutes"], tokens("Tout le temps , tout le monde .", "fr"))
    assert [len(hit) for hit in hits] == [3, 3]


def test_a_short_note_has_no_share():
    assert list(Wording().analyze(a_note("I never do ."))) == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_list_is_lower_case_and_holds_each_entry_once(language):
    for entries in lexicon(language).values():
        assert len(set(entries)) == len(entries)
        assert all(entry == entry.lower() and "'" not in entry for entry in entries)
