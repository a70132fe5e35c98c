"""What the operator tells the plugin, read once."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from voicejournal import PluginSettings
from voicejournal_llm.errors import SettingsWrongError

SWITCH = {"true": True, "false": False}
KNOWN = frozenset({"enabled", "address", "model", "key", "timeout_s", "far_away"})
TIMEOUT_S = 120.0
"""Assumed: a model of 8 billion parameters on a laptop writes a page's sentences in less."""
FIX = "See the README of voicejournal-llm for its settings in plugins.toml, below [llm]."


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Which model on which server."""

    address: str
    """Up to and with `/v1`, without a slash at the end."""
    model: str
    key: str = field(default="", repr=False)
    """Sent as a bearer token; empty: none is."""
    timeout_s: float = TIMEOUT_S
    far_away: bool = False
    """The operator states that the server may stand outside of the practice's own network."""


def read_options(settings: PluginSettings) -> Options | None:
    """Return the options in force; None where the plugin was not turned on.

    Raises:
        SettingsWrongError: Something is missing, unknown or of the wrong kind.
    """
    unknown = sorted(settings.keys() - KNOWN)
    if unknown:
        msg = f"{unknown[0]} is not a setting of llm."
        raise SettingsWrongError(msg, fix=FIX)
    if not _switch(settings, "enabled"):
        return None
    missing = [name for name in ("address", "model") if not settings.get(name)]
    if missing:
        msg = f"llm is turned on, and its {missing[0]} is not set."
        raise SettingsWrongError(msg, fix=FIX)
    return Options(
        address=_address(settings["address"]),
        model=settings["model"],
        key=settings.get("key", ""),
        timeout_s=_seconds(settings.get("timeout_s", str(TIMEOUT_S))),
        far_away=_switch(settings, "far_away"),
    )


def _address(written: str) -> str:
    parts = urlsplit(written)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
        msg = "The address of llm is not one such as http://127.0.0.1:11434/v1."
        raise SettingsWrongError(msg, fix=FIX)
    return written.rstrip("/")


def _seconds(written: str) -> float:
    try:
        seconds = float(written)
    except ValueError:
        seconds = 0.0
    if not 0.0 < seconds <= 600.0:  # noqa: PLR2004 - the longest call that the service grants
        msg = "timeout_s of llm is a number of seconds up to 600."
        raise SettingsWrongError(msg, fix=FIX)
    return seconds


def _switch(settings: PluginSettings, name: str) -> bool:
    written = settings.get(name, "false")
    if written not in SWITCH:
        msg = f"{name} of llm is true or false."
        raise SettingsWrongError(msg, fix=FIX)
    return SWITCH[written]
