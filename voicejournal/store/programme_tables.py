"""Tables of the programme, of what is asked at fixed times, and of calls for a clinician."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from voicejournal.store.tables import Base


class GivenRow(Base):
    """An exercise or prompt that a clinician gave to a patient; which one is sealed."""

    __tablename__ = "given"
    __table_args__ = (Index("ix_given_patient", "patient_id"),)

    given_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    patient_id: Mapped[str] = mapped_column(ForeignKey("accounts.account_id"))
    given_by: Mapped[str] = mapped_column(ForeignKey("accounts.account_id"))
    given_at: Mapped[datetime]
    stopped_at: Mapped[datetime | None]
    stopped_by: Mapped[str | None] = mapped_column(ForeignKey("accounts.account_id"))
    sealed_given: Mapped[bytes]


class WorksheetRow(Base):
    """An exercise done once."""

    __tablename__ = "worksheets"

    patient_id: Mapped[str] = mapped_column(ForeignKey("accounts.account_id"), primary_key=True)
    exercise_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    """Drawn into the form: sent twice, it is still one."""
    done_at: Mapped[datetime]
    sealed_worksheet: Mapped[bytes]


class DraftRow(Base):
    """The exercises that a patient began and left, all in one seal: none of them has a name."""

    __tablename__ = "drafts"

    patient_id: Mapped[str] = mapped_column(ForeignKey("accounts.account_id"), primary_key=True)
    sealed_drafts: Mapped[bytes]


class PlanRow(Base):
    """A check-in that is asked for again and again; which one, and how often, is sealed."""

    __tablename__ = "plans"
    __table_args__ = (Index("ix_plans_patient", "patient_id"),)

    plan_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    patient_id: Mapped[str] = mapped_column(ForeignKey("accounts.account_id"))
    planned_by: Mapped[str] = mapped_column(ForeignKey("accounts.account_id"))
    planned_at: Mapped[datetime]
    stopped_at: Mapped[datetime | None]
    stopped_by: Mapped[str | None] = mapped_column(ForeignKey("accounts.account_id"))
    sealed_plan: Mapped[bytes]


class ReminderRow(Base):
    """A patient's wish to be reminded by letter; no row, no letter."""

    __tablename__ = "reminders"

    patient_id: Mapped[str] = mapped_column(ForeignKey("accounts.account_id"), primary_key=True)
    next_due_at: Mapped[datetime] = mapped_column(index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    """Of what the link that stops it carries."""
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None] = mapped_column(String(100))
    """The error's class, never its words."""
    sealed_reminder: Mapped[bytes]


class CallRow(Base):
    """A patient asked to be contacted."""

    __tablename__ = "calls"
    __table_args__ = (
        Index("ix_calls_patient", "patient_id", "seen_at"),
        Index("ix_calls_due", "letter", "next_due_at"),
    )

    call_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    patient_id: Mapped[str] = mapped_column(ForeignKey("accounts.account_id"))
    called_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    seen_by: Mapped[str | None] = mapped_column(ForeignKey("accounts.account_id"))
    letter: Mapped[str] = mapped_column(String(10))
    """`due`, `sent`, `failed`, or `none` where no letter is sent."""
    next_due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None] = mapped_column(String(100))


class AskedRow(Base):
    """What was answered to the question after a note."""

    __tablename__ = "asked"

    note_id: Mapped[str] = mapped_column(
        ForeignKey("notes.note_id", ondelete="CASCADE"), primary_key=True
    )
    patient_id: Mapped[str] = mapped_column(ForeignKey("accounts.account_id"), index=True)
    answered_at: Mapped[datetime]
    sealed_asked: Mapped[bytes]
