"""Plugins as a page shows them: one that is well, one that is not, one with the network."""

from datetime import UTC, datetime

from voicejournal.app.plugins import PluginDoing
from voicejournal.hooks.isolation.failures import Why, told
from voicejournal.hooks.registered import PluginStatus
from voicejournal.model.tally import Tally


def _plugin(name, state="ok", reason="", tallies=()):
    status = PluginStatus(name=name, distribution=name, version="1.2", state=state, reason=reason)
    return PluginDoing(status=status, guard="kernel", network=name == "llm", tallies=tallies)


PLUGINS = (
    _plugin("broken", "failed", "its module could not be imported. ImportError: no luck"),
    _plugin("llm"),
    _plugin(
        "standard",
        tallies=(
            Tally(
                plugin="standard",
                analyzer="pauses",
                version="2",
                calls=1200,
                failures=3,
                in_a_row=0,
                median_ms=1.4,
                p95_ms=12.0,
                last_called_at=datetime(2026, 3, 2, 20, tzinfo=UTC),
                last_failed_at=datetime(2026, 3, 1, 20, tzinfo=UTC),
                last_failure=told(Why.TOO_LONG, "30"),
            ),
        ),
    ),
)
