"""A page as a FHIR R4 document: by a library's rules, and by the specification's own."""

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from fhir.resources.R4B.bundle import Bundle
from fhir.resources.R4B.codesystem import CodeSystem

from tests.unit.outputs.conftest import CLINICIAN, NOW, SIGNED
from voicejournal.extract.voice import BUILT_IN
from voicejournal.model.hand import Act
from voicejournal.outputs.fhir import as_json, code_system, document
from voicejournal.outputs.fhir.codes import LOCAL, UNITS, ucum
from voicejournal.summary.keys import key_of


def resources(bundle, kind):
    found = [one["resource"] for one in bundle["entry"]]
    return [one for one in found if one["resourceType"] == kind]


def references(node):
    if isinstance(node, dict):
        if isinstance(node.get("reference"), str):
            yield node["reference"]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def an_act(page, deed, said="", place=0, part="quotes"):
    section = next(one for one in page.sections if one.kind == part)
    sentence = section.sentences[place]
    return Act(
        act_id=f"{deed}{place}",
        deed=deed,
        by=CLINICIAN,
        at=NOW,
        monday=page.week.monday,
        number=1,
        sentence=key_of(section.kind, sentence),
        kind=sentence.kind,
        machine=sentence.text,
        words=said,
    )


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("signed", [True, False])
def test_a_library_reads_it_as_a_document(hand_on, language, signed):
    bundle = document(hand_on(signed=signed), language)
    read = Bundle.model_validate(bundle)
    assert read.type == "document"
    kinds = [one.resource.get_resource_type() for one in read.entry]
    assert kinds == [one["resource"]["resourceType"] for one in bundle["entry"]]
    assert json.loads(as_json(hand_on(signed=signed), language)) == bundle


@pytest.mark.parametrize("signed", [True, False])
def test_every_reference_leads_to_a_resource_of_the_document(hand_on, signed):
    bundle = document(hand_on(signed=signed), "en")
    urls = [one["fullUrl"] for one in bundle["entry"]]
    assert len(urls) == len(set(urls))
    assert set(references(bundle)) <= set(urls)
    assert all(one["fullUrl"] == f"urn:uuid:{one['resource']['id']}" for one in bundle["entry"])


def test_every_resource_is_referred_to_or_is_provenance(hand_on):
    bundle = document(hand_on(signed=True), "en")
    first, *others = bundle["entry"]
    assert first["resource"]["resourceType"] == "Composition"
    wanted = set(references(bundle))
    lonely = [one["resource"]["resourceType"] for one in others if one["fullUrl"] not in wanted]
    assert lonely == ["Provenance"]


def test_a_draft_is_preliminary_and_a_signed_page_final(hand_on):
    (draft,) = resources(document(hand_on(), "en"), "Composition")
    (final,) = resources(document(hand_on(signed=True), "en"), "Composition")
    assert (draft["status"], final["status"]) == ("preliminary", "final")
    assert "attester" not in draft
    assert final["attester"][0]["time"] == SIGNED.isoformat()
    assert final["date"] == SIGNED.isoformat()


def test_voice_measures_carry_their_value_unit_and_own_range(hand_on, summary):
    found = resources(document(hand_on(), "en"), "Observation")
    by_code = {one["code"]["coding"][0]["code"]: one for one in found}
    for series in summary.series:
        one = by_code[series.measure]
        median = series.weeks[-1].median
        assert one["valueQuantity"]["value"] == pytest.approx(median, rel=1e-5)
        assert one["valueQuantity"]["code"] == ucum(series.unit)
        assert one["referenceRange"][0]["low"]["value"] == pytest.approx(series.band[0], rel=1e-5)
        assert "not a norm" in one["referenceRange"][0]["text"]


def test_a_measure_without_a_note_says_that_it_is_absent(hand_on, summary):
    silent = tuple(
        replace(one, weeks=(*one.weeks[:-1], replace(one.weeks[-1], points=(), median=None)))
        for one in summary.series
    )
    bundle = document(hand_on(of=replace(summary, series=silent)), "en")
    voice = [one for one in resources(bundle, "Observation") if "method" in one]
    assert voice
    for one in voice:
        assert one["dataAbsentReason"]["coding"][0]["code"] == "not-performed"
        assert "valueQuantity" not in one


def test_check_ins_are_survey_observations(hand_on):
    found = resources(document(hand_on(), "en"), "Observation")
    survey = [one for one in found if one["category"][0]["coding"][0]["code"] == "survey"]
    codes = [(one["code"]["coding"][0]["code"], one["valueQuantity"]["value"]) for one in survey]
    assert codes == [("44261-6", 11.0), ("70274-6", 7.0), ("mood", 4.0)]
    assert {one["valueQuantity"]["code"] for one in survey} == {"{score}"}


def test_a_total_is_derived_from_its_answers_where_they_are_known(hand_on, check_in):
    elsewhere = replace(check_in, check_in_id="of another week")
    bundle = document(hand_on(check_ins=[check_in, elsewhere]), "en")
    assert Bundle.model_validate(bundle)
    (response,) = resources(bundle, "QuestionnaireResponse")
    answers = [(one["linkId"], one["answer"][0]["valueCoding"]["code"]) for one in response["item"]]
    assert answers == [("44250-9", "LA6571-9"), ("44255-8", "LA6568-5")]
    derived = [one for one in resources(bundle, "Observation") if "derivedFrom" in one]
    assert [one["code"]["coding"][0]["code"] for one in derived] == ["44261-6"]
    assert set(references(bundle)) <= {one["fullUrl"] for one in bundle["entry"]}


def test_every_analyzer_is_named_with_its_version(hand_on, summary):
    bundle = document(hand_on(), "en")
    devices = {one["id"]: one for one in resources(bundle, "Device")}
    (provenance,) = resources(bundle, "Provenance")
    agents = [one["who"]["reference"].removeprefix("urn:uuid:") for one in provenance["agent"]]
    named = {
        (devices[one]["deviceName"][0]["name"], devices[one]["version"][0]["value"])
        for one in agents
    }
    for one in summary.provenance:
        assert (f"{one.plugin}: {one.analyzer}", one.version) in named


def test_narratives_are_well_formed_whatever_people_are_called(hand_on, summary):
    own = an_act(summary, "amended", said="I <think> & doubt")
    bundle = document(hand_on([own]), "en")
    (composition,) = resources(bundle, "Composition")
    told = [one["text"]["div"] for one in composition["section"] if "text" in one]
    for one in told:
        assert ET.fromstring(one).tag.endswith("div")  # noqa: S314 - of our own making
    assert any("I &lt;think&gt; &amp; doubt" in one for one in told)
    assert any(
        one["text"]["status"] == "additional" for one in composition["section"] if "text" in one
    )


def test_what_was_set_aside_and_private_notes_stay_out(hand_on, summary):
    aside = an_act(summary, "dismissed", said="of no use to us")
    private = replace(an_act(summary, "noted", said="only for me"), sentence="")
    text = as_json(hand_on([aside, private]), "en")
    quotes = next(one for one in summary.sections if one.kind == "quotes")
    assert quotes.sentences[0].text.en not in text
    assert "of no use to us" not in text
    assert "only for me" not in text
    assert "Set aside by the clinician: 1." in text


def test_the_same_page_is_the_same_document(hand_on):
    assert as_json(hand_on(), "fr") == as_json(hand_on(), "fr")


@pytest.mark.parametrize("unit", [*UNITS, "words a day", "µ{x}"])
def test_units_are_ucum_codes_or_annotations(unit):
    assert re.fullmatch(r"[!-~]+", ucum(unit))
    assert re.fullmatch(r"[^{}]*(\{[^{}]+\}[^{}]*)?", ucum(unit))


def test_our_own_codes_are_a_code_system():
    made = code_system(one.info for one in BUILT_IN)
    assert CodeSystem.model_validate(made).url == LOCAL
    assert {one["code"] for one in made["concept"]} >= {"pause_median", "speech_rate"}
