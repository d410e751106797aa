"""The parts of a slide: text that runs in the direction of its language, native charts and tables, pictures
with a description.

PowerPoint takes a paragraph's direction from `rtl`, and the face of Arabic letters from the complex-script
font: python-pptx sets neither. Arial and Times New Roman have Arabic letters on Windows and on macOS."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_PATTERN
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from data.tables.vocab import Lang
from export.about import bidi_safe, plain_label
from ui.charts.spec import Bar, Bars

SANS, SERIF = "Arial", "Times New Roman"
RLE, PDF = "\u202b", "\u202c"  # the older marks of direction, which chart labels understand
ARABIC = re.compile(r"[\u0600-\u06ff]")
# on the axis of a chart, as data.words.brief has them; Excel would print the point of "0.#" after whole
# numbers too
SUMS = '[>=1000000]"$"#,##0{part},,"M";"$"#,##0'
SUMS_AR = (  # a format has room for two conditions: the noun of 11 and more, of 3 to 10, of 1 and 2
    '[>=11000000]#,##0{part},," مليون"',
    '[>=3000000]#,##0{part},," ملايين"',
    '[>=1000000]#,##0{part},," مليون"',
)
KINDS = {  # bars that lie, bars on one another
    (True, True): XL_CHART_TYPE.BAR_STACKED,
    (True, False): XL_CHART_TYPE.BAR_CLUSTERED,
    (False, True): XL_CHART_TYPE.COLUMN_STACKED,
    (False, False): XL_CHART_TYPE.COLUMN_CLUSTERED,
}
Ink = dict[str, str]  # colour id -> colour
Box = tuple[float, float, float, float]  # left, top, width, height in inches


def rgb(colour: str) -> Any:
    """A colour of the colour table."""
    return RGBColor.from_string(colour.removeprefix("#"))  # type: ignore[no-untyped-call]


def write(
    frame: Any,
    text: str,
    size: float,
    colour: str,
    *,
    rtl: bool,
    bold: bool = False,
    face: str = SANS,
    first: bool = False,
) -> Any:
    """A paragraph more in a text frame (or its first), in one direction, with both of its faces set. Returns
    the paragraph."""
    paragraph = frame.paragraphs[0] if first else frame.add_paragraph()
    run = paragraph.add_run()
    run.text = bidi_safe(text, rtl)
    run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, rgb(colour)
    dress(run.font._element, face, "ar-SA" if ARABIC.search(text) else "en-GB")
    direct(paragraph, rtl)
    return paragraph


def directed(text: str, rtl: bool) -> bool:
    """Does a text run from right to left? Its first letter says, unless it is an Arabic quotation that begins
    with a Latin name; without letters, it runs as what is around it."""
    if text.startswith("«") and ARABIC.search(text):
        return True
    first = next((char for char in text if char.isalpha()), "")
    return bool(ARABIC.match(first)) if first else rtl


def pieces(text: str, most: int) -> list[str]:
    """A text in pieces of at most `most` characters, cut at spaces where there are any."""
    found = []
    while len(text) > most:
        at = text.rfind(" ", most // 2, most) + 1 or most
        found.append(text[:at])
        text = text[at:]
    return [*found, text]


def direct(paragraph: Any, rtl: bool) -> None:
    """Set a paragraph's direction and its alignment."""
    paragraph._p.get_or_add_pPr().set("rtl", "1" if rtl else "0")
    paragraph.alignment = PP_ALIGN.RIGHT if rtl else PP_ALIGN.LEFT


def dress(properties: Any, face: str, language: str = "") -> None:
    """Give run properties a face for Latin and one for complex scripts."""
    if language:
        properties.set("lang", language)
    for tag in ("a:latin", "a:ea", "a:cs"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    for tag in ("a:latin", "a:cs"):
        element = properties.makeelement(qn(tag), {"typeface": face})
        properties.append(element)


def text_box(slide: Any, box: Box, anchor: MSO_ANCHOR = MSO_ANCHOR.TOP) -> Any:
    """An empty text frame that wraps."""
    frame = slide.shapes.add_textbox(*map(Inches, box)).text_frame
    frame.word_wrap, frame.vertical_anchor = True, anchor
    frame.margin_left = frame.margin_right = Inches(0.05)
    return frame


def number(slide: Any, box: Box, size: float, colour: str, *, right: bool) -> None:
    """The slide's number, as the placeholder that PowerPoint counts in."""
    frame = text_box(slide, box)
    write(
        frame,
        str(len(slide.part.package.presentation_part.presentation.slides)),
        size,
        colour,
        rtl=False,
        first=True,
    )
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    run, known = paragraph.runs[0]._r, frame._parent._element.nvSpPr
    run.tag = qn("a:fld")
    run.set("id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")
    run.set("type", "slidenum")
    known.cNvSpPr.attrib.pop("txBox", None)
    known.nvPr.append(known.nvPr.makeelement(qn("p:ph"), {"type": "sldNum", "sz": "quarter", "idx": "12"}))


def picture(slide: Any, content: bytes, box: Box, description: str) -> Any:
    """A picture of the box's width, with a description for those who do not see it."""
    shape = slide.shapes.add_picture(
        io.BytesIO(content), Inches(box[0]), Inches(box[1]), width=Inches(box[2])
    )
    if shape.height > Inches(box[3]):
        shape.width, shape.height = Emu(int(shape.width * Inches(box[3]) / shape.height)), Inches(box[3])
        shape.left = Inches(box[0]) + Emu((Inches(box[2]) - shape.width) // 2)
    describe(shape, description)
    return shape


def describe(shape: Any, text: str) -> None:
    """Describe a picture, table or chart for those who do not see it."""
    shape._element._nvXxPr.cNvPr.set("descr", plain_label(text))


def table(
    slide: Any,
    rows: Sequence[Sequence[str]],
    box: Box,
    widths: Sequence[float],
    ink: dict[str, str],
    *,
    rtl: bool,
    size: float,
) -> Any:
    """A native table, its first row the heading; `widths`: shares of the columns. Right to left, its first
    column is on the right."""
    shape = slide.shapes.add_table(len(rows), len(rows[0]), *map(Inches, box))
    grid = shape.table
    grid._tbl.tblPr.set("rtl", "1" if rtl else "0")
    for column, share in zip(grid.columns, widths, strict=True):
        column.width = Inches(box[2] * share / sum(widths))
    for n, row in enumerate(rows):
        grid.rows[n].height = Inches(0.4)
        for cell, text in zip(grid.rows[n].cells, row, strict=True):
            cell.fill.solid()
            cell.fill.fore_color.rgb = rgb(ink["panel" if n == 0 else "ground"])
            cell.margin_top = cell.margin_bottom = Inches(0.03)
            for at, line in enumerate(text.split("\n")):
                write(
                    cell.text_frame,
                    line,
                    size,
                    ink["ink"],
                    rtl=directed(line, rtl),
                    bold=n == 0,
                    first=at == 0,
                )
    return shape


def chart(slide: Any, bars: Bars, box: Box, ink: Ink, size: float = 14) -> Any:
    """A native chart with the values, labels and colours of `bars`; PowerPoint lays the first at the
    bottom."""
    series = {name: rows if bars.upright else tuple(reversed(rows)) for name, rows in bars.series.items()}
    shares = bars.axis.unit == "share"
    data: Any = CategoryChartData(number_format="0%" if shares else '"$"#,##0')  # type: ignore[no-untyped-call]
    data.categories = [plain_label(bar.label) or "\u00a0" for bar in next(iter(series.values()))]
    for name, rows in series.items():
        data.add_series(plain_label(name or bars.finding), [bar.value for bar in rows])
    shape = slide.shapes.add_chart(KINDS[not bars.upright, bars.stacked], *map(Inches, box), data)
    drawn = shape.chart
    drawn.has_title = False
    drawn.font.size, drawn.font.color.rgb = Pt(size), rgb(ink["ink"])
    dress(drawn.font._element, SANS, "ar-SA" if bars.lang == "ar" else "en-GB")
    drawn.has_legend = bars.stacked
    if drawn.has_legend:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    plot = drawn.plots[0]
    plot.gap_width, plot.overlap = 45, 100 if bars.stacked else 0
    scale(drawn.value_axis, bars, ink)
    drawn.value_axis.reverse_order = bars.lang == "ar" and not bars.upright  # bars begin at the right
    for own, rows in zip(plot.series, series.values(), strict=True):
        colour_series(own, rows, ink, size, bars.lang == "ar", upright=bars.upright)
    describe(shape, bars.finding)
    return shape


def scale(axis: Any, bars: Bars, ink: Ink) -> None:
    """The axis of values: it counts as on the page."""
    axis.minimum_scale = 0
    if bars.axis.end:
        axis.maximum_scale = bars.axis.end  # the label of the largest bar has room
    sums = [value for value, _ in bars.axis.ticks]
    if len(sums) > 1:
        axis.major_unit = sums[1]
    axis.major_gridlines.format.line.color.rgb = rgb(ink["hairline"])
    formats = {"share": "0%", "count": "0"}
    axis.tick_labels.number_format = formats.get(bars.axis.unit, sums_format(sums, bars.lang))
    axis.tick_labels.number_format_is_linked = False


def sums_format(ticks: Sequence[float], lang: Lang) -> str:
    """The number format of an axis of sums in US dollars with these ticks; in Arabic the noun agrees with the
    number: 3 ملايين, 20 مليون."""
    part = ".0" if any(tick >= 1e6 and tick % 1e6 for tick in ticks) else ""
    if lang == "en":
        return SUMS.format(part=part)
    nouns = SUMS_AR[:2] if max(ticks, default=0) >= 11e6 else SUMS_AR[1:]
    return ";".join((*nouns, "#,##0")).format(part=part)


def colour_series(
    series: Any, bars: Sequence[Bar], ink: Ink, size: float, rtl: bool, *, upright: bool
) -> None:
    """Colours and labels of a series, of bars that stand only where they are called out; a hatched bar gets a
    pattern too."""
    for n, bar in enumerate(bars):
        paint(series.points[n].format, rgb(ink[f"chart-{bar.colour}"]), bar.hatched)
        if text := plain_label(bar.callout if upright else bar.text):
            label = series.points[n].data_label
            text = f"{RLE}{text}{PDF}" if rtl else text
            write(label.text_frame, text, size - 1, ink["ink"], rtl=rtl, first=True)
            label.text_frame.word_wrap = False
            label.position = XL_LABEL_POSITION.OUTSIDE_END


def paint(form: Any, colour: Any, hatched: bool) -> None:
    """Fill a bar, with a pattern and a rim when it is hatched."""
    if hatched:
        form.fill.patterned()
        form.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        form.fill.fore_color.rgb, form.fill.back_color.rgb = colour, rgb("#FFFFFF")
        form.line.color.rgb = colour
    else:
        form.fill.solid()
        form.fill.fore_color.rgb = colour
