"""Whether an analyzer keeps to the rules: what `check_analyzer` and `plugins check` ask."""
