"""A matrix as a plotly figure. Its cells are bars: plotly's heat map cannot be picked."""

from __future__ import annotations

import plotly.graph_objects as go

from data.atlas.atlas import Atlas
from data.i18n.amounts import number
from ui.charts.plotly.dressing import (
    LINE,
    RULE,
    colour,
    colour_scale_at,
    directed_label,
    dress,
    frame_rows,
    from_start,
    hover,
    name_rows,
    quiet,
)
from ui.charts.spec import Matrix

ROW, NAMES = 27, 40  # pixels: of a row; of the names over columns
FEW = 24  # columns that have room for their numbers


def plotly_matrix(atlas: Atlas, chart: Matrix) -> go.Figure:
    """Cells at rows and columns, with their numbers."""
    figure, end = go.Figure(), len(chart.columns) - 0.5
    _cells(atlas, figure, chart)
    name_rows(figure, [directed_label(label, chart.lang) for label in chart.rows], chart.lang)
    frame_rows(atlas, figure, chart.framed, -0.5, end)
    # of many numbers, there is no room for each
    every = 1 if len(chart.columns) <= FEW else 5
    columns = () if chart.named else enumerate(chart.columns)
    numbers = [label if n == 0 or int(label) % every == 0 else "" for n, label in columns]
    figure.update_xaxes(
        tickvals=list(range(len(numbers))),
        ticktext=numbers,
        range=from_start((-0.5, end), chart.lang),
        side="top",
        fixedrange=True,
        showgrid=False,
        zeroline=False,
        tickangle=0,
    )
    dress(figure, 60 + ROW * len(chart.rows))
    return _stair(atlas, figure, chart) if chart.named else _parted(atlas, figure, chart)


def _stair(atlas: Atlas, figure: go.Figure, chart: Matrix) -> go.Figure:
    """The names of columns, level and each on a line of its own, the first at the bottom: a name ends over
    its column, to which a rule leads down, and runs back over those before it and over the names of rows."""
    rule = {"color": quiet(atlas), "width": RULE}
    for n, label in enumerate(chart.columns):
        high = 8 + LINE * n
        figure.add_annotation(
            text=directed_label(label, chart.lang),
            showarrow=False,
            x=n,
            y=1,
            yref="paper",
            yshift=high,
            yanchor="bottom",
            xanchor="left" if chart.lang == "ar" else "right",
            xshift=-3 if chart.lang == "ar" else 3,
            height=LINE,
            valign="middle",
        )
        figure.add_shape(
            type="line", x0=n, x1=n, yref="paper", ysizemode="pixel", yanchor=1, y0=2, y1=high + 3, line=rule
        )
    tall = LINE * len(chart.columns) + 12
    return figure.update_layout(margin_t=tall, height=ROW * len(chart.rows) + tall + 8)


def _cells(atlas: Atlas, figure: go.Figure, chart: Matrix) -> None:
    """Cells with their numbers. These are a trace of their own in the colour of the theme: inside a bar
    plotly would choose one that hardly shows."""
    columns, rows = [cell.column for cell in chart.cells], [cell.row for cell in chart.cells]
    figure.add_bar(
        base=[column - 0.47 for column in columns],
        x=[0.94] * len(columns),
        y=rows,
        orientation="h",
        width=0.9,
        marker={
            "color": [colour_scale_at(atlas, chart.colour, cell) for cell in chart.cells],
            "line": {
                "width": [2 if cell.ringed else 0 for cell in chart.cells],
                "color": colour(atlas, chart.ring),
            },
        },
        customdata=[list(cell.ids) for cell in chart.cells],
        **hover(["\n".join(cell.lines) for cell in chart.cells], chart.lang),
        showlegend=False,
    )
    texts = [number(cell.value, chart.lang) for cell in chart.cells]
    figure.add_scatter(
        x=columns, y=rows, mode="text", text=texts, hoverinfo="skip", showlegend=False, cliponaxis=False
    )


def _parted(atlas: Atlas, figure: go.Figure, chart: Matrix) -> go.Figure:
    """The figure, its parts divided by lines, and named where they have a title."""
    rule = {"color": quiet(atlas), "width": RULE}
    for part in chart.parts:
        at = part.start - 0.5
        if part.start:
            figure.add_shape(type="line", x0=at, x1=at, y0=0, y1=1, yref="paper", line=rule)
        if part.title:
            place = {"x": at, "y": 1, "yref": "paper", "yshift": 20, "xanchor": "left", "yanchor": "bottom"}
            figure.add_annotation(place, text=directed_label(part.title, part.lang), showarrow=False)
    if chart.parts:
        figure.update_layout(height=figure.layout.height + NAMES, margin={"t": NAMES})
    return figure
