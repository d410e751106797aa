"""Legend, far places and the list of all places as safe HTML: an equal way without the map."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from data.atlas import Atlas
from data.select import focus_of
from data.words import Lang, name, say
from ui.panel import TEMPLATES


def places(atlas: Atlas, lang: Lang, far: Collection[str]) -> str:
    """The HTML under the map, without counts: the map's script fills those in. `far`: ids of the places beyond its window."""
    rows = sorted((_row(atlas, place, lang) for place in atlas.places), key=lambda r: (not r["named"], r["name"]))
    return TEMPLATES.get_template("places.html").render(
        rows=rows, far=[r for r in rows if r["id"] in far], say=lambda word: say(atlas, word, lang)
    )


def _row(atlas: Atlas, place: str, lang: Lang) -> dict[str, Any]:
    return {
        "id": place,
        "pick": focus_of(atlas, place),
        "name": name(atlas.entities[place], lang),
        "kind": name(atlas.places[place], lang, "kind"),
        "named": place in atlas.naming,
        "drawn": atlas.places[place].geometry != "none",
    }
