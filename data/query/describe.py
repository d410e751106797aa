"""What is shown, in words: each filter in use as a phrase, how many passages they find, and how many are
counted apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from data.atlas.atlas import Atlas
from data.facts.origin import has_added
from data.i18n import Lang, count, joined, listed, number, say
from data.query.filters import FILTERS, Filter, Scope
from data.query.selection import Selection
from data.query.view import View


def filter_phrase(atlas: Atlas, s: Selection, key: str, lang: Lang, scope: Scope = "passages") -> str:
    """A filter that is set, as a phrase: what it means for passages, or for records of aid."""
    row = FILTERS[key]
    phrase = row.phrase_for(scope)
    if row.kind == "text":
        return say(atlas, phrase, lang, words=s.text.strip())
    if row.is_range:
        return _range_phrase(atlas, s, row, phrase, lang)
    names = [row.name(atlas, value, lang) for value in chosen_values(s, row)]
    if not phrase:
        return names[0] if row.kind == "one" else listed(names, lang)
    every = "-all" if row.match and getattr(s, row.match) == "all" and len(names) > 1 else ""
    return say(atlas, phrase + every, lang, names=listed(names, lang))


def chosen_values(s: Selection, row: Filter) -> tuple[str, ...]:
    """The values that a filter has of those that it offers."""
    (value,) = s.values(row)
    return value if row.kind == "ids" else (value,)


def _range_phrase(atlas: Atlas, s: Selection, row: Filter, phrase: str, lang: Lang) -> str:
    """Years as they are chosen, one or both; kilometres from end to end."""
    start, end = s.values(row)
    if row.kind == "years":
        form = "-until" if start is None else "-since" if end is None else ""
        return say(atlas, phrase + form, lang, start=start, end=end)
    low, high = row.limits(atlas)
    ends = (low if start is None else start, high if end is None else end)
    return say(atlas, phrase, lang, start=number(ends[0], lang), end=number(ends[1], lang))


def describe(view: View, lang: Lang) -> str:
    """What is shown, as a person would say it: how many passages by which filters, and which of them are
    counted apart."""
    atlas, s = view.atlas, view.selection
    shown = count(atlas, "passages", len(view.passages), lang)
    if not s.filtered:
        return say(atlas, "shown.all-added" if has_added(atlas) else "shown.all", lang, shown=shown)
    filters = joined([filter_phrase(atlas, s, key, lang) for key in s.active], lang)
    found = say(
        atlas,
        "shown.some" if view.passages else "shown.none",
        lang,
        shown=shown,
        total=number(len(atlas.passages), lang),
        filters=filters,
    )
    return f"{found} {counted_apart(view, 'passages', lang)}".strip()


def counted_apart(view: View, noun: Literal["passages", "statements"], lang: Lang) -> str:
    """How many passages, or statements of passages, no filter excludes although one cannot tell whether they
    belong, and why it cannot; "" where there are none."""
    atlas = view.atlas
    apart: Sequence[str] = (
        view.undecided if noun == "passages" else [s.passage for s in view.undecided_statements]
    )
    numbers = {
        key: len(own) if noun == "passages" else sum(p in own for p in apart)
        for key, own in view.apart.items()
    }
    told = [
        say(atlas, f"shown.{key}", lang, count=count(atlas, noun, n, lang)) for key, n in numbers.items() if n
    ]
    if len(told) > 1:
        told = [
            say(
                atlas,
                "shown.apart-both",
                lang,
                count=count(atlas, noun, len(apart), lang),
                reasons=joined(told, lang),
            )
        ]
    return say(atlas, "shown.apart", lang, reasons=told[0]) if told else ""


def map_title(atlas: Atlas, lang: Lang) -> str:
    """What the map shows: what the article says or, where there are added documents, what the documents
    say."""
    return say(atlas, "map.title-added" if has_added(atlas) else "map.title", lang)
