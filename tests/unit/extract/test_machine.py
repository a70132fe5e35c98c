import pytest

from voicejournal.extract.machine import GIB, Machine, preferred_sizes, this_machine


@pytest.mark.parametrize(
    ("machine", "best"),
    [
        (Machine(64 * GIB, 16, cuda=True), "large-v3-turbo"),
        (Machine(32 * GIB, 8, cuda=False), "medium"),
        (Machine(8 * GIB, 4, cuda=False), "small"),
        (Machine(4 * GIB, 8, cuda=False), "base"),
        (Machine(32 * GIB, 2, cuda=False), "base"),
    ],
)
def test_the_size_suits_the_machine(machine, best):
    assert preferred_sizes(machine)[0] == best


def test_this_machine_has_memory_and_cores():
    machine = this_machine()
    assert machine.memory_bytes > GIB // 4
    assert machine.cores >= 1
