"""The map library, served from this machine: Leaflet's own files as the package django-js-lib-leaflet ships
them."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

VERSION = "1.9.4"


def folder() -> Path:
    """The folder that holds leaflet.js and leaflet.css. Raises RuntimeError when the package is not
    installed."""
    spec = find_spec("js_lib_leaflet")
    if spec is None or spec.origin is None:
        raise RuntimeError("Leaflet is not installed: run `make setup`")
    return Path(spec.origin).parent / "static" / "js_lib_leaflet"
