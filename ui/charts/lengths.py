"""How long is the border? Every published length beside the article's and ours, and what a coarser ruler
makes of our line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from data.atlas.atlas import Atlas
from data.facts.border import length
from data.facts.origin import curated
from data.i18n import Lang, count, date, isolate, name, number, say
from ui.charts.aid import colour, dressed, line

ORDER = ("article", "official", "reference", "press", "measured", "ours")
SIGNS = {
    "article": "diamond",
    "official": "square",
    "reference": "circle",
    "press": "circle-open",
    "measured": "x-thin-open",
    "ours": "star",
}
COLOURS = {"article": 3, "official": 2, "reference": 2, "press": 4, "measured": 4, "ours": 1}
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


def length_chart(atlas: Atlas, lang: Lang) -> go.Figure:
    """A mark per length, in the order of their size, beside who says so and how much; a line through the
    article's number."""
    rows = sorted(length_claims(atlas, lang), key=lambda row: row.km)
    figure = go.Figure()
    for kind in ORDER:
        shown = [row for row in rows if row.kind == kind]
        figure.add_scatter(
            x=[row.km for row in shown],
            y=[_who(atlas, row, lang) for row in shown],
            mode="markers",
            text=[line(f"{row.who}: {value(atlas, row, lang)}", lang) for row in shown],
            name=line(say(atlas, f"lengths.{kind}-kind", lang), lang),
            marker={
                "size": 13,
                "symbol": SIGNS[kind],
                "color": colour(atlas, COLOURS[kind]),
                "line": {"width": 2},
            },
            hovertemplate="%{text}<extra></extra>",
        )
    labels = [_who(atlas, row, lang) for row in rows]
    figure.update_yaxes(categoryorder="array", categoryarray=labels)
    for row in (row for row in rows if row.kind == "article"):
        figure.add_vline(x=row.km, line={"dash": "dot", "color": colour(atlas, 3), "width": 1.5})
    low, high = min(row.km for row in rows), max(row.km for row in rows)
    figure.update_xaxes(range=[low - 25, high + 25], nticks=5)
    figure.update_layout(
        showlegend=True, legend={"orientation": "h", "y": -0.06, "itemclick": False, "itemdoubleclick": False}
    )
    tall = max(label.count("<br>") for label in labels) + 1
    return dressed(figure, finding(atlas, lang), len(rows)).update_layout(
        height=110 + len(rows) * (17 * tall + 8)
    )


def _who(atlas: Atlas, row: LengthClaim, lang: Lang) -> str:
    """The label of a row, on few lines, so that the marks have room on a narrow screen too: who, in which
    year, and how long."""
    who = row.who + (f" ({row.date[-4:]})" if row.date else "")
    long = value(atlas, row, lang).replace(" ", "\N{NO-BREAK SPACE}")
    return "<br>".join(line(part, lang) for part in wrap(f"{who} · {long}", 38))


def length_by_tolerance(atlas: Atlas, rows: Sequence[Ruler], lang: Lang) -> go.Figure:
    """The length of our line by the tolerance with which it is simplified, from full detail on."""
    labels = [say(atlas, "lengths.full", lang) if not t else _distance(atlas, t, lang) for t, _, _ in rows]
    figure = go.Figure(
        go.Scatter(
            x=[line(label, lang) for label in labels],
            y=[km for _, km, _ in rows],
            mode="lines+markers+text",
            text=[number(km, lang) for _, km, _ in rows],
            textposition=["top center", "bottom center"] * 2
            + ["top right"] * (len(rows) - 4),  # none touches its neighbour
            marker={"size": 9, "color": colour(atlas, 1)},
            line={"color": colour(atlas, 1), "width": 2},
            customdata=[number(n, lang) for _, _, n in rows],
            cliponaxis=False,
            hovertemplate="%{x}: %{y:,.1f} km<extra></extra>",
        )
    )
    first, last = rows[0], rows[-1]
    title = say(
        atlas,
        "lengths.rulers-finding",
        lang,
        full=number(first[1], lang, 1),
        vertices=number(first[2], lang),
        coarse=number(last[1], lang, 1),
        tolerance=_distance(atlas, last[0], lang),
        left=number(last[2], lang),
    )
    figure.update_yaxes(range=[0.88 * last[1], 1.06 * first[1]])
    return dressed(figure, title, 8)


def _distance(atlas: Atlas, metres: int, lang: Lang) -> str:
    """A tolerance in metres or kilometres."""
    key, size = ("lengths.km", metres / 1000) if metres >= 1000 else ("lengths.m", metres)
    return say(atlas, key, lang, n=number(size, lang))
