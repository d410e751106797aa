"""Legend, far places and the list of all places as safe HTML: an equal way without the map."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from data.select import View, focus_of
from data.words import Lang, name, say
from ui.panel import TEMPLATES


def places(view: View, lang: Lang, far: Collection[str]) -> str:
    """The HTML under the map. `far`: ids of the places beyond its window."""
    atlas = view.atlas
    rows = sorted(map(_row(view, lang), atlas.places), key=lambda r: (not r["named"], -r["n"], r["name"]))
    return TEMPLATES.get_template("places.html").render(
        rows=rows, far=[r for r in rows if r["id"] in far], focus=view.selection.focus, say=lambda word: say(atlas, word, lang)
    )


def _row(view: View, lang: Lang) -> Any:
    atlas = view.atlas

    def row(place: str) -> dict[str, Any]:
        return {
            "id": place,
            "pick": focus_of(atlas, place),
            "name": name(atlas.entities[place], lang),
            "kind": name(atlas.places[place], lang, "kind"),
            "named": place in atlas.naming,
            "drawn": atlas.places[place].geometry != "none",
            "n": view.counts.get(place, 0),
        }

    return row
