"""The border profile: the border pulled straight, from the Uzbek tripoint (km 0) to the Chinese one, as one
SVG picture.

Across: kilometres along the border, always west to east, in both languages. Up and down: the two banks, each
point as far from the river as it lies from the border. Above: the passages of the article; below: aid, sized
by amount. What never changes is drawn here once; `geo.profile.data.profile_state` says what a view changes in
it."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from data.atlas.atlas import Atlas
from data.facts.border import last_km, length
from data.i18n import Text
from data.index.index import passages_naming
from data.tables.model import Place
from data.tables.vocab import BORDER, COUNTRIES
from geo import shapes
from geo.map import BADAKHSHAN, PROVINCES, rivers
from geo.points.points import SYMBOLS
from geo.profile import tracks
from geo.profile.data import chainage_range, profile_places, profile_point_title, summary
from geo.profile.label_placement import Flag, Wanted, place_labels, spread_apart, text_breadth
from geo.profile.layout import (
    BANK,
    HEIGHT,
    LEFT,
    LINE,
    MONEY,
    NAME,
    NAMED,
    NORTH,
    RIGHT,
    RIVER,
    ROWS,
    SMALL,
    SOUTH,
    WATER,
    WIDTH,
    horizontal_span,
    text_base_line,
    x,
    y,
)
from geo.profile.svg import add_bracket, add_element, add_hatching, add_pickable_group, add_symbol, add_text

Flags = dict[str, Flag]
CLOSEST = 60  # km from a round kilometre to the last: nearer than that their labels meet


def svg(atlas: Atlas, t: Text) -> str:
    """The whole picture as SVG."""
    return ET.tostring(profile_drawing(atlas, t), encoding="unicode")


def profile_drawing(atlas: Atlas, t: Text) -> ET.Element:
    """The whole picture as an SVG element; its colours are classes of the style sheet."""
    rise = tracks.passage_track_rise(atlas)
    root = ET.Element(
        "svg",
        {
            "viewBox": f"0 {0 - rise:g} {WIDTH:g} {HEIGHT + rise:g}",
            "class": f"d-strip-picture d-{t.lang}",
            "role": "group",
            "aria-label": summary(atlas, t),
            "data-left": f"{LEFT:g}",
            "data-right": f"{WIDTH - RIGHT:g}",
            "data-last": str(last_km(atlas)),
            "data-length": f"{length(atlas):g}",
        },
    )
    add_hatching(root)
    flags = {side: _flags(atlas, side, t) for side in COUNTRIES}
    _areas(root, atlas, t, flags)
    _river(root, atlas, t)
    _lane_names(root, atlas, t, 32 - rise / 2)
    for place in profile_places(atlas):
        _pole(root, atlas, place, flags[_side(place)].get(place.id))
    tracks.draw_passage_track(root, atlas, t)
    for place in reversed(profile_places(atlas)):
        _point(root, atlas, place, flags[_side(place)].get(place.id), t)
    tracks.draw_aid_track(root, atlas, t)
    add_element(root, "g", "d-shade")  # filled by the script: what lies outside the stretch
    return root


def _side(place: Place) -> str:
    """On which side its name stands: what lies on the border is named on the Afghan side, where there is
    room."""
    return "TJ" if place.side == "TJ" else "AF"


def _river(root: ET.Element, atlas: Atlas, t: Text) -> None:
    """The river between the banks, the ridge where there is none, the border line and its kilometres."""
    (start, end), line, named = horizontal_span(atlas, 0, length(atlas)), WATER + LINE, WATER + RIVER - 8
    add_element(root, "rect", "d-strip-river", x=start, y=WATER, width=end - start, height=RIVER)
    for label, low, high in rivers(t.lang):
        add_text(root, "d-strip-water", label, (sum(horizontal_span(atlas, low, high)) / 2, named))
    dry = x(atlas, max((high for _, _, high in rivers(t.lang)), default=0.0))
    if dry < end:
        add_element(root, "rect", "d-strip-ridge", x=dry, y=WATER, width=end - dry, height=RIVER)
        add_text(root, "d-strip-water d-dry", t("strip.ridge"), ((dry + end) / 2, named))
    add_element(
        root, "line", "d-strip-border", x1=start, x2=end, y1=line, y2=line, data_pick=f"place:{BORDER}"
    )
    for km in (*range(0, int(length(atlas)) - CLOSEST, 100), round(length(atlas))):
        add_element(root, "line", "d-strip-tick", x1=x(atlas, km), x2=x(atlas, km), y1=line, y2=line + 7)
        add_text(root, "d-strip-km", t.number(km), (x(atlas, km), line + 20))


def _lane_names(root: ET.Element, atlas: Atlas, t: Text, passages: float) -> None:
    """The names of banks and lanes, left of the kilometres. passages: the height of the uppermost."""
    lanes_ = (
        ("passages", passages),
        ("tj", NORTH + BANK / 2),
        ("km", WATER + LINE + 20),
        ("af", SOUTH + BANK / 2),
        ("aid", MONEY + 34),
    )
    for key, middle in lanes_:
        for line, part in enumerate(t(f"strip.lane-{key}").split(" | ")):
            add_text(root, "d-strip-lane", part, (LEFT / 2 - 4, middle + 16 * line))
    start, end = horizontal_span(atlas, 0, length(atlas))
    add_element(root, "line", "d-strip-rule", x1=start, x2=end, y1=MONEY - 8, y2=MONEY - 8)


def _areas(root: ET.Element, atlas: Atlas, t: Text, flags: dict[str, Flags]) -> None:
    """The provinces on either bank, each with its name where it is clear of points and poles."""
    for key in (key for key in PROVINCES if key in atlas.chainage):
        at, label = atlas.chainage[key], t.name(atlas.entities[key])
        side = str(shapes.layer("regions").loc[key, "country"])
        low, high = horizontal_span(atlas, at.from_km, at.to_km)
        top = WATER - BANK if side == "TJ" else SOUTH
        css = "d-strip-area" + (" d-home" if key in BADAKHSHAN else "")
        group = add_pickable_group(
            root, css, f"place:{key}", key, f"{label}: {chainage_range(atlas, key, t)}"
        )
        add_element(group, "rect", x=low, y=top, width=high - low, height=BANK)
        spot = _clear(atlas, (low, high), text_breadth(label, SMALL), flags[side], side)
        add_text(group, "d-strip-province", label, (spot, top + (16 if side == "TJ" else BANK - 7)))


def _clear(atlas: Atlas, ends: tuple[float, float], wide: float, flags: Flags, side: str) -> float:
    """The x in the middle of a name of a province: near its middle, but clear of points far inland and of
    poles, if it can be."""
    inland = [
        p for p in profile_places(atlas) if p.side == side and (atlas.chainage[p.id].distance_km or 0) > 15
    ]
    poles = [*(x(atlas, atlas.chainage[p.id].km or 0) for p in inland), *(flag.x for flag in flags.values())]
    spots = [
        ends[0] + wide / 2 + 6 + 4 * step for step in range(max(1, int((ends[1] - ends[0] - wide - 12) / 4)))
    ]
    return max(
        spots,
        key=lambda at: (min([abs(at - p) - wide / 2 for p in poles] + [10.0]), -abs(at - sum(ends) / 2)),
    )


def _flags(atlas: Atlas, side: str, t: Text) -> Flags:
    """Where the names of a side stand; the poles of points that lie close together part within the bank."""
    rows = [p for p in profile_places(atlas) if _side(p) == side]
    feet = spread_apart([x(atlas, atlas.chainage[p.id].km or 0) for p in rows])
    sizes = [NAMED if p.id in passages_naming(atlas) else NAME for p in rows]
    wanted = [
        Wanted(p.id, foot, text_breadth(t.name(atlas.entities[p.id]), size) + 4)
        for p, foot, size in zip(rows, feet, sizes, strict=True)
    ]
    return place_labels(wanted, ROWS[side], 4, WIDTH - 4)


def _pole(root: ET.Element, atlas: Atlas, place: Place, flag: Flag | None) -> None:
    if flag is None:
        return
    side, foot = _side(place), (x(atlas, atlas.chainage[place.id].km or 0), y(atlas, place))
    knee, top = (
        (NORTH, text_base_line(side, flag.row) + 4)
        if side == "TJ"
        else (SOUTH + BANK, text_base_line(side, flag.row) - 12)
    )
    line = f"M{foot[0]:.1f},{foot[1]:.1f}L{flag.x:.1f},{knee:.1f}V{top:.1f}"
    add_element(root, "path", "d-strip-pole", d=line, data_item=f"place:{place.id}")


def _point(root: ET.Element, atlas: Atlas, place: Place, flag: Flag | None, t: Text) -> None:
    """A point, the ranges in which it may lie, and its name."""
    at, middle, named = atlas.chainage[place.id], y(atlas, place), place.id in passages_naming(atlas)
    symbol = SYMBOLS.get(place.category, "ring")
    css = (
        f"d-strip-point d-{symbol}"
        + (" d-named" if named else "")
        + ("" if place.basis in ("surveyed", "gazetteer") else " d-unsure")
    )
    group = add_pickable_group(root, css, f"place:{place.id}", place.id, profile_point_title(atlas, place, t))
    if loose := atlas.reaches.get(place.id):
        add_bracket(group, "d-strip-reach", horizontal_span(atlas, loose.from_km, loose.to_km), middle)
    low, high = horizontal_span(atlas, at.from_km, at.to_km)
    if high - low > 6:
        add_element(group, "rect", "d-strip-range", x=low, y=middle - 5, width=high - low, height=10, rx=3)
    add_symbol(group, symbol, (x(atlas, at.km or 0), middle), 5.5 if named else 4.5)
    if flag is not None:
        label = t.name(atlas.entities[place.id])
        add_text(
            group,
            "d-strip-name",
            label,
            (flag.left + flag.breadth / 2, text_base_line(_side(place), flag.row)),
        )
