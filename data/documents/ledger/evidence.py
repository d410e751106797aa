"""Evidence that a person sets beside a statement of an added document: a page, or a passage of a document
that stands here; what a form says, checked, as rows of the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from data.atlas.atlas import Atlas
from data.documents.errors import Unfit
from data.documents.ids import new_id
from data.documents.ledger.written import LONGEST_LINE, address, both, checked_iso_date, today
from data.documents.schema import Extra
from data.tables.columns import one_line
from data.tables.model import Evidence, Publisher, Row, Source
from data.text.normalize import fold

LONGEST_TITLE, LONGEST_PUBLISHER = 500, 120  # characters
TEXT_KINDS = {
    "government": "official",
    "international-organisation": "official",
    "news-agency": "agency",
    "ngo": "ngo",
    "reference": "reference",
}  # kind of publisher -> kind of its text; of all others, a report
SourceOf = Callable[[str], str]  # passage -> the source of its document, "" where there is none


def source_of_passage(atlas: Atlas, passage: str) -> str:
    """The id of the source of the document that a passage belongs to; "" for a passage that is not here."""
    row = atlas.passages.get(passage)
    sources = atlas.documents[row.document].sources if row else ()
    return sources[0] if sources else ""


def evidence_rows(
    atlas: Atlas, document: str, statement: str, nth: int, values: Mapping[str, Any], source_of: SourceOf
) -> list[Extra]:
    """A piece of evidence on a statement, and the page and publisher that are new with it, as rows of the
    store. `values`: relation, in one language or both says, value and locator, look_for, read, and passage,
    or else url, title, publisher (its id, or a new name) and date of a page; source is its id where it has
    one of its own, cited that of one that is known. source_of: the source of a passage.

    Raises Unfit where nothing is said, or the page cannot be found again by what is said of it."""
    said, where = both(values, "says"), both(values, "locator", LONGEST_LINE)
    if not said["says_en"]:
        raise Unfit("ledger.evidence-says")
    passage = values.get("passage") or None
    cited = _passage(source_of, passage) if passage else _page(atlas, values)
    try:
        piece = Evidence(
            statement=statement,
            nth=nth,
            source=cited.source,
            passage=passage,
            kind=cited.kind,
            relation=values.get("relation"),  # type: ignore[arg-type]
            look_for=one_line(values.get("look_for"), LONGEST_LINE),
            read="" if passage else values.get("read") or "",
            ar_status="drafted",
            **said,
            **where,
            **both(values, "value", LONGEST_LINE),
        )
    except ValidationError as error:
        raise Unfit("ledger.relation") from error
    return [Extra(document, row) for row in (piece, *cited.rows)]


@dataclass(frozen=True)
class _Cited:
    """The source that a piece of evidence cites, the kind of its text, and the rows that are new with it."""

    source: str
    kind: Any = "report"
    rows: tuple[Row, ...] = ()


def _passage(source_of: SourceOf, passage: str) -> _Cited:
    if not (source := source_of(passage)):
        raise Unfit("ledger.passage")
    return _Cited(source)


def _page(atlas: Atlas, values: Mapping[str, Any]) -> _Cited:
    """A page that is known, by its id (`cited`) or its address; else a new source, with its publisher."""
    url, own = address(values.get("url")), values.get("source") or ""
    for known in atlas.sources.values():
        same = known.id == values.get("cited") or (url and known.url == url and known.id != own)
        if same and known.publisher:
            return _Cited(known.id, _text_kind(atlas.publishers.get(known.publisher)))
    publisher, fresh = _publisher(atlas, values)
    title = one_line(values.get("title"), LONGEST_TITLE) or url
    if not title:
        raise Unfit("ledger.page")
    cells: dict[str, Any] = {"title": title, "url": url, "date": checked_iso_date(values.get("date"))}
    page = Source(
        id=own or new_id(title),
        publisher=publisher.id,
        seen_on=checked_iso_date(values.get("seen_on")) or today(),
        **cells,
    )
    return _Cited(page.id, _text_kind(publisher), (page, *fresh))


def _publisher(atlas: Atlas, values: Mapping[str, Any]) -> tuple[Publisher, tuple[Publisher, ...]]:
    """Who issued a page: one that is known by its id or its name, else a new one of whom nothing is known."""
    name = one_line(values.get("publisher"), LONGEST_PUBLISHER)
    if not name:
        raise Unfit("ledger.publisher")
    key = values.get("publisher_id") or ""
    if not key and (known := _known_publisher(atlas, name)):
        return known, ()
    row = Publisher(id=key or new_id(name), name=name, name_ar=name, kind="media", side="other")
    return row, (row,)


def _known_publisher(atlas: Atlas, name: str) -> Publisher | None:
    if name in atlas.publishers:
        return atlas.publishers[name]
    folded = fold(name).text
    named = (p for p in atlas.publishers.values() if folded in (fold(p.name).text, fold(p.name_ar).text))
    return next(named, None)


def _text_kind(publisher: Publisher | None) -> str:
    return TEXT_KINDS.get(publisher.kind, "report") if publisher else "report"
