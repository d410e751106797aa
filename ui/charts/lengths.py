"""How long is the border? Every published length beside the article's and ours, and what a coarser ruler
makes of our line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from data.atlas.atlas import Atlas
from data.facts.border import length
from data.facts.origin import curated_atlas
from data.i18n import Text
from data.i18n.isolates import isolate
from ui.charts.spec import ARTICLE, OTHERS, RECORDS, Axis, Bar, Curve, Mark, Marks, Shape, Swatch

SHAPES: dict[str, tuple[Shape, int]] = {  # kind of a length -> shape and colour of its mark
    "article": ("diamond", ARTICLE),
    "official": ("square", OTHERS),
    "reference": ("circle", OTHERS),
    "press": ("ring", OTHERS),
    "measured": ("cross", RECORDS),
    "ours": ("star", RECORDS),
}
ORDER = tuple(SHAPES)
Ruler = tuple[int, float, int]  # tolerance in metres, length in km, vertices


@dataclass(frozen=True)
class LengthClaim:
    """A length of the border in km, who says so, and whether it is a plain number, a rounded one or a lower
    bound."""

    km: float
    bound: str
    kind: str
    who: str
    date: str
    note: str
    sources: tuple[str, ...]


def length_claims(atlas: Atlas, t: Text) -> list[LengthClaim]:
    """All lengths, the longest first: the article's, the published ones, those measured on other lines, and
    ours."""
    claimed = [
        LengthClaim(
            float(f.value),
            "over",
            "article",
            t("lengths.article", n=atlas.passages[f.passage].number),
            "",
            f.text,
            (),
        )
        for f in curated_atlas(atlas).figures.values()
        if f.kind == "length" and f.unit == "km"
    ]
    others = [
        LengthClaim(
            r.km,
            r.bound,
            r.kind,
            t.name(r, "who"),
            t.date(r.date) if r.date else "",
            t.name(r, "note"),
            r.sources,
        )
        for r in atlas.lengths.values()
    ]
    ours = LengthClaim(
        length(atlas),
        "exact",
        "ours",
        t("lengths.ours"),
        "",
        t("lengths.ours-note"),
        ("openstreetmap",),
    )
    return sorted(
        [*claimed, *others, *([ours] if ours.km else [])], key=lambda t: (-t.km, ORDER.index(t.kind), t.who)
    )


def length_value(row: LengthClaim, t: Text) -> str:
    """The number as published: over, about, or plain; in kilometres."""
    return t(f"lengths.{row.bound}", km=t.number(row.km, 2))


def lengths_table(atlas: Atlas, t: Text) -> list[dict[str, Any]]:
    """All lengths as a table, with their sources."""
    heads = {key: t(f"lengths.column.{key}") for key in COLUMNS}
    return [dict(zip(heads.values(), _cells(atlas, row, t), strict=True)) for row in length_claims(atlas, t)]


COLUMNS = ("length", "who", "kind", "date", "note", "source", "link")


def _cells(atlas: Atlas, row: LengthClaim, t: Text) -> tuple[Any, ...]:
    sources = [atlas.sources[key] for key in row.sources if key in atlas.sources]
    return (
        length_value(row, t),
        row.who,
        t(f"lengths.{row.kind}-kind"),
        row.date,
        row.note,
        " · ".join(isolate(t.source_title(s)) for s in sources),
        next((s.url for s in sources if s.url), None),
    )


def lengths_finding(atlas: Atlas, t: Text) -> str:
    """Where the article's number stands among the published ones and ours, computed; ours alone where there
    is nothing to compare."""
    rows = length_claims(atlas, t)
    claimed = next((row for row in rows if row.kind == "article"), None)
    published = [row for row in rows if row.kind in ("official", "reference", "press")]
    ours = t.number(length(atlas), 2)
    if claimed is None or not published:
        return t("lengths.finding-ours", ours=ours)
    reached = sum(row.km >= claimed.km for row in published)
    return t(
        "lengths.finding",
        article=t.number(claimed.km),
        reached=t.number(reached),
        published=t.count("lengths", len(published)),
        ours=ours,
    )


def length_chart(atlas: Atlas, t: Text) -> Marks:
    """A mark per length, the longest at the top, beside who says so and how much; a line through the
    article's number."""
    rows = length_claims(atlas, t)
    series = {kind: t(f"lengths.{kind}-kind") for kind in ORDER}
    marks = (
        Mark(row.km, n, series[row.kind], f"{row.who}: {length_value(row, t)}") for n, row in enumerate(rows)
    )
    return Marks(
        lang=t.lang,
        finding=lengths_finding(atlas, t),
        legend=tuple(Swatch(series[kind], colour, shape) for kind, (shape, colour) in SHAPES.items()),
        marks=tuple(marks),
        axis=Axis("km"),
        rows=tuple(_who(row, t) for row in rows),
        details=tuple(lengths_table(atlas, t)),
        wrap=38,  # so that the marks have room on a narrow screen too
        through=tuple(
            (row.km, f"{row.who}: {length_value(row, t)}") for row in rows if row.kind == "article"
        ),
    )


def _who(row: LengthClaim, t: Text) -> str:
    """The label of a row: who, in which year, and how long."""
    who = row.who + (f" ({row.date[-4:]})" if row.date else "")
    long = length_value(row, t).replace(" ", "\N{NO-BREAK SPACE}")
    return f"{who} · {long}"


def tolerance_chart(rows: Sequence[Ruler], t: Text) -> Curve:
    """The length of our line by the tolerance with which it is simplified, from full detail on."""
    labels = [_distance(metres, t) if metres else t("lengths.full") for metres, *_ in rows]
    first, last = rows[0], rows[-1]
    values = {
        "full": t.number(first[1], 1),
        "vertices": t.number(first[2]),
        "coarse": t.number(last[1], 1),
        "tolerance": _distance(last[0], t),
        "left": t.number(last[2]),
    }
    points = [Bar(label, km, t.number(km)) for label, (_, km, _) in zip(labels, rows, strict=True)]
    long = (t("lengths.km", n=t.number(point.value, 1)) for point in points)
    return Curve(
        lang=t.lang,
        finding=t("lengths.rulers-finding", **values),
        points=tuple(points),
        details=tuple(
            {t("lengths.tolerance"): label, t("lengths.column.length"): km}
            for label, (_, km, _) in zip(labels, rows, strict=True)
        ),
        exact=tuple(f"{point.label}: {km}" for point, km in zip(points, long, strict=True)),
    )


def _distance(metres: int, t: Text) -> str:
    """A tolerance in metres or kilometres."""
    key, size = ("lengths.km", metres / 1000) if metres >= 1000 else ("lengths.m", metres)
    return t(key, n=t.number(size))
