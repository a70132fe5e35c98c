"""How a note was said: pauses, pace, pitch, loudness, from the waveform alone."""

from voicejournal.extract.voice.hearing import find_speech_in, hear
from voicejournal.extract.voice.measures import BUILT_IN
from voicejournal.extract.voice.measuring import VOICE_VERSION, measure_voice

__all__ = ["BUILT_IN", "VOICE_VERSION", "find_speech_in", "hear", "measure_voice"]
