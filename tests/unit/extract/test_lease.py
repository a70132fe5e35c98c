import threading
from pathlib import Path

import pytest

from voicejournal.extract.lease import ModelLease
from voicejournal.extract.models import ModelRef

SMALL = ModelRef("small", Path("small"), "folder")
BASE = ModelRef("base", Path("base"), "folder")


class Shelf:
    """Counts loads, and holds the clock and the timers in its hands."""

    def __init__(self):
        self.loads, self.now, self.waiting = [], 0.0, []
        self.lease = ModelLease(
            self.load,
            idle_s=60.0,
            clock=lambda: self.now,
            later=lambda seconds, call: self.waiting.append((self.now + seconds, call)),
        )

    def load(self, ref):
        self.loads.append(ref.name)
        return object()

    def wait(self, seconds):
        self.now += seconds
        for due, call in self.waiting:
            if due <= self.now:
                call()


@pytest.fixture
def shelf():
    return Shelf()


def test_nothing_is_loaded_before_it_is_held(shelf):
    assert shelf.loads == []
    with shelf.lease.hold(SMALL):
        assert shelf.lease.loaded() == (SMALL,)


def test_a_model_is_loaded_once_for_all_who_hold_it(shelf):
    with shelf.lease.hold(SMALL) as first, shelf.lease.hold(SMALL) as second:
        assert first is second
    with shelf.lease.hold(SMALL) as third:
        assert third is first
    assert shelf.loads == ["small"]


def test_an_idle_model_gives_its_memory_back(shelf):
    with shelf.lease.hold(SMALL):
        pass
    shelf.wait(59)
    assert shelf.lease.loaded() == (SMALL,)
    shelf.wait(1)
    assert shelf.lease.loaded() == ()


def test_use_in_between_starts_the_wait_anew(shelf):
    with shelf.lease.hold(SMALL):
        pass
    shelf.wait(40)
    with shelf.lease.hold(SMALL):
        pass
    shelf.wait(40)
    assert shelf.lease.loaded() == (SMALL,)


def test_a_model_in_use_is_never_dropped(shelf):
    with shelf.lease.hold(SMALL):
        with shelf.lease.hold(SMALL):
            pass
        shelf.wait(1000)
        assert shelf.lease.loaded() == (SMALL,)


def test_models_come_and_go_on_their_own(shelf):
    with shelf.lease.hold(SMALL):
        pass
    with shelf.lease.hold(BASE):
        shelf.wait(60)
        assert shelf.lease.loaded() == (BASE,)


def test_a_failed_load_is_tried_again(shelf):
    def fail(ref):
        shelf.loads.append(ref.name)
        raise MemoryError

    lease = ModelLease(fail, idle_s=1.0, later=lambda *_: None)
    for _ in range(2):
        with pytest.raises(MemoryError), lease.hold(SMALL):
            pass
    assert shelf.loads == ["small", "small"]
    assert lease.loaded() == ()


def test_threads_that_come_together_share_one_load():
    gate, loads = threading.Barrier(4), []
    lease = ModelLease(lambda ref: loads.append(ref) or object(), idle_s=9, later=lambda *_: None)

    def work():
        gate.wait()
        with lease.hold(SMALL):
            pass

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(loads) == 1
