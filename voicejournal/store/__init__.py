"""Where everything is kept, encrypted: tables, keys, sound, and the state of every note."""
