"""Pages: Flask blueprints over one `Journal`; nothing here touches tables, keys or models."""

from voicejournal.views.factory import create_app, lasting_app

__all__ = ["create_app", "lasting_app"]
