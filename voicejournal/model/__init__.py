"""Nouns on the path of a note: frozen dataclasses, standard library and numpy only."""
