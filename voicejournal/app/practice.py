"""What every part of the journal holds: one practice's store, plugins and speech engine."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Self

from voicejournal.app.plugins import load_plugins
from voicejournal.errors import NotGrantedError
from voicejournal.extract.engines.faster_whisper import whisper_lease
from voicejournal.hooks.host import PluginHost
from voicejournal.model.note import PatientId
from voicejournal.model.purpose import Grants, Purpose
from voicejournal.settings import Settings
from voicejournal.store import Store, open_store


class Practice:
    """One practice's store, plugins and speech engine, opened."""

    def __init__(
        self,
        settings: Settings,
        *,
        store: Store,
        plugins: PluginHost,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Hold what was opened; use `open` unless a test brings its own parts."""
        self.settings = settings
        self.store = store
        self.plugins = plugins
        self._now = now
        self._lease = whisper_lease(settings)

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Open the store under `settings.data`, bring its schema up to date, load plugins."""
        return cls(settings, store=open_store(settings), plugins=load_plugins(settings))

    def grants(self, patient_id: PatientId) -> Grants:
        """Return what a patient allows now: asked again each time, never remembered."""
        return self.store.consents.grants(patient_id)

    def keep_tallies(self) -> None:
        """Keep how the calls of analyzers went that this process made."""
        if self.plugins.crew is not None:
            self.store.tallies.add(self.plugins.crew.tallies.take())

    def must_allow(self, patient_id: PatientId, purpose: Purpose) -> None:
        """Refuse what a patient has not allowed.

        Raises:
            NotGrantedError: They have not.
        """
        if not self.grants(patient_id).allows(purpose):
            raise NotGrantedError(fix="Ask the patient, who decides it under “My data”.")

    def close(self) -> None:
        """Give connections back, and end the processes of plugins."""
        self.plugins.close()
        self.store.close()

    def session_secret(self) -> bytes:
        """Return the key that signs sessions, made on first use and kept beside the master key."""
        return self.store.session_secret()
