"""What the filters find, and the ways on from there: filters to drop, and the card that stands aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from markupsafe import Markup

from data.atlas.atlas import Atlas
from data.facts.locator import passage_title
from data.facts.origin import has_added
from data.i18n import Text
from data.query.describe import chosen_values, filter_phrase, map_title
from data.query.filters import Filter, Scope
from data.query.selection import OPENING
from data.query.view import View
from ui.html.templating import TEMPLATES

LISTED = 25  # passages found that are named where they are not shown
FOUND_ON = {
    "evidence": ("statements", "statements"),
    "aid": ("records", "aid"),
}  # page that shows other things than passages -> what they are called, and which of a view they are
NONE = {"passages": "panel.none", "statements": "evidence.none", "records": "aid.none"}


def filter_summary(view: View, t: Text) -> dict[str, Any]:
    """The values of a template that says what the filters find: each filter in use with the pick that drops
    it, the card that stands aside, the first passages."""
    atlas, s = view.atlas, view.selection
    number = t.count("passages", len(view.passages))
    return {
        "filtered": s.filtered,
        "any": bool(view.passages),
        "count": number,
        "filters": chips(view, t),
        "aside": (s.aside, focus_name(atlas, s.aside, t)) if s.aside else None,
        "passages": [(p, passage_title(atlas, p, t)) for p in view.passages[:LISTED]],
    }


def chips(view: View, t: Text, scopes: Sequence[Scope] = ("passages",)) -> list[tuple[str, str]]:
    """(pick that drops it, words) of each filter in use, and of each value of those with several. `scopes`:
    of filters of passages, or of those of records too."""
    atlas, s = view.atlas, view.selection
    found = []
    for row in s.in_use:
        if row.scope not in scopes:
            continue
        if row.kind == "ids":
            found += [(f"drop:{row.key}:{v}", _chip(atlas, row, v, t)) for v in chosen_values(s, row)]
        else:
            found.append((f"drop:{row.key}", filter_phrase(atlas, s, row.key, t)))
    return found


def _chip(atlas: Atlas, row: Filter, value: str, t: Text) -> str:
    """A value; one of a filter of records with the name of its filter, as it may be an actor's too."""
    named = row.name(atlas, value, t)
    if row.scope == "passages":
        return named
    return t("panel.filter", filter=t(row.title), value=named)


def aid_chips(view: View, t: Text) -> str:
    """Every filter in use, of passages and of records, each to be dropped, as safe HTML; "" without any."""
    filters = chips(view, t, get_args(Scope))
    template: Any = TEMPLATES.get_template("found.html").module
    return str(template.filters({"filters": filters}, t)) if filters else ""


def to_found(view: View, page: str, t: Text) -> str:
    """The button that leads from the filters to what they find on a page, with its number, as safe HTML; for
    screens on which the filters lie over the page."""
    noun, found = FOUND_ON.get(page, ("passages", "passages"))
    number = len(getattr(view, found))
    words = t("filter.show", count=t.count(noun, number)) if number else t(NONE[noun])
    return Markup('<button type="button" class="d-to-found">{}</button>').format(words)


def view_title(view: View, t: Text) -> str:
    """What a view shows: what is said of what it was opened on, or of the border."""
    focus = "" if view.found_first else view.selection.in_focus
    if focus in ("", OPENING):
        return map_title(view.atlas, t)
    key = "map.title-focus-added" if has_added(view.atlas) else "map.title-focus"
    return t(key, name=focus_name(view.atlas, focus, t))


def focus_name(atlas: Atlas, focus: str, t: Text) -> str:
    """The name of what is in focus, in the reader's language."""
    kind, _, key = focus.partition(":")
    if kind == "passage":
        return passage_title(atlas, key, t)
    fields = {"aid": "what", "event": "title", "statement": "says"}
    tables: dict[str, Mapping[str, Any]] = {
        "aid": atlas.aid,
        "event": atlas.events,
        "statement": atlas.statements,
        "body": atlas.bodies,
    }
    return t.name(tables.get(kind, atlas.entities)[key], fields.get(kind, "name"))


def panel_state(view: View) -> str:
    """What the panel begins with, as a key: where it changes, the panel is read from its top."""
    return str(view.selection.unfocused) if view.found_first else view.selection.in_focus
