"""The narrator: one question to the model for each page."""

from collections.abc import Iterable, Sequence
from importlib.metadata import version

from voicejournal import AnalyzerInfo, Retold, Source, Text, typeset
from voicejournal_llm.answer import retold
from voicejournal_llm.options import Options
from voicejournal_llm.question import SCHEMA, messages
from voicejournal_llm.server import Server

TO_SPARE_S = 15.0
"""So long a question may take beyond its own limit before the service ends it."""


class Narrative:
    """Has a language model say sentences again; the service holds each against its sources."""

    def __init__(self, options: Options) -> None:
        """Ask the model of `options`."""
        self._server = Server(options)
        self.info = AnalyzerInfo(
            name="narrative",
            version=f"{version('voicejournal-llm')}+{options.model}",
            title=Text(en="Language model", fr="Modèle de langage"),
            needs=frozenset(),
            languages=frozenset({"en", "fr"}),
            limits=typeset(
                en="It rewords sentences of this page and knows nothing else. A shade of meaning "
                "can be lost; the sentences above are what was found.",
                fr="Il reformule des phrases de cette page et ne sait rien d’autre. Une nuance "
                "peut se perdre ; ce qui a été relevé, ce sont les phrases ci-dessus.",
            ),
            purpose="language_model",
            seconds=options.timeout_s + TO_SPARE_S,
            network=True,
        )

    def retell(self, sources: Sequence[Source]) -> Iterable[Retold]:
        """Return what the model makes of the sentences.

        Raises:
            LanguageModelError: There is no answer, or none that can be read.
        """
        if not sources:
            return ()
        return retold(self._server.ask(messages(sources), SCHEMA))
