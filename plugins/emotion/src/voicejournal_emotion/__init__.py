"""What emotion models say of words and of sound: off until operator and patient both want it."""

from collections.abc import Iterable

from voicejournal import Analyzer, PluginSettings, Problem, VoiceJournalError, hookimpl
from voicejournal_emotion.models.open import open_sound_model, open_text_model
from voicejournal_emotion.options import read_options
from voicejournal_emotion.speech import SpeechEmotion
from voicejournal_emotion.text import TextEmotion


@hookimpl
def voicejournal_analyzers(settings: PluginSettings) -> Iterable[Analyzer]:
    """Return an analyzer for each model that the operator named; none where it named none."""
    options = read_options(settings)
    if options.text:
        yield TextEmotion(options)
    if options.speech:
        yield SpeechEmotion(options)


@hookimpl
def voicejournal_self_check(settings: PluginSettings) -> Iterable[Problem]:
    """Say which of the models named cannot be used, and the way out."""
    try:
        options = read_options(settings)
        for named, opening in ((options.text, open_text_model), (options.speech, open_sound_model)):
            if named:
                opening(named)
    except VoiceJournalError as error:
        return (Problem(stage="emotion", reason=error.message, fix=error.fix or ""),)
    return ()
