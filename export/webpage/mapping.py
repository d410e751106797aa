"""The map of the exported file: what it stands on in each language, and what the choice of passages shows on
it."""

from __future__ import annotations

import json
from typing import Any

from data.atlas.atlas import Atlas
from data.i18n import Text
from data.query.selection import Selection
from data.query.view import View, select
from export.order import Order
from export.webpage.packing import gzip_base64
from geo import bounds, world
from geo import map as geo_map
from geo.points import points
from ui.html.places import map_surroundings, map_words


def map_payload(order: Order) -> dict[str, Any]:
    """What the map of the page reads."""
    atlas, langs = order.atlas, order.langs
    plain = select(atlas, Selection())
    far = {place.id for place in points.far_places(atlas)}
    still = {"seq": 0, "focus": "", "gentle": True}
    names = {lang: world.world_names(atlas.text(lang)) for lang in langs}
    return {
        "map": geo_map.MAP,
        "world": gzip_base64(json.dumps({"areas": world.world_areas(), "names": names}, ensure_ascii=False)),
        **map_index(atlas),
        "mapWords": {lang: map_words(atlas.text(lang)) for lang in langs},
        "side": {lang: map_surroundings(atlas, atlas.text(lang), far, ()) for lang in langs},
        "furniture": {lang: map_furniture(plain, plain.atlas.text(lang)) for lang in langs},
        "alt": {lang: points.map_state(plain, plain.atlas.text(lang), still)["alt"] for lang in langs},
    }


def map_index(atlas: Atlas) -> dict[str, Any]:
    """Passage -> the places it names; place -> the frame around it, by range."""
    named = {p: {m.entity for m in atlas.mentions_of[p]} for p in atlas.passages}
    return {
        "places_of": {p: [place for place in atlas.places if place in named[p]] for p in atlas.passages},
        "bounds": bounds.frames_of_places(atlas),
    }


def map_furniture(plain: View, t: Text) -> dict[str, Any]:
    """What of the base map depends on the language, with the points of the unfiltered article."""
    return {"credit": t("map.credit"), "values": geo_map.map_labels(plain, t)}
