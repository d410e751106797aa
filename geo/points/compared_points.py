"""The places that documents side by side name, on the map: all of them name a place, some, or one alone. The
shape of a point tells which, and its words; its colour only helps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from data.compare.comparison import Comparison
from data.compare.subjects import shared_subjects
from data.i18n import Text
from data.query.selection import Selection
from data.query.view import View, select
from geo.points import points

Named = Literal["both", "one", "other", "all", "some", "single"]
NAMED_BY: tuple[Named, ...] = ("both", "one", "other")
SIZE = 16  # pixels


def compared_map_state(
    view: View, t: Text, asked: Mapping[str, Any], comparison: Comparison
) -> dict[str, Any]:
    """What changes on the map, as `geo.points.points.map_state`, of the places that two documents name."""
    named = {place: by for by in NAMED_BY for place in getattr(comparison.places, by)}
    documents = (comparison.one, comparison.other)
    return _state(view, t, asked, documents, named) | {"alt": t("compare.map-alt")}


def several_map_state(
    view: View, t: Text, asked: Mapping[str, Any], documents: tuple[str, ...]
) -> dict[str, Any]:
    """What changes on the map of the places that more than two documents name: all, several, or one alone."""
    named: dict[str, Named] = {}
    for place in shared_subjects(view.atlas, documents).places:
        naming = sum(map(bool, place.times))
        named[place.key] = "all" if naming == len(documents) else "some" if naming > 1 else "single"
    return _state(view, t, asked, documents, named) | {"alt": t("compare.map-alt-several")}


def _state(
    view: View, t: Text, asked: Mapping[str, Any], documents: tuple[str, ...], named: Mapping[str, Named]
) -> dict[str, Any]:
    of_all = select(view.atlas, Selection(documents=documents, focus=view.selection.focus))
    return points.map_state(of_all, t, asked) | {
        "points": [
            _point(feature, named.get(feature["id"]), t) for feature in points.point_features(of_all, t)
        ],
        "areas": list(_areas(of_all, named, t)),
        "lens": "comparison",
    }


def _point(feature: dict[str, Any], by: Named | None, t: Text) -> dict[str, Any]:
    properties = feature["properties"]
    if not by:
        return feature | {"properties": properties | {"named": False, "n": 0, "tone": "d-silent"}}
    says = t.series([properties["title"], t(f"compare.by-{by}")])
    return feature | {
        "properties": properties | {"size": SIZE, "tone": tone(by), "title": says, "named": True}
    }


def _areas(view: View, named: Mapping[str, Named], t: Text) -> Iterator[dict[str, Any]]:
    """What is said of land and of the border, which have no point."""
    for place, by in named.items():
        if view.atlas.places[place].geometry in ("area", "line"):
            name = t.name(view.atlas.entities[place])
            title = t.series([name, t(f"compare.by-{by}")])
            yield {
                "id": place,
                "name": name,
                "n": view.counts.get(place, 0),
                "tone": tone(by),
                "title": title,
            }


def tone(by: Named) -> str:
    """The classes of a point by who names its place."""
    return f"d-compared c-{by}"
