"""The imprint of a file to share: what every export says of itself, then method, limits, translation
and boundaries."""

from __future__ import annotations

from data.atlas.atlas import Atlas
from data.i18n import Text
from export.about import about_lines, as_of, plain_label
from export.excerpt import excerpted_additions, quoted_documents
from export.order import Order


def colophon(order: Order, t: Text) -> list[tuple[str, str]]:
    """(heading, text) pairs in `lang`, plain text without direction marks."""
    atlas = order.atlas
    translated = {t.name(row, "translation_note") for row in quoted_documents(atlas)} - {""}
    rows = [
        ("file.method", t("sources.method-text")),
        ("file.limits", limits(atlas, t)),
        *(("file.translation", note) for note in sorted(translated)),
        ("file.boundaries", t("map.credit")),
    ]
    return about_lines(order.view, t) + [(t(key), plain_label(text)) for key, text in rows]


def limits(atlas: Atlas, t: Text) -> str:
    """What a file does not know, in a paragraph."""
    return t("file.limits-added" if excerpted_additions(atlas) else "file.limits-text")


def data_version_line(atlas: Atlas, t: Text) -> str:
    """In one line: the app's name, how far the data goes, and which data it is: the files, and what was added
    to them."""
    until = f"{t('export.as-of')} {t.date(as_of(atlas))}"
    version = "+".join(part[:16] for part in atlas.digest.split("+"))
    return " · ".join((t("app.title"), until, f"sha256:{version}"))
