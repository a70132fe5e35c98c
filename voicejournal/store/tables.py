"""The tables. What a patient said, or is called, stands in them only as ciphertext (`sealed_`)."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    MetaData,
    String,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class UtcTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC whatever the database does with zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(  # the base class names its arguments
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> datetime | None:
        """Refuse a naive time; write the others as UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            msg = "a stored time needs a zone"
            raise ValueError(msg)
        return value.astimezone(UTC)

    def process_result_value(
        self,
        value: Any,
        dialect: Dialect,  # noqa: ARG002
    ) -> datetime | None:
        """Return an aware time in UTC."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class Base(DeclarativeBase):
    """Every table; constraints have names, so that a migration can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcTime}  # noqa: RUF012 - SQLAlchemy reads it from the class


class AccountRow(Base):
    """A person who signs in; a patient's account is the patient."""

    __tablename__ = "accounts"

    account_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    username: Mapped[str] = mapped_column(String(200))
    username_key: Mapped[str] = mapped_column(String(200), unique=True)
    """The name as compared: case folded."""
    password_hash: Mapped[str | None] = mapped_column(String(200))
    """Argon2; none until the invitation is accepted."""
    role: Mapped[str] = mapped_column(String(20))
    sealed_display_name: Mapped[bytes]
    language: Mapped[str] = mapped_column(String(20))
    zone: Mapped[str] = mapped_column(String(60))
    active: Mapped[bool]
    created_at: Mapped[datetime]


class InvitationRow(Base):
    """A way in, valid once and for a while; the token itself is not kept."""

    __tablename__ = "invitations"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.account_id", ondelete="CASCADE"))
    expires_at: Mapped[datetime]


class CareRow(Base):
    """A clinician cares for a patient, from `since` until `until`."""

    __tablename__ = "care"

    clinician_id: Mapped[str] = mapped_column(ForeignKey("accounts.account_id"), primary_key=True)
    patient_id: Mapped[str] = mapped_column(
        ForeignKey("accounts.account_id"), primary_key=True, index=True
    )
    since: Mapped[datetime] = mapped_column(primary_key=True)
    until: Mapped[datetime | None]


class KeyRow(Base):
    """A data key, wrapped by the master key: one a patient, one for the service itself."""

    __tablename__ = "keys"

    owner: Mapped[str] = mapped_column(String(36), primary_key=True)
    """A patient's id, or `service`."""
    wrapped: Mapped[bytes]
    created_at: Mapped[datetime]


class NoteRow(Base):
    """A note, its state, and the state of the work on it: this row is the truth."""

    __tablename__ = "notes"
    __table_args__ = (
        Index("uq_notes_patient_key", "patient_id", "key", unique=True),
        Index("ix_notes_patient_recorded", "patient_id", "recorded_at"),
        Index("ix_notes_state", "state", "available_at"),
    )

    note_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    patient_id: Mapped[str] = mapped_column(ForeignKey("accounts.account_id"))
    key: Mapped[str] = mapped_column(String(100))
    """The sending device's own name for the recording: sent twice, it is still one note."""
    recorded_at: Mapped[datetime]
    zone: Mapped[str] = mapped_column(String(60))
    utc_offset_s: Mapped[int]
    received_at: Mapped[datetime]
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(BigInteger)
    sealed_device: Mapped[bytes]
    state: Mapped[str] = mapped_column(String(20))
    waiting_for: Mapped[str] = mapped_column(String(100), default="")
    """What the transcript waits for, as a code such as `model:small`."""
    sealed_problems: Mapped[bytes | None]
    priority: Mapped[int] = mapped_column(default=0)
    available_at: Mapped[datetime]
    fence: Mapped[int] = mapped_column(default=0)
    """Counts claims: only the newest claim may write."""
    attempts: Mapped[int] = mapped_column(default=0)
    step_attempts: Mapped[int] = mapped_column(default=0)
    """Claims since a step was last kept."""
    lease_owner: Mapped[str | None] = mapped_column(String(100))
    lease_until: Mapped[datetime | None]
    last_error: Mapped[str | None] = mapped_column(String(100))
    """The error's class, never its words."""
    analyzed_with: Mapped[str] = mapped_column(String(32), default="", server_default="")
    """A mark of the analyzers that looked at it last; with others it is looked at again."""
    unanswered: Mapped[str] = mapped_column(String(10), default="", server_default="")
    """Whether something that was asked about it gave no answer: a code."""
    once_more_at: Mapped[datetime | None]
    """When the analyzers are asked once more without anybody's doing."""
    looks: Mapped[int] = mapped_column(default=0, server_default="0")
    """How often they were asked again because one gave no answer."""
    private_since: Mapped[datetime | None]
    """For the patient alone: no clinician's page counts, quotes or opens it."""
    sound_deleted_at: Mapped[datetime | None]
    """The sound is gone; words and measures stay."""
    changes: Mapped[int] = mapped_column(default=0, server_default="0")
    sealed_amendments: Mapped[bytes | None]
    muting_since: Mapped[datetime | None]
    """A struck passage can still be heard in its sound, which nobody opens until it is muted."""


class SoundRow(Base):
    """One rendition of a note's sound: `original`, or the `playable` copy."""

    __tablename__ = "sounds"

    note_id: Mapped[str] = mapped_column(
        ForeignKey("notes.note_id", ondelete="CASCADE"), primary_key=True
    )
    rendition: Mapped[str] = mapped_column(String(20), primary_key=True)
    ref: Mapped[str] = mapped_column(String(32), unique=True)
    mime: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(BigInteger)


class ArrivalRow(Base):
    """A recording on its way in, of which some parts are held."""

    __tablename__ = "arrivals"
    __table_args__ = (Index("uq_arrivals_patient_key", "patient_id", "key", unique=True),)

    arrival_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    patient_id: Mapped[str] = mapped_column(ForeignKey("accounts.account_id"))
    key: Mapped[str] = mapped_column(String(100))
    """As in `NoteRow`."""
    size: Mapped[int] = mapped_column(BigInteger)
    """Bytes announced."""
    held: Mapped[int] = mapped_column(BigInteger)
    """Bytes that are on the disk."""
    recorded_at: Mapped[datetime]
    zone: Mapped[str] = mapped_column(String(60))
    sealed_device: Mapped[bytes]
    touched_at: Mapped[datetime] = mapped_column(index=True)
    """When it last grew."""


class PartRow(Base):
    """One part of a recording on its way in."""

    __tablename__ = "parts"

    arrival_id: Mapped[str] = mapped_column(
        ForeignKey("arrivals.arrival_id", ondelete="CASCADE"), primary_key=True
    )
    start: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    """Where in the recording it begins, in bytes."""
    ref: Mapped[str] = mapped_column(String(32), unique=True)
    size: Mapped[int] = mapped_column(BigInteger)


class StepRow(Base):
    """The result of one step on one note, by one version of the method."""

    __tablename__ = "steps"

    note_id: Mapped[str] = mapped_column(
        ForeignKey("notes.note_id", ondelete="CASCADE"), primary_key=True
    )
    step: Mapped[str] = mapped_column(String(40), primary_key=True)
    version: Mapped[str] = mapped_column(String(200), primary_key=True)
    sealed_result: Mapped[bytes]
    created_at: Mapped[datetime]
    used_at: Mapped[datetime]
    """When a run last took it: the newest one is the one shown."""


class SummaryRow(Base):
    """One revision of the summary of one week."""

    __tablename__ = "summaries"

    patient_id: Mapped[str] = mapped_column(ForeignKey("accounts.account_id"), primary_key=True)
    monday: Mapped[str] = mapped_column(String(10), primary_key=True)
    """First day of the week, ISO."""
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mark: Mapped[str] = mapped_column(String(32))
    """Of what it was made from."""
    sealed_composition: Mapped[bytes] = mapped_column(deferred=True)
    sealed_gist: Mapped[bytes] = mapped_column(deferred=True)
    composed_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    signed_by: Mapped[str | None] = mapped_column(ForeignKey("accounts.account_id"))
    signed_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]


class ActRow(Base):
    """One thing that a clinician did to a week; undone, it stays."""

    __tablename__ = "acts"
    __table_args__ = (Index("ix_acts_patient_monday", "patient_id", "monday"),)

    act_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    patient_id: Mapped[str] = mapped_column(ForeignKey("accounts.account_id"))
    monday: Mapped[str] = mapped_column(String(10))
    number: Mapped[int]
    """Of the revision that it was done on."""
    deed: Mapped[str] = mapped_column(String(20))
    actor_id: Mapped[str] = mapped_column(ForeignKey("accounts.account_id"))
    at: Mapped[datetime]
    undone_by: Mapped[str | None] = mapped_column(ForeignKey("accounts.account_id"))
    undone_at: Mapped[datetime | None]
    sealed_content: Mapped[bytes]


class StandingRow(Base):
    """Where one patient stands, ready for the list of patients."""

    __tablename__ = "standings"

    patient_id: Mapped[str] = mapped_column(ForeignKey("accounts.account_id"), primary_key=True)
    sealed_standing: Mapped[bytes]


class AuditRow(Base):
    """Who did what, when: appended, never changed, each row sealed to the one before."""

    __tablename__ = "audit"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor_id: Mapped[str] = mapped_column(String(36))
    action: Mapped[str] = mapped_column(String(40))
    patient_id: Mapped[str | None] = mapped_column(String(36), index=True)
    subject_id: Mapped[str | None] = mapped_column(String(100))
    previous_hash: Mapped[str] = mapped_column(String(64), unique=True)
    row_hash: Mapped[str] = mapped_column(String(64))
