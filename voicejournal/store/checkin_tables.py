"""Tables of check-ins."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from voicejournal.store.tables import Base


class CheckInRow(Base):
    """A questionnaire or rating filled in once."""

    __tablename__ = "check_ins"

    patient_id: Mapped[str] = mapped_column(ForeignKey("accounts.account_id"), primary_key=True)
    check_in_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    """Drawn into the form: sent twice, it is still one check-in."""
    answered_at: Mapped[datetime]
    received_at: Mapped[datetime]
    sealed_check_in: Mapped[bytes]
