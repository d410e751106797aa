"""The reader's choice as one small value: Selection, and how it goes into a URL and comes back."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, get_args

from data.atlas.atlas import Atlas
from data.atlas.case import FIRST_CASE
from data.compare.comparison import MOST_COMPARED
from data.index.search import LONGEST
from data.query.filters import FILTERS, PASSAGE_FILTERS, Filter
from data.tables.columns import printable
from data.tables.vocab import BORDER

MOST = 2000  # letters read of a list of values

OPENING = f"place:{BORDER}"
Lens = Literal["passages", "aid", "assessments"]
LENSES: tuple[Lens, ...] = get_args(Lens)
Reading = Literal["both", "ar", "en"]
First = Literal["focus", "found"]
Counted = Literal["shipped", "all"]
SWITCHES: dict[str, tuple[str, ...]] = {
    "match": ("any", "all"),
    "lens": LENSES,
    "reading": get_args(Reading),
    "first": get_args(First),
    "counted": get_args(Counted),
}  # fields that have one of a few values; the first is the usual one


@dataclass(frozen=True)
class Selection:
    """Filters and focus: the whole state of a view but for its language; small and hashable. Ids are those of
    the tables; what narrows nothing is empty or None."""

    actors: tuple[str, ...] = ()  #: groups or single actors
    match: Literal["any", "all"] = "any"  #: of the actors, within one passage
    topics: tuple[str, ...] = ()
    places: tuple[str, ...] = ()  #: any of them must be named
    voices: tuple[
        str, ...
    ] = ()  #: VOICES or ids of speakers: actors and words count inside their spans alone
    since: int | None = None  #: first year, included
    until: int | None = None  #: last year, included
    text: str = ""  #: words to search for
    focus: str | None = None  #: kind and id ("place:chaldovar"), "" for nothing; None: nobody has chosen yet
    first: First = "focus"  #: what the panel shows first: the card of the focus, or what the filters find
    reading: Reading = "both"  #: in which language the article page shows its text
    donors: tuple[str, ...] = ()  #: of aid records, as the next two are; the years narrow these too
    categories: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    assessments: tuple[str, ...] = ()  #: any of them must be that of one of a passage's statements
    km_from: int | None = None  #: start of a stretch of the border, whole kilometres from the Uzbek tripoint
    km_to: int | None = None  #: its end
    lens: Lens = "passages"  #: what the points of the map mean
    documents: tuple[str, ...] = ()  #: a passage must be of one of them
    compared: tuple[str, ...] = ()  #: documents that stand side by side; narrows nothing
    case: str = FIRST_CASE  #: id of the one that is open, always that of the data
    page: int = 1  #: of the panel, where its passages are many
    counted: Counted = (
        "shipped"  #: which records of aid are summed: those that people made here only on request
    )
    cut: str = ""  #: id of a dated statement of a total: records of a later date are left out

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
    def in_use(self) -> tuple[Filter, ...]:
        """The filters that are set, in the order in which they are said."""
        return tuple(row for row in FILTERS.values() if any(map(_narrows, self.values(row))))

    @property
    def active(self) -> tuple[str, ...]:
        """The keys of the filters of passages that are set."""
        return tuple(row.key for row in PASSAGE_FILTERS if any(map(_narrows, self.values(row))))

    def values(self, row: Filter) -> tuple[Any, ...]:
        """What a filter's fields hold."""
        return tuple(getattr(self, name) for name in row.fields)

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
        """The selection without the focus: its filters."""
        return replace(self, focus="", first="focus", page=1)

    def with_focus_of(self, other: Selection) -> Selection:
        """The same filters, looked at as in another selection."""
        return replace(self, focus=other.focus, first=other.first, page=other.page)

    @property
    def narrowed(self) -> bool:
        """Does any filter narrow anything, passages or aid?"""
        return bool(self.in_use)

    def without_filters(self) -> Selection:
        """The same focus without any filter."""
        return Selection(
            focus=self.focus, reading=self.reading, lens=self.lens, compared=self.compared, case=self.case
        )

    def without_filter(self, key: str, value: str = "") -> Selection:
        """The selection without a filter, or without one of its values."""
        row = FILTERS[key]
        if row.kind == "ids" and value:
            return self.with_changes(**{key: tuple(v for v in getattr(self, key) if v != value)})
        return self.with_changes(**{name: getattr(Selection, name) for name in row.fields})

    def with_changes(self, **changes: Any) -> Selection:
        """The selection with these changes. After a change of filters what they find comes first, and the
        card of what is in focus stands aside until it is picked again or no filter is left."""
        changed = replace(self, **({"page": 1} | changes))
        if "focus" in changes or not (changed.filtered and changed.focus):
            return replace(changed, first=changes.get("first", "focus"))
        return replace(changed, first="found") if changed._filters != self._filters else changed

    @property
    def _filters(self) -> tuple[Any, ...]:
        return (self.match, *(self.values(row) for row in PASSAGE_FILTERS))

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
        given = Parameters(query)
        chosen: dict[str, Any] = {name: given.one(name, known, known[0]) for name, known in SWITCHES.items()}
        focus = query.get("focus")
        if focus not in (None, "none", "") and not is_focus(atlas, focus):
            given.unknown.append(focus)
            focus = None
        for row in FILTERS.values():
            chosen |= given.filter(row, atlas)
        chosen["compared"] = given.ids("compared", atlas.documents)[:MOST_COMPARED]
        chosen["case"] = given.one("case", {atlas.case.id}, atlas.case.id)
        chosen |= {"focus": "" if focus == "none" else focus, "page": given.whole("page", 1, 10**6 - 1) or 1}
        return cls(**chosen), tuple(value[:80] for value in given.unknown)


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


class Parameters:
    """The parameters of a link; `unknown` gathers the values that mean nothing here."""

    def __init__(self, query: Mapping[str, str]):
        self.query = query
        self.unknown: list[str] = []

    def ids(self, name: str, known: Container[str]) -> tuple[str, ...]:
        """Those of the values, separated by commas, that are known."""
        given = dict.fromkeys(v for v in self.query.get(name, "")[:MOST].split(",") if v)
        self.unknown.extend(v for v in given if v not in known)
        return tuple(v for v in given if v in known)

    def one(self, name: str, known: Container[str], default: str = "") -> str:
        """The first value that is known."""
        return next(iter(self.ids(name, known)), default)

    def whole(self, name: str, least: int, most: int) -> int | None:
        """A whole number within the bounds; None without one."""
        value = self.query.get(name, "")
        if not value:
            return None
        if value.isascii() and value.isdigit() and len(value) < 9 and least <= int(value) <= most:
            return int(value)
        self.unknown.append(value)
        return None

    def text(self, name: str) -> str:
        """Words to search for, without what cannot be printed."""
        return printable(self.query.get(name, ""))[:LONGEST]

    def filter(self, row: Filter, atlas: Atlas) -> dict[str, Any]:
        """The fields of a selection that a filter has."""
        if row.kind == "ids":
            return {row.key: self.ids(row.key, row.values(atlas))}
        if row.kind == "one":
            return {row.key: self.one(row.key, row.values(atlas))}
        if row.kind == "text":
            return {row.key: self.text(row.key)}
        return {name: self.whole(name, *row.bounds(atlas)) for name in row.fields}
