"""The points of a gathered step: in words, what stands large beside them."""

from __future__ import annotations

from collections.abc import Iterator

from data.facts.origin import passages_naming_by_origin
from data.facts.statements import evidence_summary
from data.i18n import Text
from data.query.describe import describe, filter_phrase
from data.query.view import View
from data.text.sentences import sentence_ends
from ui.charts.registry import CHARTS
from ui.story.lists import LISTS, described


def points(view: View, shown: str, t: Text) -> list[str]:
    """What is large (`shown`, as a step names it) in a few lines, and by which filters."""
    atlas, (kind, _, key) = view.atlas, shown.partition(":")
    found: list[str] = []
    if kind == "chart":
        found = [CHARTS[key].chart(view, t).finding]
    elif kind == "statement":
        weight = evidence_summary(atlas, key)
        found = [t.count("evidence", weight.rows), t.count("sources", weight.sources)]
    elif kind == "aid":
        found = [t.name(atlas.aid[key], "note")]
    elif kind in LISTS:
        found = described(view, kind, t)
    else:
        found = list(_focus(view, t))
    found = [line for line in (*found, _filters(view, shown, t)) if line]
    return found or [describe(view, t)]


def _filters(view: View, shown: str, t: Text) -> str:
    """The filters in words. Those of aid say what narrows records alone."""
    s, records = view.selection, shown.startswith(("records", "aid", "chart"))
    if s.filtered:
        return describe(view, t)
    rows = [filter_phrase(view.atlas, s, row.key, t) for row in s.in_use if records]
    return t.joined(rows)


def _focus(view: View, t: Text) -> Iterator[str]:
    """What is known of what is looked at: what it is, how often it is named, what is to be minded."""
    atlas, s = view.atlas, view.selection
    key = "" if view.found_first or not s.focus else s.in_focus.partition(":")[2]
    if s.in_focus.startswith("event:"):
        yield t.date(atlas.events[key].date)
    if s.in_focus.startswith("passage:"):
        yield t.name(atlas.passages[key], "gist")
    if key not in atlas.entities:
        return
    place, actor = atlas.places.get(key), atlas.actors.get(key)
    yield t.name(actor, "role") if actor else t.name(place, "kind").capitalize() if place else ""
    own, added = passages_naming_by_origin(atlas, key)
    yield t("panel.named", count=t.count("passages", own)) if own else ""
    yield t("panel.named-added", count=t.count("passages", added)) if added else ""
    told = note(view, t)
    yield told[: next(sentence_ends(told), len(told))]


def note(view: View, t: Text) -> str:
    """What is to be minded of the place or actor that is looked at."""
    atlas = view.atlas
    key = "" if view.found_first or not view.selection.focus else view.selection.in_focus.partition(":")[2]
    rows = (atlas.places.get(key), atlas.entities.get(key))
    return next((told for row in rows if row and (told := t.name(row, "note"))), "")
