import pytest

from voicejournal.extract.words.circles import circles


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I do not know. I do not know, I do not know", [(0, 4, 12)]),
        ("well no no no no", []),
        ("well no no no no no", [(1, 1, 6)]),
        ("I see I see I see I see it", [(0, 2, 8)]),
        ("that dededededed was", [(1, 0, 2)]),
        ("hahahahaha", []),
        ("ta maman chantait une chanson", []),
    ],
)
def test_circles_are_found_and_emphasis_is_not_one(text, found, said):
    words = said(*((word, at, at + 1) for at, word in enumerate(text.split()))).words
    assert list(circles(words)) == found
