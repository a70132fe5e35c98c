"""How the words of a note are read: sentences, tokens, lexicons, who speaks."""
