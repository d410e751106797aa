"""One neutral value for every chart: what is drawn, said and tabled from it, and its legend."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import replace

import pandas as pd
import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape
from matplotlib.figure import Figure
from orders import story_slides
from pptx.util import Inches
from tiny import shipped, small

from data.i18n.isolates import strip_isolates
from data.query.selection import Selection
from data.query.view import select
from data.tables.model import Step
from data.tables.vocab import ASSESSMENTS, LANGS, Lang
from export.image import chart_image, drawing
from export.order import Order
from export.pptx import chart as native_chart
from export.pptx import deck
from export.pptx.slide import Slide
from export.pptx.template import empty_deck
from export.tables.files import chart_csv
from ui.charts import aid, legend
from ui.charts.callouts import GAP, LETTER, extent, with_callouts
from ui.charts.plotly.dressing import HOVERED, directed_label
from ui.charts.plotly.figure import plotly_figure
from ui.charts.registry import CHARTS
from ui.charts.source_line import source_line_html
from ui.charts.spec import (
    ARTICLE,
    OTHERS,
    RECORDS,
    UNKNOWN,
    Axis,
    Bar,
    Bars,
    Chart,
    Mark,
    Marks,
    Matrix,
    Swatch,
    Unit,
)
from ui.story.drawing import bars_drawing

LEGENDS = ("in-time", "compared")
IN_THE_DRAWING = ("mentions", "never-named", "events")  # series that the drawing itself names
INK = {key: token.light for key, token in shipped().colours.items()}
SHIPPED_ONLY = {"itemised", "puma", "largest", "posts", "works"}  # of rows and a sum that only our data has
labels = st.text(st.characters(categories=("L", "N", "P"), codec="utf-8"), min_size=1, max_size=30)


@st.composite
def bars(draw: st.DrawFn) -> Bars:
    """Bars of one series or of several on one another."""
    rows = draw(st.lists(labels, min_size=1, max_size=6, unique=True))
    series = draw(st.lists(labels, min_size=1, max_size=3, unique=True) | st.just([""]))
    values = st.integers(min_value=1, max_value=10**9)
    made = [
        Bar(label, draw(values), draw(labels), (f"{n}",), draw(st.integers(1, 4)), draw(st.booleans()), name)
        for name in series
        for n, label in enumerate(rows)
    ]
    units: tuple[Unit, ...] = ("dollars", "share", "count")
    unit = draw(st.sampled_from(units))
    heads = ("label", "kind", "value")
    lang = draw(st.sampled_from(LANGS))
    return Bars(lang=lang, finding="found", heads=heads, rows=tuple(made), axis=Axis(unit))


@pytest.mark.slow
@given(bars())
def test_a_figure_has_the_bars_of_the_value_in_reading_order(chart: Bars) -> None:
    figure = plotly_figure(shipped(), chart)
    for trace, rows in zip(figure.data, chart.series.values(), strict=True):
        assert list(trace.x) == [bar.value for bar in rows]
        assert [tuple(ids) for ids in trace.customdata] == [bar.ids for bar in rows]
        assert list(trace.marker.pattern.shape) == ["/" if bar.hatched else "" for bar in rows]
        assert list(trace.marker.color) == [INK[bar.ink] for bar in rows]
    assert figure.layout.yaxis.ticklabeloverflow == "allow", "or plotly measures every label once more"
    low, high = figure.layout.yaxis.range
    assert low > high, "the first row stands at the top"
    assert len(figure.layout.yaxis.ticktext) == len(chart.labels)


@given(bars())
def test_table_and_alternative_text_hold_every_bar(chart: Bars) -> None:
    assert [row["value"] for row in chart.table] == [bar.value for bar in chart.rows]
    assert [row["label"] for row in chart.table] == [strip_isolates(bar.label) for bar in chart.rows]
    assert ("kind" in chart.table[0]) == chart.stacked
    assert all(f"{bar.label}" in chart.alt and bar.text in chart.alt for bar in chart.rows)


@settings(max_examples=25, deadline=None)
@given(bars())
def test_slides_and_pictures_draw_the_same_numbers(chart: Bars) -> None:
    slide = Slide(empty_deck("", "", "en", INK), "visual", {"en": "x"}, "en", "x", rtl=False)
    native = native_chart.add_chart(slide, "visual", chart, INK).chart
    for series, rows in zip(native.plots[0].series, chart.series.values(), strict=True):
        assert list(series.values) == [bar.value for bar in reversed(rows)]
    alone = replace(chart, rows=next(iter(chart.series.values())))
    axes = Figure().add_subplot()
    drawing.lie(axes, alone, INK)
    assert [bar.get_width() for bar in axes.patches] == [bar.value for bar in alone.rows]  # type: ignore[attr-defined]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("key", LEGENDS)
def test_a_legend_names_every_series_in_the_direction_of_its_language(key: str, lang: Lang) -> None:
    chart = CHARTS[key].make(select(shipped(), Selection()), shipped().text(lang))
    html = str(legend.chart_legend(shipped(), chart))
    assert f'dir="{"rtl" if lang == "ar" else "ltr"}"' in html
    entries = html.split("<li>")[1:]
    assert len(entries) == len(chart.legend) > 1
    for entry, swatch in zip(entries, chart.legend, strict=True):
        assert entry.startswith("<i "), "the swatch comes first: in Arabic, at the right"
        assert f"d-swatch-{swatch.shape} d-chart-{swatch.colour}" in entry
        assert swatch.name in entry
    figure = plotly_figure(shipped(), chart)
    assert figure.layout.showlegend is False, "plotly's own cannot run from right to left"
    drawn = [strip_isolates(trace.name) for trace in figure.data]
    assert drawn == [strip_isolates(swatch.name) for swatch in chart.legend if not swatch.size]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("key", IN_THE_DRAWING)
def test_a_drawing_that_names_its_series_has_no_legend(key: str, lang: Lang) -> None:
    chart = CHARTS[key].make(select(shipped(), Selection()), shipped().text(lang))
    assert legend.chart_legend(shipped(), chart) == ""
    texts = [note.text for note in plotly_figure(shipped(), chart).layout.annotations]
    for swatch in chart.legend:
        assert sum(swatch.name in text for text in texts) == 1


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("key", CHARTS)
def test_every_chart_says_its_unit_and_who_published_what_it_shows(key: str, lang: Lang) -> None:
    t, view = shipped().text(lang), select(shipped(), Selection())
    chart = CHARTS[key].chart(view, t)
    assert chart.unit
    assert chart.sources
    html = str(source_line_html(chart, t))
    assert str(escape(chart.unit)) in html
    assert str(escape(chart.sources[0])) in html
    assert f"#all-sources-{lang}" in html
    assert chart.table, "its data can be taken away"


def test_the_publishers_are_those_of_the_rows_shown() -> None:
    t = shipped().text("en")
    view = select(shipped(), Selection(donors=("japan",)))
    chart = CHARTS["by-donor"].chart(view, t)
    ids = [key for bar in chart.rows for key in bar.ids] if isinstance(chart, Bars) else []
    cited = {source for key in ids for source in shipped().aid[key].sources}
    names = {
        t.name(shipped().publishers[row.publisher]) if row.publisher else row.title
        for row in (shipped().sources[key] for key in cited)
    }
    assert cited
    assert set(chart.sources) == names
    everything = CHARTS["by-donor"].chart(select(shipped(), Selection()), t)
    assert names < set(everything.sources)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("key", CHARTS)
def test_every_chart_has_a_picture_and_its_data(key: str, lang: Lang) -> None:
    t, view = shipped().text(lang), select(shipped(), Selection())
    chart = CHARTS[key].chart(view, t)
    assert chart_image.chart_picture(view, CHARTS[key], chart).startswith(b"\x89PNG")
    frame = pd.read_csv(io.BytesIO(chart_csv(chart, t)))
    assert list(frame.columns) == [*chart.table[0], t("chart.column-unit"), t("chart.column-sources")]
    assert len(frame) == len(chart.table)
    assert set(frame[t("chart.column-unit")]) == {strip_isolates(chart.unit)}


@given(bars())
def test_rows_begin_where_the_language_does_and_no_bar_ends_beyond_its_axis(chart: Bars) -> None:
    figure = plotly_figure(shipped(), chart)
    low, high = figure.layout.xaxis.range
    assert (low > high) == (chart.lang == "ar")
    assert figure.layout.yaxis.side == ("right" if chart.lang == "ar" else "left")
    assert max(low, high) >= chart.longest


@pytest.mark.parametrize("lang", LANGS)
def test_lengths_grow_from_where_the_language_begins_and_time_has_one_direction(lang: Lang) -> None:
    view = select(shipped(), Selection())
    lengths, events = (CHARTS[key].chart(view, view.atlas.text(lang)) for key in ("compared", "events"))
    assert isinstance(lengths, Marks)
    assert isinstance(events, Marks)
    first, last = plotly_figure(shipped(), lengths).layout.xaxis.range
    assert (first > last) == (lang == "ar")
    axes = Figure().subplots()
    ink = {name: token.light for name, token in shipped().colours.items()}
    drawing.draw_marks(axes, lengths, ink)
    assert axes.xaxis_inverted() == (lang == "ar")
    assert not events.backward


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("key", ["sides", "phases"])
def test_names_of_columns_are_level_and_each_on_a_line_of_its_own(key: str, lang: Lang) -> None:
    chart = CHARTS[key].make(select(shipped(), Selection()), shipped().text(lang))
    assert isinstance(chart, Matrix)
    figure = plotly_figure(shipped(), chart)
    named = figure.layout.annotations
    assert [note.text for note in named] == [directed_label(name, lang) for name in chart.columns]
    assert len({note.yshift for note in named}) == len(named)
    assert {note.textangle for note in named} <= {None, 0}
    assert figure.layout.xaxis.tickangle == 0


@pytest.mark.parametrize("lang", LANGS)
def test_the_peak_the_largest_items_and_the_article_are_named(lang: Lang) -> None:
    t, view = shipped().text(lang), select(shipped(), Selection())
    yearly = CHARTS["yearly"].make(view, t)
    assert isinstance(yearly, Bars)
    (peak,) = [bar for bar in yearly.rows if bar.callout]
    assert peak.value == max(bar.value for bar in yearly.rows)
    dated = CHARTS["in-time"].make(view, t)
    assert isinstance(dated, Marks)
    assert max(dated.marks, key=lambda mark: mark.size).callout
    events = CHARTS["events"].make(view, t)
    assert isinstance(events, Marks)
    assert sum(bool(mark.callout) for mark in events.marks) >= 5
    (article,) = shipped().documents.values()
    assert [at for at, _ in events.through] == [article.date]
    assert t.date(article.date) in events.through[0][1]


dates = st.dates(dt.date(1990, 1, 1), dt.date(2025, 12, 31)).map(dt.date.isoformat)


@given(st.lists(st.tuples(dates, st.integers(0, 3)), min_size=1, max_size=25))
def test_names_beside_marks_lie_on_no_other(drawn: list[tuple[str, int]]) -> None:
    marks = [Mark(at, row, "one", "text") for at, row in drawn]
    named = with_callouts(marks, dict.fromkeys(range(len(marks)), "a name of a mark"), 500, ("left", "right"))
    days = [dt.date.fromisoformat(at).toordinal() for at, _ in drawn]
    span = max(max(days) - min(days), 1)
    at = [(day - min(days)) / span * 500 for day in days]
    for row in range(4):
        boxes = []
        for mark, x in zip(named, at, strict=True):
            if mark.row == row:
                boxes.append((x - mark.size / 2, x + mark.size / 2, False))
                if mark.callout:
                    name = extent(x, mark.size / 2 + GAP, LETTER * len(mark.callout), mark.side)
                    boxes.append((*name, True))
        for n, (left, right, is_name) in enumerate(boxes):
            for start, end, other in boxes[n + 1 :]:
                assert not (is_name or other) or right < start or left > end


def test_a_colour_means_one_thing_in_all_charts() -> None:
    t, view = shipped().text("en"), select(shipped(), Selection())
    of_aid = ("by-donor", "works", "posts", "largest", "in-time", "phases", "puma", "itemised")
    for key in of_aid:
        assert colours(CHARTS[key].make(view, t)) <= {RECORDS, ARTICLE, UNKNOWN}, key
    assert colours(CHARTS["yearly"].make(view, t)) == {OTHERS}
    for key in ("mentions", "events", "voices"):
        assert colours(CHARTS[key].make(view, t)) == {ARTICLE, OTHERS}, key
    assert colours(CHARTS["never-named"].make(view, t)) == {RECORDS, OTHERS}


def test_assessments_have_the_colours_of_the_pages_in_their_chart_too() -> None:
    chart = CHARTS["scorecard"].make(select(shipped(), Selection()), shipped().text("en"))
    assert isinstance(chart, Bars)
    wanted = [f"as-{assessment}" for assessment in ASSESSMENTS]
    assert [bar.ink for bar in chart.rows] == wanted
    assert list(plotly_figure(shipped(), chart).data[0].marker.color) == [INK[key] for key in wanted]
    html = bars_drawing(chart, chart)
    assert [key for key in re.findall(r"--c: var\(--d-([\w-]+)\)", html) if key in INK] == wanted
    assert [drawing.bar_style(bar, INK)["facecolor"] for bar in chart.rows] == [INK[key] for key in wanted]
    (slide,) = [slide for slide, scene, _ in story_slides(("en",)) if scene.step.show == "chart:scorecard"]
    (native,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    points = native.plots[0].series[0].points
    painted = [f"#{points[n].format.fill.fore_color.rgb}" for n in range(len(wanted))]
    assert painted == [INK[key] for key in wanted][::-1], "the first at the bottom"


def colours(chart: Chart) -> set[int]:
    """The chart colours of its bars, cells or marks."""
    if isinstance(chart, Bars):
        return {bar.colour for bar in chart.rows}
    return {chart.colour} if isinstance(chart, Matrix) else {swatch.colour for swatch in chart.legend}


def test_a_legend_of_one_series_or_of_nothing_is_none() -> None:
    one = Bars(lang="en", finding="", rows=(Bar("a", 1),), axis=Axis())
    assert legend.chart_legend(shipped(), one) == ""
    assert legend.chart_legend(shipped(), replace(one, rows=(), legend=(Swatch("a", 1),))) == ""


def test_names_in_a_legend_are_no_markup() -> None:
    row = Bar("a", 1, series="<b>")
    chart = Bars(lang="en", finding="", rows=(row,), axis=Axis(), legend=(Swatch("<b>", 1),))
    assert "<b>" not in legend.chart_legend(shipped(), chart)


@pytest.mark.parametrize("lang", LANGS)
def test_a_text_that_names_no_sum_has_no_chart_beside_it(lang: Lang) -> None:
    chart = aid.itemised(list(shipped().aid.values()), 0, shipped().text(lang))
    assert chart.empty
    assert chart.finding == shipped().text(lang)("chart.empty")


@pytest.mark.parametrize("lang", LANGS)
def test_a_step_with_dated_marks_becomes_a_slide_with_their_picture(lang: Lang) -> None:
    step = Step(id="dated", title_en="In time", title_ar="عبر الزمن", show="chart:in-time")
    order = Order(select(shipped(), Selection()), (lang,), story=(step,))
    slides = pptx.Presentation(io.BytesIO(deck.pptx_file(order))).slides
    chart = CHARTS["in-time"].make(select(shipped(), Selection(focus="")), shipped().text(lang))
    assert isinstance(chart, Marks)
    texts = [shape._element.xpath(".//p:cNvPr")[0].get("descr") for shape in slides[1].shapes]
    assert strip_isolates(chart.alt) in texts
    (picture,) = [shape for shape in slides[1].shapes if hasattr(shape, "image")]
    assert picture.width > Inches(3)


def test_what_follows_the_filters_of_aid_says_so() -> None:
    narrow, every = (select(shipped(), s) for s in (Selection(donors=("japan",)), Selection()))
    for key, entry in CHARTS.items():
        if entry.picks == "records" or entry.media:
            same = entry.make(narrow, shipped().text("en")) == entry.make(every, shipped().text("en"))
            assert same != entry.filtered, key


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("key", CHARTS)
def test_what_a_mark_says_under_the_pointer_has_room_on_a_phone(key: str, lang: Lang) -> None:
    chart = CHARTS[key].make(select(shipped(), Selection()), shipped().text(lang))
    texts = [text for trace in plotly_figure(shipped(), chart).data for text in trace.hovertext or ()]
    assert texts
    assert max(len(part) for text in texts for part in strip_isolates(text).split("<br>")) <= HOVERED


@pytest.mark.parametrize("key", CHARTS)
def test_a_chart_that_can_be_picked_leads_somewhere(key: str) -> None:
    chart = CHARTS[key].make(select(shipped(), Selection()), shipped().text("en"))
    assert bool(CHARTS[key].picks) <= bool(chart.ids)


@pytest.mark.parametrize("lang", LANGS)
def test_a_chart_of_rows_that_other_data_lacks_is_empty_and_says_so(lang: Lang) -> None:
    view = select(small(), Selection())
    drawn = {key: entry.chart(view, view.atlas.text(lang)) for key, entry in CHARTS.items()}
    assert all(chart.finding for chart in drawn.values())
    assert {key for key, chart in drawn.items() if chart.empty} == SHIPPED_ONLY
    none = view.atlas.text(lang)("chart.empty")
    assert {key for key, chart in drawn.items() if chart.finding == none} == SHIPPED_ONLY
