"""Frozen dataclasses as bytes and back, exactly."""

from collections.abc import Hashable
from functools import lru_cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

T = TypeVar("T")

SCHEMA = b"1:"
"""In front of every stored object: how the bytes after it are to be read."""


@lru_cache(maxsize=64)
def _made_adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _adapter(kind: type[T]) -> TypeAdapter[T]:
    return _made_adapter(cast("Hashable", kind))


def encode(kind: type[T], value: T) -> bytes:
    """Write `value` as bytes that are known to read back as the same value.

    Raises:
        ValueError: It would not, e.g. because it holds a NaN.
    """
    content = _adapter(kind).dump_json(value, warnings="error")
    if _adapter(kind).validate_json(content) != value:
        msg = f"this {kind} cannot be stored without a loss"
        raise ValueError(msg)
    return SCHEMA + content


def decode(kind: type[T], content: bytes) -> T:
    """Read what `encode` wrote; fields that came later take their defaults.

    Raises:
        ValueError: It is not one of those.
    """
    if not content.startswith(SCHEMA):
        msg = "stored by a version of the service that this one does not know"
        raise ValueError(msg)
    return _adapter(kind).validate_json(content[len(SCHEMA) :])
