"""Legend, far places and the list of all places as safe HTML: an equal way without the map."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from data.atlas.atlas import Atlas
from data.facts.origin import has_added
from data.i18n import Text
from data.index.index import passages_naming
from data.query.selection import LENSES, OPENING, focus_of
from data.tables.model.aid import OwnAid
from data.tables.vocab import ASSESSMENTS
from ui.html.templating import TEMPLATES
from ui.sentences.rules import ABOUT, rules_link

STARTS = {
    "border": OPENING,
    "chaldivar": "place:chaldovar",
    "badakhshan": "place:gbao",
    "ishkashim": "place:ishkashim",
}

MAP_WORDS = {
    "failed": "failed",
    "zoomIn": "zoom-in",
    "zoomOut": "zoom-out",
    "home": "home",
    "skip": "skip",
    "wheel": "wheel",
    "touch": "touch",
    "locator": "locator",
}


def map_words(t: Text) -> dict[str, Any]:
    """The words of the map itself; for points that lie over each other their number, in every plural form."""
    pile = {form: t("map.pile", places=text) for form, text in t.plural_forms("places").items()}
    return {**{key: t(f"map.{word}") for key, word in MAP_WORDS.items()}, "pile": pile}


def starting_points(
    atlas: Atlas, t: Text, lenses: Sequence[str] = LENSES, current: Collection[str] = ()
) -> str:
    """Where to start, and what the points can mean, above the map, as safe HTML; of a place that no document
    names it says so. lenses: what the points can mean; current: the picks that hold now."""
    named = passages_naming(atlas)
    starts = [
        (focus, start if focus.removeprefix("place:") in named else t("start.not-named", start=start))
        for focus, start in ((focus, t(f"start.{key}")) for key, focus in STARTS.items())
    ]
    return TEMPLATES.get_template("starts.html").render(
        starts=starts,
        lenses=[(key, t(f"lens.{key}")) for key in lenses],
        current=current,
        t=t,
    )


def map_surroundings(
    atlas: Atlas,
    t: Text,
    far: Collection[str],
    lenses: Sequence[str] = LENSES,
    sizes: Sequence[tuple[float, int]] = (),
    *,
    with_starts: bool = True,
) -> str:
    """The HTML around the map, without counts (the map's script fills those in): where to start, and below
    the map legend, far places and the list of all places. `far`: ids of the places beyond its window;
    `lenses`: what its points can mean; `sizes`: sums of aid in dollars, each with the breadth of its point in
    pixels; without `with_starts` only what stands below the map."""
    rows = sorted(
        (_row(atlas, place, t) for place in atlas.places), key=lambda r: (not r["named"], r["name"])
    )
    named = "legend.named-added" if has_added(atlas) else "legend.named"
    above = starting_points(atlas, t, lenses) if with_starts else ""
    return above + TEMPLATES.get_template("places.html").render(
        named=named,
        rows=rows,
        far=[r for r in rows if r["id"] in far],
        assessments=ASSESSMENTS,
        own_records=any(isinstance(row, OwnAid) for row in atlas.aid.values()),
        sizes=sizes,
        rules={about: rules_link(about, t) for about in ABOUT},
        lenses=lenses,
        t=t,
    )


def _row(atlas: Atlas, place: str, t: Text) -> dict[str, Any]:
    return {
        "id": place,
        "pick": focus_of(atlas, place),
        "name": t.name(atlas.entities[place]),
        "kind": t.name(atlas.places[place], "kind"),
        "named": place in passages_naming(atlas),
        "drawn": atlas.places[place].geometry != "none",
    }
