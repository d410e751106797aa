"""An atlas and a document in which every free text is hostile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from typing import Any

from hostile import ALL, HIT
from test_ui_html import KEPT
from tiny import shipped, with_tables

from data.atlas.atlas import Atlas
from data.atlas.blocks import passage_ids
from data.atlas.join import join
from data.documents.add import Given, entry
from data.documents.describe import current_description, with_description, with_gist
from data.documents.entities import actor_rows, place_rows
from data.documents.ledger.comparisons import comparison_row
from data.documents.ledger.corroboration import corroboration_row
from data.documents.ledger.evidence import evidence_rows, source_of_passage
from data.documents.ledger.records import event_row, record_rows
from data.documents.ledger.statements import statement_row
from data.documents.ledger.translations import LONGEST_PASSAGE, translation_row
from data.documents.schema import Entry, Extra
from data.documents.store import Store
from data.tables.model import TABLES
from data.tables.vocab import LANGS, ROLES

NAME = "زرنيگار"  # without which no hostile text would pass for a name
ARTICLE = "issa-2023.p14"
URL = f'https://page.example/"><img/src=x/onerror={HIT}>'
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


def with_hostile_gists(own: Entry, text: str) -> Entry:
    """The document with the text as the gist of its last passage."""
    known = current_description(own, None)
    last = len(own.content.texts) - 1
    return with_description(own, with_gist(own, known, last, {"ar": text, "en": text}))


def hostile_ledger(atlas: Atlas, own: Entry, text: str) -> list[Extra]:
    """All that the forms make of a document, every free text of it hostile: a statement, evidence from a new
    page and from the article, a record of aid with who gives and takes, what ties words to another record, an
    event, a translation and a decision on a pair."""
    key, last = own.document.id, len(own.content.texts) - 1
    lasting = f"{text} {NAME}"  # something is left of it when what no text has is dropped
    words = {"passage": last, "start": 0, "end": min(len(own.content.texts[last]), 150)}

    def both(*names: str) -> dict[str, str]:
        return {f"{name}_{lang}": lasting for name in names for lang in LANGS}

    stated = statement_row(
        atlas,
        own,
        words
        | both("says", "explanation", "would_change", "value")
        | {"kind": "amount", "assessment": "open", "confidence": "low", "about": ("khorog",)},
    )
    of, piece = partial(source_of_passage, atlas), both("says", "value", "locator") | {"look_for": lasting}
    page = {"url": URL, "title": lasting, "publisher": lasting, "relation": "supports", "read": "whole"}
    record = both("what", "amount_note", "district", "note") | {role: f"{role} {lasting}" for role in ROLES}
    record |= {"category": "equipment", "status": "handed-over", "confidence": "low", "usd": "5"}
    passage = passage_ids(key, len(own.content.texts))[last]
    pair = {"one": ARTICLE, "one_start": 0, "one_end": 9, "other": passage, "other_start": 0}
    pair |= {"other_end": words["end"], "verdict": "differ", "by": lasting} | both("note")
    texts = [lasting[:LONGEST_PASSAGE]] * (last + 1)  # longer ones are refused
    made = [
        *evidence_rows(atlas, key, stated.key, 1, piece | page, of),
        *evidence_rows(atlas, key, stated.key, 2, piece | {"passage": ARTICLE, "relation": "context"}, of),
        *record_rows(atlas, own, words | record),
        corroboration_row(atlas, own, (last, 0, words["end"]), "us-cumulative-300m-2021", "supports"),
        event_row(atlas, own, words | both("title", "note") | {"date": "2024-05", "places": ("khorog",)}),
        translation_row(own, {"made": "human", "by": lasting, "texts": texts}),
        comparison_row(key, pair),
    ]
    return [stated, *made]


def add_hostile(store: Store, text: str = ALL) -> tuple[Atlas, str]:
    """A document whose every field is hostile, with a place and an actor of hostile names, everything
    accepted, and with all that people can make of a document; the case has a hostile name."""
    said = " ".join(text.split())
    given_ = Given(text, f"زار أنتوني بلينكن دوشنبه.\n{text}\n{said}", text, "2024", text)
    new_entry, extras = entry(shipped(), given_, accept=0)
    key, both = new_entry.document.id, dict.fromkeys(("role_ar", "role_en", "source"), text)
    both |= dict.fromkeys(("name_ar", "name_en"), f"{NAME} {text}")
    extras += place_rows(shipped(), key, both | {"lat": 37.5, "lon": 71.5, "radius_km": 5.0})
    extras += actor_rows(shipped(), key, both | {"type": "person", "group": "tajikistan"})
    store.add([new_entry], extras)
    own = store.entry(key)
    assert own
    store.change(with_hostile_gists(own, text), hostile_ledger(join(shipped(), store.overlay()), own, text))
    store.cases.rename(store.case, f"{text} {NAME}", f"{text} {NAME}")
    return join(shipped(), store.overlay()), key
