"""The measures every note is given, in the order in which they are shown."""

from voicejournal.extract.voice.measures.builtin import BuiltIn
from voicejournal.extract.voice.measures.melody import MELODY
from voicejournal.extract.voice.measures.quality import QUALITY
from voicejournal.extract.voice.measures.strength import STRENGTH
from voicejournal.extract.voice.measures.timing import TIMING

BUILT_IN: tuple[BuiltIn, ...] = (*TIMING, *MELODY, *STRENGTH, *QUALITY)

__all__ = ["BUILT_IN", "BuiltIn"]
