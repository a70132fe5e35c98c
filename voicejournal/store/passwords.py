"""Passwords: argon2 hashes, and an answer that takes equally long for unknown names."""

from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from voicejournal.errors import WeakPasswordError
from voicejournal.model.account import LONGEST_PASSWORD, SHORTEST_PASSWORD


class Passwords:
    """Hashes and checks passwords."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        """Take argon2's recommended cost unless told otherwise."""
        self._hasher = hasher or PasswordHasher()

    @cached_property
    def _nobodys_hash(self) -> str:
        return self._hasher.hash("nobody has this password")

    def hash(self, password: str) -> str:
        """Return what is stored instead of `password`.

        Raises:
            WeakPasswordError: Too short, or too long to be one.
        """
        if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            raise WeakPasswordError(fix=f"Use at least {SHORTEST_PASSWORD} characters.")
        return self._hasher.hash(password)

    def fits(self, password: str, stored: str | None) -> bool:
        """Whether `password` is the stored one; as slow where nothing is stored."""
        try:
            self._hasher.verify(stored or self._nobodys_hash, password[: LONGEST_PASSWORD + 1])
        except (VerificationError, InvalidHashError):
            return False
        return stored is not None

    def is_outdated(self, stored: str) -> bool:
        """Whether the hash was made at a lower cost than today's."""
        return self._hasher.check_needs_rehash(stored)
