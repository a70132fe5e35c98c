"""The web server: gunicorn with threads, because uploads are slow and many."""

from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from voicejournal.app import Journal
from voicejournal.settings import Settings
from voicejournal.views import lasting_app


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, settings: Settings, options: dict[str, Any]) -> None:
        self.settings = settings
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        # Opened after the fork: database connections do not cross it.
        return lasting_app(Journal.open(self.settings))


def run_web(settings: Settings, *, host: str, port: int, threads: int) -> None:
    """Serve until told to stop."""
    options = {
        "bind": f"{host}:{port}",
        "worker_class": "gthread",
        "workers": 1,
        "threads": threads,
        "timeout": 120,
        "graceful_timeout": 5,
        "loglevel": "warning",
        "proc_name": "voicejournal",
    }
    _Server(settings, options).run()
