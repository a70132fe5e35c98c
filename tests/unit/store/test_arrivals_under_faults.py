"""Recordings over a line on which any request may be lost, or answered in vain."""

import hashlib
import random
from dataclasses import replace
from functools import partial

import pytest

from tests.unit.store.test_arrivals import PART, heard


class Line:
    """A line on which a request may never arrive or be answered in vain."""

    def __init__(self, opened, chance):
        self.opened, self.chance = opened, chance
        self.store = opened()

    def ask(self, request):
        fate = self.chance.random()
        if fate < 0.15:
            raise ConnectionError
        if fate < 0.2:
            self.store = self.opened()
        answer = request(self.store.arrivals)
        if fate > 0.75:
            raise ConnectionError
        return answer


def send_over(line, announced, sound):
    """Send as the page does; returns the receipt, or None where the line broke."""
    patient, key = announced.patient, announced.key

    def part(arrivals, at=0):
        end = at + line.chance.randrange(1, PART)
        return arrivals.append(patient, key, at, [sound[at:end]])

    try:
        arrival = line.ask(lambda arrivals: arrivals.begin(announced))
        while arrival.offset < len(sound):
            arrival = line.ask(partial(part, at=arrival.offset))
        digest = hashlib.sha256(sound).hexdigest()
        return line.ask(lambda arrivals: arrivals.finish(patient, key, digest, lambda _: None))
    except ConnectionError:
        return None


@pytest.mark.parametrize("seed", range(12))
def test_no_fault_on_the_way_loses_or_doubles_a_note(opened, announced, patient, seed):
    line = Line(opened, random.Random(seed))
    sound = line.chance.randbytes(line.chance.randrange(1, 9_000))
    receipt = None
    while receipt is None:
        receipt = send_over(line, replace(announced, size=len(sound)), sound)
    (card,) = line.store.notes.cards(patient)
    assert heard(line.store, card.note_id) == sound
    assert receipt.sha256 == hashlib.sha256(sound).hexdigest()
