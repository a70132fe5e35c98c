"""One family of errors; a docstring is the message a person reads when nothing better is known."""


class VoiceJournalError(Exception):
    """Something went wrong in Voice Journal."""

    def __init__(self, message: str | None = None, *, fix: str | None = None) -> None:
        """Keep what happened and, apart from it, what the reader can do about it."""
        self.message = message or (self.__doc__ or "").strip()
        self.fix = fix
        super().__init__(self.message if fix is None else f"{self.message} {fix}")


class AudioError(VoiceJournalError):
    """The recording could not be used."""

    code = "audio"


class EmptyAudioError(AudioError):
    """The file is empty: it holds no bytes at all."""

    code = "empty"


class NotAudioError(AudioError):
    """The file is not a sound recording that we can read."""

    code = "not_audio"


class BrokenAudioError(NotAudioError):
    """The file broke off before the part that says how to read it."""

    code = "broken"


class TooLongError(AudioError):
    """The recording is longer than this service accepts."""

    code = "too_long"


class ChecksumError(AudioError):
    """What arrived is not what was sent: the checksum differs."""

    code = "checksum"


class KeyReusedError(VoiceJournalError):
    """This sending key already belongs to another recording."""


class OffsetError(VoiceJournalError):
    """The service holds another length of this recording than was said."""

    def __init__(self, held: int) -> None:
        """Say from which byte on the recording is wanted."""
        self.held = held
        super().__init__()


class ModelMissingError(VoiceJournalError):
    """The speech model is not on this machine."""


class NotGrantedError(VoiceJournalError):
    """The patient has not allowed this."""


class LanguageUnknownError(VoiceJournalError):
    """The model does not know this language."""


class PluginError(VoiceJournalError):
    """A plugin failed."""


class RefusedFindingError(PluginError):
    """An analyzer gave an answer that cannot be used."""


class NotFoundError(VoiceJournalError):
    """There is no such thing, or it is not yours to see."""


class NotAllowedError(VoiceJournalError):
    """This account may not do that."""


class SignInError(VoiceJournalError):
    """The name or the password is not right."""


class WeakPasswordError(VoiceJournalError):
    """This password is too short or too long."""


class PageMovedError(VoiceJournalError):
    """The weekly summary has changed since it was opened: read it again first."""


class PageSignedError(VoiceJournalError):
    """This weekly summary has been signed: reopen it to change it."""


class EmptyWordsError(VoiceJournalError):
    """Something has to be written here, and not too much."""


class StrikeFailedError(VoiceJournalError):
    """The passage could not be silenced."""


class NoteMovedError(VoiceJournalError):
    """The note has changed since it was opened: look at it again first."""


class SoundGoneError(NotFoundError):
    """The sound of this note has been deleted."""


class SoundWaitsError(NotFoundError):
    """A passage was struck from this note and is being silenced: it can be heard after that."""


class PdfMissingError(VoiceJournalError):
    """A PDF cannot be made here: WeasyPrint, or a library that it needs, is not installed."""


class MailError(VoiceJournalError):
    """The mail server did not take a letter."""


class FenceLostError(VoiceJournalError):
    """Another worker has taken this note over."""


class SettingsError(VoiceJournalError):
    """A setting is wrong."""


class VoiceJournalDeprecationWarning(DeprecationWarning):
    """Something that plugins may use still works, and is on its way out."""
