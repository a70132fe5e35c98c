"""Where somebody speaks, where they pause, and in which syllables."""
