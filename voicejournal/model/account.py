"""People who sign in."""

from dataclasses import dataclass
from typing import Literal

from voicejournal.model.note import AccountId

Role = Literal["patient", "clinician", "operator"]
SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 500
"""Characters. Beyond this, hashing a password would be an attack on the service."""
ROLES: tuple[Role, ...] = ("patient", "clinician", "operator")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One person's access to the service."""

    account_id: AccountId
    username: str
    role: Role
    display_name: str
    language: str
    zone: str
    """IANA time zone; a patient's weeks follow it."""
