"""`Journal`: all that pages, worker and command line hold. No globals, no Flask."""

from voicejournal.app.journal import Journal
from voicejournal.app.tools import build_tools, choose_transcriber, open_tools

__all__ = ["Journal", "build_tools", "choose_transcriber", "open_tools"]
