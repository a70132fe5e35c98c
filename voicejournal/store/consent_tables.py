"""Tables of what patients allow, and of journals that were erased."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from voicejournal.store.tables import Base


class ConsentRow(Base):
    """One line of the ledger of consent: appended, never changed.

    It names no account by a foreign key: that somebody allowed what was done stays provable
    after their journal was erased, when the id leads to nobody any more.
    """

    __tablename__ = "consents"

    patient_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """From 1, counted for each patient."""
    purpose: Mapped[str] = mapped_column(String(20))
    decision: Mapped[str] = mapped_column(String(10))
    version: Mapped[int]
    """Of the text that was shown; 0: none was."""
    language: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(36))
    removed: Mapped[str] = mapped_column(String(500))
    """The receipt of a withdrawal, as JSON: how many of what; empty in other lines."""
