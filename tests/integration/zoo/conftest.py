"""A service in which bad plugins are installed as packages are, and a note that meets them."""

import importlib
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.acceptance.sounds import encoded, hum
from tests.consent import CARRIED_OVER
from tests.integration.zoo.animals import BODIES, NOT_LOADED, module_of
from voicejournal.app import Journal
from voicejournal.model.audio import DeviceFacts
from voicejournal.model.note import PatientId
from voicejournal.settings import Settings
from voicejournal.store.consents import Answer
from voicejournal.worker import Worker

RATE_HZ = 16_000
START_S = 6


@pytest.fixture(scope="package")
def installed(tmp_path_factory):
    """Install all bad plugins, those that load as one plugin with many analyzers."""
    site = tmp_path_factory.mktemp("site")
    for name in (*BODIES, *NOT_LOADED):
        (site / f"zoo_{name}.py").write_text(module_of(name))
    (site / "zoo.py").write_text(zoo_of(BODIES))
    _distribution(site, "zoo", {"zoo": "zoo"})
    for name in NOT_LOADED:
        _distribution(site, f"zoo-{name}", {name: f"zoo_{name}"})
    for name in ("tame", "hoarse"):
        shutil.copy(Path(__file__).with_name(f"{name}.py"), site / f"zoo_{name}.py")
        _distribution(site, f"zoo-{name}", {name: f"zoo_{name}"})
    sys.path.insert(0, str(site))
    importlib.invalidate_caches()
    yield site
    sys.path.remove(str(site))
    importlib.invalidate_caches()


def zoo_of(names):
    """Return the source of a plugin that brings the analyzers of all these modules."""
    imports = "\n".join(f"import zoo_{name}" for name in names)
    animals = ", ".join(f"zoo_{name}.Animal()" for name in names)
    return (
        f"{imports}\nfrom voicejournal import hookimpl\n\n\n"
        f"@hookimpl\ndef voicejournal_analyzers(settings):\n    return [{animals}]\n"
    )


def _distribution(site, name, points):
    folder = site / f"{name.replace('-', '_')}-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    lines = [f"{key} = {value}" for key, value in points.items()]
    (folder / "entry_points.txt").write_text("\n".join(["[voicejournal]", *lines, ""]))


def open_service(folder):
    """Open a service as a user has it, but for shorter limits."""
    return Journal.open(
        Settings(
            data=folder / "data",
            model="none-here",
            plugin_start_s=START_S,
            plugin_call_s=1,
            plugin_memory_mb=256,
        )
    )


def carry(service, username, purposes=CARRIED_OVER):
    """Have a new patient, who allows so much, send a note that a worker carries."""
    account = service.store.accounts.create(
        username=username,
        password="correct horse battery",
        role="patient",
        display_name=username,
        language="fr",
        zone="UTC",
    )
    patient = PatientId(account.account_id)
    for purpose in purposes:
        answer = Answer(purpose=purpose, granted=True, version=1, language="en")
        service.store.consents.answer(patient, answer)
    receipt = service.receive(
        patient,
        "zoo",
        iter([encoded(hum(3.0, RATE_HZ), RATE_HZ)]),
        recorded_at=datetime(2026, 3, 2, 20, tzinfo=UTC),
        zone="UTC",
        device=DeviceFacts(),
        sha256=None,
    )
    Worker(service).drain()
    return service.note(receipt.note_id)


@pytest.fixture(scope="package")
def service(installed, tmp_path_factory):
    journal = open_service(tmp_path_factory.mktemp("zoo"))
    yield journal
    journal.close()


@pytest.fixture(scope="package")
def note(service):
    """Send a note and have a worker carry it past all the animals."""
    return carry(service, "anna")


@pytest.fixture
def alone(installed, tmp_path, monkeypatch):
    """Returns what opens a service of its own in which these animals are the only analyzers."""
    opened = []

    def alone(*names):
        journal = open_service(tmp_path)
        opened.append(journal)
        found = {one.info.name: one for one in journal.plugins.analyzers if one.info.name in names}
        monkeypatch.setattr(journal.plugins, "_analyzers", found)
        monkeypatch.setattr(journal.plugins, "_statuses", {})
        return journal

    yield alone
    for one in opened:
        one.close()


@pytest.fixture
def does(installed):
    """Returns what says what the plugin is to do that tells voices apart."""
    file = installed / "zoo_hoarse.deed"
    yield file.write_text
    file.unlink(missing_ok=True)
