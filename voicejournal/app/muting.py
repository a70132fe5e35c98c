"""The work that a strike leaves: the passage is silenced before anything else is done."""

import io
from dataclasses import replace

from voicejournal.app.practice import Practice
from voicejournal.capture.mute import Muted, mute
from voicejournal.capture.playable import playable
from voicejournal.errors import StrikeFailedError
from voicejournal.model.audio import AudioFacts, KeptAudio
from voicejournal.model.note import NoteDetail, NoteId
from voicejournal.model.units import Missing
from voicejournal.pipeline import CAPTURE_VERSION, facts_as_known
from voicejournal.store import Claim, NewSound, Silenced


class Muting(Practice):
    """The journal as it finishes a strike."""

    def finish_strike(self, claim: Claim, detail: NoteDetail) -> NoteDetail:
        """Silence every struck passage of a claimed note, if that is still to be done.

        Begun again after a crash it comes to the same; what was heard before is destroyed only
        once what is silent is on the disk.

        Raises:
            StrikeFailedError: A passage could still be heard; the sound stays out of reach.
            AudioError: The recording cannot be read any more; it stays out of reach.
            FenceLostError: Another worker has taken the note over.
        """
        if not detail.card.muting:
            return detail
        if isinstance(detail.audio, Missing):
            raise StrikeFailedError
        muted = self._muted(claim.note_id, detail, detail.audio)
        known = facts_as_known(muted.decoded, detail.amendments)
        copy = playable(io.BytesIO(muted.recording.data), known)
        silenced = Silenced(
            audio=KeptAudio(
                facts=replace(known, truncated=detail.audio.truncated), peaks=muted.decoded.peaks
            ),
            audio_version=CAPTURE_VERSION,
            sounds=(
                NewSound("original", muted.recording.data, muted.recording.mime),
                NewSound("playable", copy.data, copy.mime),
            ),
        )
        self.store.mutings.settle(claim.note_id, claim.patient_id, claim.fence, silenced)
        return self.store.notes.detail(claim.note_id)

    def _muted(self, note_id: NoteId, detail: NoteDetail, facts: AudioFacts) -> Muted:
        with self.store.notes.open_sound(note_id, to_mute=True).stream as stream:
            longest = self.settings.max_note_s
            return mute(stream, facts, detail.amendments.struck, max_seconds=longest)
