"""What is shown, in words: each filter in use as a phrase, how many passages they find, and how many are
counted apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from data.atlas.atlas import Atlas
from data.facts.border import last_km
from data.facts.origin import has_added
from data.i18n import Lang, actor_name, count, joined, listed, name, number, say, shortened, voice_name
from data.query.selection import Selection
from data.query.view import View


def value_name(atlas: Atlas, key: str, value: str, lang: Lang) -> str:
    """A value of the filter `key` (of those with several values)."""
    if key in ("actors", "voices"):
        return actor_name(atlas, value, lang) if key == "actors" else voice_name(atlas, value, lang)
    if key == "documents":
        return shortened(atlas.documents[value].title)
    if key == "assessments":
        return say(atlas, f"assessment.{value}", lang)
    return name(atlas.topics[value] if key == "topics" else atlas.entities[value], lang)


def period_ends(s: Selection) -> Literal["period", "since", "until"]:
    """Which ends a chosen period has: both, or one."""
    return "period" if s.since and s.until else "since" if s.since else "until"


def years(s: Selection) -> dict[str, int]:
    """The years that a chosen period names."""
    return {key: year for key, year in (("since", s.since), ("until", s.until)) if year}


def filter_phrase(atlas: Atlas, s: Selection, key: str, lang: Lang) -> str:
    """A filter of passages that is set, as a phrase."""
    if key == "period":
        return say(atlas, f"shown.{period_ends(s)}", lang, **years(s))
    if key == "stretch":
        low, high = s.km_from or 0, last_km(atlas) if s.km_to is None else s.km_to
        return say(atlas, "shown.stretch", lang, start=number(low, lang), end=number(high, lang))
    if key == "text":
        return say(atlas, "shown.text", lang, words=s.text.strip())
    every = "-all" if key == "actors" and s.match == "all" and len(s.actors) > 1 else ""
    return say(
        atlas,
        f"shown.{key}{every}",
        lang,
        names=listed([value_name(atlas, key, v, lang) for v in getattr(s, key)], lang),
    )


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
    passages = {"undated": view.undated, "unplaced": view.unplaced}
    apart: Sequence[str] = (
        view.undecided if noun == "passages" else [s.passage for s in view.undecided_statements]
    )
    numbers = {
        key: len(own) if noun == "passages" else sum(p in own for p in apart) for key, own in passages.items()
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
