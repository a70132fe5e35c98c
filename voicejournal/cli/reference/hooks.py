"""The reference of hooks, written from their specifications and their examples."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any

from voicejournal.cli.reference.docstring import read_docstring
from voicejournal.hooks import spec
from voicejournal.hooks.surface import VERSION

EXAMPLES = "voicejournal.hooks.examples"
PREFIX = f"{spec.PROJECT}_"
HEAD = f"""# Hooks

Written by `voicejournal reference hooks` from the code; do not edit by hand. Of Voice Journal
{VERSION}.

A plugin is a module that an entry point of the group `voicejournal` names. What it implements
of these hooks is called; each implementation takes as many of the arguments as it likes. Hooks
hand over objects and do no work themselves: they are called while the service starts, and what
they hand over is asked later. One that raises is noted as failed, with the reason, and the
others go on. [Types](types.md) says what is handed over;
[what a plugin can rely on](../explanation/what-a-plugin-can-rely-on.md) says for how long.

The settings of a plugin are those that the operator wrote for it, as text; it never sees
another's.

| hook | since | answer |
|---|---|---|
"""
FIRST = "the first that is not None"
ALL = "all are used"


def hookspecs() -> Mapping[str, Callable[..., Any]]:
    """Return every hook, in the order in which they stand."""
    marked = f"{spec.PROJECT}_spec"
    return {name: one for name, one in vars(spec).items() if hasattr(one, marked)}


def example_of(hook: str) -> str:
    """Return the source of the plugin that shows a hook.

    Raises:
        ModuleNotFoundError: Nobody wrote one.
    """
    return inspect.getsource(import_module(f"{EXAMPLES}.{hook.removeprefix(PREFIX)}"))


def hooks_page() -> str:
    """Return the reference of hooks as Markdown."""
    hooks = hookspecs()
    rows = "".join(_row(name, hook) for name, hook in hooks.items())
    return HEAD + rows + "".join(_section(name, hook) for name, hook in hooks.items())


def _row(name: str, hook: Callable[..., Any]) -> str:
    answer = FIRST if getattr(hook, f"{spec.PROJECT}_spec")["firstresult"] else ALL
    return f"| [`{name}`](#{name}) | {read_docstring(hook).since} | {answer} |\n"


def _section(name: str, hook: Callable[..., Any]) -> str:
    return f"\n## {name}\n\n" + "\n".join(_lines(name, hook)) + "\n"


def _lines(name: str, hook: Callable[..., Any]) -> Iterator[str]:
    said = read_docstring(hook)
    yield f"```python\n{name}{_signature(hook)}\n```\n\n{said.summary}\n"
    yield f"- **When**: {said.parts['When']}"
    for argument, meaning in said.entries.get("Args", {}).items():
        yield f"- **Gets** `{argument}`: {meaning}"
    yield f"- **Returns**: {said.parts['Returns']}"
    for error, meaning in said.entries.get("Raises", {}).items():
        yield f"- **May raise** `{error}`: {meaning}"
    yield f"- **Since**: {said.since}\n"
    yield f"```python\n{example_of(name).rstrip()}\n```"


def _signature(hook: Callable[..., Any]) -> str:
    source = inspect.getsource(hook)
    start = source.index("(", source.index("def "))
    return " ".join(source[start : source.index(":\n", start)].split())
