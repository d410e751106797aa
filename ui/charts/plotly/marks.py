"""Marks along values or dates, and the line through points, as plotly figures."""

from __future__ import annotations

import plotly.graph_objects as go

from data.atlas.atlas import Atlas
from ui.charts.plotly.dressing import (
    BESIDE,
    LINE,
    colour,
    directed_label,
    directed_lines,
    dress,
    hover,
    name_rows,
    quiet,
    series_name,
    wrap_label,
)
from ui.charts.spec import ARTICLE, Curve, Marks, Swatch

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


def plotly_marks(atlas: Atlas, chart: Marks) -> go.Figure:
    """Marks in rows with labels, or above and below a line."""
    figure = go.Figure()
    for swatch in chart.legend:
        if not swatch.size:  # a key of sizes is no series
            _series(atlas, figure, chart, swatch)
    labels = [directed_lines(wrap_label(label, chart.wrap), chart.lang) for label in chart.rows]
    if labels:
        name_rows(figure, labels, chart.lang, showgrid=True)
    else:
        figure.add_hline(y=0, line={"width": 1, "color": quiet(atlas)})
        figure.update_yaxes(visible=False, fixedrange=True)
        _lanes(atlas, figure, chart)
    for at, name in chart.through:
        figure.add_vline(x=at, line={"width": 1.5, "dash": "dot", "color": colour(atlas, ARTICLE)})
        side = "left" if chart.backward else "right"
        place = {"x": at, "y": 1, "yref": "paper", "yanchor": "bottom", "xanchor": side}
        figure.add_annotation(place, text=directed_label(name, chart.lang), showarrow=False)
    if chart.band:
        figure.add_vrect(*chart.band, fillcolor=quiet(atlas), opacity=0.12, line_width=0)
    figure.update_xaxes(fixedrange=True, showgrid=True)
    if chart.axis.unit == "date":
        figure.update_xaxes(type="date", tickformatstops=DATES)
    else:
        values = [float(mark.at) for mark in chart.marks]
        ends = [min(values) - 25, max(values) + 25]
        figure.update_xaxes(range=ends[::-1] if chart.backward else ends, nticks=3, tickangle=0)
    tall = max((label.count("<br>") + 1 for label in labels), default=0)
    high = max((mark.row for mark in chart.marks), default=0) - min((m.row for m in chart.marks), default=0)
    named = any(mark.callout for mark in chart.marks)  # over their row, and over the drawing at its top
    rows = max(310 if named else 250, 60 + len(labels) * (LINE * tall + 8))
    dress(figure, rows if labels else 80 + 20 * high)
    return figure.update_layout(margin_t=26 if chart.through or (labels and named) else 8)


def _lanes(atlas: Atlas, figure: go.Figure, chart: Marks) -> None:
    """Name the series above the line, and the last one, below it, at the side of the earliest."""
    names = [series_name(atlas, swatch, chart.lang) for swatch in chart.legend]
    for n, text in enumerate(filter(None, ("   ".join(names[:-1] or names), *names[1:][-1:]))):
        figure.add_annotation(
            text=text,
            showarrow=False,
            x=0,
            xref="paper",
            xanchor="left",
            y=1 - n,
            yref="paper",
            yanchor="bottom" if n else "top",
        )


def _series(atlas: Atlas, figure: go.Figure, chart: Marks, swatch: Swatch) -> None:
    marks = [mark for mark in chart.marks if mark.series == swatch.name]
    figure.add_scatter(
        x=[mark.at for mark in marks],
        y=[mark.row for mark in marks],
        mode="markers+text" if any(mark.callout for mark in marks) else "markers",
        text=[directed_label(mark.callout, chart.lang) if mark.callout else "" for mark in marks],
        textposition=[BESIDE[mark.side] for mark in marks],
        cliponaxis=False,
        name=directed_label(swatch.name, chart.lang),
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
        **hover([mark.text for mark in marks], chart.lang),
    )


def plotly_curve(atlas: Atlas, chart: Curve) -> go.Figure:
    """A line through points, each with its value, the first where the language begins; under it their names,
    word under word."""
    points, ink, ar = chart.points, colour(atlas, 1), chart.lang == "ar"
    figure = go.Figure(
        go.Scatter(
            x=[directed_lines(point.label.split(), chart.lang) for point in points],
            y=[point.value for point in points],
            mode="lines+markers+text",
            text=[point.text for point in points],
            # none touches its neighbour
            textposition=["top center", "bottom center"] * 2
            + ["top left" if ar else "top right"] * (len(points) - 4),
            marker={"size": 9, "color": ink},
            line={"color": ink, "width": 2},
            cliponaxis=False,
            **hover(chart.exact, chart.lang),
        )
    )
    values = [point.value for point in points]
    figure.update_xaxes(autorange="reversed" if ar else True, tickangle=0)
    figure.update_yaxes(range=[0.88 * min(values), 1.06 * max(values)], side="right" if ar else "left")
    return dress(figure, 332)
