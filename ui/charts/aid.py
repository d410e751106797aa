"""Frames of aid -> plotly figures. Each title states its finding, computed from the rows; each bar carries
ids in `customdata`.

Colours come from the theme's categorical colours (.streamlit/config.toml, held to the colour table); what
must not be told by colour alone carries a pattern and a word. Time axes are never mirrored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from data.atlas.atlas import Atlas
from data.facts.aid import ITEMS, Total, bridges, security, total
from data.i18n import FSI, LRI, PDI, RLI, Lang, amount, compact_usd, count, money, name, number, say
from data.tables.model import Aid, Annual

PHASES = ("announced", "under-construction", "handed-over")
MARKS = str.maketrans("", "", LRI + RLI + FSI + PDI)
FONT = '"Source Sans", "Noto Sans Arabic", "Segoe UI", sans-serif'
DATES = [  # of an axis: in figures, as plotly knows the names of months in English alone
    {
        "dtickrange": [None, 2_400_000_000],
        "value": "%Y-%m-%d",
    },  # ticks less than a month apart (milliseconds)
    {"dtickrange": ["M1", "M11"], "value": "%Y-%m"},
    {"dtickrange": ["M12", None], "value": "%Y"},
]


def by_donor(atlas: Atlas, rows: Sequence[Aid], lang: Lang) -> go.Figure:
    """A bar per donor, by name: what may be summed of security items, in US dollars; bridges have a bar of
    their own."""
    donors: dict[str, list[Aid]] = defaultdict(list)
    for row in rows:
        donors[row.donor].append(row)
    bars = [(name(atlas.bodies[d], lang), security(found), 1) for d, found in donors.items()]
    bars += [
        (say(atlas, "chart.bridges-of", lang, donor=name(atlas.bodies[d], lang)), bridges(found), 2)
        for d, found in donors.items()
    ]
    bars = sorted((bar for bar in bars if bar[1].priced), key=lambda bar: bare(bar[0]), reverse=True)
    wholes = [whole for _, whole, _ in bars]
    figure = go.Figure(
        go.Bar(
            x=[whole.usd for whole in wholes],
            y=[line(label, lang) for label, _, _ in bars],
            orientation="h",
            text=[
                line(f"{amount(atlas, w.usd, w.at_least, lang)} · {_items(atlas, w.priced, lang)}", lang)
                for w in wholes
            ],
            textposition="auto",
            customdata=[list(whole.priced) for whole in wholes],
            marker={
                "color": [colour(atlas, n) for _, _, n in bars],
                "pattern": {"shape": ["/" if n == 2 else "" for _, _, n in bars]},
            },
            hovertemplate="%{y}: %{text}<extra></extra>",
        )
    )
    if not bars:
        return dressed(figure, say(atlas, "chart.empty", lang), 0)
    figure.update_xaxes(dollars(max(whole.usd for whole in wholes), lang))
    return dressed(figure, _published(atlas, rows, bars[0], len(bars), lang), len(bars))


def _published(
    atlas: Atlas, rows: Sequence[Aid], first: tuple[str, Total, int], bars: int, lang: Lang
) -> str:
    """What has a published price, and how many items have none: a finding that ranks nobody."""
    label, whole, _ = first
    if bars == 1:
        return say(
            atlas,
            "chart.donors-few",
            lang,
            donor=label,
            amount=amount(atlas, whole.usd, whole.at_least, lang),
        )
    unpriced = len(total(rows).unpriced)
    return say(atlas, "chart.donors", lang, unpriced=count(atlas, "items", unpriced, lang))


def largest(
    atlas: Atlas, rows: Sequence[Aid], lang: Lang, highlight: str = "", narrow: bool = False
) -> go.Figure:
    """A bar per priced work, the largest at the top, hatched when not handed over. `highlight`: the one the
    article speaks of. `narrow`: amounts stand in the labels at the side, not behind the bars, so that the
    figure fits a column and a phone."""
    works = sorted(rows, key=lambda r: r.usd or 0)
    told = [
        line(
            f"{amount(atlas, r.usd or 0, r.at_least, lang)} · {say(atlas, f'status.{r.status}', lang)}", lang
        )
        for r in works
    ]
    labels = [[line(part, lang) for part in wrap(name(r, lang, "what"), 34 if narrow else 44)] for r in works]
    bars = go.Bar(
        x=[r.usd for r in works],
        y=[
            "<br>".join([*label, *([f"<b>{said}</b>"] if narrow else [])])
            for label, said in zip(labels, told, strict=True)
        ],
        orientation="h",
        marker={
            "pattern": {"shape": ["/" if r.status != "handed-over" else "" for r in works]},
            "color": [colour(atlas, 3 if r.id == highlight else 1) for r in works],
        },
        text=told,
        textposition="none" if narrow else "outside",
        cliponaxis=False,
        customdata=[[r.id] for r in works],
        hovertemplate="%{y}<extra></extra>" if narrow else "%{y}<br>%{text}<extra></extra>",
    )
    figure = go.Figure(bars)
    if not works:
        return dressed(figure, say(atlas, "chart.empty", lang), 0)
    rank = next((n for n, r in enumerate(reversed(works), start=1) if r.id == highlight), 0)
    title = say(
        atlas,
        "chart.largest",
        lang,
        what=name(works[-1], lang, "what"),
        amount=money(works[-1].usd or 0, lang),
    )
    if rank:
        title = say(atlas, "chart.rank", lang, rank=rank, total=len(works))
    top = works[-1].usd or 0
    figure.update_xaxes(dollars(top, lang), range=[0, (1.05 if narrow else 1.3) * top])
    figure.update_layout(bargap=0.45 if narrow else 0.2)
    tall = max(map(len, labels)) + narrow
    return dressed(figure, title, len(works)).update_layout(height=60 + len(works) * max(34, 17 * tall + 8))


def in_time(atlas: Atlas, rows: Sequence[Aid], lang: Lang, focus: str = "") -> go.Figure:
    """A mark per dated item: year across, kind of aid up and down, size by amount; a hollow mark has no
    published amount. The focus ("aid:…", or "place:…" for all records of a place) is ringed."""
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
                "line": {
                    "width": [4 if focus in (f"aid:{r.id}", f"place:{r.place}") else 1.5 for r in shown],
                    "color": colour(atlas, 3),
                },
                "color": colour(atlas, 1 if priced else 4),
            },
            customdata=[[r.id] for r in shown],
            text=[
                line(f"{name(r, lang, 'what')} · {name(atlas.bodies[r.donor], lang)}", lang) for r in shown
            ],
            hovertemplate="%{text}<br>%{x|%Y}<extra></extra>",
        )
    unpriced = sum(r.usd is None for r in dated)
    key = "chart.time" if len(dated) > 2 else "chart.time-few"
    title = say(
        atlas, key, lang, dated=count(atlas, "items", len(dated), lang), unpriced=number(unpriced, lang)
    )
    figure.update_layout(showlegend=True, legend={"orientation": "h", "y": -0.2})
    figure.update_xaxes(tickformatstops=DATES)
    return dressed(figure, title if dated else say(atlas, "chart.empty", lang), 5)


def phases(atlas: Atlas, rows: Sequence[Aid], lang: Lang) -> go.Figure:
    """A bar per phase, by kind of aid: how many items were announced, are under way, were handed over. Phases
    are never added up."""
    items = [r for r in rows if r.category in ITEMS]
    figure = go.Figure()
    for n, category in enumerate(ITEMS, start=1):
        found = {
            status: [r.id for r in items if (r.status, r.category) == (status, category)] for status in PHASES
        }
        if not any(found.values()):
            continue
        figure.add_bar(
            y=[line(say(atlas, f"status.{status}", lang), lang) for status in PHASES],
            x=[len(ids) for ids in found.values()],
            text=[str(len(ids) or "") for ids in found.values()],
            orientation="h",
            name=line(say(atlas, f"category.{category}", lang), lang),
            customdata=list(found.values()),
            marker={"color": colour(atlas, n)},
            hovertemplate="%{y}: %{fullData.name} %{x}<extra></extra>",
        )
    legend = {
        "orientation": "h",
        "y": -0.25,
        "traceorder": "normal",
        "itemclick": False,
        "itemdoubleclick": False,
    }
    figure.update_layout(barmode="stack", showlegend=True, legend=legend)
    done = sum(r.status == PHASES[-1] for r in items)
    key = "chart.phases-all" if done == len(items) else "chart.phases"
    title = say(atlas, key, lang, done=number(done, lang), items=count(atlas, "items", len(items), lang))
    return dressed(figure, title if items else say(atlas, "chart.empty", lang), 4)


def yearly(atlas: Atlas, years: Iterable[Annual], lang: Lang) -> go.Figure:
    """Official United States totals by fiscal year, one measure and one kind of dollar; a partial year is
    hatched."""
    rows = sorted(years, key=lambda r: r.year)
    figure = go.Figure(
        go.Bar(
            x=[r.year for r in rows],
            y=[r.usd for r in rows],
            marker={
                "pattern": {"shape": ["/" if r.partial else "" for r in rows]},
                "color": colour(atlas, 2),
            },
            hovertext=[line(f"{r.year}: {money(r.usd, lang)}", lang) for r in rows],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    if not rows:
        return dressed(figure, say(atlas, "chart.empty", lang), 5)
    figure.update_yaxes(dollars(max(r.usd for r in rows), lang))
    peak = max((r for r in rows if not r.partial), key=lambda r: r.usd)
    title = say(atlas, f"chart.yearly-{rows[0].measure}", lang, year=peak.year, amount=money(peak.usd, lang))
    return dressed(figure, title, 5)


def itemised(atlas: Atlas, rows: Sequence[Aid], claimed: float, lang: Lang) -> go.Figure:
    """The sum that the article gives, and below it what `rows` add up to, by kind: bars of their own, no
    parts of the sum."""
    items, parts = (
        security(rows),
        {category: total(row for row in rows if row.category == category) for category in ITEMS},
    )
    bars: list[tuple[str, float, bool, tuple[str, ...], int]] = [
        (say(atlas, "chart.stated", lang), claimed, True, (), 4)
    ]
    bars += [
        (say(atlas, f"category.{c}", lang), part.usd, part.at_least, part.priced, n)
        for n, (c, part) in enumerate(parts.items(), start=1)
        if part.priced
    ]
    bars.reverse()  # the first bar stands at the bottom
    figure = go.Figure(
        go.Bar(
            x=[usd for _, usd, *_ in bars],
            y=[line(label, lang) for label, *_ in bars],
            orientation="h",
            text=[
                line(
                    " · ".join(
                        [amount(atlas, usd, least, lang), *([_items(atlas, found, lang)] if found else [])]
                    ),
                    lang,
                )
                for _, usd, least, found, _ in bars
            ],
            textposition="auto",
            customdata=[list(found) for *_, found, _ in bars],
            marker={
                "color": [colour(atlas, n) for *_, n in bars],
                "pattern": {"shape": ["" if ids else "/" for *_, ids, _ in bars]},
            },
            hovertemplate="%{y}: %{text}<extra></extra>",
        )
    )
    figure.update_xaxes(dollars(max(claimed, items.usd), lang))
    values = {"share": number(100 * items.usd / claimed, lang, 1), "items": _items(atlas, items.priced, lang)}
    title = say(
        atlas, "chart.itemised", lang, amount=amount(atlas, items.usd, items.at_least, lang), **values
    )
    return dressed(figure, title, len(bars))


def table(figure: go.Figure, heads: tuple[str, str, str]) -> list[dict[str, Any]]:
    """The bars of a figure as a table: label, trace and number under `heads`; a column whose cells are all
    empty is left out."""
    rows = [
        {heads[0]: bare(label), heads[1]: bare(trace.name or ""), heads[2]: size}
        for trace in figure.data
        for label, size in zip(
            *((trace.y, trace.x) if trace.orientation == "h" else (trace.x, trace.y)), strict=True
        )
        if size is not None
    ]
    return [{head: row[head] for head in heads if any(other[head] != "" for other in rows)} for row in rows]


def bare(label: Any) -> str:
    """A label as plain text on one line."""
    return str(label).replace("<br>", " ").translate(MARKS)


def alt(figure: go.Figure) -> str:
    """What the figure shows, for those who do not see it: its title and its labels, in order."""
    told = [
        next((texts for texts in (trace.hovertext, trace.text) if texts is not None), [trace.name])
        for trace in figure.data
        if getattr(trace, "mode", "") != "text"
    ]
    labels = [str(label).replace("<br>", ", ") for labels in told for label in labels if label]
    return ". ".join([str(figure.layout.meta["title"]), *labels])


def ids(points: Iterable[dict[str, Any]]) -> list[str]:
    """The ids that picked points carry in `customdata`, each once; Streamlit hands it over as a list or a
    dict."""
    carried = [point.get("customdata") or [] for point in points]
    values = [value for data in carried for value in (data.values() if isinstance(data, dict) else data)]
    return list(dict.fromkeys(value for value in values if isinstance(value, str)))


def dollars(top: float, lang: Lang, most: int = 4) -> dict[str, Any]:
    """Round sums from 0 to `top` US dollars for an axis, `most` beside the 0, in words of the language:
    plotly knows English ones."""
    step = next((m * 10**e for e in range(15) for m in (10, 20, 25, 50) if top <= m * 10**e * most), 1)
    sums = [step * n for n in range(int(top // step) + 1)]
    return {"tickvals": sums, "ticktext": ["0", *(line(compact_usd(usd, lang), lang) for usd in sums[1:])]}


def line(text: str, lang: Lang) -> str:
    """A label in the direction of its language: the figure itself stays left to right. In it plotly finds no
    markup."""
    text = text.replace("<", "&lt;")
    return f"{RLI}{text}{PDI}" if lang == "ar" else text


def colour(atlas: Atlas, n: int) -> str:
    """Chart colour `n`: one that stands out on the light and on the dark ground alike."""
    return atlas.colours[f"chart-{n}"].light


def _items(atlas: Atlas, ids: Sequence[str], lang: Lang) -> str:
    return count(atlas, "items", len(ids), lang)


def dressed(figure: go.Figure, title: str, bars: int) -> go.Figure:
    """The figure in the app's type, with the title kept beside it (`meta`) and a height for `bars` bars."""
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
