"""`Journal`: all that pages, worker and command line hold. No globals, no Flask."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, BinaryIO, Self

from voicejournal import policy
from voicejournal.capture.playable import Playable
from voicejournal.capture.probe import probe
from voicejournal.errors import ModelMissingError, NotFoundError, TooLongError
from voicejournal.extract.engines.faster_whisper import FasterWhisperTranscriber, whisper_lease
from voicejournal.extract.lease import ModelLease
from voicejournal.extract.models import find_model
from voicejournal.findings.change import compare
from voicejournal.findings.week import analyze_week, view_week
from voicejournal.hooks.host import PluginHost
from voicejournal.hooks.spec import Transcriber
from voicejournal.model.account import Account
from voicejournal.model.audio import DeviceFacts
from voicejournal.model.note import (
    AccountId,
    NoteCard,
    NoteDetail,
    NoteId,
    PatientId,
    Receipt,
)
from voicejournal.model.summary import WeeklySummary
from voicejournal.model.week import Week
from voicejournal.pipeline import Recording, Tools, carry
from voicejournal.settings import Settings
from voicejournal.store import Claim, StepKeeper, Store, StoredSound, open_store
from voicejournal.summary.compose import compose
from voicejournal.summary.week import HISTORY_WEEKS, bounds, previous, week_of


class Journal:
    """One practice's journal: its store, its plugins, its speech engines."""

    def __init__(
        self,
        settings: Settings,
        *,
        store: Store,
        plugins: PluginHost,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Hold what was opened; use `Journal.open` unless a test brings its own parts."""
        self.settings = settings
        self.store = store
        self.plugins = plugins
        self._now = now
        self._lease = whisper_lease(settings)

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Open the store under `settings.data`, bring its schema up to date, load plugins."""
        return cls(settings, store=open_store(settings), plugins=PluginHost.load())

    def close(self) -> None:
        """Give connections back."""
        self.store.close()

    # -- people ------------------------------------------------------------------------

    def sign_in(self, username: str, password: str) -> Account:
        """Return the account, or raise SignInError without saying which part was wrong."""
        return self.store.accounts.sign_in(username, password)

    def account(self, account_id: AccountId) -> Account | None:
        """Return the account if it exists and is active."""
        return self.store.accounts.account(account_id)

    def accept_invitation(self, token: str, password: str) -> Account:
        """Set the first password of an invited person; NotFoundError when it has expired."""
        return self.store.accounts.accept(token, password)

    def set_language(self, account_id: AccountId, language: str) -> None:
        """Remember the language that this person reads."""
        self.store.accounts.set_language(account_id, language)

    def patients_of(self, clinician_id: AccountId) -> tuple[Account, ...]:
        """Return the patients in this clinician's care."""
        return self.store.accounts.patients_of(clinician_id)

    def clinicians_of(self, patient_id: PatientId) -> tuple[Account, ...]:
        """Return who can read and hear this patient's notes."""
        return self.store.accounts.clinicians_of(patient_id)

    def allows(
        self, account: Account | None, action: policy.Action, patient_id: PatientId | None = None
    ) -> bool:
        """Ask the policy; it is written in one place and nowhere else."""
        cared_for = self.store.accounts.relations(account) if account else frozenset()
        return policy.may(account, action, patient_id=patient_id, relations=cared_for)

    # -- notes -------------------------------------------------------------------------

    def owner_of(self, note_id: NoteId) -> PatientId:
        """Return whose note it is; NotFoundError if there is none."""
        return self.store.notes.owner(note_id)

    def receive(
        self,
        patient_id: PatientId,
        key: str,
        chunks: Iterable[bytes],
        *,
        recorded_at: datetime,
        zone: str,
        device: DeviceFacts,
        sha256: str | None,
    ) -> Receipt:
        """Keep a recording and return the proof; the same key and sound again is one note."""
        return self.store.notes.receive(
            patient_id,
            key,
            chunks,
            recorded_at=recorded_at,
            zone=zone,
            device=device,
            sha256=sha256,
            check=self._accept,
        )

    def _accept(self, stream: BinaryIO) -> None:
        """Refuse before the receipt what could not be worked on after it."""
        longest = self.settings.max_note_s
        if probe(stream).duration > longest:
            reason = f"The recording is longer than {longest / 60:.0f} minutes."
            raise TooLongError(reason, fix="Send it in shorter parts.")

    def notes(self, patient_id: PatientId) -> tuple[NoteCard, ...]:
        """Return a patient's notes, newest first."""
        return self.store.notes.cards(patient_id)

    def note(self, note_id: NoteId) -> NoteDetail:
        """Return one note with everything that was made of it."""
        return self.store.notes.detail(note_id)

    def sound(self, note_id: NoteId) -> StoredSound:
        """Return the copy that plays in a browser, or the original until there is one."""
        with suppress(NotFoundError):
            return self.store.notes.open_sound(note_id, "playable")
        return self.store.notes.open_sound(note_id, "original")

    # -- weeks -------------------------------------------------------------------------

    def weeks(self, patient_id: PatientId) -> tuple[Week, ...]:
        """Return the weeks that hold notes, newest first."""
        account = self.account(AccountId(patient_id))
        zone = account.zone if account else "UTC"
        found = {week_of(card.recorded_at, zone) for card in self.notes(patient_id)}
        return tuple(sorted(found, reverse=True))

    def summary(self, patient_id: PatientId, week: Week) -> WeeklySummary:
        """Compose the weekly summary from what is kept now."""
        start, _ = bounds(previous(week, HISTORY_WEEKS))
        _, end = bounds(week)
        notes = self.store.notes.week_notes(patient_id, start, end)
        comparison = compare(week, [view for view, _ in notes])
        analyzers = self.plugins.week_analyzers
        return compose(
            week,
            notes,
            comparison=comparison,
            now=self._now(),
            found=analyze_week(view_week(week, notes, comparison), analyzers),
            analyzers=(*self.plugins.analyzers, *analyzers),
        )

    # -- work --------------------------------------------------------------------------

    def process(self, claim: Claim) -> str:
        """Carry a claimed note through the rooms.

        Returns:
            What the note still waits for, e.g. `model`, or an empty string.
        """
        keeper = StepKeeper(self.store, claim.note_id, claim.fence)
        card = self.store.notes.detail(claim.note_id).card

        def shelve(copy: Playable) -> None:
            self.store.notes.keep_rendition(claim.note_id, copy.data, copy.mime, fence=claim.fence)

        recording = Recording(
            note_id=claim.note_id,
            recorded_at=card.recorded_at,
            zone=card.zone,
            device=self.store.notes.device(claim.note_id),
            open=lambda: self.store.notes.open_sound(claim.note_id, "original")[0],
            max_seconds=self.settings.max_note_s,
            language=None if self.settings.language == "auto" else self.settings.language,
            shelve=shelve,
        )
        tools = build_tools(self.settings, self.plugins, self._lease)
        carried = carry(recording, tools, keeper)
        waits = isinstance(tools.transcriber, ModelMissingError)
        self.store.notes.keep_problems(claim.note_id, carried.problems, fence=claim.fence)
        return f"model:{self.settings.model}" if waits else ""

    def model_present(self) -> bool:
        """Tell whether notes can be written down now."""
        return not isinstance(
            choose_transcriber(self.settings, self.plugins, self._lease), ModelMissingError
        )

    def queue(self) -> Mapping[str, int]:
        """Return how many notes are in which state, for the operator."""
        return self.store.jobs.progress()

    def session_secret(self) -> bytes:
        """Return the key that signs sessions, made on first use and kept beside the master key."""
        return self.store.session_secret()


def choose_transcriber(
    settings: Settings, plugins: PluginHost, lease: ModelLease[Any]
) -> Transcriber | ModelMissingError:
    """Return the transcriber in force: a plugin's, or faster-whisper on the model found."""
    answered = plugins.transcriber(settings.model)
    if answered is not None:
        return answered
    try:
        ref = find_model(settings.model, settings, known=plugins.models())
    except ModelMissingError as error:
        return error
    return FasterWhisperTranscriber(ref, lease)


def build_tools(settings: Settings, plugins: PluginHost, lease: ModelLease[Any]) -> Tools:
    """Gather what the path of a note needs."""
    return Tools(
        transcriber=choose_transcriber(settings, plugins, lease),
        analyzers=plugins.analyzers,
        voice_measures=plugins.voice_measures,
        diarizer=plugins.diarizer("pyannote"),
        max_note_s=settings.max_note_s,
    )


def open_tools(settings: Settings) -> Tools:
    """Gather the tools without a store, for files."""
    return build_tools(settings, PluginHost.load(), whisper_lease(settings))
