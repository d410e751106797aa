"""What every exported file says of itself: the article, what was chosen, as of when, from which data, and whose it is."""

from __future__ import annotations

import re

from data.atlas import Atlas
from data.columns import printable
from data.select import View
from data.words import FSI, LRI, PDI, RLI, Lang, date, describe, listed, name, say

STICKS = {True: re.compile(f"{PDI}(?=\\W*[0-9A-Za-z])"), False: re.compile(f"{PDI}(?=\\W*[0-9\u0600-\u06ff])")}
MARKS = dict.fromkeys(map(ord, (FSI, LRI, RLI, PDI)))


def about(view: View, lang: Lang) -> list[tuple[str, str]]:
    """(heading, text) pairs in `lang`, plain text without direction marks. They hold no time of day: the same choice from
    the same data makes the same file."""
    atlas = view.atlas
    rows = [
        ("from", f"{say(atlas, 'app.name', lang)} · {say(atlas, 'app.tagline', lang)}"),
        *(("document", cited(atlas, key, lang)) for key in atlas.documents),
    ]
    rows += [("selection", describe(view, lang)), *(("aid", text) for text in ledger(view, lang))]
    rows += [("as-of", date(as_of(atlas), lang)), ("data", f"sha256:{atlas.digest}")]
    rows += [("credit", say(atlas, f"export.credit-{part}", lang)) for part in ("texts", "article", "map")]
    return [(say(atlas, f"export.{key}", lang), plain(text)) for key, text in rows]


def as_of(atlas: Atlas) -> str:
    """The last day on which a source was seen, as an ISO date: what came out later is not in the data."""
    return max((source.seen_on for source in atlas.sources.values()), default="") or max(d.date for d in atlas.documents.values())


def cited(atlas: Atlas, document: str, lang: Lang) -> str:
    """Author, title and date of a quoted document."""
    row = atlas.documents[document]
    author = row.author if lang == "ar" else row.author_en
    title = f"«{row.title}»" if lang == "ar" else f"{row.title_en} ({row.title})"
    return listed([author, title, date(row.date, lang)], lang)


def ledger(view: View, lang: Lang) -> list[str]:
    """The filters of the aid records in words, in one sentence; nothing where there are none."""
    atlas, s = view.atlas, view.selection
    parts = [name(atlas.bodies[donor], lang) for donor in s.donors]
    parts += [say(atlas, f"category.{category}", lang) for category in s.categories]
    parts += [say(atlas, f"status.{status}", lang) for status in s.statuses]
    return [listed(parts, lang)] if parts else []


def plain(text: str) -> str:
    """A text without the marks that isolate directions: other programs show them as boxes or split words at them."""
    return printable(text.translate(MARKS))


def settled(text: str, rtl: bool) -> str:
    """A text without those marks, for a line that runs right to left or not: what would stick to a name of the other direction,
    such as the date after it or the next name, is kept apart by the one mark that every program knows."""
    return plain(STICKS[rtl].sub("\u200f" if rtl else "\u200e", text))
