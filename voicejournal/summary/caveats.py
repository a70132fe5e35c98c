"""What a reader must know about the recordings before believing the page."""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from voicejournal.model.change import MIN_SPEECH_S, Comparison, long_enough
from voicejournal.model.change import SHORT as SHORT_CODE
from voicejournal.model.note import NoteView
from voicejournal.model.purpose import is_not_allowed
from voicejournal.model.speakers import SpeakerTurns
from voicejournal.model.text import Text, amount, number, typeset
from voicejournal.model.transcript import Transcript
from voicejournal.model.units import Missing
from voicejournal.summary.compared import compared
from voicejournal.summary.diary import Diary, main_device

ONE_NOTE, NOTES = Text("note", "note"), Text("notes", "notes")

FEW = typeset(
    en="Only {count} this week: one day can colour all of it.",
    fr="Seulement {count} cette semaine : un seul jour peut tout colorer.",
)
PENDING = typeset(
    en="{count} without words yet: only the voice was measured.",
    fr="{count} encore sans transcription : seule la voix a été mesurée.",
)
UNMEASURED = typeset(
    en="{count} whose voice could not be measured.",
    fr="{count} dont la voix n’a pas pu être mesurée.",
)
NO_WORDS = typeset(
    en="{count} whose words are not written down: this is not allowed.",
    fr="{count} dont les mots ne sont pas transcrits : ce n’est pas autorisé.",
)
NO_VOICE = typeset(
    en="{count} whose voice is not measured: this is not allowed.",
    fr="{count} dont la voix n’est pas mesurée : ce n’est pas autorisé.",
)
SHORT = typeset(
    en="{count} with less than {seconds}~s of speech: left out of numbers and comparisons.",
    fr="{count} avec moins de {seconds}~s de parole : ni mesure ni comparaison.",
)
TRUNCATED = typeset(
    en="{count} broke off while being recorded or sent: what arrived was kept.",
    fr="{count} avec un enregistrement interrompu : ce qui est arrivé a été gardé.",
)
STRUCK = typeset(
    en="{count} with words that were most likely never said: struck, never quoted or measured.",
    fr="{count} avec des mots sans doute jamais dits : barrés, jamais cités ni mesurés.",
)
OTHERS = typeset(
    en="{count} in which another voice speaks: it is neither quoted nor measured.",
    fr="{count} où une autre voix parle : elle n’est ni citée ni mesurée.",
)
DEVICES = typeset(
    en="Recorded with {count} microphones: loudness is shown for the most used one only.",
    fr="Enregistré avec {count} microphones : l’intensité n’est donnée que pour le plus utilisé.",
)
DEMO = typeset(
    en="The words were written down by the demo model, which knows the demo clinic’s invented "
    "voices only.",
    fr="Les mots ont été transcrits par le modèle de démonstration, qui ne connaît que les voix "
    "inventées du cabinet de démonstration.",
)
SOUND = {
    "quiet": typeset(
        en="{count} recorded very quietly: soft endings may be taken for silence.",
        fr="{count} au son très faible : une fin de phrase peut passer pour un silence.",
    ),
    "noisy": typeset(
        en="{count} with noise in the background: pauses and pitch are less sure.",
        fr="{count} avec du bruit de fond : silences et hauteur sont moins sûrs.",
    ),
    "clipped": typeset(
        en="{count} recorded too loudly, so that the sound is distorted.",
        fr="{count} au son saturé : la voix y est déformée.",
    ),
    "narrow": typeset(
        en="{count} with the narrow sound of a telephone: the quality of the voice is less sure.",
        fr="{count} au son étroit d’un téléphone : la qualité de la voix est moins sûre.",
    ),
    "gain_control": typeset(
        en="{count} on a device that steers the recording level itself: loudness tells little.",
        fr="{count} sur un appareil qui règle lui-même le niveau : l’intensité en dit peu.",
    ),
    "low_codec": typeset(
        en="{count} heavily compressed: the quality of the voice is less sure.",
        fr="{count} au son très compressé : la qualité de la voix est moins sûre.",
    ),
    "other_voices": typeset(
        en="{count} with people talking in the background: some of what was measured may be "
        "theirs.",
        fr="{count} avec des gens qui parlent en fond : une part des mesures peut venir d’eux.",
    ),
    "gaps": typeset(
        en="{count} with sound lost while recording: what was lost counts neither as speech nor "
        "as a pause.",
        fr="{count} avec du son perdu à l’enregistrement : ce qui manque ne compte ni comme "
        "parole ni comme silence.",
    ),
    "no_speech": typeset(
        en="{count} in which no speech was heard.",
        fr="{count} où aucune parole n’a été entendue.",
    ),
}
"""By the code that measuring gives a recording."""
OTHER = typeset(
    en="{count} whose recording has a flaw ({code}).",
    fr="{count} dont l’enregistrement a un défaut ({code}).",
)


def caveats(diary: Diary, comparison: Comparison) -> tuple[Text, ...]:
    """Return every caveat that holds this week."""
    notes = diary.notes
    return tuple(
        one
        for found in (
            _few(notes, comparison),
            _counted(notes, PENDING, lambda note: is_pending(note.transcript)),
            _counted(notes, UNMEASURED, lambda note: is_pending(note.voice)),
            _counted(notes, NO_WORDS, lambda note: is_not_allowed(note.transcript)),
            _counted(notes, NO_VOICE, lambda note: is_not_allowed(note.voice)),
            _counted(notes, SHORT, _is_short, seconds=number(MIN_SPEECH_S)),
            _counted(notes, TRUNCATED, lambda note: note.truncated),
            _counted(notes, STRUCK, _has_struck_words),
            _counted(notes, OTHERS, _has_other_voices),
            _sound(notes),
            _devices(notes),
            compared(comparison),
            _demo(notes),
        )
        for one in found
    )


def is_pending(value: object) -> bool:
    """Tell whether something is still to come: what is not allowed is not waited for."""
    return isinstance(value, Missing) and not is_not_allowed(value)


def _few(notes: Sequence[NoteView], comparison: Comparison) -> Iterator[Text]:
    if 0 < len(notes) < comparison.needed_in_week:
        yield FEW.fill(count=_count(len(notes)))


def _counted(
    notes: Sequence[NoteView], said: Text, holds: Callable[[NoteView], bool], **parts: Text
) -> Iterator[Text]:
    count = sum(holds(note) for note in notes)
    if count:
        yield said.fill(count=_count(count), **parts)


def _sound(notes: Sequence[NoteView]) -> Iterator[Text]:
    codes = [_codes(note) for note in notes]
    for code in sorted(set().union(*codes)):
        count = sum(code in some for some in codes)
        said = SOUND.get(code, OTHER)
        yield said.fill(count=_count(count), code=Text(en=code, fr=code))


def _devices(notes: Sequence[NoteView]) -> Iterator[Text]:
    main = main_device(notes)
    others = {note.device.device_key for note in notes} - {main}
    if others:
        yield DEVICES.fill(count=number(len(others) + 1))


def _demo(notes: Sequence[NoteView]) -> Iterator[Text]:
    models = {note.transcript.model for note in notes if isinstance(note.transcript, Transcript)}
    if any(model.partition("@")[0] == "demo" for model in models):
        yield DEMO


def _is_short(note: NoteView) -> bool:
    return not isinstance(note.voice, Missing) and not long_enough(note)


def _has_struck_words(note: NoteView) -> bool:
    words = note.transcript.words if isinstance(note.transcript, Transcript) else ()
    return any(not word.kept and word.doubt != "other_voice" for word in words)


def _has_other_voices(note: NoteView) -> bool:
    return isinstance(note.turns, SpeakerTurns) and bool(note.turns.others)


def _codes(note: NoteView) -> AbstractSet[str]:
    # `short` is said by `SHORT`, with what follows from it.
    return frozenset() if isinstance(note.voice, Missing) else {*note.voice.caveats} - {SHORT_CODE}


def _count(count: int) -> Text:
    return amount(count, 0, one=ONE_NOTE, many=NOTES)
