"""A piece of evidence, and who issued it, in words that templates escape."""

from __future__ import annotations

from typing import Any

from data.atlas.atlas import Atlas
from data.facts import locator
from data.facts.origin import is_added
from data.i18n import Text
from data.i18n.isolates import isolate
from data.tables.model import Corroboration, Evidence


def evidence_piece(atlas: Atlas, row: Evidence, t: Text) -> dict[str, Any]:
    """A piece of evidence: what it says, what kind of text it is, who issued it, where it was read and
    when."""
    return testimony(atlas, row, t) | {
        "value": t.name(row, "value"),
        "kind": t(f"text.{row.kind}"),
    }


def testimony(atlas: Atlas, row: Corroboration | Evidence, t: Text) -> dict[str, Any]:
    """What a page says on a statement or a record, who issued it, where it was read and when."""
    source = atlas.sources[row.source]
    via = t("evidence.via", name=t.name(atlas.publishers[source.via])) if source.via else ""
    return {
        "says": t.name(row, "says"),
        "value": "",
        "kind": "",
        "title": t.source_title(source),
        "language": t.source_language(source),
        "url": locator.link(atlas, row),
        "via": via,
        "relation": t(f"bears.{row.relation}"),
        "where": locator.where(row, t),
        "passage": row.passage or "",
        "passage_title": locator.passage_title(atlas, row.passage, t) if row.passage else "",
        "publisher": publisher(atlas, source.publisher, t)
        if source.publisher
        else _no_publisher(atlas, row, t),
        "date": t.date(source.date) if source.date else t("evidence.undated"),
        "seen": t("evidence.seen", date=t.date(source.seen_on)) if source.seen_on else "",
    }


def _no_publisher(atlas: Atlas, row: Corroboration | Evidence, t: Text) -> dict[str, str]:
    """The line on who issued a text of which nobody has said so: the article, or a text that a person
    added."""
    of_article = bool(row.passage) and not is_added(atlas, row.passage or "")
    name = t("present.the-article" if of_article else "evidence.added-text")
    return {"name": name, "lang": t.lang, "original": name, "line": "", "side": ""}


def publisher(atlas: Atlas, key: str, t: Text) -> dict[str, str]:
    """The line on a publisher, the same for every one: name and its language, its own name, kind, country,
    owner or funder, side."""
    row = atlas.publishers[key]
    owner = t.name(row, "owner")
    if owner:
        owned = t("owner.known", owner=owner)
    else:
        owned = t("owner.private" if row.kind in ("independent-media", "ngo") else "owner.unknown")
    parts = [
        t(f"publisher.{row.kind}"),
        t.country(row.country) if row.country else "",
        owned,
    ]
    return {
        "name": t.name(row),
        "lang": t.lang,
        "original": row.name,
        "line": " · ".join(map(isolate, filter(None, parts))),
        "side": t(f"side.{row.side}"),
    }
