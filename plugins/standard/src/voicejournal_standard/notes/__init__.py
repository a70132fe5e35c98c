"""Analyzers of one note."""
