"""The questionnaires that come with the service, and what a reader refuses."""

import copy
import json
from importlib.resources import files

import pytest

from voicejournal.instruments import (
    InstrumentError,
    instruments,
    offered,
    read_instrument,
)
from voicejournal.model.text import NO_BREAK
from voicejournal.model.units import Missing

MOOD, PHQ, GAD, WHO = instruments()


def told(name):
    return json.loads((files("voicejournal.instruments") / f"{name}.json").read_text("utf-8"))


def filled(instrument, value):
    return instrument.replies({item.name: str(value) for item in instrument.items})


@pytest.mark.parametrize(
    ("instrument", "name", "items", "highest", "matters"),
    [
        (MOOD, "mood", 1, 10, None),
        (PHQ, "phq-9", 9, 27, 6),
        (GAD, "gad-7", 7, 21, 4),
        (WHO, "who-5", 5, 100, 10),
    ],
)
def test_each_instrument_has_its_published_size(instrument, name, items, highest, matters):
    assert (instrument.name, len(instrument.items)) == (name, items)
    assert (instrument.highest, instrument.change_that_matters) == (highest, matters)


@pytest.mark.parametrize(("instrument", "cuts"), [(PHQ, (0, 5, 10, 15, 20)), (GAD, (0, 5, 10, 15))])
def test_bands_begin_at_the_published_cut_points(instrument, cuts):
    assert tuple(band.low for band in instrument.bands) == cuts
    assert instrument.band(9).high == 9
    assert instrument.band(10).low == 10
    assert instrument.band(instrument.highest) == instrument.bands[-1]


def test_mood_rises_and_symptoms_fall_when_things_go_well():
    assert [one.higher_is_better for one in instruments()] == [True, False, False, True]
    assert MOOD.band(5) is None


@pytest.mark.parametrize("instrument", instruments(), ids=lambda one: one.name)
def test_the_score_is_the_sum_of_all_answers(instrument):
    assert instrument.score(filled(instrument, 0)) == 0
    assert (
        instrument.score(filled(instrument, 3)) == 3 * len(instrument.items) * instrument.multiplier
    )
    assert isinstance(instrument.score(filled(instrument, 3)[1:]), Missing)


def test_answers_that_were_never_offered_count_as_left_out():
    assert MOOD.replies({"mood": "11"}) == MOOD.replies({"mood": "-1"}) == ()
    assert MOOD.replies({"mood": "10", "other": "1"})[0].value == 10


def test_only_the_ninth_item_opens_help_at_the_first_answer_above_never():
    nine = {item.name: "0" for item in PHQ.items}
    assert not PHQ.opens_help(PHQ.replies(nine))
    assert not PHQ.opens_help(PHQ.replies({**nine, "44250-9": "3"}))
    assert PHQ.opens_help(PHQ.replies({"44260-8": "1"}))
    assert not GAD.opens_help(filled(GAD, 3))


@pytest.mark.parametrize("instrument", [MOOD, PHQ, GAD], ids=lambda one: one.name)
def test_everything_that_is_read_is_there_in_both_languages(instrument):
    texts = [instrument.title, instrument.instruction, *(item.text for item in instrument.items)]
    assert all(text.en and text.fr and text.en != text.fr for text in texts)
    assert not any(f"{NO_BREAK}?" in text.fr or " ?" in text.fr for text in texts)


def test_the_who_5_counts_to_a_hundred_and_is_asked_in_the_wording_that_is_known():
    assert [WHO.score(filled(WHO, value)) for value in (0, 1, 5)] == [0, 20, 100]
    assert [(band.low, band.high) for band in WHO.bands] == [(0, 28), (29, 50), (51, 100)]
    assert WHO.languages == ("en",)
    assert "CC BY-NC-SA 3.0 IGO" in WHO.notice
    assert PHQ.languages == ("en", "fr")


def test_a_practices_own_file_takes_the_place_of_ours_or_stands_behind(tmp_path):
    french = told("who-5")
    sentence = french["_title"]
    french["_description"] = sentence
    for item in french["item"]:
        item["_text"] = sentence
    for concept in french["contained"][0]["compose"]["include"][0]["concept"]:
        concept["designation"] = [{"language": "fr", "value": "x"}]
    for name, content in (("a", french), ("b", {**told("mood"), "name": "sleep"})):
        (tmp_path / f"{name}.json").write_text(json.dumps(content))
    (tmp_path / "broken.json").write_text("{")
    found = offered(tmp_path)
    assert [one.name for one in found] == ["mood", "phq-9", "gad-7", "who-5", "sleep"]
    assert found[3].languages == ("en", "fr")


def test_without_files_of_its_own_a_practice_has_ours(tmp_path):
    assert offered(tmp_path / "none") == instruments()


def without_french(one):
    del one["item"][0]["_text"]


def twice_the_same(one):
    one["item"][1]["linkId"] = one["item"][0]["linkId"]


def a_gap_between_bands(one):
    del one["extension"][1]


def other_values(one):
    one["contained"][0]["compose"]["include"][0]["concept"][3]["extension"][0]["valueDecimal"] = 5


def no_value_set(one):
    one["contained"] = []


def another_resource(one):
    one["resourceType"] = "ValueSet"


def no_items(one):
    one["item"] = []


@pytest.mark.parametrize(
    "spoil",
    [
        without_french,
        twice_the_same,
        a_gap_between_bands,
        other_values,
        no_value_set,
        another_resource,
        no_items,
    ],
)
def test_what_could_not_be_scored_is_refused(spoil):
    spoiled = copy.deepcopy(told("phq-9"))
    spoil(spoiled)
    with pytest.raises(InstrumentError):
        read_instrument(spoiled)
