import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from voicejournal.model.transcript import Transcript, Word
from voicejournal.model.units import Missing, Span
from voicejournal.outputs.textgrid import textgrid
from voicejournal.testing import a_note, words

INTERVAL = re.compile(r'xmin = ([\d.e-]+)\s+xmax = ([\d.e-]+)\s+text = "((?:[^"]|"")*)"')


def tiers(text):
    """Return name → intervals, read as Praat reads them."""
    parts = re.split(r"item \[\d+\]:\n", text)[1:]
    found = {}
    for part in parts:
        name = re.search(r'name = "(\w+)"', part)[1]
        rows = [(float(a), float(b), c.replace('""', '"')) for a, b, c in INTERVAL.findall(part)]
        assert len(rows) == int(re.search(r"intervals: size = (\d+)", part)[1])
        found[name] = rows
    return found


def written(said, pauses=(), duration=10.0):
    note = a_note(said)
    return textgrid(note.transcript, [Span(*one) for one in pauses], duration)


def test_words_and_pauses_have_a_tier_each():
    found = tiers(written("I slept", [(2.0, 4.5)]))
    assert [row[2] for row in found["words"] if row[2]] == ["I", "slept"]
    assert (2.0, 4.5, "pause") in found["pauses"]


def test_a_tier_covers_the_whole_note_without_a_hole():
    for rows in tiers(written("I slept", [(2.0, 4.5)])).values():
        assert (rows[0][0], rows[-1][1]) == (0.0, 10.0)
        assert all(one[1] == two[0] for one, two in pairwise(rows))


def test_a_quarantined_word_is_nowhere():
    assert "Thanks" not in written(words("I Thanks slept", quarantined=[1]))


def test_a_quotation_mark_is_doubled_as_praat_wants_it():
    text = written('"well" he')
    assert '""well""' in text
    assert '"well"' in [row[2] for row in tiers(text)["words"]]


def test_without_words_there_is_no_tier_of_words():
    text = textgrid(Missing("no model"), [Span(1.0, 2.0)], 3.0)
    assert list(tiers(text)) == ["pauses"]


TIME = st.floats(0, 20, allow_nan=False)


@given(st.lists(st.tuples(TIME, TIME), max_size=12), st.floats(0.1, 15))
def test_whatever_a_recogniser_says_intervals_run_forwards(bounds, duration):
    spoken = tuple(
        Word(text="x", start=min(pair), end=max(pair), probability=1.0) for pair in bounds
    )
    made = Transcript(engine="e", model="m", language="en", language_probability=1.0, words=spoken)
    rows = tiers(textgrid(made, (), duration))["words"]
    assert all(start < end for start, end, _ in rows)
    assert all(one[1] == two[0] for one, two in pairwise(rows))
    assert rows[0][0] == 0.0
    assert abs(rows[-1][1] - duration) < 1e-5
