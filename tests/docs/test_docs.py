"""The documentation says what the code does, and its links lead somewhere."""

import re
from pathlib import Path

import click
import pytest

from voicejournal.cli import main
from voicejournal.settings import Settings

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), *ROOT.glob("plugins/*/*.md")]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def commands(group: click.Group, prefix: str = "voicejournal"):
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix} {name}")
        elif not command.hidden:
            yield f"{prefix} {name}"


@pytest.mark.parametrize("page", PAGES, ids=lambda one: str(one.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    broken = [link for link in LINK.findall(page.read_text()) if not (page.parent / link).exists()]
    assert broken == []


def test_every_command_is_documented_and_every_documented_command_exists():
    reference = (ROOT / "docs/reference/command-line.md").read_text()
    documented = set(re.findall(r"^\| `(voicejournal [a-z ]+)`", reference, re.MULTILINE))
    assert documented == set(commands(main))


def test_every_setting_is_documented():
    reference = (ROOT / "docs/reference/settings.md").read_text()
    documented = set(re.findall(r"^\| `VOICEJOURNAL_([A-Z_]+)`", reference, re.MULTILINE))
    assert documented == {name.upper() for name in Settings.model_fields}


def test_every_decision_is_listed():
    listed = (ROOT / "docs/decisions/README.md").read_text()
    pages = [one.name for one in (ROOT / "docs/decisions").glob("0*.md")]
    assert [name for name in pages if name not in listed] == []
