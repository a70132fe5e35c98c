"""Room 1: a recording as it arrives → decoded sound, its facts, a copy that plays."""
