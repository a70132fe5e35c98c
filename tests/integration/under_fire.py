"""Forks processes that work on notes, or send them, so that a test can kill them.

Run as `under_fire.py DATA`. It imports everything once, then obeys its standard input:
`work` and `send KEY` fork a child and print its id, `reap PID` waits for one and prints
how it ended. Forking saves the imports; each child opens the store for itself.
"""

import hashlib
import os
import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from voicejournal.model.audio import DeviceFacts
from voicejournal.model.note import PatientId, Problem
from voicejournal.settings import Settings
from voicejournal.store import Claim, StepKeeper, Store, open_store
from voicejournal.worker import Worker

STEPS = ("first", "second", "third", "fourth")
PIECES = 16


def settings_of(data: Path) -> Settings:
    return Settings(data=data, lease_s=1.0, max_attempts=50)


def write_down(file: Path, line: str) -> None:
    with file.open("a") as log:
        log.write(f"{line}\n")
        log.flush()
        os.fsync(log.fileno())


def sound_of(key: str) -> bytes:
    return b"RIFF" + hashlib.sha256(key.encode()).digest() * 20_000


class FourSteps:
    """A journal whose path has four steps that take a while and are written down."""

    def __init__(self, data: Path) -> None:
        self.settings = settings_of(data)
        self.store: Store = open_store(self.settings)

    def process(self, claim: Claim) -> str:
        keep = StepKeeper(self.store, claim.note_id, claim.fence)
        for step in STEPS:
            keep(step, "1", Problem, lambda step=step: self._compute(claim, step))
        return ""

    def _compute(self, claim: Claim, step: str) -> Problem:
        line = f"{time.time()} {claim.note_id} {step}"
        write_down(self.settings.data / "computed.log", line)
        time.sleep(random.uniform(0.05, 0.15))
        return Problem(stage=step, reason=claim.note_id)

    def refresh(self, note_id) -> None:
        """Keep no pages: this is about notes."""

    def model_present(self) -> bool:
        return False

    def tell_voices_apart(self) -> int:
        return 0

    def look_again(self) -> int:
        return 0

    def plan_weeks(self) -> None:
        """Plan no weeks: this is about notes."""

    def endings(self) -> tuple[()]:
        return ()

    def send_letter(self) -> bool:
        return False

    def send_call(self) -> bool:
        return False

    def send_reminder(self) -> bool:
        return False


def work(data: Path) -> None:
    journal = FourSteps(data)
    Worker(journal, grace_s=0.01).run()
    journal.store.close()


def send(data: Path, key: str) -> None:
    store = open_store(settings_of(data))
    patient = PatientId((data / "patient").read_text())
    store.notes.receive(
        patient,
        key,
        slowly(sound_of(key)),
        recorded_at=datetime.now(UTC),
        zone="UTC",
        device=DeviceFacts(),
        sha256=None,
        check=lambda stream: stream.read(),
    )
    write_down(data / "receipts.log", key)


def slowly(sound: bytes) -> Iterator[bytes]:
    size = -(-len(sound) // PIECES)
    for at in range(0, len(sound), size):
        time.sleep(0.005)
        yield sound[at : at + size]


def fork(data: Path, order: list[str]) -> int:
    child = os.fork()
    if child:
        return child
    os.dup2(2, 1)  # answers go out on 1
    os.close(0)
    random.seed()
    if order[0] == "work":
        work(data)
    else:
        send(data, order[1])
    os._exit(0)


def main() -> None:
    data = Path(sys.argv[1])
    for line in sys.stdin:
        order = line.split()
        answer = os.waitpid(int(order[1]), 0)[1] if order[0] == "reap" else fork(data, order)
        print(answer, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
