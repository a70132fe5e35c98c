from voicejournal import Finding, Span, Text
from voicejournal.views.notepage import MOST_OF_ONE, fold


def a_finding(kind, *, highlight=False):
    return Finding(
        kind=kind,
        claim=Text("So", "Ainsi"),
        value=1.0,
        unit="1",
        evidence=(Span(0.0, 1.0),),
        highlight=highlight,
    )


def test_a_few_findings_of_an_analyzer_stand_open():
    few = [a_finding(f"pauses.{at}") for at in range(MOST_OF_ONE)]
    assert fold(few) == ()


def test_a_long_list_is_folded_but_for_what_is_worth_a_line():
    numbers = [a_finding(f"wording.{at}") for at in range(9)]
    striking = a_finding("wording.absolutist_share", highlight=True)
    longest = a_finding("pauses.longest")
    assert fold([longest, striking, *numbers]) == tuple(numbers)
