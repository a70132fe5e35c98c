"""The voice while it sounds: its pitch, its single vibrations, its timbre."""
