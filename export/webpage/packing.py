"""What travels compressed in the exported page; its script unpacks it."""

from __future__ import annotations

import base64
import gzip


def gzip_base64(text: str) -> str:
    """A text, compressed with gzip (the same bytes each time), in base64."""
    return base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode()
