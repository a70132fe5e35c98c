import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicejournal.model.text import Text, amount, number, quoted, typeset, verbatim

NOTE, NOTES = Text("note", "note"), Text("notes", "notes")


def test_each_language_has_its_decimal_mark_and_a_true_minus():
    assert number(-3.456, 1) == Text("−3.5", "−3,5")


def test_nothing_is_never_minus_nothing():
    assert number(-0.04, 1).en == "0.0"


def test_french_punctuation_gets_its_spaces():
    assert typeset(en="No", fr="Non ; oui : « si » ! 5 %").fr == (
        "Non\u202f; oui\u00a0: «\u00a0si\u00a0»\u202f! 5\u00a0%"
    )


def test_a_tilde_is_a_space_that_no_line_breaks_at():
    assert typeset(en="{x}~s", fr="{x}~s") == Text("{x}\u00a0s", "{x}\u00a0s")


def test_what_is_filled_in_stays_as_it_was_said():
    said = "is it {so} ?"
    filled = typeset(en="Said: {words}", fr="Dit : {words}").fill(words=verbatim(said))
    assert filled == Text(f"Said: {said}", f"Dit\u00a0: {said}")


def test_each_language_has_its_quotation_marks():
    assert quoted("oui") == Text("“oui”", "«\u00a0oui\u00a0»")


@pytest.mark.parametrize(
    ("count", "english", "french"),
    [(0, "0 notes", "0 note"), (1, "1 note", "1 note"), (2, "2 notes", "2 notes")],
)
def test_each_language_counts_in_its_own_way(count, english, french):
    counted = amount(count, 0, one=NOTE, many=NOTES)
    assert (counted.en, counted.fr.replace("\u00a0", " ")) == (english, french)


def test_an_unknown_language_reads_english():
    assert Text("a", "b").in_language("de") == "a"
    assert Text("a", "b").in_language("fr-CA") == "b"


@given(st.floats(-1e6, 1e6), st.integers(0, 3))
def test_a_written_number_reads_back(value, digits):
    written = number(value, digits).en.replace("−", "-")
    assert float(written) == pytest.approx(value, abs=0.51 * 10**-digits)
