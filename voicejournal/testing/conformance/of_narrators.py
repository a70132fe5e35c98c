"""Judges a narrator by what it declares: what it says is held to its sources on every page."""

from voicejournal.hooks.registered import RegisteredNarrator
from voicejournal.testing.conformance.rules import Verdict, declares_itself, first_broken


def narrator_verdicts(one: RegisteredNarrator) -> tuple[Verdict, ...]:
    """Judge a narrator without asking it anything: it may stand on another machine."""
    return (first_broken("says what it is", lambda: declares_itself(one.info)),)
