"""How long the border is: every length with its source, the finding computed, and why rulers differ."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tiny import shipped, small, with_tables

from data.facts.border import length
from data.i18n.isolates import FSI, PDI
from data.tables.vocab import LANGS, Lang
from geo import shapes
from geo.build import tables
from ui.charts import lengths
from ui.charts.plotly.figure import plotly_figure

ATLAS = shipped()
PLAIN = str.maketrans("", "", "\u2066\u2067\u2068\u2069")
OURS, ARTICLE = pytest.approx(shapes.border_length(), abs=0.01), 1400


@pytest.mark.parametrize("lang", LANGS)
def test_every_length_is_told_once_the_longest_first_and_each_has_a_source(lang: Lang) -> None:
    rows = lengths.length_claims(ATLAS, ATLAS.text(lang))
    assert [row.km for row in rows] == sorted((row.km for row in rows), reverse=True)
    assert len(rows) == len(ATLAS.lengths) + 2
    assert all(row.sources for row in rows if row.kind != "article")
    assert [row.km for row in rows if row.kind == "ours"] == [OURS]
    assert [(row.km, row.bound) for row in rows if row.kind == "article"] == [(ARTICLE, "over")]
    assert {1344.15, 1357, 1430} <= {row.km for row in rows}


def test_the_finding_counts_what_reaches_the_number_of_the_article() -> None:
    published = [row for row in ATLAS.lengths.values() if row.kind != "measured"]
    reached = sum(row.km >= ARTICLE for row in published)
    told = lengths.lengths_finding(ATLAS, ATLAS.text("en")).translate(PLAIN)
    assert f"Of {len(published)} lengths" in told
    assert f"{reached} reach" in told
    fewer = replace(ATLAS, lengths={key: row for key, row in ATLAS.lengths.items() if row.km < ARTICLE})
    assert "0 reach" in lengths.lengths_finding(fewer, fewer.text("en")).translate(PLAIN)


def test_no_line_that_we_measured_is_as_long_as_the_article_says() -> None:
    """The words beside the chart say so; were it otherwise, they would have to change."""
    measured = [
        row.km for row in lengths.length_claims(ATLAS, ATLAS.text("en")) if row.kind in ("measured", "ours")
    ]
    assert max(measured) < ARTICLE
    assert length(ATLAS) - min(measured + [km for _, km, _ in tables.written_rulers()]) > 100, (
        "hundreds of kilometres shorter"
    )


@pytest.mark.parametrize("lang", LANGS)
def test_the_chart_has_a_mark_for_each_length_at_its_number(lang: Lang) -> None:
    chart = lengths.length_chart(ATLAS, ATLAS.text(lang))
    marks = sorted(float(mark.at) for mark in chart.marks)
    assert marks == sorted(row.km for row in lengths.length_claims(ATLAS, ATLAS.text(lang)))
    assert len({swatch.shape for swatch in chart.legend}) == len(chart.legend), (
        "kinds differ by shape, not by colour alone"
    )
    assert {mark.series for mark in chart.marks} <= {swatch.name for swatch in chart.legend}
    assert chart.finding == lengths.lengths_finding(ATLAS, ATLAS.text(lang))
    axis = plotly_figure(ATLAS, chart).layout.xaxis
    low, high = sorted(axis.range)
    assert low < marks[0]
    assert marks[-1] < high
    assert axis.autorange is None
    assert (axis.range[0] > axis.range[1]) == (lang == "ar"), "longer is farther from the names, as with bars"
    assert chart.alt.count("km" if lang == "en" else "كم") >= len(marks)


@pytest.mark.parametrize("lang", LANGS)
def test_the_rulers_are_ten_and_begin_with_full_detail(lang: Lang) -> None:
    rows = tables.written_rulers()
    chart = lengths.tolerance_chart(rows, ATLAS.text(lang))
    assert [point.value for point in chart.points] == [km for _, km, _ in rows]
    assert len(rows) == len({point.label for point in chart.points}) == 10
    told = chart.finding.translate(PLAIN)
    assert "7,351" in told
    assert "871.8" in told
    assert all(("كم" if lang == "ar" else "km") in words for words in chart.described)


@pytest.mark.parametrize("lang", LANGS)
def test_the_table_has_a_link_for_every_length_that_is_online(lang: Lang) -> None:
    rows = lengths.lengths_table(ATLAS, ATLAS.text(lang))
    links = [list(row.values())[-1] for row in rows]
    online = [r for r in ATLAS.lengths.values() if any(ATLAS.sources[s].url for s in r.sources)]
    assert len([link for link in links if link]) >= len(online)
    assert not [row for row in rows if FSI in row or PDI in row]


def test_without_lengths_nothing_breaks() -> None:
    assert lengths.length_claims(small(), small().text("en"))
    none = with_tables(small(), lengths={}, figures={})
    assert lengths.lengths_finding(none, none.text("en")) == "The line drawn here measures \u206850\u2069 km."
