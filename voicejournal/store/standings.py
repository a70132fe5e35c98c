"""Where each patient stands: kept ready, so that a list of patients opens one document each."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from voicejournal.model.hand import SentenceKey
from voicejournal.model.note import PatientId
from voicejournal.model.revision import Flag, Gist, Standing
from voicejournal.store.acts import read_act
from voicejournal.store.codec import decode, encode
from voicejournal.store.database import Database
from voicejournal.store.tables import ActRow, StandingRow, SummaryRow
from voicejournal.store.vault import DataKey, Vault

LOOKED_AT = frozenset({"dismissed", "seen"})
"""Deeds after which a flag no longer waits for anybody."""


class Standings:
    """Keeps where patients stand."""

    def __init__(self, database: Database, vault: Vault) -> None:
        """Keep what it needs."""
        self._database = database
        self._vault = vault

    def of(self, patients: Iterable[PatientId]) -> Mapping[PatientId, Standing]:
        """Return where each of these patients stands, with two queries for all of them."""
        wanted = tuple(patients)
        keys = self._vault.patients(wanted)
        chosen = select(StandingRow.patient_id, StandingRow.sealed_standing).where(
            StandingRow.patient_id.in_(wanted)
        )
        with self._database.read() as session:
            rows = session.execute(chosen).all()
        return {
            PatientId(one): _opened(keys[PatientId(one)], sealed)
            for one, sealed in rows
            if one in keys
        }


def settle(session: Session, key: DataKey, patient: PatientId, monday: str) -> None:
    """Bring the patient's standing up to date with one week, within the change of that week."""
    row = session.get(StandingRow, patient, with_for_update=True)
    before = _opened(key, row.sealed_standing) if row else Standing()
    after = _with_week(before, monday, _week_rows(session, patient, monday), session, key)
    sealed = key.seal(encode(Standing, after), "standing")
    session.merge(StandingRow(patient_id=patient, sealed_standing=sealed))


def _with_week(
    before: Standing, monday: str, rows: list[SummaryRow], session: Session, key: DataKey
) -> Standing:
    day = date.fromisoformat(monday)
    flags = tuple(flag for flag in before.flags if flag.week.monday != day)
    if not rows:
        return Standing(newest=before.newest, signed=before.signed, flags=flags)
    gist = gist_of(key, rows[-1])
    newest = before.newest is None or before.newest.week.monday <= day
    signed = rows[-1].signed_at is not None and rows[-1].withdrawn_at is None
    return Standing(
        newest=gist if newest else before.newest,
        signed=signed if newest else before.signed,
        flags=(*flags, *_open_flags(session, key, rows, gist)),
    )


def gist_of(key: DataKey, row: SummaryRow) -> Gist:
    """Open the one line that a revision comes to."""
    opened = key.open(row.sealed_gist, row.monday, str(row.number), "gist")
    return decode(Gist, opened)


def _open_flags(
    session: Session, key: DataKey, rows: list[SummaryRow], gist: Gist
) -> tuple[Flag, ...]:
    """Return the flags that nobody has dismissed, looked at, or signed under."""
    if not gist.flags:
        return ()
    patient, monday = rows[-1].patient_id, rows[-1].monday
    chosen = select(ActRow).where(ActRow.patient_id == patient, ActRow.monday == monday)
    live = chosen.where(ActRow.deed.in_(LOOKED_AT), ActRow.undone_at.is_(None))
    settled: set[SentenceKey] = {read_act(key, one).sentence for one in session.scalars(live)}
    for row in rows:
        if row.signed_at is not None and row.withdrawn_at is None:
            settled |= {flag.key for flag in gist_of(key, row).flags}
    return tuple(flag for flag in gist.flags if flag.key not in settled)


def _week_rows(session: Session, patient: str, monday: str) -> list[SummaryRow]:
    chosen = select(SummaryRow).where(SummaryRow.patient_id == patient, SummaryRow.monday == monday)
    return list(session.scalars(chosen.order_by(SummaryRow.number)))


def _opened(key: DataKey, sealed: bytes) -> Standing:
    return decode(Standing, key.open(sealed, "standing"))
