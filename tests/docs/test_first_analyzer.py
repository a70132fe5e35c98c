"""The tutorial shows what is there, and what the README shows runs."""

import re
import tomllib
from pathlib import Path

import pytest

from voicejournal.cli.plugins.new import make_package
from voicejournal.testing import a_note, check_analyzer
from voicejournal.testing.conformance.of_notes import verdicts

PAGE = Path(__file__).parents[2] / "docs/tutorial/first-analyzer.md"
BLOCK = re.compile(r"<!-- (\S+) -->\n```\w+\n(.*?)```", re.DOTALL)


@pytest.fixture
def package(tmp_path):
    return make_package("unsure", tmp_path)


def test_the_tutorial_shows_the_files_that_the_command_makes(package):
    """Whose tests are run in `tests/integration/test_new_plugin.py`."""
    blocks = dict(BLOCK.findall(PAGE.read_text()))
    shown = {name for name in blocks if name.endswith(".py")}
    assert shown == {"src/voicejournal_unsure/__init__.py", "tests/test_unsure.py"}
    assert {name: (package / name).read_text() for name in shown} == {
        name: blocks[name] for name in shown
    }


def test_the_tutorial_shows_the_entry_point_that_the_command_writes(package):
    shown = tomllib.loads(dict(BLOCK.findall(PAGE.read_text()))["pyproject.toml"])
    written = tomllib.loads((package / "pyproject.toml").read_text())
    assert shown["project"]["entry-points"] == written["project"]["entry-points"]


def test_the_tutorial_names_every_rule_of_the_check():
    from voicejournal_template import TemplateAnalyzer

    from voicejournal.hooks.registered import registered

    judged = verdicts(registered("template", TemplateAnalyzer()))
    table = PAGE.read_text().partition("| rule | means |")[2]
    named = re.findall(r"^\| ([^-|][^|]*) \|", table, re.MULTILINE)
    assert named == [one.rule for one in judged]


def test_the_analyzer_in_the_readme_runs():
    readme = (PAGE.parents[2] / "README.md").read_text()
    (code,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    module: dict[str, object] = {}
    exec(code, module)  # noqa: S102 - our own page
    note = a_note("I was quiet .", pauses=[(1.0, 9.0)], duration=10.0)
    (analyzer,) = module["voicejournal_analyzers"](settings={})
    check_analyzer(analyzer, [note])
    (finding,) = analyzer.analyze(note)
    assert finding.evidence[0].start == 1.0
