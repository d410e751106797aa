"""What the border profile shows: the places along the border, the aid that has a point there, what a view
changes, and all of it as a table and in words. `geo.profile.draw` draws it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from data.atlas.atlas import Atlas
from data.atlas.join import drawable_atlas
from data.facts.aid import exclusion_reason, is_counted_already
from data.facts.border import last_km, length
from data.facts.origin import record_name
from data.i18n import Text
from data.index.index import passages_naming
from data.query.view import View
from data.tables.model import Aid, Place
from geo.points.points import rank
from geo.precision import precision

COLUMNS = ("km", "name", "kind", "bank", "distance", "between", "precision", "passages", "aid")
KEYS = ("range", "reach", "counted", "priced", "unpriced", "uncounted")  # of the legend
MILLION = 6.2  # radius of the mark of a million dollars; areas go with amounts


@dataclass(frozen=True)
class AidSymbol:
    """A record of aid on the strip: where, how big, and how its amount is to be read."""

    row: Aid
    km: float
    radius: float
    kind: str  # counted, priced, unpriced, uncounted


def summary(atlas: Atlas, t: Text) -> str:
    """What the picture shows, in words."""
    shown = t.count("places", len(profile_places(atlas)))
    names = t.conjunction([t.name(atlas.entities[p.id]) for p in named_profile_places(atlas)])
    records = t.count("records", len(aid_symbols(atlas)))
    return t("strip.alt", km=t.number(length(atlas)), places=shown, records=records, named=names)


def profile_state(view: View) -> dict[str, Any]:
    """What a view changes: items that the filters leave out, items that stay without belonging for sure, what
    is lit, the stretch."""
    atlas, s = view.atlas, view.selection
    chosen, records = view.passages, {row.id for row in view.aid}
    end = last_km(atlas)
    stretch = [s.km_from or 0, end if s.km_to is None else s.km_to] if s.stretched else None
    off = [
        f"passage:{p}" for p in drawable_atlas(atlas).passages if p not in chosen and p not in view.undecided
    ]
    off += [f"aid:{row.id}" for row in atlas.aid.values() if row.id not in records]
    off += [f"place:{p.id}" for p in profile_places(atlas) if stretch and not _inside(atlas, p.id, stretch)]
    off += [f"place:{p.id}" for p in named_profile_places(atlas) if p.id not in view.counts]
    return {
        "off": off,
        "dim": [f"passage:{p}" for p in drawable_atlas(atlas).passages if p in view.undecided],
        "lit": [f"place:{p}" for p in view.highlighted],
        "focus": s.focus,
        "stretch": stretch,
    }


def aid_symbols(atlas: Atlas) -> list[AidSymbol]:
    """The records of aid that have a point along the border, the largest first."""
    found, rows = [], list(atlas.aid.values())
    for row in rows:
        at = atlas.chainage.get(row.place or "")
        if at is None or at.km is None:
            continue
        kind = _kind(row, rows)
        radius = MILLION * ((row.usd or 0) / 1e6) ** 0.5 if kind in ("counted", "priced") else 0
        found.append(AidSymbol(row, at.km, max(radius, 4.2), kind))
    return sorted(found, key=lambda mark: (-mark.radius, mark.km, mark.row.id))


def _kind(row: Aid, rows: list[Aid]) -> str:
    """How the amount of a record is to be read."""
    why = exclusion_reason(row)
    if why is None or row.usd is None:
        return "counted" if why is None else "unpriced"
    return "priced" if why == "not-handed-over" and not is_counted_already(row, rows) else "uncounted"


def profile_places(atlas: Atlas) -> list[Place]:
    """Places with a point along the border, the most telling first: those that the article names, the two
    ends, those with aid."""
    rows = [atlas.places[key] for key, at in atlas.chainage.items() if at.km is not None]
    helped = {row.place for row in atlas.aid.values()}
    order = {
        p.id: (p.id not in passages_naming(atlas), p.category != "tripoint", p.id not in helped, rank(p))
        for p in rows
    }
    return sorted(rows, key=lambda p: (*order[p.id], atlas.chainage[p.id].km or 0))


def named_profile_places(atlas: Atlas) -> list[Place]:
    """Those of the points that the article names."""
    return [p for p in profile_places(atlas) if p.id in passages_naming(atlas)]


def _inside(atlas: Atlas, place: str, stretch: list[int]) -> bool:
    at = atlas.chainage[place]
    return at.from_km <= stretch[1] and at.to_km >= stretch[0]


def chainage_range(atlas: Atlas, place: str, t: Text) -> str:
    """Between which kilometres a place lies, in words."""
    at = atlas.chainage[place]
    return t("strip.between", start=t.number(at.from_km, 1), end=t.number(at.to_km, 1))


def profile_point_title(atlas: Atlas, place: Place, t: Text) -> str:
    """What a point says of itself: name, kind, kilometre, how surely known, and the looser range."""
    at = atlas.chainage[place.id]
    parts = [
        t.name(atlas.entities[place.id]),
        t.name(place, "kind"),
        t("where.km", km=t.number(at.km or 0, 1), distance=t.number(at.distance_km or 0, 1)),
        precision(place, t),
    ]
    if loose := atlas.reaches.get(place.id):
        parts.append(t("strip.loose", start=t.number(loose.from_km), end=t.number(loose.to_km)))
    return t.series(parts)


def mark_title(mark: AidSymbol, t: Text) -> str:
    """What a mark of aid says of itself: what, how much, which phase, and whether it is summed."""
    row = mark.row
    usd = t("panel.aid-none") if row.usd is None else t.amount(row.usd, at_least=row.at_least)
    parts = [
        record_name(row, t),
        usd,
        t(f"status.{row.status}"),
        t(f"strip.{mark.kind}"),
    ]
    return t.series(parts)


def profile_table(view: View, t: Text) -> list[dict[str, Any]]:
    """The picture as a table, from west to east: the way without it."""
    atlas = view.atlas
    heads = {key: t(f"strip.column.{key}") for key in COLUMNS}
    rows = sorted(profile_places(atlas), key=lambda p: atlas.chainage[p.id].km or 0)
    return [dict(zip(heads.values(), _cells(view, place, t), strict=True)) for place in rows]


def profile_legend(t: Text) -> str:
    """What the signs mean, as safe HTML."""
    sign = Markup('<li><i class="d-strip-key d-{}"></i>{}</li>')
    signs = Markup("").join(sign.format(key, t(f"strip.{key}")) for key in KEYS)
    html = Markup(
        '<ul class="d-legend" aria-label="{}">{}<li>{} <span class="d-by-mouse">{}</span></li></ul>'
    )
    return html.format(t("legend.title"), signs, t("strip.hint"), t("strip.drag"))


def _cells(view: View, place: Place, t: Text) -> Iterable[Any]:
    atlas, at = view.atlas, view.atlas.chainage[place.id]
    aid = [row for row in atlas.aid.values() if row.place == place.id]
    yield at.km
    yield t.name(atlas.entities[place.id])
    yield t.name(place, "kind")
    yield t(f"where.{place.side.lower()}")
    yield at.distance_km
    yield chainage_range(atlas, place.id, t)
    yield precision(place, t)
    yield " ".join(str(atlas.passages[p].number) for p in passages_naming(atlas).get(place.id, ()))
    yield t.count("records", len(aid)) if aid else ""
