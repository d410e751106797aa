"""The reader's choice as one small value: Selection, and how it goes into a URL and comes back."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from data.atlas.atlas import Atlas
from data.facts.aid import dated_totals
from data.facts.border import BORDER, last_km
from data.index.index import Index
from data.index.search import LONGEST
from data.tables.columns import printable

OPENING = f"place:{BORDER}"
Lens = Literal["passages", "aid", "assessments"]
LENSES: tuple[Lens, ...] = ("passages", "aid", "assessments")
First = Literal["focus", "found"]
LEDGER = {
    "donors": "donor",
    "categories": "category",
    "statuses": "status",
}  # filters of aid records, and the field that each is of
SETS = (
    "actors",
    "documents",
    "topics",
    "places",
    "assessments",
    "voices",
)  # filters of passages with several values
FILTERS = {key: (key,) for key in SETS} | {
    "period": ("since", "until"),
    "stretch": ("km_from", "km_to"),
    "text": ("text",),
}


@dataclass(frozen=True)
class Selection:
    """Filters and focus; small, hashable, and the whole state of a view but for its language.

    actors: groups or single actors, any or all of which must occur within one passage. voices: "author",
    "attributed" or the id of a speaker; with a voice, actors and words count only inside its spans. since,
    until: years, both included. places: any must be named. assessments: any must be ours of one of a
    passage's statements. reading: how the article page shows its text. focus: "place:…", "actor:…",
    "thing:…", "passage:…", "statement:…", "aid:…", "event:…" or "body:…", or "" for nothing; None while
    nobody has chosen (see in_focus). first: what the panel shows first, the card of the focus or what the
    filters find. donors, categories, statuses: filters of the aid records, which the period filters too.
    km_from, km_to: a stretch of the border, whole kilometres from the Uzbek tripoint. lens: what the points
    of the map mean. documents: any of which a passage must be of. page: of the panel, where its passages are
    many. cut: a dated statement of a total (id of a record of aid); records of later date are left out."""

    actors: tuple[str, ...] = ()
    match: Literal["any", "all"] = "any"
    topics: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    text: str = ""
    focus: str | None = None
    first: First = "focus"
    reading: Literal["both", "ar", "en"] = "both"
    donors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    assessments: tuple[str, ...] = ()
    km_from: int | None = None
    km_to: int | None = None
    lens: Lens = "passages"
    documents: tuple[str, ...] = ()
    page: int = 1
    cut: str = ""

    @property
    def in_focus(self) -> str:
        """What is looked at: the focus that was chosen; where none was, the border, as long as no filter
        narrows the passages."""
        return self.focus if self.focus is not None else "" if self.filtered else OPENING

    @property
    def aside(self) -> str:
        """What was in focus when a filter was set after it: its card stands aside for what the filters find.
        "" for nothing."""
        return self.in_focus if self.first == "found" and self.filtered else ""

    @property
    def active(self) -> tuple[str, ...]:
        """The filters of passages that are set, in the order in which they are said."""
        return tuple(
            key for key, names in FILTERS.items() if any(_narrows(getattr(self, name)) for name in names)
        )

    @property
    def filtered(self) -> bool:
        """Does any filter narrow the passages?"""
        return bool(self.active)

    @property
    def stretched(self) -> bool:
        """Is a stretch of the border chosen?"""
        return self.km_from is not None or self.km_to is not None

    @property
    def unfocused(self) -> Selection:
        """The selection without what is looked at: its filters."""
        return replace(self, focus="", first="focus", page=1)

    def seen_as(self, other: Selection) -> Selection:
        """The same filters, looked at as in another selection."""
        return replace(self, focus=other.focus, first=other.first, page=other.page)

    @property
    def narrowed(self) -> bool:
        """Does any filter narrow anything, passages or aid?"""
        return self.filtered or any((self.donors, self.categories, self.statuses, self.cut))

    def cleared(self) -> Selection:
        """The same focus without any filter."""
        return Selection(focus=self.focus, reading=self.reading, lens=self.lens)

    def without(self, key: str, value: str = "") -> Selection:
        """The selection without a filter of passages, or without one of its values."""
        kept: dict[str, Any] = {
            name: tuple(v for v in getattr(self, name) if value and v != value)
            for name in FILTERS[key]
            if key in SETS
        }
        return self.changed(**(kept or {name: "" if name == "text" else None for name in FILTERS[key]}))

    def changed(self, **changes: Any) -> Selection:
        """The selection with these changes. After a change of filters what they find comes first, and the
        card of what is in focus stands aside until it is picked again or no filter is left."""
        made = replace(self, **({"page": 1} | changes))
        if "focus" in changes or not (made.filtered and made.focus):
            return replace(made, first=changes.get("first", "focus"))
        return replace(made, first="found") if made._filters != self._filters else made

    @property
    def _filters(self) -> tuple[Any, ...]:
        return (self.match, *(getattr(self, name) for names in FILTERS.values() for name in names))

    def in_period(self, date: str) -> bool:
        """Is a date, known to the year at least, within the period?"""
        year = int(date[:4])
        return (self.since or year) <= year <= (self.until or year)

    def to_query(self) -> dict[str, str]:
        """The URL parameters of this selection: ids only; what is at its default is left out."""
        values = {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) != f.default}
        query = {name: ",".join(v) if isinstance(v, tuple) else str(v) for name, v in values.items()}
        return query | ({"focus": "none"} if self.focus == "" else {})

    @classmethod
    def from_query(cls, query: Mapping[str, str], atlas: Atlas) -> tuple[Selection, tuple[str, ...]]:
        """Read URL parameters. Returns the selection and the values that mean nothing here, which are
        dropped."""
        unknown: list[str] = []

        def known(name: str, values: Container[str]) -> tuple[str, ...]:
            given = dict.fromkeys(v for v in query.get(name, "")[:2000].split(",") if v)
            unknown.extend(v for v in given if v not in values)
            return tuple(v for v in given if v in values)

        def whole(name: str, least: int, most: int) -> int | None:
            value = query.get(name, "")
            if value and not (
                value.isascii() and value.isdigit() and len(value) < 9 and least <= int(value) <= most
            ):
                unknown.append(value)
                return None
            return int(value) if value else None

        index = Index.of(atlas)
        values: dict[str, Container[str]] = {str(facet): own for facet, own in index.facets.items()}
        values |= {
            name: {getattr(row, field) for row in atlas.aid.values()} for name, field in LEDGER.items()
        }
        match = known("match", ("any", "all"))[:1] or ("any",)
        lens = known("lens", LENSES)[:1] or ("passages",)
        reading = known("reading", ("both", "ar", "en"))[:1] or ("both",)
        first = known("first", ("focus", "found"))[:1] or ("focus",)
        focus = query.get("focus")
        if focus not in (None, "none", "") and not is_focus(atlas, focus):
            unknown.append(focus)
            focus = None
        lists: dict[str, Any] = {name: known(name, own) for name, own in values.items()}
        selection = cls(
            match=match[0],  # type: ignore[arg-type]
            since=whole("since", 1000, 9999),
            until=whole("until", 1000, 9999),
            text=printable(query.get("text", ""))[:LONGEST],
            focus="" if focus == "none" else focus,
            first=first[0],  # type: ignore[arg-type]
            cut="".join(known("cut", dated_totals(atlas))[:1]),
            km_from=whole("km_from", 0, last_km(atlas)),
            km_to=whole("km_to", 0, last_km(atlas)),
            documents=known("documents", atlas.documents),
            page=whole("page", 1, 10**6 - 1) or 1,
            lens=lens[0],  # type: ignore[arg-type]
            reading=reading[0],  # type: ignore[arg-type]
            **lists,
        )
        return selection, tuple(value[:80] for value in unknown)


def _narrows(value: Any) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value not in ((), None)


def focus_of(atlas: Atlas, entity: str) -> str:
    """The focus that means `entity`: "place:…" for whatever has a place, then "actor:…", then "thing:…"."""
    kind = "place" if entity in atlas.places else "actor" if entity in atlas.actors else "thing"
    return f"{kind}:{entity}"


def is_focus(atlas: Atlas, focus: str) -> bool:
    """Does `focus` name something in the atlas, in the one form that means it?"""
    kind, _, key = focus.partition(":")
    tables: dict[str, Mapping[str, object]] = {
        "passage": atlas.passages,
        "aid": atlas.aid,
        "statement": atlas.statements,
        "event": atlas.events,
        "body": atlas.bodies,
    }
    if kind in tables:
        return key in tables[kind]
    return key in atlas.entities and focus == focus_of(atlas, key)
