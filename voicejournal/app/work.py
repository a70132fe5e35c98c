"""The work on notes: carried through the rooms, step by step."""

from collections.abc import Mapping

from voicejournal.app.practice import Practice
from voicejournal.app.tools import build_tools, choose_transcriber
from voicejournal.capture.playable import Playable
from voicejournal.errors import ModelMissingError
from voicejournal.pipeline import Recording, carry
from voicejournal.store import Claim, StepKeeper


class Work(Practice):
    """The journal as the worker and the operator see it."""

    def process(self, claim: Claim) -> str:
        """Carry a claimed note through the rooms.

        Returns:
            What the note still waits for, e.g. `model`, or an empty string.
        """
        keeper = StepKeeper(self.store, claim.note_id, claim.fence)
        detail = self.store.notes.detail(claim.note_id)
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
            amendments=detail.amendments,
            changes=detail.changes,
        )
        grants = self.grants(card.patient_id)
        tools = build_tools(self.settings, self.plugins, self._lease, grants=grants)
        carried = carry(recording, tools, keeper)
        waits = isinstance(tools.transcriber, ModelMissingError) and grants.allows("transcribe")
        self.store.notes.keep_problems(claim.note_id, carried.problems, fence=claim.fence)
        if "keep_audio" in grants.refused and not waits:
            self.store.removal.recordings(card.patient_id, claim.note_id)
        return f"model:{self.settings.model}" if waits else ""

    def model_present(self) -> bool:
        """Tell whether notes can be written down now."""
        return not isinstance(
            choose_transcriber(self.settings, self.plugins, self._lease), ModelMissingError
        )

    def queue(self) -> Mapping[str, int]:
        """Return how many notes are in which state, for the operator."""
        return self.store.jobs.progress()
