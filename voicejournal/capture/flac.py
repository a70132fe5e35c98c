"""The one header that FFmpeg does not complete when it copies: FLAC's stream information."""

STREAMINFO_AT = 8
"""`fLaC`, then the header of the first metadata block (RFC 9639)."""
RATE_AT = STREAMINFO_AT + 10
TOTAL_BITS = 36


def with_length(data: bytes, *, seconds: float) -> bytes:
    """Return a FLAC file whose header tells its length, `seconds` where it told none.

    Without it a browser neither shows how long the note is nor seeks in it.
    """
    field = int.from_bytes(data[RATE_AT : RATE_AT + 8], "big")
    rate = field >> 44
    total = field & ((1 << TOTAL_BITS) - 1)
    if data[:4] != b"fLaC" or total or not rate:
        return data
    patched = (field | round(seconds * rate)).to_bytes(8, "big")
    return data[:RATE_AT] + patched + data[RATE_AT + 8 :]
