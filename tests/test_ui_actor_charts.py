"""The charts of the actors page: what they count, what a pick carries, their finding, and what is left when
nothing fits."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tiny import shipped, small

from data.query.actors import by_voice, cooccurrence
from data.query.selection import Selection, is_focus
from data.query.value_names import actor_name
from data.query.view import View, select
from data.tables.vocab import LANGS, Lang
from ui.charts import actors, timeline
from ui.charts.plotly.figure import plotly_figure
from ui.charts.registry import CHARTS

NOTHING = Selection(text="no such word anywhere", since=2050, until=2060, donors=("japan",))


CHARTED = ("mentions", "by-passage", "sides", "each", "never-named", "events")


def charts(view: View, lang: Lang) -> dict[str, Any]:
    """Every chart of the page."""
    return {key: CHARTS[key].make(view, view.atlas.text(lang)) for key in CHARTED}


def picks(chart: Any) -> list[str]:
    """What its marks carry, in order, as the figure has it."""
    figure = plotly_figure(shipped(), chart)
    return [
        str(value) for trace in figure.data if trace.customdata is not None for (value,) in trace.customdata
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_every_chart_states_its_finding_and_has_a_text(lang: Lang) -> None:
    drawn = charts(select(shipped(), Selection()), lang)
    findings = {key: chart.finding for key, chart in drawn.items()}
    assert len(set(findings.values())) == len(findings) - 1, (
        "the two matrices agree where a state is its side"
    )
    for key, chart in drawn.items():
        assert chart.alt.startswith(findings[key])
        assert len(chart.alt) > len(findings[key])


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("selection", [NOTHING, Selection(since=2023, actors=("china",), text="الصين")])
def test_charts_survive_few_rows_or_none(selection: Selection, lang: Lang) -> None:
    for chart in charts(select(shipped(), selection), lang).values():
        assert chart.finding
        assert plotly_figure(shipped(), chart).layout.height


def test_every_pick_means_something() -> None:
    view = select(shipped(), Selection())
    for key, chart in charts(view, "en").items():
        found = picks(chart)
        assert found
        if key in ("sides", "each"):
            cells = [tuple(pick.removeprefix("cross:").split(" ")) for pick in found]
            assert set(cells) <= cooccurrence(view).keys()
        else:
            assert all(is_focus(shipped(), pick) for pick in found), key


@pytest.mark.parametrize("lang", LANGS)
def test_bars_have_the_counts_and_the_names(lang: Lang) -> None:
    chart = charts(select(small(), Selection()), lang)["mentions"]
    author, others = chart.series.values()
    found = by_voice(select(small(), Selection()))
    rows = ["sunland", "moonland", "minister", "company"]
    assert [bar.value for bar in author] == [found[row]["author"] for row in rows]
    assert [bar.value for bar in others] == [found[row]["attributed"] for row in rows]
    assert list(chart.labels[:3]) == [actor_name(small(), row, small().text(lang)) for row in rows[:3]]
    assert chart.labels[3] == small().text(lang)(
        "actors.alleged", name=actor_name(small(), "company", small().text(lang))
    )
    figure = plotly_figure(small(), chart)
    assert [list(trace.x) for trace in figure.data] == [[b.value for b in bars] for bars in (author, others)]
    assert [str(text).strip("\u2067\u2069") for text in figure.layout.yaxis.ticktext[:3]] == [
        label.strip("\u2067\u2069") for label in chart.labels[:3]
    ]


def test_cells_stand_where_their_row_and_topic_are() -> None:
    view = select(shipped(), Selection())
    figure = plotly_figure(shipped(), charts(view, "en")["sides"])
    bars, texts = figure.data
    topics, named = list(shipped().topics), list(figure.layout.yaxis.ticktext)
    for base, row, (pick,), text in zip(bars.base, bars.y, bars.customdata, texts.text, strict=True):
        side, topic = pick.removeprefix("cross:").split(" ")
        assert topics[round(base + 0.47)] == topic
        assert named[row] == actors.actor_label(shipped(), side, shipped().text("en"))
        assert int(text) == cooccurrence(view)[side, topic]


def test_alleged_actors_stand_last_in_dashed_frames() -> None:
    alleged = [key for key, actor in shipped().actors.items() if actor.alleged]
    drawn = charts(select(shipped(), Selection()), "en")
    for key in ("mentions", "by-passage", "each"):
        figure = plotly_figure(shipped(), drawn[key])
        labels = list(figure.layout.yaxis.ticktext)
        assert labels[-len(alleged) :] == [f"{text}" for text in labels if "as the article says" in text]
        frames = [shape for shape in figure.layout.shapes if shape.line.dash == "dash"]
        assert [round((shape.y0 + shape.y1) / 2) for shape in frames] == list(
            range(len(labels) - len(alleged), len(labels))
        )


@pytest.mark.parametrize("lang", LANGS)
def test_time_runs_left_to_right_and_events_do_not_cover_each_other(lang: Lang) -> None:
    figure = plotly_figure(
        shipped(),
        timeline.timeline(select(shipped(), Selection()), select(shipped(), Selection()).atlas.text(lang)),
    )
    assert figure.layout.xaxis.autorange in (None, True)
    for trace in figure.data:
        marks = [(dt.date.fromisoformat(x), y) for x, y in zip(trace.x, trace.y, strict=True)]
        assert len(marks) == len(set(marks))
        for n, (x, y) in enumerate(marks):
            assert all(abs((x - other).days) >= timeline.APART for other, level in marks[:n] if level == y)
    above, below = figure.data
    assert {y > 0 for y in above.y} == {True}
    assert {y < 0 for y in below.y} == {True}
    assert len(above.x) + len(below.x) == len(shipped().events)


def test_events_outside_the_period_are_faint() -> None:
    chart = timeline.timeline(
        select(shipped(), Selection(since=2022, until=2022)),
        select(shipped(), Selection(since=2022, until=2022)).atlas.text("en"),
    )
    for trace in plotly_figure(shipped(), chart).data:
        for x, opacity in zip(trace.x, trace.marker.opacity, strict=True):
            assert (opacity == 1) == x.startswith("2022")
    assert chart.finding.count("16")
