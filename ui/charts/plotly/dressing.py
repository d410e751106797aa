"""What all figures of charts share: type, colours, the direction of words and of rows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from data.atlas.atlas import Atlas
from data.i18n.isolates import PDI, RLI
from data.tables.vocab import Lang
from ui.charts.spec import UNKNOWN, Bar, Cell, Side, Swatch

FONT = (  # --d-sans of web/styles/theme.css
    '"Source Sans", "Noto Sans Arabic", "Source Sans on Arial", "Source Sans on DejaVu Sans", '
    '"Noto Sans Arabic on DejaVu Sans", "Segoe UI", sans-serif'
)
BESIDE: dict[Side, str] = {  # where a name stands beside its mark
    "left": "middle left",
    "right": "middle right",
    "above": "top center",
    "above-left": "top left",
    "above-right": "top right",
}
GLYPHS = {"square": "■", "hatched": "▨", "circle": "●", "open-diamond": "◇"}  # of series named in a drawing
HOVERED = 38  # letters of a line
MARKUP = re.compile(f"<[^>]*>|[{RLI}{PDI}]")
SIZE, LINE = 14.5, 19  # pixels: of every word, as large as the text around a chart; of a line of a name
EDGE, LETTER, SPACE = 8, 7.0, 3.8  # pixels: round a figure; of what is written in names of rows
DASHED, RULE = {"dash": "dash", "width": 1.5}, 1


def directed_label(text: str, lang: Lang) -> str:
    """A label in the direction of its language: the figure itself stays left to right. In it plotly finds no
    markup."""
    text = text.replace("<", "&lt;")
    return f"{RLI}{text}{PDI}" if lang == "ar" else text


def colour(atlas: Atlas, n: int) -> str:
    """Chart colour `n`: one that stands out on the light and on the dark ground alike."""
    return atlas.colours[f"chart-{n}"].light


def directed_lines(parts: Sequence[str], lang: Lang) -> str:
    """Several labels, one under the other."""
    return "<br>".join(directed_label(part, lang) for part in parts)


def wrap_label(text: str, most: int) -> list[str]:
    """A label in lines of at most `most` letters; 0: in one."""
    return wrap(text, most) if most else [text]


def hover(texts: Sequence[str], lang: Lang) -> dict[str, Any]:
    """What is said of each mark under the pointer, in lines for which a phone has room."""
    parts = ([part for row in text.split("\n") for part in wrap_label(row, HOVERED)] for text in texts)
    return {
        "hovertext": [directed_lines(part, lang) for part in parts],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def from_start(ends: tuple[float, float], lang: Lang) -> list[float]:
    """The ends of an axis from left to right, where the first stands at the side at which the language
    begins."""
    return sorted(ends, reverse=lang == "ar")


def series_name(atlas: Atlas, swatch: Swatch, lang: Lang) -> str:
    """The name of a series beside a glyph in its colour."""
    glyph = f'<span style="color:{colour(atlas, swatch.colour)}">{GLYPHS[swatch.shape]}</span>'
    return (
        f"{directed_label(swatch.name, lang)} {glyph}"
        if lang == "ar"
        else f"{glyph} {directed_label(swatch.name, lang)}"
    )


def name_rows(figure: go.Figure, labels: Sequence[str], lang: Lang, *, showgrid: bool = False) -> None:
    """Name the rows 0, 1, 2 … of a figure, the first at the top, at the side where the language begins."""
    figure.update_yaxes(
        tickvals=list(range(len(labels))),
        ticktext=list(labels),
        range=[len(labels) - 0.5, -0.5],
        showgrid=showgrid,
        zeroline=False,
        fixedrange=True,
        side="right" if lang == "ar" else "left",
    )
    if lang == "ar" and any("<br>" in label for label in labels):
        _flush_right(figure, labels)


def _flush_right(figure: go.Figure, labels: Sequence[str]) -> None:
    """Names of several lines end at one edge at the right, where each Arabic line begins: plotly would begin
    them at the axis. They count as labels inside the plot that stand outside by the width of the longest
    line."""
    wide = max(_width(MARKUP.sub("", part)) for label in labels for part in label.split("<br>"))
    figure.update_yaxes(ticklabelposition="inside", ticklabelstandoff=-wide)
    figure.update_layout(margin_r=wide + EDGE)


def _width(text: str) -> int:
    """About how wide a line of a name is, in pixels."""
    kinds = [unicodedata.category(char)[0] for char in text]
    return round(LETTER * sum(kind in "LN" for kind in kinds) + SPACE * sum(kind in "ZPS" for kind in kinds))


def frame_rows(atlas: Atlas, figure: go.Figure, rows: Sequence[int], left: float, right: float) -> None:
    """A dashed frame around rows: what the article alone says."""
    rim = DASHED | {"color": quiet(atlas)}
    for row in rows:
        box = {"x0": left, "x1": right, "y0": row - 0.46, "y1": row + 0.46}
        figure.add_shape(box, type="rect", line=rim, layer="above")


def quiet(atlas: Atlas) -> str:
    """The colour of rules and frames: it shows on either ground."""
    return colour(atlas, UNKNOWN)


def dress(figure: go.Figure, height: float) -> go.Figure:
    """The figure in the app's type; `height` in pixels."""
    figure.update_layout(
        font={"family": FONT, "size": SIZE},
        margin={"l": EDGE, "r": figure.layout.margin.r or EDGE, "t": EDGE, "b": EDGE},
        height=height,
        dragmode=False,
        separators=".,",
        showlegend=False,
    )
    # automargin keeps the labels within the picture; plotly would measure each of them once more to see to it
    # and it would write 1400 beside the 1,344 of our own numbers
    axis = {
        "automargin": True,
        "tickfont_size": SIZE,
        "ticklabeloverflow": "allow",
        "separatethousands": True,
    }
    figure.update_xaxes(**axis).update_yaxes(**axis)
    return figure


def bar_pattern(atlas: Atlas, bars: Sequence[Bar]) -> dict[str, Any]:
    """What must not be told by colour alone carries a pattern."""
    return {
        "color": [atlas.colours[bar.ink].light for bar in bars],
        "pattern": {"shape": ["/" if bar.hatched else "" for bar in bars]},
    }


def colour_scale_at(atlas: Atlas, n: int, cell: Cell) -> str:
    """Chart colour `n` from faint to strong, through which the ground shows: ink stays readable on it."""
    red, green, blue = (int(colour(atlas, n)[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{0.07 + 0.6 * cell.share:.2f})"
