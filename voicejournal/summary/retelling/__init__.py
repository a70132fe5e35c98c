"""Sentences of the page said again in other words, each held to what it was made from."""
