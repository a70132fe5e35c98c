"""Room 2: sound → words, voice measures, speakers."""
