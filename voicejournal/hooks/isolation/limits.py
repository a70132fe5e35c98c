"""What a plugin's process is told before it loads anything."""

from collections.abc import Mapping
from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one process may use; it cannot be given more once it runs."""

    memory_mb: int
    network: bool = False
    large: bool = False
    """It holds a model that takes most of a machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """A plugin as its process has to be told of it."""

    name: str
    value: str
    """Of its entry point: `module` or `module:attribute`."""
    settings: Mapping[str, str]
