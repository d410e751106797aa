"""The figures of the actors page: what they count, what a pick carries, their finding, and what is left when
nothing fits."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tiny import shipped, small

from data.i18n import LANGS, Lang, actor_name, say
from data.query.actors import by_voice, cooccurrence, never_named
from data.query.selection import Selection, is_focus
from data.query.view import View, select
from ui.charts import actors, timeline
from ui.charts.aid import alt

NOTHING = Selection(text="no such word anywhere", since=2050, until=2060, donors=("japan",))


def figures(view: View, lang: Lang) -> dict[str, Any]:
    """Every figure of the page."""
    return {
        "mentions": actors.mentions(view, lang),
        "by-passage": actors.by_passages(view, lang),
        "sides": actors.matrix(view, list(view.atlas.groups), lang),
        "each": actors.matrix(view, list(view.atlas.actors), lang),
        "never-named": actors.never_named(view, never_named(view), lang),
        "in-time": timeline.timeline(view, lang),
    }


def picks(figure: Any) -> list[str]:
    """What its marks carry, in order."""
    return [
        str(value) for trace in figure.data if trace.customdata is not None for (value,) in trace.customdata
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_every_figure_states_its_finding_and_has_a_text(lang: Lang) -> None:
    drawn = figures(select(shipped(), Selection()), lang)
    titles = {key: figure.layout.meta["title"] for key, figure in drawn.items()}
    assert len(set(titles.values())) == len(titles) - 1, "the two matrices agree where a state is its side"
    for key, figure in drawn.items():
        assert alt(figure).startswith(titles[key])
        assert len(alt(figure)) > len(titles[key])


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("selection", [NOTHING, Selection(since=2023, actors=("china",), text="الصين")])
def test_figures_survive_few_rows_or_none(selection: Selection, lang: Lang) -> None:
    assert all(figure.layout.meta["title"] for figure in figures(select(shipped(), selection), lang).values())


def test_every_pick_means_something() -> None:
    view = select(shipped(), Selection())
    for key, figure in figures(view, "en").items():
        found = picks(figure)
        assert found
        if key in ("sides", "each"):
            cells = [tuple(pick.removeprefix("cross:").split(" ")) for pick in found]
            assert set(cells) <= cooccurrence(view).keys()
        else:
            assert all(is_focus(shipped(), pick) for pick in found), key


@pytest.mark.parametrize("lang", LANGS)
def test_bars_have_the_counts_and_the_names(lang: Lang) -> None:
    view = select(small(), Selection())
    figure = actors.mentions(view, lang)
    author, others = figure.data
    found = by_voice(view)
    rows = ["sunland", "moonland", "minister", "company"]
    assert list(author.x) == [found[row]["author"] for row in rows]
    assert list(others.x) == [found[row]["attributed"] for row in rows]
    labels = [str(text).strip("\u2067\u2069") for text in figure.layout.yaxis.ticktext]
    assert labels[:3] == [actor_name(small(), row, lang) for row in rows[:3]]
    assert labels[3] == say(small(), "actors.alleged", lang, name=actor_name(small(), "company", lang)).strip(
        "\u2067\u2069"
    )


def test_cells_stand_where_their_row_and_topic_are() -> None:
    view = select(shipped(), Selection())
    figure = actors.matrix(view, list(shipped().groups), "en")
    bars, texts = figure.data
    topics, named = list(shipped().topics), list(figure.layout.yaxis.ticktext)
    for base, row, (pick,), text in zip(bars.base, bars.y, bars.customdata, texts.text, strict=True):
        side, topic = pick.removeprefix("cross:").split(" ")
        assert topics[round(base + 0.47)] == topic
        assert named[row] == shipped().groups[side].name_en
        assert int(text) == cooccurrence(view)[side, topic]


def test_alleged_actors_stand_last_in_dashed_frames() -> None:
    alleged = [key for key, actor in shipped().actors.items() if actor.alleged]
    view = select(shipped(), Selection())
    for figure in (
        actors.mentions(view, "en"),
        actors.by_passages(view, "en"),
        actors.matrix(view, list(shipped().actors), "en"),
    ):
        labels = list(figure.layout.yaxis.ticktext)
        assert labels[-len(alleged) :] == [f"{text}" for text in labels if "as the article says" in text]
        frames = [shape for shape in figure.layout.shapes if shape.line.dash == "dash"]
        assert [round((shape.y0 + shape.y1) / 2) for shape in frames] == list(
            range(len(labels) - len(alleged), len(labels))
        )


@pytest.mark.parametrize("lang", LANGS)
def test_time_runs_left_to_right_and_events_do_not_cover_each_other(lang: Lang) -> None:
    figure = timeline.timeline(select(shipped(), Selection()), lang)
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
    figure = timeline.timeline(select(shipped(), Selection(since=2022, until=2022)), "en")
    for trace in figure.data:
        for x, opacity in zip(trace.x, trace.marker.opacity, strict=True):
            assert (opacity == 1) == x.startswith("2022")
    assert figure.layout.meta["title"].count("16")
