"""Room 3: a note → findings with evidence, and what is usual for this person."""
