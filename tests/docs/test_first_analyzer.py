"""The tutorial's own code, run as the tutorial says."""

import re
import subprocess
import sys
from pathlib import Path

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
