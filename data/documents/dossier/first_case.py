"""A case to learn from: an article that was written for this purpose, with its marks reviewed."""

from __future__ import annotations

import gzip
from pathlib import Path

FILE = Path(__file__).parents[2] / "cases" / "second-article.jsonl"  # not packed, to be read in git


def first_case() -> bytes:
    """The case, as the bytes of a dossier."""
    return gzip.compress(FILE.read_bytes(), mtime=0)
