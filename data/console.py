"""What commands print, on any terminal."""

from __future__ import annotations

import sys


def print_line(text: object) -> None:
    """Print a line at once; letters that the terminal's encoding does not hold are written as escapes."""
    encoding = sys.stdout.encoding or "utf-8"
    print(str(text).encode(encoding, "backslashreplace").decode(encoding), flush=True)
