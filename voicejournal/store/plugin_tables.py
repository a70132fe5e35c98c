"""Tables about plugins."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from voicejournal.store.tables import Base


class TallyRow(Base):
    """How one version of one analyzer has been doing."""

    __tablename__ = "plugin_tallies"

    plugin: Mapped[str] = mapped_column(String(100), primary_key=True)
    analyzer: Mapped[str] = mapped_column(String(100), primary_key=True)
    version: Mapped[str] = mapped_column(String(100), primary_key=True)
    calls: Mapped[int] = mapped_column(default=0)
    failures: Mapped[int] = mapped_column(default=0)
    in_a_row: Mapped[int] = mapped_column(default=0)
    times_ms: Mapped[str] = mapped_column(String(4000), default="[]")
    """Of the newest calls, as JSON."""
    last_called_at: Mapped[datetime]
    last_failed_at: Mapped[datetime | None]
    last_failure: Mapped[str] = mapped_column(String(40), default="")
    """A code; empty where it always answered."""
    last_detail: Mapped[str] = mapped_column(String(300), default="")
    """In the service's words; never in a plugin's, which may repeat a patient's."""
