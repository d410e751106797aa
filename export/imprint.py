"""The imprint of a file to leave behind: what every export says of itself, then method, limits, translation
and boundaries."""

from __future__ import annotations

from data.atlas.atlas import Atlas
from data.i18n import Lang, date, name, say
from export.about import about_lines, as_of, plain_label
from export.excerpt import added, quoted
from export.order import Order


def colophon(order: Order, lang: Lang) -> list[tuple[str, str]]:
    """(heading, text) pairs in `lang`, plain text without direction marks."""
    atlas = order.atlas
    translated = {name(row, lang, "translation_note") for row in quoted(atlas)} - {""}
    rows = [
        ("file.method", say(atlas, "sources.method-text", lang)),
        ("file.limits", limits(atlas, lang)),
        *(("file.translation", note) for note in sorted(translated)),
        ("file.boundaries", say(atlas, "map.credit", lang)),
    ]
    return about_lines(order.view, lang) + [(say(atlas, key, lang), plain_label(text)) for key, text in rows]


def limits(atlas: Atlas, lang: Lang) -> str:
    """What a file does not know, in a paragraph."""
    return say(atlas, "file.limits-added" if added(atlas) else "file.limits-text", lang)


def data_version_line(atlas: Atlas, lang: Lang) -> str:
    """In one line: the app's name, how far the data goes, and which data it is: the files, and what was added
    to them."""
    until = f"{say(atlas, 'export.as-of', lang)} {date(as_of(atlas), lang)}"
    version = "+".join(part[:16] for part in atlas.digest.split("+"))
    return " · ".join((say(atlas, "app.title", lang), until, f"sha256:{version}"))
