"""Ids of what people add: of documents, and of the places and actors that come with them."""

from __future__ import annotations

import datetime as dt
import hashlib
import re

from data.text.normalize import fold

LONGEST_ID = 60  # characters


def new_id(title: str) -> str:
    """An id like no other: Latin words of a title, or "added", and a short hash of time and title."""
    words = re.findall(r"[a-z0-9]+", fold(title).text)[:4]
    tail = hashlib.sha256(f"{title} {dt.datetime.now(dt.UTC).isoformat()}".encode()).hexdigest()[:8]
    begins = "-".join(words or ["added"])[: LONGEST_ID - len(tail) - 1].rstrip("-")
    return f"{begins}-{tail}"
