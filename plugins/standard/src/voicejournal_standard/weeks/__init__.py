"""Analyzers of one week."""
