"""The places that two documents name, on the map: both of them name a place, or one alone. The shape of a
point tells which, and its words; its colour only helps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from data.compare.comparison import Comparison
from data.i18n import Text
from data.query.selection import Selection
from data.query.view import View, select
from geo.points import points

Named = Literal["both", "one", "other"]
NAMED_BY: tuple[Named, ...] = ("both", "one", "other")
SIZE = 16  # pixels


def compared_map_state(
    view: View, t: Text, asked: Mapping[str, Any], comparison: Comparison
) -> dict[str, Any]:
    """What changes on the map, as `geo.points.points.map_state`, of the places that two documents name."""
    pair = (comparison.one, comparison.other)
    named = {place: by for by in NAMED_BY for place in getattr(comparison.places, by)}
    of_both = select(view.atlas, Selection(documents=pair, focus=view.selection.focus))
    return points.map_state(of_both, t, asked) | {
        "points": [
            _point(feature, named.get(feature["id"]), t) for feature in points.point_features(of_both, t)
        ],
        "areas": list(_areas(of_both, named, t)),
        "lens": "comparison",
        "alt": t("compare.map-alt"),
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
