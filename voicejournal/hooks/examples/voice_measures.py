"""A plugin with one measure of the voice: how many syllables were heard."""

from collections.abc import Iterable

from voicejournal import Conditions, Heard, MeasureInfo, Missing, Text, VoiceMeasure, hookimpl


class Syllables:
    """Counts syllables."""

    info = MeasureInfo(
        name="example_syllables",
        unit="1",
        title=Text(en="Syllables", fr="Syllabes"),
        definition="Nuclei of syllables in the whole note.",
        source="Assumed: a count for an example.",
        limits=Text(en="Hurried syllables run together.", fr="Trop vite, les syllabes se fondent."),
        needs=Conditions(speech_s=1.0),
    )

    def measure(self, heard: Heard) -> float | Missing:
        """Return the count; it is asked only where there is a second of speech."""
        return float(len(heard.syllables))


@hookimpl
def voicejournal_voice_measures() -> Iterable[VoiceMeasure]:
    """Register it."""
    return (Syllables(),)
