"""Charts as plotly figures, for the app, the stage and the exported file.

The figure itself stays left to right; a label runs in the direction of its language. Legends are not
plotly's, which cannot run from right to left: see `ui.charts.legend`. Cells of a matrix are bars: plotly's
heat map cannot be picked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from data.atlas.atlas import Atlas
from data.i18n import PDI, RLI, Lang, number
from ui.charts.spec import Axis, Bar, Bars, Cell, Chart, Curve, Marks, Matrix, Swatch, in_words

FONT = '"Source Sans", "Noto Sans Arabic", "Segoe UI", sans-serif'
DATES = [  # of an axis: in figures, as plotly knows the names of months in English alone
    {
        "dtickrange": [None, 2_400_000_000],
        "value": "%Y-%m-%d",
    },  # ticks less than a month apart (milliseconds)
    {"dtickrange": ["M1", "M11"], "value": "%Y-%m"},
    {"dtickrange": ["M12", None], "value": "%Y"},
]
SYMBOLS = {
    "ring": "circle-open",
    "open-diamond": "diamond-open",
    "cross": "x-thin-open",
}  # others: as they are
DASHED, RULE = {"dash": "dash", "width": 1.5}, 1
ROW, EMPTY, NAMES = 27, 120, 40  # pixels: of a row; of a chart of nothing; of the names over columns
FEW = 24  # columns that have room for their numbers
WIDTH, HEIGHT = 920, 780  # of a chart on a screen of 1920 × 1080, in px; other screens scale it
LABELLED = 2.4  # of the longest bar on the stage: its label stands beyond its end
TEXT, TICKS = 30, 25  # px at that size; beside two languages it is drawn at 81 %


def figure(atlas: Atlas, chart: Chart) -> go.Figure:
    """The chart as a figure. Each bar, cell or mark carries its ids in `customdata`."""
    if chart.empty:
        return _dressed(go.Figure(), EMPTY if not isinstance(chart, Bars) or chart.stacked else 150)
    match chart:
        case Bars():
            return _upright(atlas, chart) if chart.upright else _lying(atlas, chart)
        case Matrix():
            return _matrix(atlas, chart)
        case Marks():
            return _marks(atlas, chart)
        case Curve():
            return _curve(atlas, chart)
    raise TypeError(type(chart).__name__)


def on_stage(atlas: Atlas, chart: Chart) -> go.Figure:
    """The chart at the size of a projector: its text and axes large, the labels of lying bars beyond their
    ends, where they need no axis."""
    if isinstance(chart, Bars):
        chart = replace(chart, narrow=False)  # here values stand beyond the bars
    made = figure(atlas, chart)
    made.update_layout(
        width=WIDTH, height=HEIGHT, font={"size": TEXT}, margin={"r": 40, "b": 30}, bargap=0.35
    )
    made.update_xaxes(tickfont={"size": TICKS}, nticks=5)
    made.update_yaxes(tickfont={"size": TEXT})
    if isinstance(chart, Bars) and not chart.upright and not chart.empty:
        made.update_traces(textposition="outside", cliponaxis=False, textfont={"size": TEXT})
        room = max(chart.axis.end, LABELLED * chart.longest)
        made.update_xaxes(showticklabels=False, range=[0, room])
    return made


def line(text: str, lang: Lang) -> str:
    """A label in the direction of its language: the figure itself stays left to right. In it plotly finds no
    markup."""
    text = text.replace("<", "&lt;")
    return f"{RLI}{text}{PDI}" if lang == "ar" else text


def colour(atlas: Atlas, n: int) -> str:
    """Chart colour `n`: one that stands out on the light and on the dark ground alike."""
    return atlas.colours[f"chart-{n}"].light


def ids(points: Sequence[Mapping[str, Any]]) -> list[str]:
    """The ids that picked points carry in `customdata`, each once; Streamlit hands it over as a list or a
    dict."""
    carried = [point.get("customdata") or [] for point in points]
    values = [value for data in carried for value in (data.values() if isinstance(data, dict) else data)]
    return list(dict.fromkeys(value for value in values if isinstance(value, str)))


def _lines(parts: Sequence[str], lang: Lang) -> str:
    return "<br>".join(line(part, lang) for part in parts)


def _wrapped(text: str, most: int) -> list[str]:
    return wrap(text, most) if most else [text]


def _lying(atlas: Atlas, chart: Bars) -> go.Figure:
    made = go.Figure()
    for series, bars in chart.series.items():
        made.add_bar(
            x=[bar.value for bar in bars],
            y=list(range(len(bars))),
            orientation="h",
            name=line(series, chart.lang) if series else None,
            text=[line(bar.text, chart.lang) if bar.text else "" for bar in bars],
            marker=_fill(atlas, bars),
            customdata=[list(bar.ids) for bar in bars],
            hovertext=[line(in_words(bar), chart.lang) for bar in bars],
            hovertemplate="%{hovertext}<extra></extra>",
            **_placed(chart),
        )
    labels = [_label(chart, bar) for bar in next(iter(chart.series.values()))]
    _rows(made, labels)
    _framed(atlas, made, chart.framed, 0, chart.longest)
    made.update_xaxes(_money(chart.axis, chart.lang), fixedrange=True)
    if chart.axis.unit == "count":
        made.update_xaxes(dtick=5, side="top")
    if chart.axis.unit == "share":
        made.update_xaxes(tickformat=".0%")
    if chart.axis.end:
        made.update_xaxes(range=[0, chart.axis.end])
    made.update_layout(
        barmode="stack" if chart.stacked else "relative",
        bargap=0.25 if chart.stacked else 0.45 if chart.narrow else 0.2,
    )
    return _dressed(made, _height(chart, labels))


def _placed(chart: Bars) -> dict[str, Any]:
    """Where the texts of lying bars stand: in them, beyond them where the axis leaves room, or in the
    labels."""
    if chart.stacked:
        return {"textposition": "inside", "insidetextanchor": "middle", "textangle": 0}
    return {
        "textposition": "none" if chart.narrow else "outside" if chart.axis.end else "auto",
        "cliponaxis": False,
    }


def _label(chart: Bars, bar: Bar) -> str:
    label = _lines(_wrapped(bar.label, chart.wrap), chart.lang)
    return f"{label}<br><b>{line(bar.text, chart.lang)}</b>" if chart.narrow else label


def _height(chart: Bars, labels: Sequence[str]) -> int:
    if chart.stacked:
        return 60 + ROW * len(labels)
    tall = max(label.count("<br>") + 1 for label in labels)
    return max(150, 60 + len(labels) * max(34, 17 * tall + 8))


def _upright(atlas: Atlas, chart: Bars) -> go.Figure:
    made = go.Figure(
        go.Bar(
            x=[bar.label for bar in chart.rows],
            y=[bar.value for bar in chart.rows],
            marker=_fill(atlas, chart.rows),
            customdata=[list(bar.ids) for bar in chart.rows],
            hovertext=[line(in_words(bar), chart.lang) for bar in chart.rows],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    made.update_yaxes(_money(chart.axis, chart.lang))
    return _dressed(made, 230)


def _fill(atlas: Atlas, bars: Sequence[Bar]) -> dict[str, Any]:
    """What must not be told by colour alone carries a pattern."""
    return {
        "color": [colour(atlas, bar.colour) for bar in bars],
        "pattern": {"shape": ["/" if bar.hatched else "" for bar in bars]},
    }


def _money(axis: Axis, lang: Lang) -> dict[str, Any]:
    if not axis.ticks:
        return {}
    texts = [line(text, lang) if value else text for value, text in axis.ticks]
    return {"tickvals": [value for value, _ in axis.ticks], "ticktext": texts}


def _matrix(atlas: Atlas, chart: Matrix) -> go.Figure:
    made, end = go.Figure(), len(chart.columns) - 0.5
    _cells(atlas, made, chart)
    _rows(made, [line(label, chart.lang) for label in chart.rows])
    _framed(atlas, made, chart.framed, -0.5, end)
    every = (
        1 if chart.slanted or len(chart.columns) <= FEW else 5
    )  # of more, there is no room for each number
    columns = [
        line(label, chart.lang) if chart.slanted else label if n == 0 or int(label) % every == 0 else ""
        for n, label in enumerate(chart.columns)
    ]
    made.update_xaxes(
        tickvals=list(range(len(columns))),
        ticktext=columns,
        range=[-0.5, end],
        side="top",
        fixedrange=True,
        showgrid=False,
        zeroline=False,
        tickangle=-45 if chart.slanted else 0,
        ticklabeloverflow="allow",
    )
    _dressed(made, (190 if chart.slanted else 60) + ROW * len(chart.rows))
    if chart.slanted:
        made.update_layout(margin_r=120)  # the last names lean over the edge
    return _parted(atlas, made, chart)


def _cells(atlas: Atlas, made: go.Figure, chart: Matrix) -> None:
    """Cells with their numbers. These are a trace of their own in the colour of the theme: inside a bar
    plotly would choose one that hardly shows."""
    columns, rows = [cell.column for cell in chart.cells], [cell.row for cell in chart.cells]
    made.add_bar(
        base=[column - 0.47 for column in columns],
        x=[0.94] * len(columns),
        y=rows,
        orientation="h",
        width=0.9,
        marker={
            "color": [_shade(atlas, chart.colour, cell) for cell in chart.cells],
            "line": {
                "width": [2 if cell.ringed else 0 for cell in chart.cells],
                "color": colour(atlas, chart.ring),
            },
        },
        customdata=[list(cell.ids) for cell in chart.cells],
        hovertext=[_lines(cell.lines, chart.lang) for cell in chart.cells],
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
    )
    texts = [number(cell.value, chart.lang) for cell in chart.cells]
    made.add_scatter(
        x=columns, y=rows, mode="text", text=texts, hoverinfo="skip", showlegend=False, cliponaxis=False
    )


def _shade(atlas: Atlas, n: int, cell: Cell) -> str:
    """Chart colour `n` from faint to strong, through which the ground shows: ink stays readable on it."""
    red, green, blue = (int(colour(atlas, n)[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{0.07 + 0.6 * cell.share:.2f})"


def _parted(atlas: Atlas, made: go.Figure, chart: Matrix) -> go.Figure:
    """The figure, its parts divided by lines, and named where they have a title."""
    rule = {"color": _quiet(atlas), "width": RULE}
    for part in chart.parts:
        at = part.start - 0.5
        if part.start:
            made.add_shape(type="line", x0=at, x1=at, y0=0, y1=1, yref="paper", line=rule)
        if part.title:
            place = {"x": at, "y": 1, "yref": "paper", "yshift": 20, "xanchor": "left", "yanchor": "bottom"}
            made.add_annotation(place, text=line(part.title, part.lang), showarrow=False, font={"size": 12})
    if chart.parts:
        made.update_layout(height=made.layout.height + NAMES, margin={"t": NAMES})
    return made


def _marks(atlas: Atlas, chart: Marks) -> go.Figure:
    made = go.Figure()
    for swatch in chart.legend:
        _series(atlas, made, chart, swatch)
    labels = [_lines(_wrapped(label, chart.wrap), chart.lang) for label in chart.rows]
    if labels:
        _rows(made, labels, showgrid=True)
    else:
        made.add_hline(y=0, line={"width": 1, "color": colour(atlas, 4)})
        made.update_yaxes(visible=False, fixedrange=True)
    for at in chart.through:
        made.add_vline(x=at, line={"width": 1.5, "dash": "dot", "color": colour(atlas, 3)})
    if chart.band:
        made.add_vrect(*chart.band, fillcolor=colour(atlas, 4), opacity=0.12, line_width=0)
    made.update_xaxes(fixedrange=True, showgrid=True)
    if chart.axis.unit == "date":
        made.update_xaxes(type="date", tickformatstops=DATES)
    else:
        values = [float(mark.at) for mark in chart.marks]
        made.update_xaxes(range=[min(values) - 25, max(values) + 25], nticks=5)
    tall = max((label.count("<br>") + 1 for label in labels), default=0)
    return _dressed(made, 300 if not labels else max(230, 60 + len(labels) * (17 * tall + 8)))


def _series(atlas: Atlas, made: go.Figure, chart: Marks, swatch: Swatch) -> None:
    marks = [mark for mark in chart.marks if mark.series == swatch.name]
    made.add_scatter(
        x=[mark.at for mark in marks],
        y=[mark.row for mark in marks],
        mode="markers",
        name=line(swatch.name, chart.lang),
        marker={
            "symbol": SYMBOLS.get(swatch.shape, swatch.shape),
            "size": [mark.size for mark in marks],
            "color": colour(atlas, swatch.colour),
            "opacity": [0.25 if mark.faint else 0.75 if swatch.outline else 1 for mark in marks],
            "line": {
                "width": [4 if mark.ringed else 1.5 for mark in marks],
                "color": colour(atlas, swatch.outline or swatch.colour),
            },
        },
        customdata=[list(mark.ids) for mark in marks],
        hovertext=[line(mark.text, chart.lang) for mark in marks],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _curve(atlas: Atlas, chart: Curve) -> go.Figure:
    points, ink = chart.points, colour(atlas, 1)
    made = go.Figure(
        go.Scatter(
            x=[line(point.label, chart.lang) for point in points],
            y=[point.value for point in points],
            mode="lines+markers+text",
            text=[point.text for point in points],
            # none touches its neighbour
            textposition=["top center", "bottom center"] * 2 + ["top right"] * (len(points) - 4),
            marker={"size": 9, "color": ink},
            line={"color": ink, "width": 2},
            cliponaxis=False,
            hovertext=[line(text, chart.lang) for text in chart.exact],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    values = [point.value for point in points]
    made.update_yaxes(range=[0.88 * min(values), 1.06 * max(values)])
    return _dressed(made, 332)


def _rows(made: go.Figure, labels: Sequence[str], *, showgrid: bool = False) -> None:
    """Name the rows 0, 1, 2 … of a figure, the first at the top."""
    made.update_yaxes(
        tickvals=list(range(len(labels))),
        ticktext=list(labels),
        range=[len(labels) - 0.5, -0.5],
        showgrid=showgrid,
        zeroline=False,
        fixedrange=True,
    )


def _framed(atlas: Atlas, made: go.Figure, rows: Sequence[int], left: float, right: float) -> None:
    """A dashed frame around rows: what the article alone says."""
    rim = DASHED | {"color": _quiet(atlas)}
    for row in rows:
        box = {"x0": left, "x1": right, "y0": row - 0.46, "y1": row + 0.46}
        made.add_shape(box, type="rect", line=rim, layer="above")


def _quiet(atlas: Atlas) -> str:
    """The colour of rules and frames: it shows on either ground."""
    return colour(atlas, 4)


def _dressed(made: go.Figure, height: float) -> go.Figure:
    """The figure in the app's type; `height` in pixels."""
    made.update_layout(
        font={"family": FONT, "size": 14},
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        height=height,
        dragmode=False,
        separators=".,",
        showlegend=False,
    )
    made.update_xaxes(automargin=True, tickfont={"size": 13})
    made.update_yaxes(automargin=True, tickfont={"size": 13})
    return made
