"""The region that is drawn in detail, with its projection, and the world around it. It imports nothing, so
that the recipes of geo.build run without what the app needs."""

from __future__ import annotations

WORLD = (-180.0, -60.0, 180.0, 84.0)  # of the coarse map: Web Mercator has no poles
FRAME = (56.0, 29.0, 84.0, 47.0)  # of the detailed map; both are west, south, east, north in degrees (WGS 84)
LAEA = "+proj=laea +lat_0=37.8 +lon_0=71.3 +datum=WGS84 +units=m"  # Lambert equal-area around the border
