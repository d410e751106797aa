"""Charts as plotly figures, for the pages of the app and of the exported file.

The figure itself is no text; a label runs in the direction of its language. In
Arabic rows begin at the right: all but time and length does. Legends are not plotly's, which cannot run from
right to left: see `ui.charts.legend`. Cells of a matrix are bars: plotly's
heat map cannot be picked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from data.atlas.atlas import Atlas
from data.i18n.amounts import number
from data.tables.vocab import Lang
from ui.charts.dressing import (
    BESIDE,
    RULE,
    colour,
    dress,
    fill,
    frame_rows,
    from_start,
    line,
    lines,
    name_rows,
    quiet,
    series_name,
    shade,
    wrapped,
)
from ui.charts.spec import (
    ARTICLE,
    Axis,
    Bar,
    Bars,
    Chart,
    Curve,
    Marks,
    Matrix,
    Swatch,
    in_words,
)

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
ROW, EMPTY, NAMES = 27, 120, 40  # pixels: of a row; of a chart of nothing; of the names over columns
STEP = 17  # pixels: of a line of the stair of column names
FEW = 24  # columns that have room for their numbers


def figure(atlas: Atlas, chart: Chart) -> go.Figure:
    """The chart as a figure. Each bar, cell or mark carries its ids in `customdata`."""
    if chart.empty:
        return dress(go.Figure(), EMPTY if not isinstance(chart, Bars) or chart.stacked else 150)
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


def ids(points: Sequence[Mapping[str, Any]]) -> list[str]:
    """The ids that picked points carry in `customdata`, each once; Streamlit hands it over as a list or a
    dict."""
    carried = [point.get("customdata") or [] for point in points]
    values = [value for data in carried for value in (data.values() if isinstance(data, dict) else data)]
    return list(dict.fromkeys(value for value in values if isinstance(value, str)))


def _lying(atlas: Atlas, chart: Bars) -> go.Figure:
    made = go.Figure()
    for series, bars in chart.series.items():
        made.add_bar(
            x=[bar.value for bar in bars],
            y=list(range(len(bars))),
            orientation="h",
            name=line(series, chart.lang) if series else None,
            text=[line(bar.text, chart.lang) if bar.text else "" for bar in bars],
            insidetextfont={"color": atlas.colours["chart-number"].light},
            marker=fill(atlas, bars),
            customdata=[list(bar.ids) for bar in bars],
            hovertext=[line(in_words(bar), chart.lang) for bar in bars],
            hovertemplate="%{hovertext}<extra></extra>",
            **_placed(chart, hatched=any(bar.hatched for bar in bars)),
        )
    labels = [_label(chart, bar) for bar in next(iter(chart.series.values()))]
    name_rows(made, labels, chart.lang)
    frame_rows(atlas, made, chart.framed, 0, chart.longest)
    ends = (0, chart.axis.reach or 1.08 * chart.longest)
    made.update_xaxes(_money(chart.axis, chart.lang), fixedrange=True, range=from_start(ends, chart.lang))
    if chart.axis.unit == "count":  # each bar has its number
        made.update_xaxes(visible=False)
    if chart.axis.unit == "share":
        made.update_xaxes(tickformat=".0%")
    made.update_layout(
        barmode="stack" if chart.stacked else "relative",
        bargap=0.25 if chart.stacked else 0.45 if chart.narrow else 0.2,
    )
    end = "margin_l" if chart.lang == "ar" else "margin_r"  # where the last stop has half of its words
    dress(made, _height(chart, labels)).update_layout({end: 30})
    return _headed(atlas, made, chart) if chart.stacked else made


def _headed(atlas: Atlas, made: go.Figure, chart: Bars) -> go.Figure:
    """The figure with its series named over the first row: one where the bars begin, one where they end."""
    for n, swatch in enumerate(chart.legend):
        at_left = (n == 0) == (chart.lang == "en")
        made.add_annotation(
            text=series_name(atlas, swatch, chart.lang),
            showarrow=False,
            x=0 if at_left else 1,
            xref="paper",
            xanchor="left" if at_left else "right",
            y=1,
            yref="paper",
            yanchor="bottom",
        )
    return made.update_layout(margin_t=30, height=made.layout.height + 22)


def _placed(chart: Bars, *, hatched: bool) -> dict[str, Any]:
    """Where the texts of lying bars stand: in them, beyond them where they are hatched or the axis leaves
    room, or in the labels."""
    if chart.stacked:
        inside = {"textposition": "inside", "insidetextanchor": "middle", "constraintext": "none"}
        placed = {"textposition": "outside", "cliponaxis": False} if hatched else inside
        return {**placed, "textangle": 0}
    return {
        "textposition": "none" if chart.narrow else "outside" if chart.axis.end else "auto",
        "cliponaxis": False,
    }


def _label(chart: Bars, bar: Bar) -> str:
    label = lines(wrapped(bar.label, chart.wrap), chart.lang)
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
            marker=fill(atlas, chart.rows),
            text=[line(bar.callout, chart.lang) if bar.callout else "" for bar in chart.rows],
            textposition="outside",
            textangle=0,
            constraintext="none",
            cliponaxis=False,
            customdata=[list(bar.ids) for bar in chart.rows],
            hovertext=[line(in_words(bar), chart.lang) for bar in chart.rows],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    made.update_yaxes(_money(chart.axis, chart.lang), range=[0, chart.axis.reach], fixedrange=True)
    made.update_xaxes(fixedrange=True)
    return dress(made, 246).update_layout(margin_t=24)


def _money(axis: Axis, lang: Lang) -> dict[str, Any]:
    if not axis.ticks:
        return {}
    texts = [line(text, lang) if value else text for value, text in axis.ticks]
    return {"tickvals": [value for value, _ in axis.ticks], "ticktext": texts}


def _matrix(atlas: Atlas, chart: Matrix) -> go.Figure:
    made, end = go.Figure(), len(chart.columns) - 0.5
    _cells(atlas, made, chart)
    name_rows(made, [line(label, chart.lang) for label in chart.rows], chart.lang)
    frame_rows(atlas, made, chart.framed, -0.5, end)
    # of many numbers, there is no room for each
    every = 1 if len(chart.columns) <= FEW else 5
    columns = () if chart.named else enumerate(chart.columns)
    numbers = [label if n == 0 or int(label) % every == 0 else "" for n, label in columns]
    made.update_xaxes(
        tickvals=list(range(len(numbers))),
        ticktext=numbers,
        range=from_start((-0.5, end), chart.lang),
        side="top",
        fixedrange=True,
        showgrid=False,
        zeroline=False,
        tickangle=0,
    )
    dress(made, 60 + ROW * len(chart.rows))
    return _stair(atlas, made, chart) if chart.named else _parted(atlas, made, chart)


def _stair(atlas: Atlas, made: go.Figure, chart: Matrix) -> go.Figure:
    """The names of columns, level and each on a line of its own, the first at the bottom: a name ends over
    its column, to which a rule leads down, and runs back over those before it and over the names of rows."""
    rule = {"color": quiet(atlas), "width": RULE}
    for n, label in enumerate(chart.columns):
        high = 8 + STEP * n
        made.add_annotation(
            text=line(label, chart.lang),
            showarrow=False,
            x=n,
            y=1,
            yref="paper",
            yshift=high,
            yanchor="bottom",
            xanchor="left" if chart.lang == "ar" else "right",
            xshift=-3 if chart.lang == "ar" else 3,
            font={"size": 13},
            height=STEP,
            valign="middle",
        )
        made.add_shape(
            type="line", x0=n, x1=n, yref="paper", ysizemode="pixel", yanchor=1, y0=2, y1=high + 3, line=rule
        )
    tall = STEP * len(chart.columns) + 12
    return made.update_layout(margin_t=tall, height=ROW * len(chart.rows) + tall + 8)


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
            "color": [shade(atlas, chart.colour, cell) for cell in chart.cells],
            "line": {
                "width": [2 if cell.ringed else 0 for cell in chart.cells],
                "color": colour(atlas, chart.ring),
            },
        },
        customdata=[list(cell.ids) for cell in chart.cells],
        hovertext=[lines(cell.lines, chart.lang) for cell in chart.cells],
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
    )
    texts = [number(cell.value, chart.lang) for cell in chart.cells]
    made.add_scatter(
        x=columns, y=rows, mode="text", text=texts, hoverinfo="skip", showlegend=False, cliponaxis=False
    )


def _parted(atlas: Atlas, made: go.Figure, chart: Matrix) -> go.Figure:
    """The figure, its parts divided by lines, and named where they have a title."""
    rule = {"color": quiet(atlas), "width": RULE}
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
        if not swatch.size:  # a key of sizes is no series
            _series(atlas, made, chart, swatch)
    labels = [lines(wrapped(label, chart.wrap), chart.lang) for label in chart.rows]
    if labels:
        name_rows(made, labels, chart.lang, showgrid=True)
    else:
        made.add_hline(y=0, line={"width": 1, "color": quiet(atlas)})
        made.update_yaxes(visible=False, fixedrange=True)
        _lanes(atlas, made, chart)
    for at, name in chart.through:
        made.add_vline(x=at, line={"width": 1.5, "dash": "dot", "color": colour(atlas, ARTICLE)})
        place = {"x": at, "y": 1, "yref": "paper", "yanchor": "bottom", "xanchor": "right"}
        made.add_annotation(place, text=line(name, chart.lang), showarrow=False, font={"size": 13})
    if chart.band:
        made.add_vrect(*chart.band, fillcolor=quiet(atlas), opacity=0.12, line_width=0)
    made.update_xaxes(fixedrange=True, showgrid=True)
    if chart.axis.unit == "date":
        made.update_xaxes(type="date", tickformatstops=DATES)
    else:
        values = [float(mark.at) for mark in chart.marks]
        made.update_xaxes(range=[min(values) - 25, max(values) + 25], nticks=5)
    tall = max((label.count("<br>") + 1 for label in labels), default=0)
    high = max((mark.row for mark in chart.marks), default=0) - min((m.row for m in chart.marks), default=0)
    height = 80 + 20 * high if not labels else max(250, 60 + len(labels) * (17 * tall + 8))
    return dress(made, height).update_layout(margin_t=26 if chart.through else 8)


def _lanes(atlas: Atlas, made: go.Figure, chart: Marks) -> None:
    """Name the series above and below the line, at the side of the earliest."""
    for n, swatch in enumerate(chart.legend):
        made.add_annotation(
            text=series_name(atlas, swatch, chart.lang),
            showarrow=False,
            x=0,
            xref="paper",
            xanchor="left",
            y=1 - n,
            yref="paper",
            yanchor="bottom" if n else "top",
        )


def _series(atlas: Atlas, made: go.Figure, chart: Marks, swatch: Swatch) -> None:
    marks = [mark for mark in chart.marks if mark.series == swatch.name]
    made.add_scatter(
        x=[mark.at for mark in marks],
        y=[mark.row for mark in marks],
        mode="markers+text" if any(mark.callout for mark in marks) else "markers",
        text=[line(mark.callout, chart.lang) if mark.callout else "" for mark in marks],
        textposition=[BESIDE[mark.side] for mark in marks],
        textfont={"size": 12},
        cliponaxis=False,
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
    return dress(made, 332)
