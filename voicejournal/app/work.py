"""The work on notes: carried through the rooms, step by step."""

from collections.abc import Mapping
from dataclasses import replace

from voicejournal.app.muting import Muting
from voicejournal.app.plugins import PluginDoing, doing
from voicejournal.app.tools import build_tools, choose_diarizer, choose_transcriber
from voicejournal.capture.playable import Playable
from voicejournal.errors import ModelMissingError, NotGrantedError
from voicejournal.findings.analyze import analyzer_marks
from voicejournal.model.note import PatientId
from voicejournal.model.revision import mark_of
from voicejournal.model.voiceprint import Voiceprint, heard_by
from voicejournal.pipeline import Recording, Tools, carry, within
from voicejournal.store import Claim, StepKeeper, unmuted

AT_ONCE = 5
"""Notes that are looked at again at one go, so that a new one never waits long."""


class Work(Muting):
    """The journal as the worker and the operator see it."""

    _could_tell = False
    """Whether voices could be told apart when it was last looked."""

    def process(self, claim: Claim) -> str:
        """Carry a claimed note through the rooms.

        Returns:
            What the note still waits for, e.g. `model`, or an empty string.
        """
        keeper = StepKeeper(self.store, claim.note_id, claim.fence)
        detail = self.finish_strike(claim, self.store.notes.detail(claim.note_id))
        card = detail.card

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
            enrols=True,
            amendments=detail.amendments,
            changes=detail.changes,
            looks=self.store.again.looks(claim.note_id),
        )
        grants = self.grants(card.patient_id)
        tools = build_tools(self.settings, self.plugins, self._lease, grants=grants)
        recording = replace(recording, voiceprint=self._voiceprint(tools, card.patient_id))
        carried = carry(recording, tools, keeper)
        waits = isinstance(tools.transcriber, ModelMissingError) and grants.allows("transcribe")
        self.store.notes.keep_problems(claim.note_id, carried.problems, fence=claim.fence)
        self.store.again.analyzed(
            claim.note_id, claim.fence, self.analyzers_mark(), unanswered=carried.unanswered
        )
        self.keep_tallies()
        if "keep_audio" in grants.refused and not waits:
            self.store.removal.recordings(card.patient_id, claim.note_id)
        if recording.voiceprint is None and self._voiceprint(tools, card.patient_id):
            self.store.voices.start_again(card.patient_id)
        return f"model:{self.settings.model}" if waits else ""

    def _voiceprint(self, tools: Tools, patient_id: PatientId) -> Voiceprint | None:
        """Return what the patient's voice is like, if they allow it and enough notes tell."""
        diarizer = within(tools).diarizer
        if diarizer is None or isinstance(diarizer, NotGrantedError | ModelMissingError):
            return None
        model = heard_by(diarizer.engine, diarizer.model)
        return self.store.voices.voiceprint(patient_id, model)

    def tell_voices_apart(self) -> int:
        """Send notes back to work whose voices could not be told apart, once they can be.

        Returns:
            Of how many patients.
        """
        can = not isinstance(choose_diarizer(self.plugins), ModelMissingError | None)
        arrived, self._could_tell = can and not self._could_tell, can
        if not arrived:
            return 0
        patients = [
            one
            for one in self.store.voices.never_told_apart()
            if self.grants(one).allows("speakers")
        ]
        for one in patients:
            self.store.voices.start_again(one)
        return len(patients)

    def look_again(self) -> int:
        """Send some notes back to work that the analyzers in force have not answered about yet.

        Those come first in which an analyzer crashed or took too long some time ago: they are
        looked at once more. Then those that were done before the analyzers in force were there.
        Nothing is sent where a plugin did not come up in this process: it may in another one.

        Returns:
            How many.
        """
        if any(one.passing for one in self.plugins.broken):
            return 0
        again = self.store.again
        return again.once_more(AT_ONCE) or again.send_back(self.analyzers_mark(), AT_ONCE)

    def ask_again(self) -> int:
        """Send every note back to work about which something that was asked gave no answer.

        For the operator, who mended what broke. Notes stay done and readable meanwhile.

        Returns:
            How many.
        """
        return self.store.again.ask_again()

    def unanswered(self) -> int:
        """Return in how many notes something that was asked gave no answer, for the operator."""
        return self.store.again.unanswered()

    def analyzers_mark(self) -> str:
        """Return what tells the analyzers of notes in force from others."""
        return mark_of(analyzer_marks(self.plugins.analyzers, self.plugins.broken))

    def plugins_doing(self) -> tuple[PluginDoing, ...]:
        """Return how each plugin is doing, for the operator."""
        self.keep_tallies()
        return doing(self.plugins, self.store.tallies.all())

    def model_present(self) -> bool:
        """Tell whether notes can be written down now."""
        return not isinstance(
            choose_transcriber(self.settings, self.plugins, self._lease), ModelMissingError
        )

    def unmuted(self) -> int:
        """Return in how many notes a struck passage could not be silenced, for the operator."""
        return unmuted(self.store.database)

    def queue(self) -> Mapping[str, int]:
        """Return how many notes are in which state, for the operator."""
        return self.store.jobs.progress()
