"""The axes of charts of money: few round sums from nothing to the largest, in words of the language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import shipped

from data.i18n.amounts import compact_usd
from data.tables.vocab import LANGS, Lang
from ui.charts import aid
from ui.charts.aid import dollars
from ui.charts.lengths import length_chart, tolerance_chart
from ui.charts.plotly.dressing import directed_label
from ui.charts.plotly.figure import plotly_figure
from ui.charts.spec import Bars, Curve, Marks, Matrix
from ui.sentences.aid import PACKAGE, PUMA

RULERS = [(0, 1343.9, 7351), (1000, 1206.4, 900)]  # tolerance in metres, length in km, points


@given(top=st.floats(min_value=1000, max_value=1e12))
def test_sums_are_few_round_and_reach_the_largest(top: float) -> None:
    sums = [usd for usd, _ in dollars(top, shipped().text("en"))]
    assert sums[0] == 0
    assert 3 <= len(sums) <= 5
    step = sums[1]
    assert sums == [step * n for n in range(len(sums))]
    assert sums[-2] < top <= sums[-1]
    assert str(step).rstrip("0") in ("1", "2", "25", "5")


@pytest.mark.parametrize("lang", LANGS)
def test_axes_of_money_say_the_language_of_the_page(lang: Lang) -> None:
    rows = [row for row in shipped().aid.values() if row.usd]
    years = [
        row for row in shipped().annual.values() if (row.measure, row.dollars) == ("obligations", "current")
    ]
    charts: list[Bars] = [
        aid.by_donor(shipped(), rows, shipped().text(lang)),
        aid.largest(rows, shipped().text(lang)),
        aid.puma([shipped().aid[PUMA], shipped().aid[PACKAGE]], 330e6, shipped().text(lang)),
        aid.yearly(years, shipped().text(lang)),
    ]
    for chart in charts:
        layout = plotly_figure(shipped(), chart).layout
        axis = layout.yaxis if chart.upright else layout.xaxis
        assert list(axis.ticktext) == [
            "0",
            *(directed_label(compact_usd(usd, lang), lang) for usd in axis.tickvals[1:]),
        ]
        assert any("مليون" in text or "مليار" in text for text in axis.ticktext) == (lang == "ar")
        assert chart.upright or (len(axis.ticktext) <= 3 and axis.tickangle == 0), "level on a phone too"


@pytest.mark.parametrize(
    "chart",
    [length_chart(shipped(), shipped().text("ar")), tolerance_chart(RULERS, shipped().text("ar"))],
)
def test_numbers_of_an_axis_have_separators_as_all_others_have(chart: Marks | Curve) -> None:
    layout = plotly_figure(shipped(), chart).layout
    assert layout.separators == ".,"
    assert layout.xaxis.separatethousands
    assert layout.yaxis.separatethousands


@pytest.mark.parametrize("lang", LANGS)
def test_years_under_a_chart_have_no_separators(lang: Lang) -> None:
    rows = [row for row in shipped().annual.values() if row.measure == "obligations"]
    axis = plotly_figure(shipped(), aid.yearly(rows, shipped().text(lang))).layout.xaxis
    assert axis.separatethousands is False, "2010, not 2,010"


@pytest.mark.parametrize("lang", LANGS)
def test_a_curve_begins_where_its_language_does_and_its_names_stand_level(lang: Lang) -> None:
    layout = plotly_figure(shipped(), tolerance_chart(RULERS, shipped().text(lang))).layout
    assert layout.xaxis.autorange == {"ar": "reversed", "en": True}[lang]
    assert layout.yaxis.side == {"ar": "right", "en": "left"}[lang]
    assert layout.xaxis.tickangle == 0


@pytest.mark.parametrize(
    "chart",
    [
        length_chart(shipped(), shipped().text("ar")),
        tolerance_chart(RULERS, shipped().text("ar")),
        aid.in_time(shipped(), [row for row in shipped().aid.values() if row.date], shipped().text("ar")),
        aid.phases(list(shipped().aid.values()), shipped().text("ar")),
        aid.largest([row for row in shipped().aid.values() if row.usd], shipped().text("ar")),
    ],
)
def test_no_word_in_a_chart_is_smaller_than_the_text_around_it(chart: Bars | Marks | Curve | Matrix) -> None:
    figure = plotly_figure(shipped(), chart)
    layout = figure.layout
    fonts = [layout.font, layout.xaxis.tickfont, layout.yaxis.tickfont]
    fonts += [note.font for note in layout.annotations] + [trace.textfont for trace in figure.data]
    assert min(font.size or layout.font.size for font in fonts) >= 14.4, "pixels: of legends and notes"
