import pytest

from tests.unit.testing.conformance.unordered import FirstOfSet
from voicejournal.hooks.registered import registered
from voicejournal.testing import a_note
from voicejournal.testing.conformance.elsewhere import same_elsewhere

NOTES = [a_note(" ".join(f"word{at}" for at in range(200)))]


@pytest.mark.parametrize(
    ("ordered", "reasons"),
    [
        (True, []),
        (False, ["another process found something else in the same note: a set has no order"]),
    ],
)
def test_whoever_relies_on_the_order_of_a_set_is_found_out(ordered, reasons):
    one = registered("check", FirstOfSet(ordered=ordered))
    assert list(same_elsewhere(one, NOTES)) == reasons


def test_what_cannot_be_sent_is_not_asked():
    class Local(FirstOfSet):
        pass

    assert list(same_elsewhere(registered("check", Local(ordered=False)), NOTES)) == []
