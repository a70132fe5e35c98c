"""What the operator tells the plugin, read once."""

from dataclasses import dataclass

from voicejournal import PluginSettings, VoiceJournalError

KNOWN = frozenset({"text", "text_languages", "speech", "least_confidence", "left_out"})
LEAST_CONFIDENCE = 0.6
"""Below, a label is not told; assumed: no study says where a stranger's model begins to be right
about one person."""
LEFT_OUT = "neutral"
FIX = "See the README of voicejournal-emotion for its settings in plugins.toml, below [emotion]."


class SettingsWrongError(VoiceJournalError):
    """A setting of the plugin emotion is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Which models, and what of their answers is told."""

    text: str = ""
    """Folder or name of a text model; empty: none."""
    speech: str = ""
    """Folder or name of a speech model; empty: none."""
    text_languages: frozenset[str] = frozenset({"en"})
    least_confidence: float = LEAST_CONFIDENCE
    left_out: frozenset[str] = frozenset({LEFT_OUT})
    """Labels that are never told, in lower case."""


def read_options(settings: PluginSettings) -> Options:
    """Return the options in force.

    Raises:
        SettingsWrongError: Something is unknown or of the wrong kind.
    """
    unknown = sorted(settings.keys() - KNOWN)
    if unknown:
        msg = f"{unknown[0]} is not a setting of emotion."
        raise SettingsWrongError(msg, fix=FIX)
    return Options(
        text=settings.get("text", ""),
        speech=settings.get("speech", ""),
        text_languages=_listed(settings.get("text_languages", "en")),
        least_confidence=_share(settings.get("least_confidence", str(LEAST_CONFIDENCE))),
        left_out=_listed(settings.get("left_out", LEFT_OUT).lower()),
    )


def _listed(written: str) -> frozenset[str]:
    return frozenset(one.strip() for one in written.split(",") if one.strip())


def _share(written: str) -> float:
    try:
        share = float(written)
    except ValueError:
        share = -1.0
    if not 0.0 <= share <= 1.0:
        msg = "least_confidence of emotion is a number from 0 to 1."
        raise SettingsWrongError(msg, fix=FIX)
    return share
