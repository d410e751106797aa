"""The one list of charts: what each is called, how it is made of a view, and which files show it.

The charts of a story's steps are those of `data.query.story.CHARTS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from data.atlas.atlas import Atlas
from data.i18n import Text
from data.query.actors import never_named
from data.query.selection import Selection
from data.query.view import View, select
from ui.charts import actors, aid, lengths, timeline
from ui.charts.spec import Chart
from ui.charts.voices import voices
from ui.sentences.aid import CHALDIVAR, PACKAGE, PUMA, claimed_usd, posts, records_by_claim, us_works

Medium = Literal["html", "image", "pptx", "pdf"]
Make = Callable[[View, Text], Chart]


@dataclass(frozen=True)
class Entry:
    """A chart: its subject (a key of the words), how it is made, and the files that show it.

    `filtered`: it follows the filters of aid. `note`: the key of what is said below it. `variant` tells
    charts of one key apart. On a page: what a pick in it is (aid `records`; or `marks`, which lead to a
    focus, filters or, where it can be brushed, a period), and whether its table is folded under it."""

    subject: str
    make: Make
    media: frozenset[Medium] = frozenset()
    filtered: bool = False
    note: str = ""
    variant: str = ""
    picks: Literal["", "records", "marks"] = ""
    brush: bool = False
    table: bool = True


def _sides(view: View) -> list[str]:
    """Sides, and the actors that no side has: alleged ones."""
    return [*view.atlas.groups, *(key for key, actor in view.atlas.actors.items() if actor.alleged)]


def _works(view: View, t: Text, *, only_posts: bool) -> Chart:
    """The post of which the article speaks beside other posts, or beside all other works."""
    works = us_works(view.atlas)
    outposts = posts(works)
    rows = outposts if only_posts else [row for row in works if row not in outposts or row.id == CHALDIVAR]
    return aid.largest(rows, t, CHALDIVAR, narrow=True)


def _puma(view: View, t: Text) -> Chart:
    atlas = view.atlas
    return aid.puma(atlas.aid[PUMA], atlas.aid[PACKAGE], claimed_usd(atlas), t)


FILES: frozenset[Medium] = frozenset(("html", "image", "pptx"))


def yearly(measure: str = "obligations", dollars: str = "current") -> Entry:
    """Official yearly totals in one measure and one kind of dollar."""

    def make(view: View, t: Text) -> Chart:
        rows = view.atlas.annual.values()
        of_these = (row for row in rows if (row.measure, row.dollars) == (measure, dollars))
        return aid.yearly(of_these, t)

    note, variant = "aid.yearly-note", f"{measure} {dollars}"
    return Entry("aid.yearly", make, FILES, note=note, variant=variant, picks="records")


def _of_actors(subject: str, make: Make, *, brush: bool = False) -> Entry:
    return Entry(subject, make, picks="marks", brush=brush)


CHARTS: Mapping[str, Entry] = {
    "itemised": Entry(
        "aid.itemised",
        lambda view, t: aid.itemised(records_by_claim(view.atlas), claimed_usd(view.atlas), t),
        FILES,
        picks="records",
    ),
    "puma": Entry("present.puma", _puma),
    "largest": Entry(
        "aid.largest",
        lambda view, t: aid.largest(us_works(view.atlas), t, CHALDIVAR),
        FILES | {"pdf"},
    ),
    "by-donor": Entry(
        "aid.by-donor",
        lambda view, t: aid.by_donor(view.atlas, view.settled, t),
        FILES | {"pdf"},
        filtered=True,
        picks="records",
    ),
    "in-time": Entry(
        "aid.in-time",
        lambda view, t: aid.in_time(view.atlas, view.settled, t, view.selection.in_focus),
        frozenset(("html",)),
        filtered=True,
        picks="records",
        table=False,
    ),
    "yearly": yearly(),
    "voices": Entry("chart.of-voices", lambda view, t: voices(view.atlas, t), frozenset(("image",))),
    "posts": Entry("aid.posts", partial(_works, only_posts=True), picks="records", table=False),
    "works": Entry("aid.works", partial(_works, only_posts=False), picks="records", table=False),
    "phases": Entry(
        "aid.phases",
        lambda view, t: aid.phases(view.settled, t),
        filtered=True,
        picks="records",
    ),
    "events": _of_actors("actors.in-time", timeline.timeline, brush=True),
    "sides": _of_actors("actors.sides", lambda view, t: actors.matrix(view, _sides(view), t)),
    "each": _of_actors("actors.each", lambda view, t: actors.matrix(view, view.atlas.actors, t)),
    "by-passage": _of_actors("actors.by-passage", actors.by_passages),
    "mentions": _of_actors("actors.mentions", actors.mentions),
    "never-named": _of_actors(
        "actors.never-named", lambda view, t: actors.never_named(view, never_named(view), t)
    ),
    "compared": Entry("lengths.compared", lambda view, t: lengths.length_chart(view.atlas, t), table=False),
}


def charts_of(medium: Medium) -> list[str]:
    """The charts that files of a kind show, in order."""
    return [key for key, entry in CHARTS.items() if medium in entry.media]


def of_story(atlas: Atlas, key: str, t: Text) -> Chart:
    """The chart `key` of a story's step: of all the data, with nothing looked at."""
    return CHARTS[key].make(select(atlas, Selection(focus="")), t)
