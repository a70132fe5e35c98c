import pytest

from voicejournal.extract.words.trimming import trimmed


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((1.2, 1.6), (1.2, 1.6)),
        ((1.7, 3.4), (1.7, 2.0)),
        ((2.3, 4.4), (4.0, 4.4)),
        ((1.5, 4.1), (1.5, 2.0)),
        ((3.9, 3.95), (4.0, 4.0)),
        ((2.1, 2.2), (2.0, 2.0)),
        ((4.8, 5.4), (4.8, 5.4)),
        ((8.0, 9.0), (8.0, 9.0)),
    ],
    ids=[
        "on speech",
        "stretched over the pause after it",
        "begun in the pause before it",
        "over a whole pause",
        "just before speech",
        "just after speech",
        "over a gap too short for a pause",
        "far from speech",
    ],
)
def test_a_word_is_where_it_lies_on_speech(given, expected, sound, said):
    heard = sound((1, 2), (4, 5), (5.2, 6))
    (word,) = trimmed(said(("voix", *given)).words, heard)
    assert (word.start, word.end) == expected


def test_words_keep_their_order(sound, said):
    words = said(("un", 1.9, 2.2), ("deux", 2.2, 2.25), ("trois", 2.3, 4.4)).words
    starts = [word.start for word in trimmed(words, sound((1, 2), (4, 5)))]
    assert starts == [1.9, 2.0, 4.0]
