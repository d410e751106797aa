"""What is shown, in words: each filter in use as a phrase, how many passages they find, and how many are
counted apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from data.atlas.atlas import Atlas
from data.facts.origin import has_added
from data.i18n import Text
from data.index.search import has_stop_words_alone
from data.query.filters import FILTERS, Filter, Scope
from data.query.selection import Selection
from data.query.view import View


def filter_phrase(atlas: Atlas, s: Selection, key: str, t: Text, scope: Scope = "passages") -> str:
    """A filter that is set, as a phrase: what it means for passages, or for records of aid."""
    row = FILTERS[key]
    phrase = row.phrase_for(scope)
    if row.kind == "text":
        return t(phrase, words=s.text.strip())
    if row.is_range:
        return _range_phrase(atlas, s, row, phrase, t)
    names = [row.name(atlas, value, t) for value in chosen_values(s, row)]
    if not phrase:
        return names[0] if row.kind == "one" else t.comma_list(names)
    every = "-all" if row.match and getattr(s, row.match) == "all" and len(names) > 1 else ""
    return t(phrase + every, names=t.comma_list(names))


def chosen_values(s: Selection, row: Filter) -> tuple[str, ...]:
    """The values that a filter has of those that it offers."""
    (value,) = s.values(row)
    return value if row.kind == "ids" else (value,)


def _range_phrase(atlas: Atlas, s: Selection, row: Filter, phrase: str, t: Text) -> str:
    """Years as they are chosen, one or both; kilometres from end to end."""
    start, end = s.values(row)
    if row.kind == "years":
        form = "-until" if start is None else "-since" if end is None else ""
        return t(phrase + form, start=start, end=end)
    low, high = row.limits(atlas)
    ends = (low if start is None else start, high if end is None else end)
    return t(phrase, start=t.number(ends[0]), end=t.number(ends[1]))


def describe(view: View, t: Text) -> str:
    """What is shown, as a person would say it: how many passages by which filters, and which of them are
    counted apart."""
    atlas, s = view.atlas, view.selection
    shown = t.count("passages", len(view.passages))
    if not s.filtered:
        return t("shown.all-added" if has_added(atlas) else "shown.all", shown=shown)
    filters = t.semicolon_list([filter_phrase(atlas, s, key, t) for key in s.active])
    found = t(
        "shown.some" if view.passages else "shown.none",
        shown=shown,
        total=t.number(len(atlas.passages)),
        filters=filters,
    )
    why = t("shown.stop-words") if has_stop_words_alone(s.text) else ""
    return " ".join(filter(None, (found, why, counted_apart(view, "passages", t))))


def describe_along_border(view: View, t: Text) -> str:
    """What is shown and, where the filters leave no record of aid at a point of the border, that they do not,
    and how many they leave elsewhere."""
    atlas, sentences = view.atlas, [describe(view, t)]
    points = {place for place, at in atlas.chainage.items() if at.km is not None}
    if view.selection.narrowed and not any(row.place in points for row in view.aid):
        elsewhere = t.count("records", len(view.aid))
        sentences.append(t("strip.aid-elsewhere", count=elsewhere) if view.aid else t("strip.no-aid"))
    return " ".join(sentences)


def counted_apart(view: View, noun: Literal["passages", "statements"], t: Text) -> str:
    """How many passages, or statements of passages, no filter excludes although one cannot tell whether they
    belong, and why it cannot; "" where there are none."""
    apart: Sequence[str] = (
        view.undecided if noun == "passages" else [s.passage for s in view.undecided_statements]
    )
    numbers = {
        key: len(own) if noun == "passages" else sum(p in own for p in apart)
        for key, own in view.apart.items()
    }
    reasons = [t(f"shown.{key}", count=t.count(noun, n)) for key, n in numbers.items() if n]
    if len(reasons) > 1:
        reasons = [t("shown.apart-both", count=t.count(noun, len(apart)), reasons=t.semicolon_list(reasons))]
    return t("shown.apart", reasons=reasons[0]) if reasons else ""


def map_title(atlas: Atlas, t: Text) -> str:
    """What the map shows: what the article says or, where there are added documents, what the documents
    say."""
    return t("map.title-added" if has_added(atlas) else "map.title")
