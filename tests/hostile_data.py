"""An atlas and a document in which every free text is hostile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from hostile import ALL
from test_ui_html import KEPT
from tiny import shipped, with_tables

from data.atlas.atlas import Atlas
from data.atlas.join import join
from data.documents.add import Given, entry
from data.documents.entities import actor_rows, place_rows
from data.documents.store import Store
from data.tables.model import TABLES

NAME = "زرنيگار"  # without which no hostile text would pass for a name
FREE = ("title", "name", "author", "author_en", "licence")  # free texts beside those that end in a language


def spoilt(row: Any, text: str) -> Any:
    """The row with every free text replaced."""
    texts = {
        k: text
        for k, v in row
        if isinstance(v, str) and v and (k in FREE or k.endswith(("_en", "_ar", "_tg")))
    }
    return row.model_copy(update={k: v for k, v in texts.items() if not k.startswith("quote")})


@cache
def hostile_atlas(text: str = ALL, base: Callable[[], Atlas] = shipped) -> Atlas:
    """An atlas in which every free text of every table but the interface's own is `text`."""
    atlas = base()
    tables = {t.table: getattr(atlas, t.table) for t in TABLES if t.table not in KEPT}
    changed: dict[str, Any] = {
        table: {key: spoilt(row, text) for key, row in rows.items()} for table, rows in tables.items()
    }
    return replace(with_tables(atlas, **changed), digest=f"hostile {hash(text)}")


def add_hostile(store: Store, text: str = ALL) -> tuple[Atlas, str]:
    """A document whose every field is hostile, with a place and an actor of hostile names, everything
    accepted."""
    said = " ".join(text.split())
    given_ = Given(text, f"زار أنتوني بلينكن دوشنبه.\n{text}\n{said}", text, "2024", text)
    new_entry, extras = entry(shipped(), given_, accept=0)
    key, both = new_entry.document.id, dict.fromkeys(("role_ar", "role_en", "source"), text)
    both |= dict.fromkeys(("name_ar", "name_en"), f"{text} {NAME}")
    extras += place_rows(shipped(), key, both | {"lat": 37.5, "lon": 71.5, "radius_km": 5.0})
    extras += actor_rows(shipped(), key, both | {"type": "person", "group": "tajikistan"})
    store.add([new_entry], extras)
    return join(shipped(), store.overlay()), key
