"""What an analyzer claims, and where it can be heard."""

from dataclasses import dataclass
from typing import Literal

from voicejournal.model.purpose import Purpose
from voicejournal.model.text import Text
from voicejournal.model.units import Missing, Span

SAFETY = "safety."
"""How the kind of a finding begins that may speak of self-harm."""

Need = Literal["transcript", "voice", "turns", "sound"]
"""Parts of a note. `sound` is there while a note is worked on, never in a week."""
Unmoved = Literal["codec", "gain"]
"""What an analyzer may promise that its findings do not depend on: how the same sound was packed,
and how loud it was recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Who found it: stamped by the host, never by the plugin."""

    plugin: str
    analyzer: str
    version: str
    settings_digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One claim about one note, with its evidence."""

    kind: str
    """Stored for ever, e.g. `pauses.longest`."""
    claim: Text
    """One plain sentence."""
    value: float | Missing
    unit: str
    evidence: tuple[Span, ...]
    """Where to listen; never empty."""
    quote: str = ""
    """The patient's own words under the evidence, where the finding is about words."""
    highlight: bool = False
    """Worth a line of its own on the weekly page, which has room for a few."""
    provenance: Provenance | None = None
    """Written by the host; what a plugin puts here is overwritten."""

    def __post_init__(self) -> None:
        """Refuse a claim that nobody could check by listening."""
        if not self.evidence:
            msg = f"a finding needs evidence: {self.kind}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalyzerInfo:
    """What an analyzer declares about itself."""

    name: str
    version: str
    title: Text
    needs: frozenset[Need]
    languages: frozenset[str]
    """Languages of the notes it understands; {"*"}: any, it reads no words."""
    limits: Text
    """What this cannot tell, printed under its findings."""
    purpose: Purpose = "analyze"
    """The consent purpose it falls under: it is asked only about patients who allow it."""
    uses: frozenset[Need] = frozenset()
    """Filled in where it is there; unlike `needs`, the analyzer does without."""
    unmoved_by: frozenset[Unmoved] = frozenset()
    """What its findings promise not to depend on: `plugins check` replays a note to see."""
    seconds: float = 0.0
    """One call may take so long, within what the operator grants; 0: the service's usual."""
    memory_mb: int = 0
    """It fills so much memory, within what the operator grants; 0: the service's usual."""
    network: bool = False
    """It reaches the network; only where the operator grants it to its plugin."""
    infers_emotion: bool = False
    """It infers emotions, from words or from sound. It has to fall under the purpose `emotion`, and
    runs only where the operator allows that to its plugin and the patient allows the purpose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """An analyzer that gave no answer for a note: shown, never silent."""

    analyzer: str
    reason: str
    """For whoever looks after the service."""
    why: Text | None = None
    """The same for readers of the page, where there is something to say."""
    passing: bool = False
    """It was ended, or could not be started: another time it may answer."""
    failed: bool = False
    """It was asked, or could not even be loaded: nothing in the note kept it from answering."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteFindings:
    """All findings of one note, and the analyzers that failed on it."""

    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...] = ()

    @property
    def safety(self) -> tuple[Finding, ...]:
        """What may speak of self-harm: the patient is asked gently, right after the note."""
        return tuple(one for one in self.findings if one.kind.startswith(SAFETY))
