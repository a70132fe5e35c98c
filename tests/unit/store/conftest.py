"""A store in a temporary folder, with a clock that the test moves."""

import io
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from voicejournal.model.arrival import Announced
from voicejournal.model.audio import DeviceFacts
from voicejournal.model.note import PatientId, Receipt
from voicejournal.settings import Settings
from voicejournal.store import Claim, Store, open_store

RECORDED_AT = datetime(2026, 3, 28, 21, 30, tzinfo=UTC)
SOUND = b"RIFF" + bytes(range(256)) * 40


class Clock:
    """A clock that moves a microsecond whenever it is read, and as far as it is told."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 29, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(microseconds=1)
        return self.now

    def pass_by(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", lease_s=60.0, max_attempts=3, max_upload_bytes=1 << 23)


@pytest.fixture
def opened(settings: Settings, clock: Clock, with_tables) -> Iterator[Callable[[], Store]]:
    """Opens the same store as often as a test wishes."""
    stores: list[Store] = []

    def open_again() -> Store:
        stores.append(open_store(with_tables(settings), clock=clock, rng=random.Random(7)))
        return stores[-1]

    yield open_again
    for one in stores:
        one.close()


@pytest.fixture
def store(opened: Callable[[], Store]) -> Store:
    return opened()


@dataclass(frozen=True)
class People:
    """Makes accounts with one word each."""

    store: Store

    def account_id(self, username: str, role: str = "patient") -> str:
        account = self.store.accounts.create(
            username,
            "a long enough password",
            role=role,
            display_name=f"{username.title()} Quittenbaum",
            language="fr",
            zone="Europe/Paris",
        )
        return account.account_id

    def patient(self, username: str) -> PatientId:
        return PatientId(self.account_id(username))


@pytest.fixture
def people(store: Store) -> People:
    return People(store)


@pytest.fixture
def patient(people: People) -> PatientId:
    return people.patient("anna")


Send = Callable[..., Receipt]


@pytest.fixture
def send(store: Store, patient: PatientId) -> Send:
    """Sends a recording as a browser would."""

    def send_it(
        sound: bytes = SOUND,
        *,
        key: str = "key-1",
        to: PatientId = patient,
        sha256: str | None = None,
        check: Callable[[io.BufferedIOBase], object] = lambda _: None,
        zone: str = "Europe/Paris",
        recorded_at: datetime = RECORDED_AT,
    ) -> Receipt:
        pieces = [sound[at : at + 1000] for at in range(0, len(sound), 1000)]
        return store.notes.receive(
            to,
            key,
            pieces,
            recorded_at=recorded_at,
            zone=zone,
            device=DeviceFacts(echo_cancellation=False, rate_hz=48_000),
            sha256=sha256,
            check=check,
        )

    return send_it


@pytest.fixture
def claimed(store: Store, send: Send) -> Claim:
    """A note that was sent and is claimed."""
    claim = store.jobs.claim("first", send().note_id)
    assert claim is not None
    return claim


@pytest.fixture
def files(settings: Settings) -> Callable[[], list[Path]]:
    """Lists every file under the sound folder."""

    def list_them() -> list[Path]:
        return sorted(one for one in settings.sound_folder.rglob("*") if one.is_file())

    return list_them


@pytest.fixture
def announced(patient: PatientId) -> Announced:
    return Announced(
        patient=patient,
        key="key-1",
        size=len(SOUND),
        recorded_at=RECORDED_AT,
        zone="Europe/Paris",
        device=DeviceFacts(echo_cancellation=False, rate_hz=48_000),
    )
