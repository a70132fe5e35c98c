"""Outputs: what leaves the service, written in formats that others read.

They stand above the rooms, because what is handed on is a page as people have handled it, and
below the journal, because they open nothing by themselves.
"""
