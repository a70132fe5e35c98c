"""The speech engines behind room 2; `Any` stops here."""
