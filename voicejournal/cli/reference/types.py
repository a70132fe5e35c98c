"""The reference of types, written from what `voicejournal` and `voicejournal.testing` export."""

import inspect
from collections import defaultdict
from collections.abc import Iterator
from types import ModuleType
from typing import get_args, get_origin

import voicejournal
from voicejournal import testing
from voicejournal.cli.reference.docstring import parse
from voicejournal.cli.reference.source import Described, Member, described
from voicejournal.hooks.surface import RENAMED, VERSION

HEAD = f"""# Types

Written by `voicejournal reference types` from the code; do not edit by hand. Of Voice Journal
{VERSION}.

What a plugin imports from `voicejournal`, and its tests from `voicejournal.testing`: this is the
whole of the public surface. Objects are frozen; fields without a default have to be given.
[What a plugin can rely on](../explanation/what-a-plugin-can-rely-on.md) says for how long.
"""
GROUPS = {
    "handed over": "What plugins hand over",
    "object": "Objects",
    "function": "Functions",
    "error": "Errors and warnings",
    "name": "Other names",
    "testing": "For tests: `voicejournal.testing`",
}

SAYS = {"Args": "", "Raises": "raises "}


def types_page() -> str:
    """Return the reference of types as Markdown."""
    grouped: defaultdict[str, list[Described]] = defaultdict(list)
    for module, names in ((voicejournal, voicejournal.__all__), (testing, testing.__all__)):
        for name in sorted(names, key=str.lower):
            one = described(module, name)
            grouped[_group(module, one)].append(one)
    sections = [
        f"\n## {title}\n" + "".join(map(_section, grouped[group]))
        for group, title in GROUPS.items()
    ]
    return HEAD + "".join(sections) + "".join(_old_names())


def _group(module: ModuleType, one: Described) -> str:
    if module is testing:
        return "testing"
    if inspect.isclass(one.value):
        if issubclass(one.value, Exception):
            return "error"
        return "handed over" if getattr(one.value, "_is_protocol", False) else "object"
    return "function" if inspect.isfunction(one.value) else "name"


def _section(one: Described) -> str:
    return f"\n### {one.name}\n\n" + "\n".join(_lines(one)) + "\n"


def _lines(one: Described) -> Iterator[str]:
    said = parse(one.doc)
    if one.signature:
        yield f"```python\n{one.signature}\n```\n"
    if get_origin(one.value) is not None and get_args(one.value):
        yield f"`{one.written}`\n"
    yield said.summary or f"`{one.written}`"
    for introduced in ("Args", "Raises"):
        entries = said.entries.get(introduced, {})
        listed = [f"- {SAYS[introduced]}`{name}`: {what}" for name, what in entries.items()]
        if listed:
            yield "\n" + "\n".join(listed)
    if "Returns" in said.parts:
        yield f"\nReturns: {said.parts['Returns']}"
    if one.members:
        yield "\n| | type | default | |\n|---|---|---|---|"
        yield from map(_member, one.members)


def _member(one: Member) -> str:
    cells = (one.name, one.kind, one.default)
    code = " | ".join(f"`{_escaped(cell)}`" if cell else "" for cell in cells)
    return f"| {code} | {_escaped(parse(one.doc).summary)} |"


def _escaped(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _old_names() -> Iterator[str]:
    if RENAMED:
        yield "\n## On their way out\n\n| name | now | warns since | goes in |\n|---|---|---|---|\n"
    for name, one in sorted(RENAMED.items()):
        yield f"| `{name}` | `{one.to}` | {one.since} | {one.gone} |\n"
