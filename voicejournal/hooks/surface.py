"""The version of the public surface, and what is on its way out of it.

The policy stands in `docs/explanation/what-a-plugin-can-rely-on.md`.
"""

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType

from voicejournal.errors import PluginError, VoiceJournalDeprecationWarning

VERSION = "0.2.0"
"""Of the service and of all that plugins may import; semantic versioning."""
SERVICE = re.compile(r"voicejournal\s*(?:\[[^]]*\])?\s*\(?\s*([~<>=!][^;)]*)", re.IGNORECASE)
AT_LEAST = re.compile(r"(?:>=|~=|==)\s*(\d+)\.(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """A public name that has another one now."""

    to: str
    since: str
    """Minor version in which the old name began to warn."""
    gone: str
    """Minor version in which it stops working: two later at least."""


RENAMED: Mapping[str, Renamed] = MappingProxyType(
    {"Needs": Renamed(to="Conditions", since="0.2", gone="0.4")}
)


def current_name(name: str) -> str:
    """Return what an old public name is called now, and warn whoever still uses it.

    Raises:
        AttributeError: Nothing was ever called so.
    """
    if name not in RENAMED:
        msg = f"module 'voicejournal' has no attribute {name!r}"
        raise AttributeError(msg)
    renamed = RENAMED[name]
    message = f"{name} is called {renamed.to} since {renamed.since}, and goes in {renamed.gone}"
    warnings.warn(message, VoiceJournalDeprecationWarning, stacklevel=3)
    return renamed.to


def written_for(requires: Sequence[str] | None) -> str:
    """Return the minor version that a distribution was written against; empty where it is silent.

    It is the lowest that its metadata asks for: `voicejournal>=0.2` was written against 0.2.
    """
    for requirement in requires or ():
        asked = SERVICE.match(requirement)
        lowest = AT_LEAST.search(asked[1]) if asked else None
        if lowest:
            return f"{lowest[1]}.{lowest[2]}"
    return ""


def refuse_other_surface(version: str, current: str = VERSION) -> None:
    """Refuse a plugin that was written against a surface that this service does not have.

    Raises:
        PluginError: It is of a later minor version, or of another major one.
    """
    if not version:
        return
    wanted, here = _parts(version), _parts(current)
    if wanted[0] != here[0] or wanted > here:
        msg = f"it was written for Voice Journal {version}, and this is {current}"
        raise PluginError(msg, fix="Update whichever of the two is older.")


@contextmanager
def deprecations_noted(into: list[str]) -> Iterator[None]:
    """Write into `into` what a plugin uses that is on its way out; other warnings pass."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", VoiceJournalDeprecationWarning)
        yield
    for one in caught:
        if isinstance(one.message, VoiceJournalDeprecationWarning):
            # An import asks for a name twice, and says so twice.
            into += {str(one.message)} - set(into)
        else:
            warnings.warn_explicit(one.message, one.category, one.filename, one.lineno)


def _parts(version: str) -> tuple[int, int]:
    major, minor = version.split(".")[:2]
    return int(major), int(minor)
