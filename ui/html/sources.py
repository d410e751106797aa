"""The sources page in words: where the article comes from, what rests on a source, what the words mean, and
what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, get_args

from data.atlas.atlas import Atlas
from data.facts.review import REASONS, ReviewItem
from data.facts.sources import arabic, citations_by_source
from data.i18n import Lang, count, country, date, listed, name, number, say, with_original
from data.tables.model import Publisher, Row, Statement
from ui.html.statements import publisher
from ui.html.templating import TEMPLATES

ABOUT = ("copy", "likeness", "publisher", "inference")
TITLES = ("name", "title", "what", "says", "text")


def provenance(atlas: Atlas, lang: Lang) -> str:
    """What is known of where the article comes from, by subject, with the sources that say so, as safe
    HTML."""
    groups = []
    for about in ABOUT:
        rows = [row for row in atlas.provenance.values() if row.about == about]
        cited = dict.fromkeys(source for row in rows for source in row.sources if atlas.sources[source].url)
        told = {
            "rows": [name(row, lang, "text") for row in rows],
            "sources": [_cited(atlas, source, lang) for source in cited],
        }
        groups += [{"head": say(atlas, f"provenance.{about}", lang), **told}] if rows else []
    return TEMPLATES.get_template("provenance.html").render(
        groups=groups, lang=lang, lead=say(atlas, "sources.provenance-lead", lang)
    )


def resting(atlas: Atlas, source: str, lang: Lang) -> str:
    """Every row that cites a source, by table, as safe HTML."""
    tables = [
        {"head": say(atlas, f"table.{table}", lang), "rows": [title(atlas, table, key, lang) for key in keys]}
        for table, keys in citations_by_source(atlas)[source].items()
    ]
    total = count(atlas, "rows", sum(len(t["rows"]) for t in tables), lang)
    return TEMPLATES.get_template("resting.html").render(
        tables=tables,
        lang=lang,
        source=_cited(atlas, source, lang),
        told=say(atlas, "sources.rests", lang, count=total),
    )


def title(atlas: Atlas, table: str, key: str, lang: Lang) -> str:
    """What a row is called: its entity's name, its own name or title, else its key."""
    rows = getattr(atlas, table)
    row = rows.get(key)
    if table == "evidence":
        statement, nth = key.split(" ")
        row = rows[statement, int(nth)]
    if table == "corroboration":
        row = rows[tuple(key.split(" "))]
    if table in ("places", "actors"):
        return name(atlas.entities[key], lang)
    if table == "documents":
        return str(row.title if lang == "ar" else row.title_en)
    return next(
        (name(row, lang, field) for field in TITLES if row is not None and hasattr(row, f"{field}_{lang}")),
        key,
    )


def table(atlas: Atlas, lang: Lang) -> list[dict[str, Any]]:
    """Every source once: title, publisher, date, when seen, the rows that cite it by table, licence, link."""
    heads = {
        key: say(atlas, f"sources.{key}", lang)
        for key in ("source", "publisher", "date", "seen", "rows", "supports", "licence", "link")
    }
    found = []
    for source in atlas.sources.values():
        resting = citations_by_source(atlas)[source.id]
        parts = [
            f"{say(atlas, f'table.{table}', lang)}: {number(len(keys), lang)}"
            for table, keys in resting.items()
        ]
        values = (
            source.title,
            with_original(atlas.publishers[source.publisher], lang) if source.publisher else "",
            source.date,
            source.seen_on,
            sum(map(len, resting.values())),
            " · ".join(parts),
            source.licence,
            source.url or None,
        )
        found.append(dict(zip(heads.values(), values, strict=True)))
    return found


def publishers(atlas: Atlas, lang: Lang) -> list[dict[str, Any]]:
    """Every publisher with the same line: kind, country, owner or main funder, side, and how many of its
    sources are cited."""
    cited = Counter(source.publisher for source in atlas.sources.values())
    heads = {
        key: say(atlas, f"sources.{key}", lang)
        for key in ("publisher", "kind", "country", "owner", "side", "count")
    }
    found = []
    for key, row in atlas.publishers.items():
        values = (
            with_original(row, lang),
            say(atlas, f"publisher.{row.kind}", lang),
            country(row.country, lang) if row.country else "",
            name(row, lang, "owner"),
            publisher(atlas, key, lang)["side"],
            cited[key],
        )
        found.append(dict(zip(heads.values(), values, strict=True)))
    return found


def definitions(atlas: Atlas, lang: Lang) -> list[tuple[str, str]]:
    """Words of the interface that need a meaning: assessments and kinds of publisher, in the order of the
    schema."""

    def values(schema: type[Row], column: str) -> tuple[str, ...]:
        return get_args(schema.model_fields[column].annotation)

    ours = [
        (say(atlas, f"assessment.{a}", lang), say(atlas, f"meaning.{a}", lang))
        for a in values(Statement, "assessment")
    ]
    kinds = [
        (say(atlas, f"publisher.{k}", lang), say(atlas, f"definition.{k}", lang))
        for k in values(Publisher, "kind")
    ]
    return [*ours, *kinds, *((name(t, lang), name(t, lang, "about")) for t in atlas.topics.values())]


def gaps(atlas: Atlas, lang: Lang) -> list[str]:
    """What is missing, counted."""
    places, aid, sources = atlas.places.values(), atlas.aid.values(), atlas.sources.values()
    unsettled = sum(s.assessment == "open" for s in atlas.statements.values())
    printed = sum(len(document.links) for document in atlas.documents.values() if document.links_note_en)
    return [
        say(atlas, "gap.links", lang, count=count(atlas, "links", printed, lang)),
        say(
            atlas,
            "gap.no-point",
            lang,
            count=count(atlas, "places", sum(p.geometry == "none" for p in places), lang),
        ),
        say(
            atlas,
            "gap.estimate",
            lang,
            count=count(atlas, "places", sum(p.basis == "estimate" for p in places), lang),
        ),
        say(
            atlas,
            "gap.undated-aid",
            lang,
            count=count(atlas, "records", sum(r.date is None for r in aid), lang),
            unpriced=number(sum(r.usd is None for r in aid), lang),
        ),
        say(
            atlas,
            "gap.undated-source",
            lang,
            count=count(atlas, "sources", sum(not s.date for s in sources), lang),
        ),
        say(atlas, "gap.open", lang, count=count(atlas, "statements", unsettled, lang)),
        say(
            atlas,
            "gap.no-locator",
            lang,
            evidence=count(atlas, "evidence", sum(not r.locator_en for r in atlas.evidence.values()), lang),
            records=count(atlas, "records", sum(not r.locator_en for r in aid), lang),
        ),
        say(atlas, "gap.read", lang),
    ]


def reviewed(atlas: Atlas, lang: Lang) -> list[dict[str, Any]]:
    """How much of each table's Arabic is drafted, and how much a reader has reviewed."""
    heads = {key: say(atlas, f"sources.{key}", lang) for key in ("arabic-table", "drafted", "reviewed")}
    return [
        dict(
            zip(
                heads.values(),
                (say(atlas, f"table.{table}", lang), found["drafted"], found["reviewed"]),
                strict=True,
            )
        )
        for table, found in arabic(atlas).items()
    ]


def review_table(atlas: Atlas, items: Sequence[ReviewItem], lang: Lang) -> list[dict[str, Any]]:
    """The rows that deserve a look next: table, what the row is called, and why."""
    heads = [say(atlas, f"sources.{key}", lang) for key in ("arabic-table", "rows", "reasons")]
    return [
        dict(
            zip(
                heads,
                (
                    say(atlas, f"table.{item.table}", lang),
                    title(atlas, item.table, item.key, lang),
                    " · ".join(say(atlas, f"reason.{reason}", lang) for reason in item.reasons),
                ),
                strict=True,
            )
        )
        for item in items
    ]


def review_counts(atlas: Atlas, items: Sequence[ReviewItem], lang: Lang) -> str:
    """How many rows there are for each reason, in a sentence."""
    found = Counter(reason for item in items for reason in item.reasons)
    parts = [
        f"{say(atlas, f'reason.{reason}', lang)}: {number(found[reason], lang)}"
        for reason in REASONS
        if found[reason]
    ]
    return say(atlas, "sources.next-text", lang, found=listed(parts, lang))


def _cited(atlas: Atlas, key: str, lang: Lang) -> dict[str, Any]:
    source = atlas.sources[key]
    line = (
        publisher(atlas, source.publisher, lang)
        if source.publisher
        else {"name": "", "original": "", "line": ""}
    )
    said = {"title": source.title, "language": source.language, "url": source.url}
    return {**said, "date": date(source.date, lang) if source.date else "", **line}
