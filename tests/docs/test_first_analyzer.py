"""The tutorial's own code, run as the tutorial says."""

import re
import subprocess
import sys
from pathlib import Path

from voicejournal.testing import a_note, check_analyzer

PAGE = Path(__file__).parents[2] / "docs/tutorial/first-analyzer.md"
BLOCK = re.compile(r"<!-- (\S+\.py) -->\n```python\n(.*?)```", re.DOTALL)


def test_the_tutorials_analyzer_passes_its_own_tests(tmp_path):
    blocks = dict(BLOCK.findall(PAGE.read_text()))
    assert set(blocks) == {"unsure.py", "test_unsure.py"}
    for name, code in blocks.items():
        (tmp_path / name).write_text(code)
    ran = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "--rootdir",
            tmp_path,
            tmp_path,
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout
    assert "2 passed" in ran.stdout


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
