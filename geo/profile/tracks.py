"""The two lanes of the border profile that lie off the banks: passages of the article above, aid below."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from data.atlas.atlas import Atlas
from data.i18n import Text
from data.index.index import passages_naming
from data.tables.model.aid import OwnAid
from geo.profile.data import aid_symbols, mark_title, named_profile_places
from geo.profile.layout import AID, AREAS, LANE, MONEY, PASSAGES, horizontal_span, x
from geo.profile.svg import add_bracket, add_element, add_pickable_group, add_text

SIDES = (0, -6, 6, -10, 10)  # how far a mark of aid may stand off its kilometre
TICK = 32.0  # from one tick to the next, where they stand side by side
Circle = tuple[float, float, float]  # x, y, radius


def named_areas(atlas: Atlas) -> list[str]:
    """The areas along the border that passages name, the longest first: each has a row of its own."""
    areas = [
        key for key in atlas.chainage if key in passages_naming(atlas) and atlas.chainage[key].km is None
    ]
    return sorted(areas, key=lambda key: atlas.chainage[key].from_km - atlas.chainage[key].to_km)


def passage_track_rise(atlas: Atlas) -> float:
    """How far the lane of the passages reaches above the upper edge: added documents may name more areas than
    there is room for between it and the names on the bank."""
    return LANE * max(0, len(named_areas(atlas)) - AREAS)


def draw_passage_track(root: ET.Element, atlas: Atlas, t: Text) -> None:
    """A tick for each passage over the places along the border that it names: over its whole front for an
    area, side by side over points that lie close together."""
    areas, top = named_areas(atlas), PASSAGES - passage_track_rise(atlas)
    for row, key in enumerate(areas):
        ends = horizontal_span(atlas, atlas.chainage[key].from_km, atlas.chainage[key].to_km)
        add_bracket(root, "d-strip-span", ends, top + LANE * row + 8)
        _ticks(
            root,
            atlas,
            dict.fromkeys(passages_naming(atlas)[key], key),
            (sum(ends) / 2, top + LANE * row),
            t,
        )
    for group in _together(atlas):
        middle = sum(_at(atlas, key) for key in group) / len(group)
        ticks = {passage: key for key in reversed(group) for passage in passages_naming(atlas)[key]}
        _ticks(root, atlas, ticks, (middle, top + LANE * len(areas)), t)


def _at(atlas: Atlas, key: str) -> float:
    return x(atlas, atlas.chainage[key].km or 0)


def _together(atlas: Atlas) -> list[list[str]]:
    """The named points along the border, from west to east, in groups whose ticks would cover each other."""
    groups: list[list[str]] = []
    for key in sorted((p.id for p in named_profile_places(atlas)), key=lambda key: _at(atlas, key)):
        if groups and _at(atlas, key) - _at(atlas, groups[-1][-1]) < 2 * TICK:
            groups[-1].append(key)
        else:
            groups.append([key])
    return groups


def _ticks(root: ET.Element, atlas: Atlas, ticks: dict[str, str], at: tuple[float, float], t: Text) -> None:
    """The ticks of passages (passage -> place), side by side around a middle."""
    for n, (passage, place) in enumerate(sorted(ticks.items())):
        cx, number = at[0] + TICK * (n - (len(ticks) - 1) / 2), atlas.passages[passage].number
        title = f"{t('passage.title', n=number)}: {t.name(atlas.entities[place])}"
        group = add_pickable_group(root, "d-strip-passage", f"passage:{passage}", place, title)
        add_element(group, "rect", x=cx - 14, y=at[1], width=28, height=16, rx=4)
        add_text(group, "", str(number), (cx, at[1] + 12.4))


def draw_aid_track(root: ET.Element, atlas: Atlas, t: Text) -> None:
    """A mark for each record with a point along the border, none over another: the small ones under the rule,
    the large ones below them; the largest with their amount."""
    standing: list[Circle] = []
    for mark in reversed(aid_symbols(atlas)):
        cx, cy = _room(x(atlas, mark.km), mark.radius, standing)
        standing.append((cx, cy, mark.radius))
        group = add_pickable_group(
            root,
            f"d-strip-aid d-{mark.kind}{' d-made-here' if isinstance(mark.row, OwnAid) else ''}",
            f"aid:{mark.row.id}",
            mark.row.place or "",
            mark_title(mark, t),
        )
        add_element(
            group,
            "circle",
            cx=cx,
            cy=cy,
            r=mark.radius,
            **({"fill": "url(#d-hatch)"} if mark.kind == "priced" else {}),
        )
        if mark.kind == "counted" and mark.radius > 20:
            amount = t.amount(mark.row.usd or 0, at_least=mark.row.at_least)
            add_text(
                group,
                "d-strip-amount",
                amount,
                (cx + mark.radius + 5, cy + 4),
                "end" if t.lang == "ar" else "start",
            )


def _room(cx: float, radius: float, standing: list[Circle]) -> tuple[float, float]:
    """The nearest free spot below the rule for a mark at x: straight below first, then a little aside."""
    spots = [
        (cx + side, MONEY + radius + down) for down in range(0, int(AID - 2 * radius), 2) for side in SIDES
    ]
    free = (
        spot
        for spot in spots
        if all((spot[0] - a) ** 2 + (spot[1] - b) ** 2 > (radius + r + 1.5) ** 2 for a, b, r in standing)
    )
    return next(free, (cx, MONEY + radius))
