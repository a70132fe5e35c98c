"""Tables of what happens by the calendar: weeks that end, and letters about them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from voicejournal.store.tables import Base


class ScheduleRow(Base):
    """A week of one patient whose page is made at its end: the row is the truth."""

    __tablename__ = "schedules"
    __table_args__ = (Index("ix_schedules_due", "done_at", "next_due_at"),)

    patient_id: Mapped[str] = mapped_column(ForeignKey("accounts.account_id"), primary_key=True)
    monday: Mapped[str] = mapped_column(String(10), primary_key=True)
    """First day of the week, ISO."""
    next_due_at: Mapped[datetime]
    """The week's end; after a failure, when to try again."""
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None] = mapped_column(String(100))
    """The error's class, never its words."""
    done_at: Mapped[datetime | None]


class NoticeRow(Base):
    """A letter to one clinician that one page is ready: sent once."""

    __tablename__ = "notices"
    __table_args__ = (Index("ix_notices_due", "state", "next_due_at"),)

    patient_id: Mapped[str] = mapped_column(ForeignKey("accounts.account_id"), primary_key=True)
    monday: Mapped[str] = mapped_column(String(10), primary_key=True)
    clinician_id: Mapped[str] = mapped_column(ForeignKey("accounts.account_id"), primary_key=True)
    state: Mapped[str] = mapped_column(String(10))
    """`due`, `sent` or `failed`."""
    next_due_at: Mapped[datetime]
    """When to send it; while somebody does, when to take it over from them."""
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None] = mapped_column(String(100))
    sent_at: Mapped[datetime | None]


class AddressRow(Base):
    """Where letters to a person go."""

    __tablename__ = "addresses"

    account_id: Mapped[str] = mapped_column(
        ForeignKey("accounts.account_id", ondelete="CASCADE"), primary_key=True
    )
    sealed_email: Mapped[bytes]
