"""The points of the map: what each is, how large, and what changes with a selection."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.atlas.join import basemap_atlas
from data.facts.origin import has_added
from data.i18n import Text
from data.index.index import passages_naming
from data.query.selection import Selection
from data.query.view import View, select
from data.tables.model import Place
from data.tables.vocab import COUNTRIES
from geo.bounds import frame_of, frame_of_documents, in_window
from geo.points import point_style
from geo.precision import precision

SYMBOLS = {
    "post": "diamond",
    "crossing": "square",
    "bridge": "square",
    "capital": "star",
    "settlement": "circle",
}
BANKS = {"tajikistan": 1, "afghanistan": -1}  # left and right of the border, from west to east
RANK = ("capital", "post", "bridge", "crossing", "settlement", "lake", "base", "site", "tripoint")


def changed_points(view: View, t: Text) -> list[dict[str, Any]]:
    """The points that look different from those of the unfiltered article, which the base map carries."""
    plain = select(basemap_atlas(view.atlas), Selection())
    if view.selection.lens != "passages":
        known = {feature["id"]: feature for feature in point_features(plain, t)}
        return [feature for feature in point_features(view, t) if feature != known.get(feature["id"])]
    other = {
        place
        for place in {*plain.counts, *view.counts}
        if view.counts.get(place, 0) != plain.counts.get(place, 0)
    }
    return point_features(view, t, other) if other else []


def point_features(view: View, t: Text, only: Collection[str] | None = None) -> list[dict[str, Any]]:
    """The points (or `only` some) as GeoJSON features, those that the article names last and so on top."""
    atlas = view.atlas
    known = {p for event in atlas.events.values() for p in event.places} | {
        k.from_id for k in atlas.links.values() if k.relation == "centre"
    }
    banks = banks_of_namesakes(atlas)
    rows = [p for p in atlas.places.values() if p.geometry == "point" and (only is None or p.id in only)]
    rows.sort(key=lambda p: (p.id in passages_naming(atlas), -rank(p), p.id))
    return [
        {
            "type": "Feature",
            "id": place.id,
            "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
            "properties": {
                "name": t.name(atlas.entities[place.id]),
                "symbol": SYMBOLS.get(place.category, "ring"),
                "named": place.id in passages_naming(atlas),
                "sure": place.basis in ("surveyed", "gazetteer"),
                "n": view.counts.get(place.id, 0),
                "known": place.id in known,
                "rank": rank(place),
                "bank": banks.get(place.id, 0),
                "title": point_title(view, place, t),
                **_through(view, place, t),
            },
        }
        for place in rows
    ]


@cached_per_atlas
def banks_of_namesakes(atlas: Atlas) -> dict[str, int]:
    """The bank (see BANKS) of each place that has a namesake on the other one, where a name that is written
    across the border would be taken for that of the other."""
    pairs = [
        [atlas.places[key] for key in (row.entity, row.rival or "") if key in atlas.places]
        for row in atlas.ambiguities.values()
    ]
    return {
        place.id: BANKS[COUNTRIES[place.side]]
        for pair in pairs
        if {place.side for place in pair} == COUNTRIES.keys()
        for place in pair
    }


def _through(view: View, place: Place, t: Text) -> dict[str, Any]:
    """What a lens changes of a point."""
    if view.selection.lens == "passages":
        return {}
    seen = point_style.point_style(view, place, t)
    return {"n": seen.n, "size": seen.size, "tone": seen.tone, "weight": seen.weight, "worth": seen.worth}


def point_title(view: View, place: Place, t: Text) -> str:
    """What a point says of itself to a screen reader: name, kind, how surely known, how often named."""
    atlas = view.atlas
    named = place.id in passages_naming(atlas)
    label = t.count("passages", view.counts.get(place.id, 0)) if named else t("legend.context")
    label = label if view.selection.lens == "passages" else point_style.point_style(view, place, t).label
    parts = [
        t.name(atlas.entities[place.id]),
        t.name(place, "kind"),
        precision(place, t),
        label,
    ]
    return t.series(parts)


def map_state(view: View, t: Text, asked: Mapping[str, Any]) -> dict[str, Any]:
    """What changes on the map: points, counts, what is lit, and the frame that was `asked` for ({seq, focus,
    gentle})."""
    atlas = view.atlas
    framed = select(atlas, replace(view.selection, focus=asked["focus"])).highlighted
    bounds = frame_of(atlas, framed) if asked["seq"] else None
    return {
        "points": changed_points(view, t),
        "counts": point_style.counts(view),
        "lens": view.selection.lens,
        "areas": point_style.area_styles(view, t),
        **point_style.stretch_style(view),
        "lit": view.highlighted,
        "focus": view.selection.in_focus,
        "home": frame_of_documents(view),
        "frame": {"seq": asked["seq"], "bounds": bounds, "gentle": asked["gentle"]} if bounds else None,
        "alt": alternative(view, t),
    }


def alternative(view: View, t: Text) -> str:
    """The map in words, for a screen reader."""
    atlas = view.atlas
    named = sum(p in passages_naming(atlas) for p in atlas.places)
    shown = "map.alt-added" if has_added(atlas) else "map.alt"
    words = {"named": t.count("places", named), "context": t.number(len(atlas.places) - named)}
    return f"{t(shown, **words)} {t(f'lens.{view.selection.lens}-alt')}"


def far_places(atlas: Atlas) -> list[Place]:
    """Places with a point beyond the map's window: the cards beside the map."""
    return [p for p in atlas.places.values() if p.geometry == "point" and not in_window(p)]


def rank(place: Place) -> int:
    """How early a kind of place is drawn and named, from 0; kinds without a rank come last."""
    return RANK.index(place.category) if place.category in RANK else len(RANK)
