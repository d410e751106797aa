"""How long is the border? Every published length beside the article's and ours, and what a coarser ruler
makes of our line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from data.atlas.atlas import Atlas
from data.facts.border import length
from data.facts.origin import curated
from data.i18n import Lang, count, date, isolate, name, number, say
from ui.charts.spec import Axis, Bar, Curve, Mark, Marks, Shape, Swatch

SHAPES: dict[str, tuple[Shape, int]] = {  # kind of a length -> shape and colour of its mark
    "article": ("diamond", 3),
    "official": ("square", 2),
    "reference": ("circle", 2),
    "press": ("ring", 4),
    "measured": ("cross", 4),
    "ours": ("star", 1),
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


def length_claims(atlas: Atlas, lang: Lang) -> list[LengthClaim]:
    """All lengths, the longest first: the article's, the published ones, those measured on other lines, and
    ours."""
    claimed = [
        LengthClaim(
            float(f.value),
            "over",
            "article",
            say(atlas, "lengths.article", lang, n=atlas.passages[f.passage].number),
            "",
            f.text,
            (),
        )
        for f in curated(atlas).figures.values()
        if f.kind == "length" and f.unit == "km"
    ]
    others = [
        LengthClaim(
            r.km,
            r.bound,
            r.kind,
            name(r, lang, "who"),
            date(r.date, lang) if r.date else "",
            name(r, lang, "note"),
            r.sources,
        )
        for r in atlas.lengths.values()
    ]
    ours = LengthClaim(
        length(atlas),
        "exact",
        "ours",
        say(atlas, "lengths.ours", lang),
        "",
        say(atlas, "lengths.ours-note", lang),
        ("openstreetmap",),
    )
    return sorted(
        [*claimed, *others, *([ours] if ours.km else [])], key=lambda t: (-t.km, ORDER.index(t.kind), t.who)
    )


def value(atlas: Atlas, row: LengthClaim, lang: Lang) -> str:
    """The number as published: over, about, or plain; in kilometres."""
    return say(atlas, f"lengths.{row.bound}", lang, km=number(row.km, lang, 2))


def table(atlas: Atlas, lang: Lang) -> list[dict[str, Any]]:
    """All lengths as a table, with their sources."""
    heads = {key: say(atlas, f"lengths.column.{key}", lang) for key in COLUMNS}
    return [
        dict(zip(heads.values(), _cells(atlas, row, lang), strict=True)) for row in length_claims(atlas, lang)
    ]


COLUMNS = ("length", "who", "kind", "date", "note", "source", "link")


def _cells(atlas: Atlas, row: LengthClaim, lang: Lang) -> tuple[Any, ...]:
    sources = [atlas.sources[key] for key in row.sources if key in atlas.sources]
    return (
        value(atlas, row, lang),
        row.who,
        say(atlas, f"lengths.{row.kind}-kind", lang),
        row.date,
        row.note,
        " · ".join(isolate(s.title) for s in sources),
        next((s.url for s in sources if s.url), None),
    )


def finding(atlas: Atlas, lang: Lang) -> str:
    """Where the article's number stands among the published ones and ours, computed."""
    rows = length_claims(atlas, lang)
    claimed = next((row for row in rows if row.kind == "article"), None)
    published = [row for row in rows if row.kind in ("official", "reference", "press")]
    if claimed is None or not published:
        return say(atlas, "chart.empty", lang)
    reached = sum(row.km >= claimed.km for row in published)
    return say(
        atlas,
        "lengths.finding",
        lang,
        article=number(claimed.km, lang),
        reached=number(reached, lang),
        published=count(atlas, "lengths", len(published), lang),
        ours=number(length(atlas), lang, 2),
    )


def length_chart(atlas: Atlas, lang: Lang) -> Marks:
    """A mark per length, the longest at the top, beside who says so and how much; a line through the
    article's number."""
    rows = length_claims(atlas, lang)
    series = {kind: say(atlas, f"lengths.{kind}-kind", lang) for kind in ORDER}
    marks = (
        Mark(row.km, n, series[row.kind], f"{row.who}: {value(atlas, row, lang)}")
        for n, row in enumerate(rows)
    )
    return Marks(
        lang=lang,
        finding=finding(atlas, lang),
        legend=tuple(Swatch(series[kind], colour, shape) for kind, (shape, colour) in SHAPES.items()),
        marks=tuple(marks),
        axis=Axis("km"),
        rows=tuple(_who(atlas, row, lang) for row in rows),
        wrap=38,  # so that the marks have room on a narrow screen too
        through=tuple(row.km for row in rows if row.kind == "article"),
    )


def _who(atlas: Atlas, row: LengthClaim, lang: Lang) -> str:
    """The label of a row: who, in which year, and how long."""
    who = row.who + (f" ({row.date[-4:]})" if row.date else "")
    long = value(atlas, row, lang).replace(" ", "\N{NO-BREAK SPACE}")
    return f"{who} · {long}"


def length_by_tolerance(atlas: Atlas, rows: Sequence[Ruler], lang: Lang) -> Curve:
    """The length of our line by the tolerance with which it is simplified, from full detail on."""
    labels = [
        _distance(atlas, metres, lang) if metres else say(atlas, "lengths.full", lang) for metres, *_ in rows
    ]
    first, last = rows[0], rows[-1]
    values = {
        "full": number(first[1], lang, 1),
        "vertices": number(first[2], lang),
        "coarse": number(last[1], lang, 1),
        "tolerance": _distance(atlas, last[0], lang),
        "left": number(last[2], lang),
    }
    points = [Bar(label, km, number(km, lang)) for label, (_, km, _) in zip(labels, rows, strict=True)]
    long = (say(atlas, "lengths.km", lang, n=number(point.value, lang, 1)) for point in points)
    return Curve(
        lang=lang,
        finding=say(atlas, "lengths.rulers-finding", lang, **values),
        points=tuple(points),
        exact=tuple(f"{point.label}: {km}" for point, km in zip(points, long, strict=True)),
    )


def _distance(atlas: Atlas, metres: int, lang: Lang) -> str:
    """A tolerance in metres or kilometres."""
    key, size = ("lengths.km", metres / 1000) if metres >= 1000 else ("lengths.m", metres)
    return say(atlas, key, lang, n=number(size, lang))
