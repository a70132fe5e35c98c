"""One small plugin for each hook, called as the hook is without its prefix.

They are printed in the reference and run by tests; no service loads them.
"""
