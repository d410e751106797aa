"""Files made by the app and served under a name that carries their hash, so that browsers may keep them for
ever; and the path below which the app stands on its host."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import NamedTuple

WEB = Path(__file__).parent
STYLES = WEB / "styles"
PREFIX = "/dalil"
KEPT = 8  # versions of a file: pages that are open may still ask for one before the last
GROUPS = 16  # groups of files, the last offered: those of one may take two megabytes
TYPES = {
    "html": "text/html; charset=utf-8",
    "svg": "image/svg+xml",
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "json": "application/json",
    "woff2": "font/woff2",
}


@dataclass(frozen=True)
class Asset:
    """Content and media type of a served file."""

    content: bytes
    media_type: str

    @cached_property
    def gzipped(self) -> bytes:
        """The content, compressed by gzip once and not for each visitor."""
        return gzip.compress(self.content, 6)


class Offer(NamedTuple):
    """A file that is made when first asked for: its ending, all that its content follows from, and how it is
    made."""

    ending: str
    key: object
    make: Callable[[], str]


_made: dict[str, Asset] = {}
_paths: dict[str, str] = {}
_offers: dict[str, Offer] = {}
_keys: dict[str, object] = {}
_groups: dict[str, set[str]] = {}
_making = RLock()
_version = ""
_base = ""


def serve_below(path: str) -> None:
    """Serve everything below this path of the host ("" and "/": at its root). Called before anything is
    put."""
    global _base
    _base = "".join(f"/{part}" for part in path.split("/") if part)


def base_path() -> str:
    """The path below which the app stands, such as "/maps"; "" at the root of its host."""
    return _base


def serve_asset(stem: str, ending: str, content: str | bytes) -> str:
    """Serve `content`; returns its path. The same content always has the same path, in every process. The
    last KEPT versions stay."""
    raw = content.encode() if isinstance(content, str) else content
    _paths[stem] = f"{_base}{PREFIX}/{stem}-{hashlib.sha256(raw).hexdigest()[:12]}.{ending}"
    if _paths[stem] not in _made:
        _made[_paths[stem]] = Asset(raw, TYPES[ending])
        _forget(_versions(stem)[:-KEPT])
    return _paths[stem]


def _versions(stem: str) -> list[str]:
    """The paths under which the versions of a file are served, the last at the end."""
    return [path for path in list(_made) if _stem(path) == stem]


def _forget(paths: Iterable[str]) -> None:
    """Serve these no more, but for what is the file of a stem now."""
    used = {_paths[stem] for stem in list(_keys)}
    for path in paths:
        if path not in used:
            _made.pop(path, None)


def _stem(path: str) -> str:
    return path.removeprefix(f"{_base}{PREFIX}/").rpartition("-")[0]


def offer(stem: str, ending: str, key: object, make: Callable[[], str], group: str = "") -> None:
    """Serve what `make` returns, from when it is first asked for; not made again while `key`, which says all
    that it follows from, is equal: stems of one key have one file.

    group: files that are dropped together when GROUPS others have been offered since; "" for never."""
    with _making:
        _offers[stem] = Offer(ending, key, make)
        if group:
            _groups[group] = {stem, *_groups.pop(group, ())}  # the last
            for old in list(_groups)[:-GROUPS]:
                _drop(_groups.pop(old))


def _drop(stems: set[str]) -> None:
    """Forget files; their paths stay, as a part of a page that is drawn alone offers nothing again."""
    for stem in stems:
        _offers.pop(stem, None)
        _keys.pop(stem, None)
        _forget([_paths.get(stem, ""), *_versions(stem)])


def asset_path(stem: str) -> str:
    """The path of what was last put or offered under `stem`. Raises KeyError before that."""
    if stem in _offers:
        with _making:
            if offered := _offers.pop(stem, None):  # what it is made of is not kept alive
                _make(stem, offered)
    return _paths[stem]


def _make(stem: str, offered: Offer) -> None:
    if stem in _keys and _keys[stem] == offered.key:
        return
    if same := next((_paths[other] for other, key in _keys.items() if key == offered.key), ""):
        _paths[stem] = same
    else:
        serve_asset(stem, offered.ending, offered.make())
    _keys[stem] = offered.key


def has(stem: str) -> bool:
    """Was anything put or offered under `stem` yet?"""
    return stem in _paths or stem in _offers


def get(path_: str) -> Asset | None:
    """The file of that path, or None."""
    if path_ not in _made and (stem := _stem(path_)) in _offers:
        asset_path(stem)
    return _made.get(path_)


def compress_assets(*files: Asset) -> None:
    """Make and compress what is served, and `files`, before anyone asks."""
    for stem in list(_offers):
        asset_path(stem)
    for file in (*_made.values(), *files):
        file.gzipped  # noqa: B018


def once(version: str, make: Callable[[], None]) -> None:
    """Call `make`, which puts files, unless that was last done for this version of the data in this
    process."""
    global _version
    if version != _version:
        make()
        _version = version
