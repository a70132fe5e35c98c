"""The reference is what the code says, whole."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

import voicejournal
from voicejournal import testing
from voicejournal.cli import main
from voicejournal.cli.reference import PAGES
from voicejournal.cli.reference.docstring import parse
from voicejournal.cli.reference.hooks import hookspecs

FOLDER = Path(__file__).parents[2] / "docs/reference"


@pytest.mark.parametrize("page", PAGES)
def test_the_page_is_what_the_code_says(page):
    file = FOLDER / f"{page}.md"
    if os.environ.get("UPDATE_PUBLIC_SNAPSHOT"):
        file.write_text(PAGES[page]())
    assert file.read_text() == PAGES[page](), f"voicejournal reference {page} > {file}"


@pytest.mark.parametrize("page", PAGES)
def test_the_command_prints_it(page):
    assert CliRunner().invoke(main, ["reference", page]).output == PAGES[page]()


def test_every_hook_has_a_heading():
    page = PAGES["hooks"]()
    assert [name for name in hookspecs() if f"\n## {name}\n" not in page] == []


def test_every_public_name_has_a_heading_and_words_of_its_own():
    page = PAGES["types"]()
    for name in (*voicejournal.__all__, *testing.__all__):
        _, _, rest = page.partition(f"\n### {name}\n\n")
        assert rest.strip(), name


def test_a_docstring_is_read_part_by_part():
    said = parse(
        """Do it.

        When: now
        and then.

        Args:
            one: First,
                and more.
            two: Second.

        Returns:
            What came of it.

        .. versionadded:: 0.3
        """
    )
    assert said.summary == "Do it."
    assert said.parts == {"When": "now and then.", "Returns": "What came of it."}
    assert said.entries == {"Args": {"one": "First, and more.", "two": "Second."}}
    assert said.since == "0.3"
