"""People who sign in."""

from dataclasses import dataclass
from typing import Literal

from voicejournal.model.note import AccountId

Role = Literal["patient", "clinician", "operator"]
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
