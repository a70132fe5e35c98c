"""Reads a docstring of ours into its parts."""

import inspect
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

SECTION = re.compile(r"^(Args|Returns|Raises|Source|When):[ \t]*(.*)$")
SINCE = re.compile(r"^\.\. versionadded:: (\S+)$")
LISTING = ("Args", "Raises")
"""Sections that say something of one name after another."""
ENTRY = re.compile(r"^ {4}(\w+): ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Docstring:
    """What a docstring says, part by part, each in one line."""

    summary: str = ""
    since: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)
    """Section → its text: `When`, `Returns`, `Source`."""
    entries: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Section → name → what is said of it: `Args`, `Raises`."""


def read_docstring(owner: object) -> Docstring:
    """Read the docstring of a function or a class."""
    return parse(inspect.getdoc(owner) or "")


def parse(text: str) -> Docstring:
    """Read a docstring, its indentation taken off."""
    sections: dict[str, list[str]] = {"": []}
    name, since = "", ""
    for line in inspect.cleandoc(text).splitlines():
        dated, begun = SINCE.match(line), SECTION.match(line)
        if dated:
            since = dated[1]
        elif begun:
            name = begun[1]
            sections[name] = [begun[2]]
        else:
            sections[name].append(line)
    listed: dict[str, Mapping[str, str]] = {
        one: _entries(sections[one]) for one in LISTING if one in sections
    }
    told = {one: _one_line(lines) for one, lines in sections.items() if one and one not in listed}
    return Docstring(summary=_one_line(sections[""]), since=since, parts=told, entries=listed)


def _entries(lines: list[str]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        entry = ENTRY.match(line)
        if entry:
            name = entry[1]
            found[name] = [line[entry.end() :]]
        elif name:
            found[name].append(line)
    return {one: _one_line(said) for one, said in found.items()}


def _one_line(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())
