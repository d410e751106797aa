"""What figures of rows and cells share.

Cells of a matrix are bars: plotly's heat map cannot be picked. Time and reading order run left to right in
both languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from data.atlas.atlas import Atlas
from ui.charts.aid import dressed


def colour(atlas: Atlas, n: int) -> str:
    """Chart colour `n`: one that stands out on the light and on the dark ground alike."""
    return atlas.colours[f"chart-{n}"].light


def shade(atlas: Atlas, n: int, share: float) -> str:
    """Chart colour `n` from faint (0) to strong (1), through which the ground shows: ink stays readable on
    it."""
    red, green, blue = (int(colour(atlas, n)[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{0.07 + 0.6 * share:.2f})"


def sized(figure: go.Figure, title: str, height: int) -> go.Figure:
    """The figure with its finding, in the app's type; `height` in pixels."""
    return dressed(figure, title, 1).update_layout(height=height)


def rows_axis(figure: go.Figure, labels: Sequence[str], **more: Any) -> None:
    """Name the rows 0, 1, 2 … of a figure, the first at the top."""
    axis = {
        "tickvals": list(range(len(labels))),
        "ticktext": list(labels),
        "range": [len(labels) - 0.5, -0.5],
    }
    figure.update_yaxes(**axis, showgrid=False, zeroline=False, fixedrange=True, **more)


def cells(figure: go.Figure, at: Sequence[tuple[int, int]], texts: Sequence[str], **bars: Any) -> None:
    """Add cells at (column, row), each with its text, as bars that can be picked. `bars`: marker, customdata,
    hovertext.

    The text is a trace of its own in the colour of the theme: inside a bar plotly would choose one that
    hardly shows."""
    columns, rows = [column for column, _ in at], [row for _, row in at]
    bars |= {
        "orientation": "h",
        "width": 0.9,
        "hovertemplate": "%{hovertext}<extra></extra>",
        "showlegend": False,
    }
    figure.add_bar(base=[column - 0.47 for column in columns], x=[0.94] * len(columns), y=rows, **bars)
    figure.add_scatter(
        x=columns, y=rows, mode="text", text=texts, hoverinfo="skip", showlegend=False, cliponaxis=False
    )


def framed(figure: go.Figure, rows: Sequence[int], left: float, right: float) -> None:
    """A dashed frame around rows: what the article alone says."""
    for row in rows:
        dash = {"color": "#7F8894", "dash": "dash", "width": 1.5}
        figure.add_shape(
            type="rect", x0=left, x1=right, y0=row - 0.46, y1=row + 0.46, line=dash, layer="above"
        )
