"""What the documentation shows between marks is cut from tests that pass."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHOWN = re.compile(r"<!-- from (\S+): (\w+) -->\n```python\n(.*?)```", re.DOTALL)
CUT = "# -- {end} {name} --\n"
PAGES = [one for one in sorted((ROOT / "docs").rglob("*.md")) if SHOWN.search(one.read_text())]
TESTS = "tests/docs/examples/test_how_to.py"


def cut(source: str, name: str) -> str:
    _, _, after = source.partition(CUT.format(end="start", name=name))
    inside, mark, _ = after.partition(CUT.format(end="end", name=name))
    assert mark, f"there are no marks around {name}"
    return inside.replace("  # noqa: E402", "").strip() + "\n"


@pytest.mark.parametrize("page", PAGES, ids=lambda one: one.name)
def test_every_example_stands_in_a_test_as_it_is_shown(page):
    for source, name, shown in SHOWN.findall(page.read_text()):
        assert shown == cut((ROOT / source).read_text(), name), f"{page.name}: {name}"


def test_every_mark_is_shown_somewhere():
    shown = {
        (source, name) for page in PAGES for source, name, _ in SHOWN.findall(page.read_text())
    }
    marked = set(re.findall(r"^# -- start (\w+) --$", (ROOT / TESTS).read_text(), re.MULTILINE))
    assert marked - {name for source, name in shown if source == TESTS} == set()


def test_no_python_is_shown_to_authors_that_no_test_runs():
    pages = [ROOT / "docs/how-to" / name for name in AUTHORS]
    for page in pages:
        text = page.read_text()
        assert text.count("```python") == len(SHOWN.findall(text)), page.name


AUTHORS = (
    "change-a-plugin.md",
    "keep-data-private.md",
    "publish-a-plugin.md",
    "speak-two-languages.md",
    "test-an-analyzer.md",
)
