"""The world beyond the region, coarse: sea, lines between countries and their names. The map fetches it once
it shows more than the region (geo.region), so that nobody waits for it who does not look there."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from data.i18n import Text
from geo import shapes
from geo.map import feature_with_classes


def world_areas() -> list[dict[str, Any]]:
    """Sea and lines as GeoJSON features that carry their classes (EPSG:4326)."""
    drawn = [row for row in _features() if row["geometry"]["type"] != "Point"]
    return [
        feature_with_classes(row, "sea" if row["id"] == "world-sea" else "line", n)
        for n, row in enumerate(drawn)
    ]


def world_names(t: Text) -> list[dict[str, Any]]:
    """The name of each country (Unicode CLDR), where it may be written ([lat, lon]), and the radius of the
    land around, in degrees; the broadest first."""
    return [
        {
            "name": t.country(row["properties"]["code"]),
            "at": [row["geometry"]["coordinates"][::-1]],
            "radius": float(row["properties"]["radius"]),
        }
        for row in _features()
        if row["geometry"]["type"] == "Point"
    ]


def world(t: Text) -> str:
    """What the map draws beyond the region, as JSON: {areas, names}."""
    return json.dumps(
        {"areas": world_areas(), "names": world_names(t)}, ensure_ascii=False, separators=(",", ":")
    )


@cache
def _features() -> list[dict[str, Any]]:
    text = (shapes.FILES / "world.geojson").read_text(encoding="utf-8")
    features: list[dict[str, Any]] = json.loads(text)["features"]
    return features
