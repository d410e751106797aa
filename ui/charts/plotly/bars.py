"""Bars as plotly figures: lying ones with their labels beside them, and those that stand by years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from data.atlas.atlas import Atlas
from data.tables.vocab import Lang
from ui.charts.plotly.dressing import (
    LINE,
    bar_pattern,
    directed_label,
    directed_lines,
    dress,
    frame_rows,
    from_start,
    hover,
    name_rows,
    series_name,
    wrap_label,
)
from ui.charts.spec import Axis, Bar, Bars, in_words

ROW = 27  # pixels of a row of stacked bars


def lying(atlas: Atlas, chart: Bars) -> go.Figure:
    """Bars along rows with labels."""
    figure = go.Figure()
    for series, bars in chart.series.items():
        figure.add_bar(
            x=[bar.value for bar in bars],
            y=list(range(len(bars))),
            orientation="h",
            name=directed_label(series, chart.lang) if series else None,
            text=[directed_label(bar.text, chart.lang) if bar.text else "" for bar in bars],
            insidetextfont={"color": atlas.colours["chart-number"].light},
            marker=bar_pattern(atlas, bars),
            customdata=[list(bar.ids) for bar in bars],
            **hover([in_words(bar) for bar in bars], chart.lang),
            **_placed(chart, hatched=any(bar.hatched for bar in bars)),
        )
    labels = [_label(chart, bar) for bar in next(iter(chart.series.values()))]
    name_rows(figure, labels, chart.lang)
    frame_rows(atlas, figure, chart.framed, 0, chart.longest)
    ends = (0, chart.axis.reach or 1.08 * chart.longest)
    figure.update_xaxes(
        _money(
            chart.axis, chart.lang, len(chart.axis.ticks) - 1 if chart.narrow else len(chart.axis.ticks) // 2
        ),
        fixedrange=True,
        range=from_start(ends, chart.lang),
        tickangle=0,
    )
    if chart.axis.unit == "count":  # each bar has its number
        figure.update_xaxes(visible=False)
    if chart.axis.unit == "share":
        figure.update_xaxes(tickformat=".0%")
    figure.update_layout(
        barmode="stack" if chart.stacked else "relative",
        bargap=0.25 if chart.stacked else 0.45 if chart.narrow else 0.2,
    )
    end = "margin_l" if chart.lang == "ar" else "margin_r"  # where the last stop has half of its words
    dress(figure, _height(chart, labels)).update_layout({end: 30})
    return _headed(atlas, figure, chart) if chart.stacked else figure


def _headed(atlas: Atlas, figure: go.Figure, chart: Bars) -> go.Figure:
    """The figure with its series named over the first row: one where the bars begin, one where they end."""
    for n, swatch in enumerate(chart.legend):
        at_left = (n == 0) == (chart.lang == "en")
        figure.add_annotation(
            text=series_name(atlas, swatch, chart.lang),
            showarrow=False,
            x=0 if at_left else 1,
            xref="paper",
            xanchor="left" if at_left else "right",
            y=1,
            yref="paper",
            yanchor="bottom",
        )
    return figure.update_layout(margin_t=30, height=figure.layout.height + 22)


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
    label = directed_lines(wrap_label(bar.label, chart.wrap), chart.lang)
    return f"{label}<br><b>{directed_label(bar.text, chart.lang)}</b>" if chart.narrow else label


def _height(chart: Bars, labels: Sequence[str]) -> int:
    if chart.stacked:
        return 60 + ROW * len(labels)
    tall = max(label.count("<br>") + 1 for label in labels)
    return max(150, 60 + len(labels) * max(34, LINE * tall + 8))


def upright(atlas: Atlas, chart: Bars) -> go.Figure:
    """Bars that stand, with words at the end of some."""
    figure = go.Figure(
        go.Bar(
            x=[bar.label for bar in chart.rows],
            y=[bar.value for bar in chart.rows],
            marker=bar_pattern(atlas, chart.rows),
            text=[directed_label(bar.callout, chart.lang) if bar.callout else "" for bar in chart.rows],
            textposition="outside",
            textangle=0,
            constraintext="none",
            cliponaxis=False,
            customdata=[list(bar.ids) for bar in chart.rows],
            **hover([in_words(bar) for bar in chart.rows], chart.lang),
        )
    )
    figure.update_yaxes(_money(chart.axis, chart.lang), range=[0, chart.axis.reach], fixedrange=True)
    figure.update_xaxes(fixedrange=True)
    return dress(figure, 246).update_layout(margin_t=24, xaxis_separatethousands=False)  # they are years


def _money(axis: Axis, lang: Lang, every: int = 1) -> dict[str, Any]:
    """The labelled stops of an axis of money; `every` so many of them, where they stand side by side."""
    if not axis.ticks:
        return {}
    ticks = axis.ticks[:: max(every, 1)]
    texts = [directed_label(text, lang) if value else text for value, text in ticks]
    return {"tickvals": [value for value, _ in ticks], "ticktext": texts}
