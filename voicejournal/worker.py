"""The worker: takes notes whose time has come and has the journal carry them.

Notes' rows are the truth; the doorbell only saves waiting. Each second a sweep rings for
notes that nobody works on, so that a lost ring, or a worker that died, delays and never loses.
"""

import os
import signal
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Protocol, TypeVar

import structlog

from voicejournal.errors import FenceLostError
from voicejournal.model.note import NoteId
from voicejournal.settings import Settings
from voicejournal.store import Claim, Ending, Store

log = structlog.get_logger(__name__)

SWEEP_S = 1.0
LISTEN_S = 0.2
MODEL_CHECK_S = 30.0
CALENDAR_S = 30.0
"""How often weeks that have ended, and letters that are owed, are looked for."""
GRACE_S = 10.0
"""How long a step may still run once the worker was asked to stop."""


T = TypeVar("T")


class WorkedJournal(Protocol):
    """What a worker needs of the journal."""

    @property
    def settings(self) -> Settings:
        """Settings in force."""

    @property
    def store(self) -> Store:
        """Where notes and their states are kept."""

    def process(self, claim: Claim) -> str:
        """Carry one note as far as it can be carried now, keeping each step.

        Returns:
            What the note still waits for, e.g. `model`, or an empty string.
        """

    def refresh(self, note_id: NoteId) -> None:
        """Bring the pages that a note belongs to up to date; they can also do it when read."""

    def model_present(self) -> bool:
        """Whether the speech model is on this machine."""

    def finish_withdrawals(self) -> int:
        """Remove what a crash left of purposes that were taken back; returns how many."""

    def tell_voices_apart(self) -> int:
        """Send notes back to work whose voices could not be told apart, once they can be."""

    def look_again(self) -> int:
        """Send some notes back to work that other analyzers looked at last; returns how many."""

    def plan_weeks(self) -> None:
        """Plan the week that runs now for patients of whom none was planned yet."""

    def endings(self) -> tuple[Ending, ...]:
        """Return weeks that have ended and whose page is still to be made."""

    def end_week(self, ending: Ending) -> None:
        """Make the page of a week that has ended, and plan the next week."""

    def put_off(self, ending: Ending, error_code: str) -> None:
        """Make the page of a week later."""

    def send_letter(self) -> bool:
        """Send one letter that is owed; tells whether there was one."""

    def send_call(self) -> bool:
        """Tell the practice that somebody asks to be contacted; whether there was a call."""

    def send_reminder(self) -> bool:
        """Send one reminder whose time has come; tells whether there was one."""


class Worker:
    """Works on notes, one at a time."""

    def __init__(self, journal: WorkedJournal, *, grace_s: float = GRACE_S) -> None:
        """Prepare; nothing runs before `start`, `run` or `drain`."""
        self._journal = journal
        self._jobs = journal.store.jobs
        self._doorbell = journal.store.doorbell
        self._grace_s = grace_s
        self._stopping = threading.Event()
        self._claim: Claim | None = None
        self._look_again_at = 0.0
        self._threads: tuple[threading.Thread, ...] = ()
        self.name = f"{os.getpid()}-{uuid.uuid4().hex[:8]}"

    def start(self) -> None:
        """Work in threads of this process until `stop`."""
        _carefully("muting", self._jobs.try_muting_again)
        self._threads = (
            threading.Thread(target=self._listen, name="worker", daemon=True),
            threading.Thread(target=self._sweep, name="sweep", daemon=True),
            # By itself, because a mail server may take its time.
            threading.Thread(target=self._keep_calendar, name="calendar", daemon=True),
        )
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Take no new note, and give back the one in hand if its step takes too long."""
        self._stopping.set()
        give_up_at = time.monotonic() + self._grace_s
        for thread in self._threads:
            thread.join(max(0.0, give_up_at - time.monotonic()))
        claim = self._claim
        if claim is not None:
            _carefully("release", lambda: self._jobs.release(claim.note_id, claim.fence))

    def run(self) -> None:
        """Work until the process is asked to end (SIGTERM, Ctrl-C)."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._stopping.set())
        log.info("worker_started", worker=self.name)
        self.start()
        self._stopping.wait()
        self.stop()
        log.info("worker_stopped", worker=self.name)

    def drain(self) -> None:
        """Work here and now on every note that is due, and return."""
        self._release_waiting()
        while (claim := self._jobs.claim(self.name)) is not None:
            self._work(claim)

    def _listen(self) -> None:
        while not self._stopping.is_set():
            note_id = _carefully("listen", self._doorbell.heard)
            if note_id is None:
                self._stopping.wait(LISTEN_S)
            else:
                _carefully("answer", partial(self._answer, note_id))

    def _answer(self, note_id: NoteId) -> None:
        claim = self._jobs.claim(self.name, note_id)
        if claim is not None:
            self._work(claim)

    def _work(self, claim: Claim) -> None:
        self._claim = claim
        try:
            with self._heartbeat(claim):
                self._carry(claim)
        finally:
            self._claim = None

    def _carry(self, claim: Claim) -> None:
        names = {"note": claim.note_id, "fence": claim.fence}
        try:
            waiting_for = self._journal.process(claim)
            self._jobs.finish(claim.note_id, claim.fence, waiting_for=waiting_for)
            log.info("note_done", **names, waiting_for=waiting_for)
            if not claim.again:  # a page that nobody waits for is made when it is read
                _carefully("refresh", lambda: self._journal.refresh(claim.note_id))
        except FenceLostError:
            log.warning("note_taken_over", **names)
        except Exception as error:  # noqa: BLE001 - a step of the worker: stored, tried again
            code = type(error).__name__
            log.error("note_failed", **names, error=code, attempt=claim.attempt)  # noqa: TRY400
            _carefully("fail", lambda: self._jobs.fail(claim.note_id, claim.fence, code))

    @contextmanager
    def _heartbeat(self, claim: Claim) -> Iterator[None]:
        """Renew the lease while the note is worked on."""
        ended = threading.Event()

        def beat() -> None:
            while not ended.wait(self._journal.settings.lease_s / 3):
                _carefully("beat", lambda: self._jobs.heartbeat(claim.note_id, claim.fence))

        thread = threading.Thread(target=beat, name="heartbeat", daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    def _sweep(self) -> None:
        waited = MODEL_CHECK_S
        while not self._stopping.is_set():
            if waited >= MODEL_CHECK_S:
                _carefully("model", self._release_waiting)
                waited = 0.0
            _carefully("sweep", self._ring_for_due)
            self._stopping.wait(SWEEP_S)
            waited += SWEEP_S

    def _keep_calendar(self) -> None:
        while not self._stopping.is_set():
            self.tick()
            self._stopping.wait(CALENDAR_S)

    def tick(self) -> None:
        """Make the pages of weeks that have ended, also of those that nobody was there for."""
        _carefully("withdrawals", self._journal.finish_withdrawals)
        _carefully("plan", self._journal.plan_weeks)
        while endings := _carefully("endings", self._journal.endings):
            if not all(self._end_week(one) for one in endings):
                break  # what can be neither done nor put off is looked at again with the next tick
        for what, send in (
            ("call", self._journal.send_call),
            ("letter", self._journal.send_letter),
            ("reminder", self._journal.send_reminder),
        ):
            while not self._stopping.is_set() and _carefully(what, send):
                pass

    def _end_week(self, ending: Ending) -> bool:
        """Tell whether the week needs no further look now: its page was made, or put off."""
        try:
            self._journal.end_week(ending)
            log.info("week_ended", patient=ending.patient_id, week=str(ending.week.monday))
        except Exception as error:  # noqa: BLE001 - a step of the worker: stored, tried again
            code = type(error).__name__
            log.error("week_failed", patient=ending.patient_id, error=code)  # noqa: TRY400
            return bool(_carefully("put_off", partial(self._put_off, ending, code)))
        return True

    def _put_off(self, ending: Ending, code: str) -> bool:
        self._journal.put_off(ending, code)
        return True

    def _release_waiting(self) -> None:
        if self._jobs.waiting("model") and self._journal.model_present():
            released = self._jobs.release_waiting("model")
            log.info("model_arrived", released=released)
        if patients := self._journal.tell_voices_apart():
            log.info("voices_told_apart_again", patients=patients)

    def _ring_for_due(self) -> None:
        self._jobs.bury_lost()
        if not self._doorbell.is_quiet():
            return  # those who were rung for come first
        due = self._jobs.due()
        for note_id in due:
            self._doorbell.ring(note_id)
        if not due and time.monotonic() >= self._look_again_at:
            self._look_again()

    def _look_again(self) -> None:
        """Have what was done before looked at by the analyzers in force, a few notes at a time."""
        if not self._journal.look_again():
            self._look_again_at = time.monotonic() + MODEL_CHECK_S


def _carefully(what: str, do: Callable[[], T]) -> T | None:
    """Do one step of the worker; if it fails, say so and go on: the next sweep tries again."""
    try:
        return do()
    except FenceLostError:
        return None
    except Exception as error:  # noqa: BLE001 - a step of the worker must not end the worker
        log.error("worker_step_failed", step=what, error=type(error).__name__)  # noqa: TRY400
        return None
