"""What a pick means: the id that a component sends -> what of the selection changes, which page it turns to,
what the map frames."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

from data.atlas.atlas import Atlas
from data.query.filters import FILTERS
from data.query.selection import LENSES, Selection, is_focus
from data.tables.vocab import ASSESSMENTS, LANGS, Lang
from ui.jump_index import TURNS
from ui.session import widgets

MOST, LAST = 100, 2**53  # picks taken at once; the highest number of one, as JavaScript counts
LONGEST, KEY = 200, 60  # characters of what a pick names, and of those that the review desk is told
FILTERING = (
    "topic",
    "stretch",
    "assessment",
    "drop",
    "clear",
    "found",
)  # kinds of pick that change what is found, or show it


@dataclass(frozen=True)
class PickEffect:
    """changes: fields of the selection. turn: a page to go to, or "". gentle: let the map frame the focus,
    gently (only if it is out of sight) or not; None: leave the map. review: what the review desk is to read,
    by name. lang: the language to change to, or ""."""

    changes: dict[str, Any] = field(default_factory=dict)
    turn: str = ""
    gentle: bool | None = None
    review: dict[str, str] = field(default_factory=dict)
    lang: Lang | Literal[""] = ""


def valid_picks(sent: Any, after: int) -> list[tuple[int, str, bool]]:
    """The picks that a component sent after number `after`, in order and not too many at once: number, id,
    and whether to frame. What a component never sends is dropped."""
    found: list[tuple[int, str, bool]] = []
    for pick in sent[:MOST] if isinstance(sent, list) else ():
        seq, what = (pick.get("seq"), pick.get("id")) if isinstance(pick, dict) else (None, None)
        if type(seq) is int and after < seq <= LAST and isinstance(what, str) and len(what) <= LONGEST:
            after = seq
            found.append((seq, what, pick.get("frame") is True))
    return found


def pick_effect(atlas: Atlas, s: Selection, what: str, *, framed: bool) -> PickEffect:
    """The meaning of the pick `what` ("kind:key", or "" for nothing); one that names nothing known means
    nothing. `framed`: the component asks that the map show it."""
    kind, _, key = what.partition(":")
    if kind in FILTERING:
        return PickEffect(_filtering(atlas, s, kind, key))
    if kind == "page":  # of a list, by number, or of the app, by name
        return (
            PickEffect({"page": max(int(key[:6]), 1)})
            if key.isascii() and key.isdigit()
            else PickEffect(turn=key)
        )
    if kind == "lang" and key in LANGS:
        return PickEffect(lang=key)
    if kind == "mark":
        return PickEffect(review={"mark": key[:KEY], "words": ""})
    if kind in ("words", "position", "own"):
        return PickEffect(review={kind: key[:KEY]})
    if kind == "lens" and key in LENSES:
        return PickEffect({"lens": key})
    if kind == "show" and key in atlas.passages:
        return PickEffect({"focus": f"passage:{key}"}, turn="map", gentle=False)
    if kind in TURNS and is_focus(atlas, key):
        return PickEffect({"focus": key}, turn=TURNS[kind], gentle=TURNS[kind] != "map")
    if kind in TURNS and key.startswith(("topic:", "assessment:")):
        return (
            replace(found, turn=TURNS[kind])
            if (found := pick_effect(atlas, s, key, framed=framed)).changes
            else found
        )
    if kind == "frame" and is_focus(atlas, key):
        return PickEffect({"focus": key}, gentle=False)
    if not what or is_focus(atlas, what):
        return PickEffect(
            {"focus": what}, gentle=kind != "passage" if what and (framed or kind == "passage") else None
        )
    return PickEffect()


def _filtering(atlas: Atlas, s: Selection, kind: str, key: str) -> dict[str, Any]:
    """What of the selection a pick changes that sets, drops or clears filters, or shows what they find
    ("found")."""
    facet, _, value = key.partition(":")
    if kind == "topic":
        return {"topics": tuple(dict.fromkeys((*s.topics, key)))} if key in atlas.topics else {}
    if kind == "stretch":
        return widgets.stretch_fields(atlas, key)
    if kind == "assessment":
        return (
            {"assessments": tuple(a for a in ASSESSMENTS if (a in s.assessments) != (a == key))}
            if key in ASSESSMENTS
            else {}
        )
    if kind == "found":
        return {"first": "found"}
    return (
        changed_fields(s, s.without_filters())
        if kind == "clear"
        else changed_fields(s, s.without_filter(facet, value))
        if facet in FILTERS
        else {}
    )


def changed_fields(now: Selection, then: Selection) -> dict[str, Any]:
    """The fields in which `then` differs from `now`."""
    return {
        f.name: getattr(then, f.name)
        for f in fields(then)
        if f.name != "first" and getattr(now, f.name) != getattr(then, f.name)
    }
