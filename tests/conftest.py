"""Guards around every test, and the things that most tests want."""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
import structlog

from tests.made_once import (  # noqa: F401 -- fixtures
    _passwords_cost_little,
    _tables,
    _templates_are_compiled_once,
    with_tables,
)
from voicejournal.settings import Settings

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["PYANNOTE_METRICS_ENABLED"] = "0"

# How long an example takes is said of a busy machine, and of no code.
hypothesis.settings.register_profile("suite", deadline=None)
hypothesis.settings.load_profile("suite")

TAKE_LONG = ("browser", "acceptance", "integration", "bench")
"""Kinds of tests whose modules take minutes, the longest first."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that no process is left alone with it at the end."""
    items.sort(key=lambda item: [kind not in item.path.parts for kind in TAKE_LONG])


@pytest.fixture(autouse=True)
def _untouched_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting leaks in from the machine that runs the tests."""
    for name in [one for one in os.environ if one.startswith("VOICEJOURNAL_")]:
        monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _unit_tests_run_analyzers_here(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, _untouched_environment: None
) -> None:
    """Start no process where one piece is tested alone; elsewhere plugins run as for users."""
    if "unit" in request.path.parts:
        monkeypatch.setenv("VOICEJOURNAL_PLUGIN_ISOLATION", "none")


@pytest.fixture(autouse=True)
def _everything_is_logged() -> None:
    """A command sets how much is logged for its whole process; no test inherits that."""
    structlog.reset_defaults()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a fresh service whose only model is the demo's."""
    return Settings(
        data=tmp_path / "data", model="demo", models_folder=tmp_path / "models", threads=1
    )


@pytest.fixture(scope="session")
def clinic():
    """Return the demo clinic: its notes have known words at known times."""
    clinic = pytest.importorskip("voicejournal_demo.clinic", reason="make install brings it")
    return clinic.load_clinic()


@pytest.fixture
def journal(settings: Settings, with_tables) -> Iterator["Journal"]:  # noqa: F811, F821
    """Return a whole journal on an empty data folder."""
    from voicejournal.app import Journal

    opened = Journal.open(with_tables(settings))
    yield opened
    opened.close()
