import pytest
from voicejournal_standard.notes.quotes import Quotes
from voicejournal_standard.reading.sentences import sentences

from voicejournal import SpeakerTurn, SpeakerTurns, Word
from voicejournal.testing import a_note, check_analyzer, words

SAID = "The bus was late . I felt so alone at work . It rained ."
DIT = "Le bus était en retard . Je me suis sentie si seule . Il pleuvait ."


def quoted(note):
    return [one.quote for one in Quotes().analyze(note)]


def test_keeps_the_promises_of_an_analyzer():
    check_analyzer(Quotes())


@pytest.mark.parametrize(
    ("said", "language", "quote"),
    [
        (SAID, "en", "I felt so alone at work."),
        (DIT, "fr", "Je me suis sentie si seule."),
    ],
)
def test_a_sentence_about_oneself_is_offered_with_its_place(said, language, quote):
    (one,) = Quotes().analyze(a_note(said, language=language))
    assert one.quote == quote
    assert quote in one.claim.in_language(language)
    assert one.evidence[0].start == pytest.approx(0.3 * said.split(" . ")[0].count(" ") + 0.3)


def test_a_sentence_with_a_quarantined_word_is_never_offered():
    assert quoted(a_note(words(SAID, quarantined=[6]))) == []


def test_a_sentence_with_a_guessed_word_is_never_offered():
    said = list(words(SAID))
    guess = said[6]
    said[6] = Word(text=guess.text, start=guess.start, end=guess.end, probability=0.1)
    assert quoted(a_note(said)) == []


def test_a_silence_before_a_sentence_gives_it_weight():
    said = words("We were happy at work .") + words("I was happy then .", start=4.5)
    with_silence = a_note(said, pauses=[(1.5, 4.5)])
    without = a_note(said)
    weights = [
        max(one.value for one in Quotes().analyze(note) if "then" in one.quote)
        for note in (with_silence, without)
    ]
    assert weights[0] > weights[1]


def test_five_sentences_at_most_are_offered():
    felt = (
        "We fought in Lyon and I was sad .",
        "Work began late , I felt lost .",
        "My father sang , so I was proud .",
        "Nobody called me on Tuesday evening , alone again .",
        "I slept badly near the window .",
        "The garden helped and I was calm .",
    )
    assert len(quoted(a_note(" ".join(felt)))) == 5


def test_the_same_sentence_is_not_offered_twice():
    assert len(quoted(a_note("I feel so sad today . " * 9))) == 1


def test_a_sentence_that_stands_alone_goes_before_one_that_leans():
    note = a_note("She said it hurt me so much . My sister hurt me so much yesterday .")
    assert quoted(note)[0] == "My sister hurt me so much yesterday."


@pytest.mark.parametrize(
    ("leaning", "alone", "language"),
    [
        ("It made me feel so sad .", "Work made me feel so sad .", "en"),
        ("And then I felt so sad .", "On the train I felt so sad .", "en"),
        ("My mother feels so sad ,", "My mother feels so sad today .", "en"),
        ("Elle m'a rendue si triste .", "Nadia m'a rendue si triste .", "fr"),
        ("Ensuite je l'ai rappelée , si triste .", "J'ai rappelé maman , si triste .", "fr"),
    ],
)
def test_what_leans_on_the_sentence_before_weighs_less(leaning, alone, language):
    weights = [
        max((one.value for one in Quotes().analyze(a_note(said, language=language))), default=0.0)
        for said in (leaning, alone)
    ]
    assert weights[0] < weights[1]


def test_another_persons_words_are_never_offered():
    turns = SpeakerTurns(
        engine="t",
        model="t",
        turns=(
            SpeakerTurn(speaker="patient", start=0.0, end=1.5),
            SpeakerTurn(speaker="other", start=1.5, end=9.0),
        ),
    )
    note = a_note("I am so tired today . I feel so alone with you .", turns=turns)
    assert quoted(note) == ["I am so tired today."]


def test_while_no_voice_is_known_to_be_the_patients_nothing_is_offered():
    turns = SpeakerTurns(
        engine="t",
        model="t",
        turns=(
            SpeakerTurn(speaker="A", start=0.0, end=1.5),
            SpeakerTurn(speaker="B", start=1.5, end=9.0),
        ),
    )
    assert quoted(a_note("I am so tired today . I feel so alone with you .", turns=turns)) == []


def test_no_word_is_lost_between_sentences():
    said = words("One two . Three ? Four five", quarantined=[1])
    assert [word for one in sentences(said, ()) for word in one] == list(said)


def test_without_punctuation_a_capital_after_a_silence_begins_a_sentence():
    said = words("I came home") + words("The cat was there", start=2.0)
    note = a_note(said, pauses=[(0.9, 2.0)])
    parts = [[word.text for word in one] for one in sentences(said, note.voice.pauses)]
    assert parts == [["I", "came", "home"], ["The", "cat", "was", "there"]]


def test_an_endless_run_is_cut_at_its_longest_silence():
    said = words("on " * 20) + words("and " * 20, start=8.0)
    note = a_note(said, pauses=[(2.0, 2.3), (6.0, 8.0)])
    assert [len(one) for one in sentences(said, note.voice.pauses)] == [20, 20]
