"""How an analyzer has been doing, for the operator: numbers and reasons, never a word of a note."""

from dataclasses import dataclass
from datetime import datetime

from voicejournal.model.text import Text
from voicejournal.model.units import Missing

BY_KERNEL, BY_PYTHON = "kernel", "python"
"""What refuses a plugin's process the network and other programs: a filter in the kernel, which
code in any language meets, or a hook of Python, which only Python code does."""
NO_TIMES = Missing("never called")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """All calls of one version of one analyzer."""

    plugin: str
    analyzer: str
    version: str
    calls: int
    failures: int
    in_a_row: int
    """Failures since it last answered."""
    median_ms: float | Missing
    """Of its newest calls."""
    p95_ms: float | Missing
    last_called_at: datetime
    last_failed_at: datetime | None = None
    last_failure: Text | None = None
    """Why, in the service's words."""
