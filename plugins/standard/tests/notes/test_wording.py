import pytest
from voicejournal_standard.notes.wording import Wording
from voicejournal_standard.reading.negation import negations
from voicejournal_standard.reading.tokens import find, lexicon, tokens_of

from voicejournal.testing import a_note, check_analyzer, words

TIMES = ("past", "present", "future")


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
    (one,) = found(note, "first_person_share")
    assert one.value == pytest.approx(3 / 21)
    assert "14%" in one.claim.en
    assert "3 of 21" in one.claim.en


def test_the_french_first_person_is_found_behind_apostrophes():
    note = a_note("J'ai dit qu'elle m'attend chez moi , " + "et elle reste " * 5, language="fr")
    (one,) = found(note, "first_person_share")
    assert one.value == pytest.approx(3 / 24)


def test_words_without_exception_are_listed_and_shown_in_their_sentence():
    text = "It rained . I always fail . Nothing works for me . " + "and so on " * 5
    note = a_note(text)
    (one,) = found(note, "absolutist_share")
    assert "always, nothing" in one.claim.en
    assert one.quote == "I always fail."
    assert note.transcript.says(one.quote)
    assert len(one.evidence) == 2
    assert one.highlight


def test_every_kind_has_one_number_in_every_note_zero_included():
    findings = list(Wording().analyze(a_note("The rain fell on the roof . " * 6)))
    kinds = [one.kind for one in findings]
    assert len(kinds) == len(set(kinds)) == 10
    (absolutes,) = [one for one in findings if one.kind == "wording.absolutist_share"]
    assert absolutes.value == 0
    assert absolutes.claim.en == "No word that leaves no exception in 36 words."
    assert absolutes.evidence
    assert not absolutes.highlight


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("I went home and I slept .", "en", "past"),
        ("I know what I want and it feels right .", "en", "present"),
        ("Tomorrow I will go out and we're going to swim .", "en", "future"),
        ("J'ai dormi et je suis rentrée , il pleuvait .", "fr", "past"),
        ("Je sais ce que je veux et je reste ici .", "fr", "present"),
        ("Demain j'essaierai de sortir et je vais marcher .", "fr", "future"),
    ],
)
def test_forms_of_verbs_and_adverbs_place_a_note_in_time(text, language, kind):
    findings = {
        one.kind: one for one in Wording().analyze(a_note(f"{text} " * 4, language=language))
    }
    shares = {time: findings[f"wording.{time}_share"].value for time in TIMES}
    assert max(shares, key=shares.get) == kind
    assert sum(shares.values()) == shares[kind]


@pytest.mark.parametrize(
    ("text", "language", "positive", "negative"),
    [
        ("I was happy and calm", "en", 2, 0),
        ("I was not happy", "en", 0, 0),
        ("It is not sad , it is terrible", "en", 0, 1),
        ("J'étais heureuse et sereine", "fr", 2, 0),
        ("Je n'étais pas contente", "fr", 0, 0),
        ("C'est triste et lourd", "fr", 0, 2),
    ],
)
def test_a_denied_word_counts_as_neither_good_nor_bad(text, language, positive, negative):
    filler = " . the table the wall" * 6 if language == "en" else " . la table le mur" * 6
    note = a_note(text + filler, language=language)
    total = len(tokens(text + filler, language))
    assert found(note, "positive_share")[0].value * total == pytest.approx(positive)
    assert found(note, "negative_share")[0].value * total == pytest.approx(negative)


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("I am so stupid and it's all my fault .", "en", 2),
        ("My boss is stupid and it is his fault .", "en", 0),
        ("I hate myself when I shout .", "en", 1),
        ("Je suis nulle et je m'en veux .", "fr", 2),
        ("Mon chef est nul .", "fr", 0),
        ("Je n'aime pas ce que je deviens .", "fr", 1),
    ],
)
def test_words_hard_on_oneself_are_not_those_about_others(text, language, count):
    filler = " the table the wall ." * 6 if language == "en" else " la table le mur ." * 6
    note = a_note(text + filler, language=language)
    total = len(tokens(text + filler, language))
    assert found(note, "self_critical_share")[0].value * total == pytest.approx(count)


def test_variety_is_one_where_no_word_comes_back_and_falls_where_they_do():
    many = a_note(" ".join(f"word{at}" for at in range(40)))
    few = a_note("on and " * 20)
    assert found(many, "variety")[0].value == 1
    assert found(few, "variety")[0].value == pytest.approx(2 / 30)


def test_nothing_is_counted_or_quoted_across_a_word_that_was_not_kept():
    said = words("I always said that it never was my fault " * 3, quarantined=[1, 9, 17, 25])
    note = a_note(said)
    for one in Wording().analyze(note):
        assert not one.quote or note.transcript.says(one.quote)


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
