"""Frozen dataclasses as bytes and back, exactly."""

from collections.abc import Hashable
from contextlib import suppress
from functools import lru_cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from voicejournal.errors import VoiceJournalError

T = TypeVar("T")

SCHEMA = b"1:"
"""In front of every stored object: how the bytes after it are to be read."""


class CodecError(VoiceJournalError):
    """A stored object does not have the shape that was expected.

    It names the shape alone, and is raised outside of pydantic's own error: that one quotes
    what it read, which are a patient's words.
    """


@lru_cache(maxsize=64)
def _made_adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _adapter(kind: type[T]) -> TypeAdapter[T]:
    return _made_adapter(cast("Hashable", kind))


def encode(kind: type[T], value: T) -> bytes:
    """Write `value` as bytes that are known to read back as the same value.

    Raises:
        CodecError: It would not, e.g. because it holds a NaN.
    """
    adapter = _adapter(kind)
    try:
        content = adapter.dump_json(value, warnings="error")
        same = adapter.validate_json(content) == value
    except (ValidationError, PydanticSerializationError):
        same = False
    if not same:
        raise _misfit(kind)
    return SCHEMA + content


def decode(kind: type[T], content: bytes) -> T:
    """Read what `encode` wrote; fields that came later take their defaults.

    Raises:
        CodecError: It is not one of those.
    """
    if content.startswith(SCHEMA):
        with suppress(ValidationError):
            return _adapter(kind).validate_json(content[len(SCHEMA) :])
    raise _misfit(kind)


def _misfit(kind: Any) -> CodecError:
    return CodecError(f"A {getattr(kind, '__name__', kind)} does not have the shape to be stored.")
