from hypothesis import given
from hypothesis import strategies as st

from voicejournal.model.transcript import Word
from voicejournal.model.units import Span
from voicejournal.views.reading import Cut, Rest, lines


def word(text, start, end):
    return Word(text=text, start=start, end=end, probability=0.9)


def pieces(words, pauses):
    return [
        f"({piece.span.duration:g})" if isinstance(piece, Rest) else piece.text
        for line in lines(words, pauses)
        for piece in line.pieces
    ]


def test_a_pause_stands_between_the_words_around_it():
    words = [word("I", 0, 0.5), word("slept", 2, 2.5)]
    assert pieces(words, [Span(0.5, 2)]) == ["I", "(1.5)", "slept"]


def test_a_word_stretched_over_the_silence_stays_before_it():
    words = [word("I", 0, 1.9), word("slept", 2, 2.5)]
    assert pieces(words, [Span(0.5, 2)]) == ["I", "(1.5)", "slept"]


def test_a_pause_after_the_last_word_is_shown():
    assert pieces([word("I", 0, 0.5)], [Span(0.6, 2.6)]) == ["I", "(2)"]


def test_a_long_silence_ends_the_line():
    words = [word("I", 0, 0.5), word("slept", 3, 3.5)]
    assert [line.start for line in lines(words, [Span(0.5, 3)])] == [0, 3]


def test_a_full_stop_ends_a_line_only_after_enough_words():
    words = [word(f"w{i}" + ("." if i in {1, 9} else ""), i, i + 0.5) for i in range(12)]
    assert [len(line.pieces) for line in lines(words, [])] == [10, 2]


def test_the_mark_grows_with_the_silence_and_stays_on_the_page():
    widths = [Rest(Span(0, seconds)).width for seconds in (0.25, 1, 3, 60)]
    assert widths == sorted(widths)
    assert widths[0] >= 6
    assert widths[-1] <= 140


times = st.floats(min_value=0, max_value=100, allow_nan=False)


@given(st.lists(times, max_size=20), st.lists(st.tuples(times, times), max_size=10))
def test_no_word_and_no_silence_is_lost(starts, spans):
    words = [word(str(i), start, start + 0.1) for i, start in enumerate(starts)]
    pauses = [Span(min(pair), max(pair)) for pair in spans]
    laid = [piece for line in lines(words, pauses) for piece in line.pieces]
    assert sorted(piece.text for piece in laid if isinstance(piece, Word)) == sorted(
        one.text for one in words
    )
    assert sum(isinstance(piece, Rest) for piece in laid) == len(pauses)


def test_what_another_voice_says_is_a_gap_of_known_length():
    other = Word(text="secret", start=1, end=2, probability=0.9, kept=False, doubt="other_voice")
    [line] = lines([word("I", 0, 0.5), other, word("slept", 3, 3.5)], [], others=[Span(0.8, 2.5)])
    assert [getattr(piece, "text", piece.span) for piece in line.pieces] == [
        "I",
        Span(0.8, 2.5),
        "slept",
    ]


def test_what_was_struck_stands_where_it_was():
    spoken = (word("Before.", 0.0, 0.5), word("After.", 3.0, 3.5))
    (line,) = lines(spoken, (), (Span(0.6, 2.9),))
    assert [type(one) for one in line.pieces] == [Word, Cut, Word]
