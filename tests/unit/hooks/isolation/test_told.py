import pytest

from voicejournal import Finding, Missing, Span, Text
from voicejournal.errors import RefusedFindingError
from voicejournal.hooks.isolation.told import read, written

FINDING = Finding(
    kind="pace.words", claim=Text("So", "Ainsi"), value=2.5, unit="1", evidence=(Span(0, 1),)
)


def test_findings_come_back_as_they_were():
    absent = Finding(
        kind="pace.no",
        claim=Text("", ""),
        value=Missing("no words"),
        unit="",
        evidence=(Span(0, 1),),
    )
    assert read("note", written("note", [FINDING, absent])) == (FINDING, absent)


@pytest.mark.parametrize(
    "wrong",
    [
        Finding(kind="pace.x", claim="said", value=1.0, unit="", evidence=(Span(0, 1),)),
        Finding(
            kind="pace.x", claim=Text("", ""), value=float("nan"), unit="", evidence=(Span(0, 1),)
        ),
        Finding(kind=b"pace.x", claim=Text("", ""), value=1.0, unit="", evidence=(Span(0, 1),)),
        Finding(kind="pace.x", claim=Text("", ""), value=1.0, unit="", evidence=((0, 1),)),
    ],
    ids=["claim", "value", "kind", "evidence"],
)
def test_values_of_a_wrong_type_are_refused(wrong):
    with pytest.raises(RefusedFindingError, match="wrong type"):
        written("note", [FINDING, wrong])


def test_what_is_no_finding_is_named_by_its_type_alone():
    with pytest.raises(RefusedFindingError) as refused:
        written("note", ["secret words"])
    assert refused.value.message == "it answered with a str, not a Finding"


@pytest.mark.parametrize(
    "content", ["", "{}", "[1]", '[{"kind": "a"}]', '[{"kind": "secret words", "evidence": []}]']
)
def test_an_answer_of_another_shape_is_refused_without_repeating_it(content):
    with pytest.raises(RefusedFindingError) as refused:
        read("note", content)
    assert refused.value.message == "its answer cannot be read"
    assert refused.value.__cause__ is None
