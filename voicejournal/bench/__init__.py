"""The project's own benchmark: our measures beside what everybody has, in one run."""
