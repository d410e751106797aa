"""The sources page in words: where the article comes from, what rests on a source, what the words mean, and
what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, get_args

from data.atlas.atlas import Atlas
from data.facts.origin import curated_atlas
from data.facts.review import REASONS, ReviewItem
from data.facts.sources import arabic, citations_by_source
from data.i18n import Text
from data.tables.model import Publisher, Row, Source, Statement
from ui.html.statements.evidence import publisher
from ui.html.templating import TEMPLATES

ABOUT = ("copy", "likeness", "publisher", "inference")
UNNAMED = {"public domain": "public-domain", "rights stay with the author": "author"}  # licences in words
TITLES = ("name", "title", "what", "says", "text")


def provenance_html(atlas: Atlas, t: Text) -> str:
    """What is known of where the article comes from, by subject, with the sources that say so, as safe
    HTML."""
    groups = []
    for about in ABOUT:
        rows = [row for row in atlas.provenance.values() if row.about == about]
        cited = dict.fromkeys(source for row in rows for source in row.sources if atlas.sources[source].url)
        context = {
            "rows": [t.name(row, "text") for row in rows],
            "sources": [_cited(atlas, source, t) for source in cited],
        }
        groups += [{"head": t(f"provenance.{about}"), **context}] if rows else []
    return TEMPLATES.get_template("provenance.html").render(
        groups=groups, lang=t.lang, lead=t("sources.provenance-lead")
    )


def source_uses(atlas: Atlas, source: str, t: Text) -> str:
    """Every row that cites a source, by table, as safe HTML."""
    tables = [
        {"head": t(f"table.{table}"), "rows": [row_title(atlas, table, key, t) for key in keys]}
        for table, keys in citations_by_source(atlas)[source].items()
    ]
    total = t.count("rows", sum(len(table["rows"]) for table in tables))
    return TEMPLATES.get_template("resting.html").render(
        tables=tables,
        lang=t.lang,
        source=_cited(atlas, source, t),
        sum=t("sources.rests", count=total),
    )


def row_title(atlas: Atlas, table: str, key: str, t: Text) -> str:
    """What a row is called: its entity's name, its own name or title, else its key."""
    rows = getattr(atlas, table)
    row = rows.get(key)
    if table == "evidence":
        statement, nth = key.split(" ")
        row = rows[statement, int(nth)]
    if table == "corroboration":
        row = rows[tuple(key.split(" "))]
    if table in ("places", "actors"):
        return t.name(atlas.entities[key])
    if table == "documents":
        return t.document_title(row)
    return next(
        (t.name(row, field) for field in TITLES if row is not None and hasattr(row, f"{field}_{t.lang}")),
        key,
    )


def sources_table(atlas: Atlas, t: Text) -> list[dict[str, Any]]:
    """The rows of the table of sources: title, publisher, date, when seen, the rows that cite it by table,
    licence, link."""
    heads = {
        key: t(f"sources.{key}")
        for key in ("source", "publisher", "date", "seen", "rows", "supports", "licence", "link")
    }
    found = []
    for source in atlas.sources.values():
        resting = citations_by_source(atlas)[source.id]
        parts = [f"{t(f'table.{table}')}: {t.number(len(keys))}" for table, keys in resting.items()]
        values = (
            t.source_title(source),
            t.with_original(atlas.publishers[source.publisher]) if source.publisher else "",
            source.date,
            source.seen_on,
            sum(map(len, resting.values())),
            " · ".join(parts),
            licence(source, t),
            source.url or None,
        )
        found.append(dict(zip(heads.values(), values, strict=True)))
    return found


def licence(source: Source, t: Text) -> str:
    """A licence by the name by which it is cited, or in words where it has none."""
    return t(f"licence.{UNNAMED[source.licence]}") if source.licence in UNNAMED else source.licence


def publishers(atlas: Atlas, t: Text) -> list[dict[str, Any]]:
    """The rows of the table of publishers: kind, country, owner or main funder, side, and how many of its
    sources are cited."""
    cited = Counter(source.publisher for source in atlas.sources.values())
    heads = {key: t(f"sources.{key}") for key in ("publisher", "kind", "country", "owner", "side", "count")}
    found = []
    for key, row in atlas.publishers.items():
        values = (
            t.with_original(row),
            t(f"publisher.{row.kind}"),
            t.country(row.country) if row.country else "",
            t.name(row, "owner"),
            publisher(atlas, key, t)["side"],
            cited[key],
        )
        found.append(dict(zip(heads.values(), values, strict=True)))
    return found


def definitions(atlas: Atlas, t: Text) -> list[tuple[str, str]]:
    """Words of the interface that need a meaning: assessments and kinds of publisher, in the order of the
    schema."""

    def values(schema: type[Row], column: str) -> tuple[str, ...]:
        return get_args(schema.model_fields[column].annotation)

    ours = [(t(f"assessment.{a}"), t(f"meaning.{a}")) for a in values(Statement, "assessment")]
    kinds = [(t(f"publisher.{k}"), t(f"definition.{k}")) for k in values(Publisher, "kind")]
    return [*ours, *kinds, *((t.name(row), t.name(row, "about")) for row in atlas.topics.values())]


def gaps(atlas: Atlas, t: Text) -> list[str]:
    """Sentences on what is missing in the shipped edition, each with its number."""
    atlas = curated_atlas(atlas)
    places, aid, sources = atlas.places.values(), atlas.aid.values(), atlas.sources.values()
    unsettled = sum(s.assessment == "open" for s in atlas.statements.values())
    printed = sum(len(document.links) for document in atlas.documents.values() if document.links_note_en)
    return [
        t("gap.links", count=t.count("links", printed)),
        t("gap.no-point", count=t.count("places", sum(p.geometry == "none" for p in places))),
        t("gap.estimate", count=t.count("places", sum(p.basis == "estimate" for p in places))),
        t(
            "gap.undated-aid",
            count=t.count("records", sum(r.date is None for r in aid)),
            unpriced=t.number(sum(r.usd is None for r in aid)),
        ),
        t("gap.undated-source", count=t.count("sources", sum(not s.date for s in sources))),
        t("gap.open", count=t.count("statements", unsettled)),
        t(
            "gap.no-locator",
            evidence=t.count("evidence", sum(not r.locator_en for r in atlas.evidence.values())),
            records=t.count("records", sum(not r.locator_en for r in aid)),
        ),
        t("gap.read"),
    ]


def drafted_and_reviewed(atlas: Atlas, t: Text) -> list[dict[str, Any]]:
    """For each table, how much of its Arabic is drafted and how much a reader of Arabic has reviewed."""
    heads = {key: t(f"sources.{key}") for key in ("arabic-table", "drafted", "reviewed")}
    return [
        dict(
            zip(
                heads.values(),
                (t(f"table.{table}"), found["drafted"], found["reviewed"]),
                strict=True,
            )
        )
        for table, found in arabic(atlas).items()
    ]


def review_list(atlas: Atlas, items: Sequence[ReviewItem], t: Text) -> str:
    """The rows that deserve a look next, by their reasons, as safe HTML: what each is called, and its table.
    That its Arabic is drafted holds of nearly every row: nothing is listed for that alone."""
    groups: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for item in items:
        if reasons := tuple(reason for reason in item.reasons if reason != "drafted"):
            row = t(f"table.{item.table}"), row_title(atlas, item.table, item.key, t)
            groups.setdefault(reasons, []).append(row)
    return TEMPLATES.get_template("next.html").render(
        groups=[(" · ".join(t(f"reason.{key}") for key in keys), rows) for keys, rows in groups.items()],
        t=t,
    )


def review_counts(items: Sequence[ReviewItem], t: Text) -> str:
    """How many rows there are for each reason, in a sentence."""
    found = Counter(reason for item in items for reason in item.reasons)
    parts = [f"{t(f'reason.{reason}')}: {t.number(found[reason])}" for reason in REASONS if found[reason]]
    return t("sources.next-text", found=t.comma_list(parts))


def _cited(atlas: Atlas, key: str, t: Text) -> dict[str, Any]:
    source = atlas.sources[key]
    line = (
        publisher(atlas, source.publisher, t)
        if source.publisher
        else {"name": "", "original": "", "line": ""}
    )
    page = {"title": t.source_title(source), "language": t.source_language(source), "url": source.url}
    return {**page, "date": t.date(source.date) if source.date else "", **line}
