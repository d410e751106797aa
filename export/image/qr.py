"""A link as a code that a phone reads (QR), drawn on this machine."""

from __future__ import annotations

import segno
from markupsafe import Markup


def code(address: str, description: str) -> Markup:
    """An address as a QR code: black on white in either theme, so that every phone reads it."""
    drawn = segno.make(address, error="m", micro=False).svg_data_uri(
        scale=4, border=4, dark="#000", light="#fff"
    )
    return Markup('<img class="d-code" src="{}" alt="{}">').format(drawn, description)
