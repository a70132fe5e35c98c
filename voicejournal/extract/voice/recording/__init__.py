"""How far a recording can be trusted, and what it is too poor to measure."""
