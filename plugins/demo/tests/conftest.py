from pathlib import Path

import pytest

PLUGIN = Path(__file__).parent.parent


@pytest.fixture
def recipe(monkeypatch):
    """Let a test import the scripts of the recipe, which are no package."""
    monkeypatch.syspath_prepend(str(PLUGIN / "recipe"))
