"""Figures that texts of the story name: {share}, a count or sum of all the data, or {c49.words}, a field of a
row. Every one is read or computed from the data when it is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from data.atlas.atlas import Atlas
from data.facts.aid import security
from data.facts.origin import curated_atlas, named_by_origin
from data.facts.statements import tally
from data.i18n import Filled, Text
from data.i18n.isolates import hold_percent
from ui.charts.article import shares
from ui.sentences.aid import (
    BRIDGE,
    CHALDIVAR,
    CLAIM,
    PACKAGE,
    PUMA,
    claimed_usd,
    posts,
    records_by_claim,
    us_works,
)
from ui.story.row_fields import row_field

PLACEHOLDER = re.compile(r"\{([a-z0-9][a-z0-9_.-]*)(?::(oblique))?\}")


@dataclass(frozen=True)
class MapMeasurements:
    """What only the map knows: length of our border line, and the way from Chaldivar to Ishkashim, both
    geodesic, in km."""

    border: float
    apart: float


@dataclass(frozen=True, eq=False)
class Figures(Mapping[str, str]):
    """Name -> figure in words of one language. What the data does not hold raises KeyError. Iterating gives
    the figures of all the data; those of rows are too many to list."""

    atlas: Atlas
    t: Text
    measured: MapMeasurements

    def __getitem__(self, name: str) -> str:
        return self._whole[name] if name in self._whole else row_field(self.atlas, name, self.t)

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole)

    def __len__(self) -> int:
        return len(self._whole)

    @cached_property
    def _whole(self) -> dict[str, str]:
        atlas, t = self.atlas, self.t
        found = _counts(atlas, t) | _shown_on_map(atlas, t, self.measured)
        for part in (_post, _sum, _puma, _length):
            found |= part(atlas, t)
        return found


def figure_names(text: str) -> list[str]:
    """The names of the figures that a text asks for."""
    return [found[1] for found in PLACEHOLDER.finditer(text)]


def fill_figures(text: str, values: Mapping[str, str]) -> str:
    """`text` with every {name} that is known replaced by its figure; anything else in braces stays as it was
    written."""

    def filled(match: re.Match[str]) -> str:
        value = values.get(match[1])
        return match[0] if value is None else format(Filled(value), match[2] or "")

    return hold_percent(PLACEHOLDER.sub(filled, text))


def _counts(atlas: Atlas, t: Text) -> dict[str, str]:
    own = curated_atlas(atlas)
    marks = tally(own.statements.values())
    return {
        "passages": t.count("passages", len(own.passages)),
        "records": t.count("records", len(own.aid)),
        "statements": t.count("statements", len(own.statements)),
        "agree": t.number(marks["supported"] + marks["partly"]),
        "author": t.author(next(iter(own.documents.values()))),
        "author_share": t.number(100 * shares(atlas).get("author", 0)),
    }


def _shown_on_map(atlas: Atlas, t: Text, measured: MapMeasurements) -> dict[str, str]:
    (places, actors), _ = named_by_origin(atlas)
    return {
        "places": t.count("places", places),
        "actors": t.count("actors", actors),
        "drawn": t.count("places", len(atlas.places)),
        "named": t.number(places),
        "km": t.number(measured.border),
        "apart": t.number(measured.apart),
    }


def _post(atlas: Atlas, t: Text) -> dict[str, str]:
    if not {CHALDIVAR, BRIDGE} <= atlas.aid.keys():
        return {}
    return {
        "post": row_field(atlas, f"{CHALDIVAR}.amount", t),
        "post_date": row_field(atlas, f"{CHALDIVAR}.date", t),
        "posts": t.number(len(posts(us_works(atlas)))),
        "bridge": row_field(atlas, f"{BRIDGE}.amount", t),
    }


def _sum(atlas: Atlas, t: Text) -> dict[str, str]:
    stated, whole = claimed_usd(atlas), security(records_by_claim(atlas))
    if not stated or CLAIM not in atlas.aid:
        return {}
    return {
        "said": t.amount(stated, at_least=atlas.aid[CLAIM].at_least),
        "shown": t.amount(whole.usd, at_least=whole.at_least),
        "items": t.count("items", len(whole.priced)),
        "share": t.number(100 * whole.usd / stated, 1),
    }


def _puma(atlas: Atlas, t: Text) -> dict[str, str]:
    if not {PUMA, PACKAGE} <= atlas.aid.keys():
        return {}
    return {
        "puma": row_field(atlas, f"{PUMA}.amount", t),
        "puma_date": row_field(atlas, f"{PUMA}.date", t),
        "package": row_field(atlas, f"{PACKAGE}.amount", t),
        "puma_share": t.number(100 * (atlas.aid[PUMA].usd or 0) / claimed_usd(atlas)),
    }


def _length(atlas: Atlas, t: Text) -> dict[str, str]:
    """The length of the border that the article gives, in km, and by how many percent it is more than the
    first in the table of lengths."""
    stated = max(
        (float(f.value) for f in curated_atlas(atlas).figures.values() if f.kind == "length"), default=0
    )
    if not (stated and atlas.lengths):
        return {}
    official = next(iter(atlas.lengths.values())).km
    return {"said_km": t.number(stated), "longer": t.number(100 * (stated / official - 1))}
