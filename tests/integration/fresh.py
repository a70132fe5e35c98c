"""An environment of its own in an empty folder, in which the service is installed."""

import os
import subprocess
import sysconfig
import venv

SITES = sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
OFFLINE = "offline = true\n[pip]\nno-deps = true\n"
"""What the service's lock names is here already; nothing is fetched, nothing of it is touched."""


class Fresh:
    """A folder with an environment `.venv` that sees what the lock installed, and no more."""

    def __init__(self, folder):
        """Make it."""
        self.folder = folder
        self.home = folder / "home"
        self.home.mkdir()
        venv.create(folder / ".venv", symlinks=True, with_pip=False)
        (site,) = (folder / ".venv").glob("lib/python*/site-packages")
        lines = "".join(f"import site; site.addsitedir({one!r})\n" for one in SITES)
        (site / "service.pth").write_text(lines)
        (folder / "uv.toml").write_text(OFFLINE)
        command = folder / ".venv/bin/voicejournal"
        command.write_text('#!/bin/sh\nexec "$(dirname "$0")/python" -m voicejournal "$@"\n')
        command.chmod(0o755)

    @property
    def environment(self):
        """Nothing of ours leaks in: no settings, no caches, no home."""
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        return {**kept, "HOME": str(self.home), "COLUMNS": "160", "VOICEJOURNAL_MODEL": "demo"}

    def run(self, line):
        """Run one line as it stands in the documentation; return what it printed."""
        ran = subprocess.run(
            ["/bin/sh", "-c", line],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert ran.returncode == 0, f"{line}\n{ran.stdout}{ran.stderr}"
        return ran.stdout

    def start(self, *command):
        """Start the service's command and let it run."""
        return subprocess.Popen(
            [self.folder / ".venv/bin/voicejournal", *command],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.DEVNULL,
        )
