"""A whole story in the fragment of a link: the story file, deflated, in letters that links may have. No
server sees it but the one that opens the link."""

from __future__ import annotations

import base64
import binascii
import zlib

from data.query.story import LONGEST_FILE

KEY = "#story="
LONGEST = 60_000  # letters: longer links are cut by what people send them with


def fragment(story: str) -> str:
    """The fragment for the text of a story file; "" where it would be too long."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    letters = base64.urlsafe_b64encode(packed.compress(story.encode()) + packed.flush()).decode().rstrip("=")
    return f"{KEY}{letters}" if len(letters) <= LONGEST else ""


def from_fragment(fragment: str) -> bytes | None:
    """The story file that a fragment holds; None for one that holds none, or more than a file may have."""
    letters = fragment.removeprefix(KEY)
    if letters == fragment or len(letters) > LONGEST:
        return None
    try:
        packed = base64.b64decode(letters + "=" * (-len(letters) % 4), altchars=b"-_", validate=True)
        unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
        raw = unpacking.decompress(packed, LONGEST_FILE)
    except (binascii.Error, zlib.error, ValueError):
        return None
    return raw if unpacking.eof and not unpacking.unused_data else None
