"""The command line: one small module per command, gathered here."""

from voicejournal.cli.main import main

__all__ = ["main"]
