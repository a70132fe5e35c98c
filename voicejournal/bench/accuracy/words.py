"""How words are written down here: how fast, and what is kept where nobody spoke."""

from dataclasses import dataclass
from functools import partial

from voicejournal.bench.accuracy.inventions import Judged, bench_inventions
from voicejournal.bench.judging import Target, Verdict, percent
from voicejournal.bench.material import Material
from voicejournal.bench.timing import timed
from voicejournal.errors import ModelMissingError
from voicejournal.extract.engines.faster_whisper import FasterWhisperTranscriber, whisper_lease
from voicejournal.extract.models import find_model
from voicejournal.extract.transcript import transcribe
from voicejournal.extract.voice import measure_voice
from voicejournal.hooks.spec import Transcriber

NOTES = 6
"""Writing down takes long: so many recordings are written down, spread over all of them."""
ADDED = Target("measuring adds", 5, "%")
NONE_KEPT = Target("invented words kept", 0)
FEW_LOST = Target("true words lost", 1, "%")


@dataclass(frozen=True, slots=True)
class WordsRow:
    """One way of writing the recordings down."""

    what: str
    model: str
    times_real_time: float
    """In processor seconds: on four cores the wall clock is kinder. 0 where it was not timed."""
    found: str
    verdicts: tuple[Verdict, ...] = ()

    @property
    def cells(self) -> tuple[str, ...]:
        """What was done, with which model, how fast, what came out."""
        speed = f"{self.times_real_time:.1f}" if self.times_real_time else "–"
        return self.what, self.model, speed, self.found


def bench_words(material: Material) -> tuple[WordsRow, ...]:
    """Write the words down with the model in force, or say that there is none."""
    settings = material.settings
    try:
        ref = find_model(settings.model, settings, known=material.plugins.models())
    except ModelMissingError as error:
        return (WordsRow("words", "none here", 0, f"{error.message} {error.fix or ''}"),)
    lease = whisper_lease(settings)
    transcriber = FasterWhisperTranscriber(ref, lease)
    with lease.hold(ref):
        return (_speed(material, transcriber), *_inventions(material, transcriber))


def _speed(material: Material, transcriber: Transcriber) -> WordsRow:
    sounds = [one.waveform for one in material.recordings[:: _step(material)]]
    measuring = writing = 0.0
    kept = 0
    measure_voice(sounds[0])  # compiles and loads
    for sound in sounds:
        voice, seconds = timed(partial(measure_voice, sound))
        measuring += seconds
        write = partial(transcribe, sound, voice.speech, transcriber, None)
        transcript, seconds = timed(write)
        writing += seconds
        kept += len(transcript.kept_words)
    length = sum(sound.duration for sound in sounds)
    found = f"{kept} words kept; measuring takes {percent(measuring / writing)} of that time"
    verdict = ADDED.judge(100 * measuring / writing)
    return WordsRow("written down", transcriber.model, length / writing, found, (verdict,))


def _inventions(material: Material, transcriber: Transcriber) -> tuple[WordsRow, ...]:
    """Plant sounds without words between true ones, and see what is kept."""
    known = [one for one in material.recordings if one.spoken][:: _step(material)]
    if not known:
        return ()
    served, forced = bench_inventions(known, transcriber)
    return (
        _invented("sounds planted, as served", transcriber, served),
        _invented("sounds planted, all of it heard", transcriber, forced),
    )


def _invented(what: str, transcriber: Transcriber, judged: Judged) -> WordsRow:
    lost = judged.true_lost / judged.true if judged.true else 0.0
    found = (
        f"{judged.invented} words invented over {judged.planted_s:.0f} s, "
        f"{judged.invented_kept} kept; {judged.true_lost} of {judged.true} true words lost"
    )
    verdicts = (NONE_KEPT.judge(judged.invented_kept), FEW_LOST.judge(100 * lost))
    return WordsRow(what, transcriber.model, 0, found, verdicts)


def _step(material: Material) -> int:
    return max(1, -(-len(material.recordings) // NOTES))
