"""What each chart is called, how it is made of a view, and which files show it: a row for each of CHARTS of
`data.tables.vocab`, all of which a step of the story can show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from data.atlas.atlas import Atlas
from data.i18n import Text
from data.index.index import Index
from data.query.actors import never_named
from data.query.selection import Selection
from data.query.view import View, select
from data.tables.model import Aid, Annual, Document
from ui.charts import actors, aid, lengths, timeline
from ui.charts.article import scorecard, voices
from ui.charts.source_line import with_sources
from ui.charts.spec import Chart
from ui.sentences.aid import CHALDIVAR, CLAIM, PACKAGE, PUMA, claimed_usd, posts, records_by_claim, us_works

Medium = Literal["html", "image", "pptx", "pdf"]
Make = Callable[[View, Text], Chart]


PICTURE: frozenset[Medium] = frozenset(("image",))  # any chart can be drawn
FILES: frozenset[Medium] = PICTURE | {"html", "pptx"}
ACTOR_TABS = {
    "crossings": ("sides", "each"),
    "counted": ("by-passage", "mentions"),
}  # of actors


@dataclass(frozen=True)
class ChartEntry:
    """A chart: its subject (a key of the words), how it is made, and the files that show it. `unit`: the key
    of what its numbers are; `rows`: what it rests on, where its bars, cells or marks carry no ids of rows.

    `filtered`: it follows the filters of aid. `note`: the key of what is said below it. `variant` tells
    charts of one key apart. On a page: what a pick in it is (aid `records`; or `marks`, which lead to a
    focus, filters or, where it can be brushed, a period)."""

    subject: str
    make: Make
    media: frozenset[Medium] = PICTURE
    filtered: bool = False
    note: str = ""
    variant: str = ""
    picks: Literal["", "records", "marks"] = ""
    brush: bool = False
    unit: str = ""
    rows: Callable[[View], Iterable[Any]] = lambda _view: ()

    @property
    def follows_view(self) -> bool:
        """Does what is chosen or looked at change it?"""
        return self.filtered or self.picks == "marks"

    def chart(self, view: View, t: Text) -> Chart:
        """The chart of a view, with its unit and its sources."""
        unit = t(self.unit) if self.unit else ""
        return with_sources(view.atlas, self.make(view, t), t, unit, self.rows(view))


def _sides(view: View) -> list[str]:
    """Sides, and the actors that no side has: alleged ones."""
    return [*view.atlas.groups, *(key for key, actor in view.atlas.actors.items() if actor.alleged)]


def _works(view: View, t: Text, *, only_posts: bool) -> Chart:
    """The post of which the article speaks beside other posts, or beside all other works."""
    works = us_works(view.atlas)
    outposts = posts(works)
    rows = outposts if only_posts else [row for row in works if row not in outposts or row.id == CHALDIVAR]
    return aid.largest(rows, t, CHALDIVAR, narrow=True)


def _itemised(view: View, t: Text) -> Chart:
    atlas = view.atlas
    claims = [CLAIM] if CLAIM in atlas.aid else []
    return aid.itemised(records_by_claim(atlas), claimed_usd(atlas), t, claims)


def _puma(view: View, t: Text) -> Chart:
    return aid.puma(_puma_records(view), claimed_usd(view.atlas), t)


def _puma_records(view: View) -> list[Aid]:
    """The drones and the package they were announced in, where the data has both."""
    found = view.atlas.aid
    return [found[PUMA], found[PACKAGE]] if {PUMA, PACKAGE} <= found.keys() else []


def _behind_unnamed(view: View) -> Iterator[Any]:
    """The records and events in which those that no document names appear."""
    for found in list(never_named(view).values())[: actors.MOST_UNNAMED]:
        yield from (view.atlas.aid[key] for key in found.records)
        yield from (view.atlas.events[key] for key in found.events)


def yearly_chart(measure: str = "obligations", dollars: str = "current") -> ChartEntry:
    """Official yearly totals in one measure and one kind of dollar."""

    def rows(view: View) -> list[Annual]:
        found = view.atlas.annual.values()
        return [row for row in found if (row.measure, row.dollars) == (measure, dollars)]

    return ChartEntry(
        "aid.yearly",
        lambda view, t: aid.yearly(rows(view), t),
        FILES,
        note="aid.yearly-note",
        variant=f"{measure} {dollars}",
        unit=f"chart.unit-years-{dollars}",
        rows=rows,
    )


def _of_actors(subject: str, make: Make, unit: str, *, brush: bool = False) -> ChartEntry:
    return ChartEntry(subject, make, picks="marks", brush=brush, unit=unit, rows=_documents)


def _documents(view: View) -> Iterator[Document]:
    """The documents that have chosen passages."""
    for key, numbers in Index.of(view.atlas).documents.items():
        if view.chosen[numbers[0] : numbers[-1] + 1].any():
            yield view.atlas.documents[key]


def _lengths(view: View) -> Iterator[Any]:
    return iter(view.atlas.lengths.values())


CHARTS: Mapping[str, ChartEntry] = {
    "itemised": ChartEntry(
        "aid.itemised",
        _itemised,
        FILES,
        picks="records",
        unit="chart.unit-dollars",
    ),
    "puma": ChartEntry("present.puma", _puma, unit="chart.unit-dollars", rows=_puma_records),
    "largest": ChartEntry(
        "aid.largest",
        lambda view, t: aid.largest(us_works(view.atlas), t, CHALDIVAR),
        FILES | {"pdf"},
        unit="chart.unit-dollars",
    ),
    "by-donor": ChartEntry(
        "aid.by-donor",
        lambda view, t: aid.by_donor(view.atlas, view.certain_aid, t),
        FILES | {"pdf"},
        filtered=True,
        picks="records",
        unit="chart.unit-dollars",
    ),
    "in-time": ChartEntry(
        "aid.in-time",
        lambda view, t: aid.in_time(view.atlas, view.certain_aid, t, view.selection.in_focus),
        PICTURE | {"html"},
        filtered=True,
        picks="records",
        unit="chart.unit-circles",
    ),
    "yearly": yearly_chart(),
    "voices": ChartEntry(
        "chart.of-voices",
        lambda view, t: voices(view.atlas, t),
        unit="chart.unit-share",
        rows=_documents,
    ),
    "scorecard": ChartEntry(
        "chart.of-statements",
        lambda view, t: scorecard(view.atlas, t),
        unit="chart.unit-statements",
        rows=_documents,
    ),
    "posts": ChartEntry(
        "aid.posts", partial(_works, only_posts=True), picks="records", unit="chart.unit-dollars"
    ),
    "works": ChartEntry(
        "aid.works", partial(_works, only_posts=False), picks="records", unit="chart.unit-dollars"
    ),
    "phases": ChartEntry(
        "aid.phases",
        lambda view, t: aid.phases(view.certain_aid, t),
        filtered=True,
        picks="records",
        unit="chart.unit-items",
    ),
    "events": _of_actors("actors.in-time", timeline.timeline, "chart.unit-events", brush=True),
    "sides": _of_actors(
        "actors.sides", lambda view, t: actors.topics_matrix(view, _sides(view), t), "chart.unit-passages"
    ),
    "each": _of_actors(
        "actors.each", lambda view, t: actors.topics_matrix(view, view.atlas.actors, t), "chart.unit-passages"
    ),
    "by-passage": _of_actors("actors.by-passage", actors.by_passages, "chart.unit-mentions-in"),
    "mentions": _of_actors("actors.mentions", actors.mentions_chart, "chart.unit-mentions"),
    "never-named": ChartEntry(
        "actors.never-named",
        lambda view, t: actors.never_named_chart(view, never_named(view), t),
        filtered=True,
        picks="marks",
        unit="chart.unit-rows",
        rows=_behind_unnamed,
    ),
    "compared": ChartEntry(
        "lengths.compared",
        lambda view, t: lengths.length_chart(view.atlas, t),
        unit="chart.unit-km",
        rows=_lengths,
    ),
}


def charts_of(medium: Medium) -> list[str]:
    """The charts that files of a kind show, in order."""
    return [key for key, entry in CHARTS.items() if medium in entry.media]


def of_story(atlas: Atlas, key: str, t: Text, chosen: Selection | None = None) -> Chart:
    """The chart `key` of a story's step: as the step's view (`chosen`) has it where the chart follows one,
    else of all the data, with nothing looked at."""
    seen = chosen if chosen and CHARTS[key].follows_view else Selection(focus="")
    return CHARTS[key].chart(select(atlas, seen), t)
