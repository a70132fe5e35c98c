"""The library: exercises and prompts as data files in both languages, and their reader."""

from voicejournal.exercises.read import ExerciseError, exercises, prompts, read_exercise

__all__ = ["ExerciseError", "exercises", "prompts", "read_exercise"]
