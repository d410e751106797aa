"""One neutral value for every chart: what is drawn, said and tabled from it, and its legend."""

from __future__ import annotations

import io
from dataclasses import replace

import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from pptx.util import Inches
from tiny import shipped

from data.i18n import LANGS, Lang, strip_isolates
from data.query.selection import Selection
from data.query.view import select
from data.tables.model import Step
from export.image import chart_image
from export.order import Order
from export.pptx import deck, parts
from ui.charts import aid, legend, plotly
from ui.charts.registry import CHARTS
from ui.charts.spec import Axis, Bar, Bars, Marks, Swatch, Unit

LEGENDS = ("in-time", "phases", "mentions", "never-named", "events", "compared")
INK = {key: token.light for key, token in shipped().colours.items()}
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
    figure = plotly.figure(shipped(), chart)
    for trace, rows in zip(figure.data, chart.series.values(), strict=True):
        assert list(trace.x) == [bar.value for bar in rows]
        assert [tuple(ids) for ids in trace.customdata] == [bar.ids for bar in rows]
        assert list(trace.marker.pattern.shape) == ["/" if bar.hatched else "" for bar in rows]
        assert list(trace.marker.color) == [INK[f"chart-{bar.colour}"] for bar in rows]
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
    slide = pptx.Presentation().slides.add_slide(pptx.Presentation().slide_layouts[6])
    native = parts.chart(slide, chart, (0, 0, 5, 5), INK).chart
    for series, rows in zip(native.plots[0].series, chart.series.values(), strict=True):
        assert list(series.values) == [bar.value for bar in reversed(rows)]
    alone = replace(chart, rows=next(iter(chart.series.values())))
    axes = Figure().add_subplot()
    chart_image.lie(axes, alone, INK)
    assert [bar.get_width() for bar in axes.patches] == [bar.value for bar in alone.rows]  # type: ignore[attr-defined]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("key", LEGENDS)
def test_a_legend_names_every_series_in_the_direction_of_its_language(key: str, lang: Lang) -> None:
    chart = CHARTS[key].make(select(shipped(), Selection()), shipped().text(lang))
    html = str(legend.legend(shipped(), chart))
    assert f'dir="{"rtl" if lang == "ar" else "ltr"}"' in html
    entries = html.split("<li>")[1:]
    assert len(entries) == len(chart.legend) > 1
    for entry, swatch in zip(entries, chart.legend, strict=True):
        assert entry.startswith("<i "), "the swatch comes first: in Arabic, at the right"
        assert f"d-swatch-{swatch.shape} d-chart-{swatch.colour}" in entry
        assert swatch.name in entry
    figure = plotly.figure(shipped(), chart)
    assert figure.layout.showlegend is False, "plotly's own cannot run from right to left"
    drawn = [strip_isolates(trace.name) for trace in figure.data]
    assert drawn == [strip_isolates(swatch.name) for swatch in chart.legend]


def test_a_legend_of_one_series_or_of_nothing_is_none() -> None:
    one = Bars(lang="en", finding="", rows=(Bar("a", 1),), axis=Axis())
    assert legend.legend(shipped(), one) == ""
    assert legend.legend(shipped(), replace(one, rows=(), legend=(Swatch("a", 1),))) == ""


def test_names_in_a_legend_are_no_markup() -> None:
    row = Bar("a", 1, series="<b>")
    chart = Bars(lang="en", finding="", rows=(row,), axis=Axis(), legend=(Swatch("<b>", 1),))
    assert "<b>" not in legend.legend(shipped(), chart)


@pytest.mark.parametrize("lang", LANGS)
def test_a_text_that_names_no_sum_has_no_chart_beside_it(lang: Lang) -> None:
    chart = aid.itemised(list(shipped().aid.values()), 0, shipped().text(lang))
    assert chart.empty
    assert chart.finding == shipped().text(lang)("chart.empty")


@pytest.mark.parametrize("lang", LANGS)
def test_a_step_with_dated_marks_becomes_a_slide_with_their_picture(lang: Lang) -> None:
    step = Step(id="dated", title_en="In time", title_ar="عبر الزمن", show="chart:in-time")
    order = Order(select(shipped(), Selection()), (lang,), story=(step,))
    slides = pptx.Presentation(io.BytesIO(deck.deck(order))).slides
    chart = CHARTS["in-time"].make(select(shipped(), Selection(focus="")), shipped().text(lang))
    assert isinstance(chart, Marks)
    said = [shape._element.xpath(".//p:cNvPr")[0].get("descr") for shape in slides[1].shapes]
    assert strip_isolates(chart.finding) in said
    (picture,) = [shape for shape in slides[1].shapes if shape.shape_type == 13]
    assert picture.width > Inches(3)


def test_what_follows_the_filters_of_aid_says_so() -> None:
    narrow, every = (select(shipped(), s) for s in (Selection(donors=("japan",)), Selection()))
    for key, entry in CHARTS.items():
        if entry.picks == "records" or entry.media:
            same = entry.make(narrow, shipped().text("en")) == entry.make(every, shipped().text("en"))
            assert same != entry.filtered, key
