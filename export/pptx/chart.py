"""Native charts: values, labels and colours of a page's chart, in a workbook whose cells the labels follow.

A label is the text of a cell, and that cell a formula of the value beside it: who changes a number in
PowerPoint changes its bar and its words."""

from __future__ import annotations

import io
import math
import re
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from data.tables.vocab import Lang
from export.about import plain_label
from export.image.labels import text_width
from export.pptx.layouts import Box
from export.pptx.slide import Slide
from export.pptx.text import COLOURS
from ui.charts.spec import Bar, Bars

SHEET = "Sheet1"
RLE, PDF = "\u202b", "\u202c"  # the older marks of direction, which chart labels understand
# on the axis of a chart, as data.words.brief has them; Excel would print the point of "0.#" after whole
# numbers too
SUMS = '[>=1000000]"$"#,##0{part},,"M";"$"#,##0'
SUMS_AR = (  # a format has room for two conditions: the noun of 11 and more, of 3 to 10, of 1 and 2
    '[>=11000000]#,##0{part},," مليون"',
    '[>=3000000]#,##0{part},," ملايين"',
    '[>=1000000]#,##0{part},," مليون"',
)
NARROW = 6.0  # inches: in narrower charts the sums under an axis would touch
AXIS = 1.0  # inches that the axis of values takes beside bars that stand
APART = 1.2  # breadths, or heights, of a label from one to the next
TURNED = -2_700_000  # 45 degrees against the clock, in the file's 60,000ths
SHOWN = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
C15 = 'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"'
LABEL = (  # of one bar: the field of its cell, its text kept for who does not open the workbook
    '<c:dLbl {names}><c:idx val="{n}"/><c:tx><c:rich><a:bodyPr wrap="none"/><a:p><a:pPr rtl="{rtl}">'
    '<a:defRPr sz="{size}"/></a:pPr><a:fld id="{{{id}}}" type="CELLRANGE"><a:rPr lang="{lang}" sz="{size}">'
    '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:rPr><a:pPr rtl="{rtl}"/><a:t/></a:fld></a:p>'
    "</c:rich></c:tx>{place}{flags}<c:extLst>"
    '<c:ext uri="{{CE6537A1-D6FC-4f65-9D91-7224C49458BB}}" {c15}><c15:showDataLabelsRange val="1"/></c:ext>'
    "</c:extLst></c:dLbl>"
)
RANGE = (  # of a series: which cells its labels are
    '<c:extLst {names}><c:ext uri="{{02D57815-91ED-43cb-92C2-25804820EDAC}}" {c15}><c15:datalabelsRange>'
    '<c15:f>{cells}</c15:f><c15:dlblRangeCache><c:ptCount val="{count}"/></c15:dlblRangeCache>'
    "</c15:datalabelsRange></c:ext></c:extLst>"
)
KINDS = {  # bars that lie, bars on one another
    (True, True): XL_CHART_TYPE.BAR_STACKED,
    (True, False): XL_CHART_TYPE.BAR_CLUSTERED,
    (False, True): XL_CHART_TYPE.COLUMN_STACKED,
    (False, False): XL_CHART_TYPE.COLUMN_CLUSTERED,
}


def add_chart(
    slide: Slide, key: str, bars: Bars, ink: Mapping[str, str], size: float = 14, box: Box | None = None
) -> Any:
    """The bars as a native chart in a placeholder, or in `box`; PowerPoint lays the first at the bottom."""
    series = {name: rows if bars.upright else tuple(reversed(rows)) for name, rows in bars.series.items()}
    data: Any = CategoryChartData(number_format=cells_format(bars))  # type: ignore[no-untyped-call]
    data.categories = [plain_label(bar.label) or "\u00a0" for bar in next(iter(series.values()))]
    for name, rows in series.items():
        data.add_series(plain_label(name or bars.finding), [bar.value for bar in rows])
    own = slide.clear(key)
    sides = slide.emu(box or own)
    shape = slide.slide.shapes.add_chart(KINDS[not bars.upright, bars.stacked], *sides, data)
    drawn = shape.chart
    drawn.part.chart_workbook.update_from_xlsx_blob(chart_workbook(bars, series))
    drawn.has_title = False
    drawn.font.size, drawn.font.color.theme_color = Pt(size), COLOURS["ink"]
    drawn.has_legend = bars.stacked
    if drawn.has_legend:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    plot = drawn.plots[0]
    plot.gap_width, plot.overlap = 45, 100 if bars.stacked else 0
    number_axes(drawn._chartSpace)
    set_axis_scale(drawn.value_axis, bars, sides[2] / Inches(1))
    if bars.upright:
        space_labels(drawn.category_axis, bars, size, sides[2] / Inches(1))
    drawn.value_axis.reverse_order = bars.lang == "ar" and not bars.upright  # bars begin at the right
    for n, (own, rows) in enumerate(zip(plot.series, series.values(), strict=True)):
        for at, bar in enumerate(rows):
            paint(own.points[at].format, bar, ink)
        label_series(own, rows, 1 + len(series) + n, size - 1, bars)
    slide.place(shape, key, bars.alt)
    return shape


def cells_format(bars: Bars) -> str:
    """The number format of the cells with the values."""
    return {"share": "0%", "dollars": '"$"#,##0'}.get(bars.axis.unit, "#,##0")


def chart_workbook(bars: Bars, series: dict[str, tuple[Bar, ...]]) -> bytes:
    """The cells behind a chart: labels of the bars, for each series a column of values, then for each one
    of formulas that put the values into words."""
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    sheet, form = book.add_worksheet(SHEET), book.add_format({"num_format": cells_format(bars)})
    if bars.lang == "ar":
        sheet.right_to_left()
    for n, (name, rows) in enumerate(series.items(), start=1):
        sheet.write_string(0, n, plain_label(name or bars.finding))
        for at, bar in enumerate(rows, start=1):
            sheet.write_string(at, 0, plain_label(bar.label) or "\u00a0")
            sheet.write_number(at, n, bar.value, form)
            if text := bar_words(bar, bars):
                cell = f"{xl_col_to_name(n)}{at + 1}"
                sheet.write_formula(at, n + len(series), formula(text, bar.value, cell), None, text)
    book.close()
    return out.getvalue()


def bar_words(bar: Bar, bars: Bars) -> str:
    """The words beside a bar; of bars that stand only some have any."""
    text = plain_label(bar.callout if bars.upright else bar.text)
    return f"{RLE}{text}{PDF}" if text and bars.lang == "ar" else text


def formula(text: str, value: float, cell: str) -> str:
    """A formula that gives `text` while `cell` holds `value`, and follows it: the number in the text, in
    millions, per cent or whole, is worked out of the cell. A text that has no such number stands as it is."""
    written = {
        f"{round(value / 1e6, 2):g}": f"ROUND({cell}/1000000,2)",
        f"{100 * value:.0f}%": f'ROUND(100*{cell},0)&"%"',
        f"{value:,.0f}": f"FIXED({cell},0)",
    }
    for number, worked in written.items():
        if found := re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d,]|\.\d)", text):
            before, after = text[: found.start()], text[found.end() :]
            return "=" + "&".join(filter(None, (_literal(before), worked, _literal(after))))
    return f"={_literal(text)}"


def _literal(text: str) -> str:
    return '"{}"'.format(text.replace('"', '""')) if text else ""


def label_series(series: Any, bars: Sequence[Bar], column: int, size: float, chart: Bars) -> None:
    """The labels of a series, each bound to its cell in `column`."""
    labels = series._element.get_or_add_dLbls()
    for child in list(labels):
        labels.remove(child)
    texts = {n: text for n, bar in enumerate(bars) if (text := bar_words(bar, chart))}
    for n, text in texts.items():
        labels.append(_label(n, text, round(size * 100), chart))
    for flag in SHOWN:
        labels.append(labels.makeelement(qn(f"c:show{flag}"), {"val": "0"}))
    name = xl_col_to_name(column)
    cells = f"{SHEET}!${name}$2:${name}${len(bars) + 1}"
    bound = parse_xml(RANGE.format(names=nsdecls("c"), c15=C15, cells=cells, count=len(bars)))
    [cache] = (element for element in bound.iter() if element.tag.endswith("dlblRangeCache"))
    for n, text in texts.items():
        point = cache.makeelement(qn("c:pt"), {"idx": str(n)})
        point.append(point.makeelement(qn("c:v")))
        point[0].text = text
        cache.append(point)
    series._element.append(bound)


def _label(n: int, text: str, size: int, chart: Bars) -> Any:
    """The label of the bar `n`."""
    arabic = chart.lang == "ar"
    element = parse_xml(
        LABEL.format(
            names=nsdecls("c", "a"),
            n=n,
            id=str(uuid.uuid5(uuid.NAMESPACE_OID, f"label {n}")).upper(),
            rtl=int(arabic),
            lang="ar-SA" if arabic else "en-GB",
            size=size,
            place="" if chart.stacked else '<c:dLblPos val="outEnd"/>',
            flags="".join(f'<c:show{flag} val="0"/>' for flag in SHOWN),
            c15=C15,
        )
    )
    [cached] = element.iter(qn("a:t"))
    cached.text = text
    return element


def number_axes(chart: Any) -> None:
    """Axes numbered from 1: the schema knows no negative numbers, which python-pptx gives them."""
    numbers: dict[str, str] = {}
    for element in chart.xpath("//c:axId | //c:crossAx"):
        element.set("val", numbers.setdefault(element.get("val"), str(len(numbers) + 1)))


def set_axis_scale(axis: Any, bars: Bars, wide: float) -> None:
    """The axis of values: it counts as on the page, in a chart of less than `NARROW` inches by every other
    sum."""
    axis.minimum_scale = 0
    if bars.axis.end:
        axis.maximum_scale = bars.axis.end  # the label of the largest bar has room
    sums = [value for value, _ in bars.axis.ticks]
    if len(sums) > 1:
        crowded = wide < NARROW and bars.axis.unit == "dollars" and len(sums) > 3
        axis.major_unit = sums[2 if crowded else 1]
    line = axis.major_gridlines.format.line.color
    line.theme_color, line.brightness = COLOURS["panel"], -0.1
    formats = {"share": "0%", "count": "0"}
    axis.tick_labels.number_format = formats.get(bars.axis.unit, sums_format(sums, bars.lang))
    axis.tick_labels.number_format_is_linked = False


def space_labels(axis: Any, bars: Bars, size: float, wide: float) -> None:
    """The axis of bars that stand: its labels level where all have room, else turned by half a right angle,
    and so many that none lies on another; programs would break, turn or crowd them, each in its own way."""
    column = (wide - AXIS) / len(bars.rows)
    broadest = max(text_width(plain_label(bar.label)) for bar in bars.rows) * size / 7200
    level = APART * broadest <= column
    axis.tick_labels.font.size = Pt(size)
    axis._element.txPr.bodyPr.set("rot", "0" if level else str(TURNED))
    skip = 1 if level else math.ceil(APART * size / 72 * math.sqrt(2) / column)
    if skip > 1:
        last = axis._element.find(qn("c:noMultiLvlLbl"))
        last.addprevious(last.makeelement(qn("c:tickLblSkip"), {"val": str(skip)}))


def sums_format(ticks: Sequence[float], lang: Lang) -> str:
    """The number format of an axis of sums in US dollars with these ticks; in Arabic the noun agrees with the
    number: 3 ملايين, 20 مليون."""
    part = ".0" if any(tick >= 1e6 and tick % 1e6 for tick in ticks) else ""
    if lang == "en":
        return SUMS.format(part=part)
    nouns = SUMS_AR[:2] if max(ticks, default=0) >= 11e6 else SUMS_AR[1:]
    return ";".join((*nouns, "#,##0")).format(part=part)


def paint(form: Any, bar: Bar, ink: Mapping[str, str]) -> None:
    """Fill a bar, with a pattern and a rim when it is hatched."""
    if bar.hatched:
        form.fill.patterned()
        form.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        form.fill.back_color.theme_color = COLOURS["ground"]
        _set_colour(form.line.color, bar.ink, ink)
    else:
        form.fill.solid()
    _set_colour(form.fill.fore_color, bar.ink, ink)


def _set_colour(form: Any, token: str, ink: Mapping[str, str]) -> None:
    """Give a colour of the table: that of the theme, or, where the theme has none for it, its own."""
    if token in COLOURS:
        form.theme_color = COLOURS[token]
    else:
        form.rgb = RGBColor.from_string(ink[token][1:])  # type: ignore[no-untyped-call]
