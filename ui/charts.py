"""Frames of aid -> plotly figures. Each title states its finding, computed from the rows; each bar carries ids in `customdata`.

Colours come from the theme's categorical colours (.streamlit/config.toml, held to the colour table); what must not be told by
colour alone carries a pattern and a word. Time axes are never mirrored.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from textwrap import wrap

import plotly.graph_objects as go

from data.atlas import Atlas
from data.model import Aid, Annual
from data.money import ITEMS, total
from data.words import PDI, RLI, Lang, amount, count, money, name, number, say

FONT = '"Source Sans", "Noto Sans Arabic", "Segoe UI", sans-serif'


def by_donor(atlas: Atlas, rows: Sequence[Aid], lang: Lang) -> go.Figure:
    """One bar per donor: what may be summed, in US dollars, with the number of priced and unpriced items beside it."""
    donors: dict[str, list[Aid]] = defaultdict(list)
    for row in rows:
        donors[row.donor].append(row)
    totals = {donor: total(found) for donor, found in donors.items()}
    order = sorted((d for d in totals if totals[d].priced), key=lambda d: totals[d].usd)
    labels = [name(atlas.bodies[d], lang) for d in order]
    figure = go.Figure(
        go.Bar(
            x=[totals[d].usd for d in order],
            y=labels,
            orientation="h",
            text=[
                _line(f"{amount(atlas, totals[d].usd, totals[d].at_least, lang)} · {_items(atlas, totals[d].priced, lang)}", lang)
                for d in order
            ],
            textposition="auto",
            customdata=[list(totals[d].priced) for d in order],
            marker={"color": _colour(atlas, 1)},
            hovertemplate="%{y}: %{text}<extra></extra>",
        )
    )
    if not order:
        return _dressed(figure, say(atlas, "chart.empty", lang), 0)
    top = order[-1]
    told = amount(atlas, totals[top].usd, totals[top].at_least, lang)
    key = "chart.donors" if len(order) > 2 else "chart.donors-few"
    return _dressed(figure, say(atlas, key, lang, donor=name(atlas.bodies[top], lang), amount=told), len(order))


def largest(atlas: Atlas, rows: Sequence[Aid], lang: Lang, highlight: str = "") -> go.Figure:
    """A bar per priced work, the largest at the top, hatched when not handed over. `highlight`: the one the article speaks of."""
    works = sorted(rows, key=lambda r: r.usd or 0)
    bars = go.Bar(
        x=[r.usd for r in works],
        y=["<br>".join(_line(part, lang) for part in wrap(name(r, lang, "what"), 44)) for r in works],
        orientation="h",
        marker={
            "pattern": {"shape": ["/" if r.status != "handed-over" else "" for r in works]},
            "color": [_colour(atlas, 3 if r.id == highlight else 1) for r in works],
        },
        text=[_line(f"{amount(atlas, r.usd or 0, r.at_least, lang)} · {say(atlas, f'status.{r.status}', lang)}", lang) for r in works],
        textposition="outside",
        cliponaxis=False,
        customdata=[[r.id] for r in works],
        hovertemplate="%{y}<br>%{text}<extra></extra>",
    )
    if not works:
        return _dressed(go.Figure(bars), say(atlas, "chart.empty", lang), 0)
    rank = next((n for n, r in enumerate(reversed(works), start=1) if r.id == highlight), 0)
    title = say(atlas, "chart.largest", lang, what=name(works[-1], lang, "what"), amount=money(works[-1].usd or 0, lang))
    if rank:
        title = say(atlas, "chart.rank", lang, rank=rank, total=len(works))
    figure = go.Figure(bars)
    figure.update_xaxes(range=[0, 1.3 * (works[-1].usd or 0)])
    return _dressed(figure, title, len(works))


def in_time(atlas: Atlas, rows: Sequence[Aid], lang: Lang) -> go.Figure:
    """A mark per dated item: year across, kind of aid up and down, size by amount; a hollow mark has no published amount."""
    dated = [r for r in rows if r.date and r.category in ITEMS]
    figure = go.Figure()
    for priced in (True, False):
        shown = [r for r in dated if (r.usd is not None) == priced]
        figure.add_scatter(
            x=[r.date for r in shown],
            y=[say(atlas, f"category.{r.category}", lang) for r in shown],
            mode="markers",
            name=say(atlas, "chart.priced" if priced else "chart.unpriced", lang),
            marker={
                "size": [9 + 3 * (r.usd or 0) ** 0.5 / 1000 for r in shown],
                "symbol": "circle" if priced else "circle-open",
                "opacity": 0.75,
                "color": _colour(atlas, 1 if priced else 4),
            },
            customdata=[[r.id] for r in shown],
            text=[_line(f"{name(r, lang, 'what')} · {name(atlas.bodies[r.donor], lang)}", lang) for r in shown],
            hovertemplate="%{text}<br>%{x|%Y}<extra></extra>",
        )  # fmt: skip
    unpriced = sum(r.usd is None for r in dated)
    key = "chart.time" if len(dated) > 2 else "chart.time-few"
    title = say(atlas, key, lang, dated=count(atlas, "items", len(dated), lang), unpriced=number(unpriced, lang))
    figure.update_layout(showlegend=True, legend={"orientation": "h", "y": -0.2})
    return _dressed(figure, title if dated else say(atlas, "chart.empty", lang), 5)


def yearly(atlas: Atlas, years: Iterable[Annual], lang: Lang) -> go.Figure:
    """Official United States totals by fiscal year, one measure and one kind of dollar; a partial year is hatched."""
    rows = sorted(years, key=lambda r: r.year)
    figure = go.Figure(
        go.Bar(
            x=[r.year for r in rows],
            y=[r.usd for r in rows],
            marker={"pattern": {"shape": ["/" if r.partial else "" for r in rows]}, "color": _colour(atlas, 2)},
            hovertemplate="%{x}: $%{y:,.0f}<extra></extra>",
        )
    )
    if not rows:
        return _dressed(figure, say(atlas, "chart.empty", lang), 5)
    peak = max((r for r in rows if not r.partial), key=lambda r: r.usd)
    title = say(atlas, f"chart.yearly-{rows[0].measure}", lang, year=peak.year, amount=money(peak.usd, lang))
    return _dressed(figure, title, 5)


def itemised(atlas: Atlas, rows: Sequence[Aid], claimed: float, lang: Lang) -> go.Figure:
    """The sum that the article gives, beside what the records show item by item, by kind; the rest is "not itemised"."""
    parts = {category: total(row for row in rows if row.category == category) for category in ITEMS}
    whole = total(rows)
    figure = go.Figure()
    gap = max(claimed - whole.usd, 0)
    pieces = [(f"category.{c}", part.usd, list(part.priced), n) for n, (c, part) in enumerate(parts.items(), start=1) if part.priced]
    for key, usd, ids, colour in [*pieces, ("chart.gap", gap, [], 4)]:
        figure.add_bar(
            x=[usd],
            y=[""],
            orientation="h",
            name=_line(f"{say(atlas, key, lang)}: {money(usd, lang)}", lang),
            customdata=[ids],
            marker={"color": _colour(atlas, colour), "pattern": {"shape": "" if ids else "/"}, "opacity": 1 if ids else 0.6},
            hovertemplate="%{fullData.name}<extra></extra>",
        )
    legend = {"orientation": "h", "y": -0.3, "traceorder": "normal", "itemclick": False, "itemdoubleclick": False}
    figure.update_layout(barmode="stack", showlegend=True, legend=legend)
    share = number(100 * whole.usd / claimed, lang)
    title = say(atlas, "chart.itemised", lang, amount=money(whole.usd, lang), claimed=money(claimed, lang), share=share)
    return _dressed(figure, title, 6)


def alt(figure: go.Figure) -> str:
    """What the figure shows, for those who do not see it: its title and its labels, in order."""
    labels = [str(label) for trace in figure.data for label in (trace.text if trace.text is not None else [trace.name]) if label]
    return ". ".join([str(figure.layout.meta["title"]), *labels])


def _line(text: str, lang: Lang) -> str:
    """A label in the direction of its language: the figure itself stays left to right."""
    return f"{RLI}{text}{PDI}" if lang == "ar" else text


def _colour(atlas: Atlas, n: int) -> str:
    """Chart colour `n`: one that stands out on the light and on the dark ground alike."""
    return atlas.colours[f"chart-{n}"].light


def _items(atlas: Atlas, ids: Sequence[str], lang: Lang) -> str:
    return count(atlas, "items", len(ids), lang)


def _dressed(figure: go.Figure, title: str, bars: int) -> go.Figure:
    figure.update_layout(
        meta={"title": title},
        font={"family": FONT, "size": 14},
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        height=max(150, 60 + 34 * bars),
        dragmode=False,
        separators=".,",
    )
    figure.update_xaxes(automargin=True, tickfont={"size": 13})
    figure.update_yaxes(automargin=True, tickfont={"size": 13})
    return figure
