"""A plugin with a diarizer that hears one voice throughout."""

from voicejournal import (
    PATIENT,
    Diarizer,
    ModelMissingError,
    PluginSettings,
    SpeakerTurn,
    SpeakerTurns,
    Waveform,
    hookimpl,
)


class Alone:
    """Takes it that the patient is alone."""

    engine = "example"
    model = "alone"

    def separate(self, waveform: Waveform) -> SpeakerTurns:
        """Return one turn as long as the note."""
        turn = SpeakerTurn(speaker=PATIENT, start=0.0, end=waveform.duration)
        return SpeakerTurns(engine=self.engine, model=self.model, turns=(turn,))


@hookimpl
def voicejournal_diarizer(name: str, settings: PluginSettings) -> Diarizer | None:
    """Answer to its own name only, and say clearly what is missing."""
    if name != "alone":
        return None
    if settings.get("ready", "yes") != "yes":
        msg = "The model “alone” is not on this machine."
        raise ModelMissingError(msg, fix="Set `ready` to yes.")
    return Alone()
