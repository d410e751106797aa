"""Files made by the app and served under a name that carries their hash, so that browsers may keep them for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

PREFIX = "/dalil"
TYPES = {
    "html": "text/html; charset=utf-8",
    "svg": "image/svg+xml",
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "json": "application/json",
    "ttf": "font/ttf",
}


@dataclass(frozen=True)
class Made:
    """Content and media type of a served file."""

    content: bytes
    media_type: str


_made: dict[str, Made] = {}
_paths: dict[str, str] = {}
_done: set[str] = set()


def put(stem: str, ending: str, content: str | bytes) -> str:
    """Serve `content`; returns its path. The same content always has the same path, in every process."""
    raw = content.encode() if isinstance(content, str) else content
    name = f"{stem}-{hashlib.sha256(raw).hexdigest()[:12]}.{ending}"
    _made[name] = Made(raw, TYPES[ending])
    _paths[stem] = f"{PREFIX}/{name}"
    return _paths[stem]


def path(stem: str) -> str:
    """The path of what was last put under `stem`. Raises KeyError before that."""
    return _paths[stem]


def has(stem: str) -> bool:
    """Was anything put under `stem` yet?"""
    return stem in _paths


def get(name: str) -> Made | None:
    """The file of that name, or None."""
    return _made.get(name)


def once(version: str, make: Callable[[], None]) -> None:
    """Call `make`, which puts files, unless that was done for this version of the data in this process."""
    if version not in _done:
        make()
        _done.add(version)
