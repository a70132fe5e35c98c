"""Models of strangers: found on this machine, run, and believed in nothing but their shape."""
