"""What kind of sound file this is, by its first bytes: what a device claims is not trusted."""

HEAD_BYTES = 16
UNKNOWN = "application/octet-stream"

_SIGNATURES = (
    (0, b"\x1a\x45\xdf\xa3", "audio/webm"),
    (0, b"OggS", "audio/ogg"),
    (4, b"ftyp", "audio/mp4"),
    (0, b"RIFF", "audio/wav"),
    (0, b"fLaC", "audio/flac"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"caff", "audio/x-caf"),
)
_ADTS = (b"\xff\xf1", b"\xff\xf9")
_MPEG_SYNC = 0xE0


def sniff_mime(head: bytes) -> str:
    """Name the media type of a file that begins with `head`, at least `HEAD_BYTES` long."""
    for offset, signature, mime in _SIGNATURES:
        if head[offset:].startswith(signature):
            return mime
    if head.startswith(_ADTS):
        return "audio/aac"
    if len(head) > 1 and head[0] == 0xFF and head[1] & _MPEG_SYNC == _MPEG_SYNC:  # noqa: PLR2004
        return "audio/mpeg"
    return UNKNOWN
