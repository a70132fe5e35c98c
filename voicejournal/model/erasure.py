"""The receipt of an erasure: that it was done and when, and nothing about whom or what."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Self

TITLE = "Voice Journal: receipt of erasure / reçu d’effacement"


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureReceipt:
    """Proof for whoever asked: the practice's signature under a journal's random id."""

    journal: str
    """The id that the journal had; it leads to nobody any more."""
    erased_at: str
    """ISO 8601, UTC."""
    audit_line: str
    """Number of the line of the audit that tells of it."""
    public_key: str = ""
    """Of the practice, base64."""
    signature: str = ""
    """Ed25519 over `signed_text`, base64."""

    @classmethod
    def of(cls, journal: str, erased_at: datetime, audit_line: int) -> Self:
        """Return a receipt that is still to be signed."""
        return cls(
            journal=journal,
            erased_at=erased_at.isoformat(timespec="seconds"),
            audit_line=str(audit_line),
        )

    @property
    def signed_text(self) -> bytes:
        """What the signature is over."""
        return f"{TITLE}\n{self.journal}\n{self.erased_at}\n{self.audit_line}".encode()

    def as_text(self) -> str:
        """Write it down, a name and a value a line."""
        lines = (f"{one.name}: {getattr(self, one.name)}" for one in fields(self))
        return "\n".join((TITLE, "", *lines)) + "\n"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what `as_text` wrote.

        Raises:
            ValueError: A line is missing.
        """
        told = dict(line.split(": ", 1) for line in text.splitlines()[1:] if ": " in line)
        names = [one.name for one in fields(cls)]
        if not all(name in told for name in names):
            msg = "this is no receipt of erasure"
            raise ValueError(msg)
        return cls(**{name: told[name].strip() for name in names})
