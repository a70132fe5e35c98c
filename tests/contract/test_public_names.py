"""The public surface is a promise: a change here wants a line in the changelog."""

import dataclasses
import inspect
import json
import os
from pathlib import Path

import voicejournal
from voicejournal import testing
from voicejournal.hooks import spec

SNAPSHOT = Path(__file__).with_name("public.json")


def hooks():
    return {
        name: list(inspect.signature(value).parameters)
        for name, value in vars(spec).items()
        if hasattr(value, f"{spec.PROJECT}_spec")
    }


def fields_of(module):
    return {
        name: [field.name for field in dataclasses.fields(value)]
        for name in sorted(module.__all__)
        if dataclasses.is_dataclass(value := getattr(module, name))
    }


def surface():
    return {
        "names": sorted(voicejournal.__all__),
        "testing": {
            name: list(inspect.signature(getattr(testing, name)).parameters)
            for name in sorted(testing.__all__)
        },
        "hooks": hooks(),
        "fields": fields_of(voicejournal),
    }


def test_the_public_surface_is_the_one_that_was_reviewed():
    if os.environ.get("UPDATE_PUBLIC_SNAPSHOT"):
        SNAPSHOT.write_text(json.dumps(surface(), indent=2) + "\n")
    assert surface() == json.loads(SNAPSHOT.read_text())


def test_every_public_name_is_there():
    missing = [name for name in voicejournal.__all__ if not hasattr(voicejournal, name)]
    assert missing == []


def test_every_hook_says_since_when_it_is_there():
    undated = [name for name in hooks() if ".. versionadded::" not in getattr(spec, name).__doc__]
    assert undated == []


def test_new_fields_have_defaults_so_that_old_plugins_still_work():
    """Those without one were there from the first version."""
    required = {
        name: [
            field.name
            for field in dataclasses.fields(getattr(voicejournal, name))
            if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        ]
        for name in ("Finding", "AnalyzerInfo")
    }
    assert required == {
        "Finding": ["kind", "claim", "value", "unit", "evidence"],
        "AnalyzerInfo": ["name", "version", "title", "needs", "languages", "limits"],
    }
