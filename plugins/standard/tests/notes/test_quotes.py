import pytest
from voicejournal_standard.notes.quotes import Quotes
from voicejournal_standard.reading.sentences import sentences

from voicejournal import Word
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
    said = words("I was happy then .") + words("I was happy then .", start=4.2)
    note = a_note(said, pauses=[(1.2, 4.2)])
    heaviest, other = Quotes().analyze(note)
    assert heaviest.evidence[0].start == pytest.approx(4.2)
    assert heaviest.value > other.value


def test_five_sentences_at_most_are_offered():
    assert len(quoted(a_note("I feel so sad today . " * 9))) == 5


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
