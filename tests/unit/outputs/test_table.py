import csv
import io

import pytest

from voicejournal.model.units import Missing
from voicejournal.outputs.table import measures_csv
from voicejournal.testing import a_note, moved


def rows(*notes):
    return list(csv.DictReader(io.StringIO(measures_csv(notes))))


def test_each_note_is_a_row_with_units_in_the_header():
    note = a_note("I slept", measures={"pause_median": 0.61, "level": -24.5}, duration=5.0)
    first, second = rows(moved(note, days=1, note_id="b"), note)
    assert (first["note"], second["note"]) == ("note", "b")
    assert float(first["pause_median [s]"]) == 0.61
    assert first["level [dBFS]"] == "-24.5"
    assert first["recorded_at"] == "2026-03-02T13:00:00+01:00"


def test_what_is_missing_is_empty_and_says_why():
    note = a_note("I", measures={"pause_median": Missing("too short"), "level": -20.0})
    (row,) = rows(note)
    assert row["pause_median [s]"] == ""
    assert row["missing"] == "pause_median: too short"


def test_a_measure_that_only_some_notes_have_keeps_its_column():
    one = a_note("I", measures={"level": -20.0})
    other = moved(a_note("I", measures={"pause_median": 0.5}), days=1)
    assert [row["pause_median [s]"] for row in rows(one, other)] == ["", "0.5"]


def test_an_uncertain_number_is_named():
    (row,) = rows(a_note("I", measures={"level": -20.0}, quality="uncertain", caveats=["noisy"]))
    assert (row["uncertain"], row["caveats"]) == ("level", "noisy")


def test_a_note_without_a_voice_has_its_row():
    (row,) = rows(a_note("I", voice=Missing("not sound")))
    assert row["missing"] == "voice: not sound"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_no_text_from_outside_is_a_formula(start):
    (row,) = rows(a_note("I", measures={"level": -20.0}, device_key=f"{start}HYPERLINK(1)"))
    assert row["device"].startswith("'")
    assert row["level [dBFS]"] == "-20"


def test_no_word_of_a_note_is_in_the_table():
    assert "slept" not in measures_csv([a_note("I slept", measures={"level": -20.0})])
