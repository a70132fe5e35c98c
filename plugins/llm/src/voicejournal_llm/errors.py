"""Why there is no answer; a docstring is the message where nothing better is known."""

from voicejournal import VoiceJournalError


class LanguageModelError(VoiceJournalError):
    """The language model gave no answer."""


class SettingsWrongError(LanguageModelError):
    """A setting of the plugin llm is wrong."""


class FarAwayError(LanguageModelError):
    """The address of the language model is not on this machine or its own network."""


class ServerAwayError(LanguageModelError):
    """The server of the language model cannot be reached."""


class ServerRefusedError(LanguageModelError):
    """The server of the language model answered with an error."""


class TooSlowError(LanguageModelError):
    """The language model took too long."""


class TooMuchError(LanguageModelError):
    """The language model answered more than could be of use."""


class UnreadableError(LanguageModelError):
    """The answer of the language model cannot be read."""
