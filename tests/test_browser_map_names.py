"""Names and the small picture on the map: each country on its own bank wherever the border is seen, and where
the part that is seen lies."""

from __future__ import annotations

from itertools import product
from math import hypot
from typing import Any

import pytest
from conftest import FRAMES, Visit, Visitor, plain
from shapely import Point, Polygon, box
from tiny import shipped

from data.i18n import name
from data.query.selection import LENSES, Selection
from data.query.view import select
from data.tables.vocab import BORDER, COUNTRIES, LANGS, Lang
from geo import locator, shapes
from geo.points import point_style

VIEWS = [
    ((36.95, 68.1), 10),
    ((36.9, 68.1), 8.5),
    ((37.5, 71.5), 9),
    ((36.7, 71.6), 9),
    ((38.4, 70.8), 11),
    ((38, 69), 5.25),
    ((37.4, 69.6), 8),
    ((37.013, 68.274), 13),
    ((36.98, 72.9), 7),
    ((37.35, 73.5), 10),
]
# Country -> corners of its name, a pixel inside them, as [lon, lat]; nothing where it is not shown.
NAMES = """() => Object.fromEntries([...document.querySelectorAll('.d-area-bank:not(.d-off)')].map((name) => {
  const at = name.getBoundingClientRect(), map = document.querySelector('.d-canvas').getBoundingClientRect();
  const turn = Number(/rotate\\(([-\\d.e]+)rad/.exec(name.style.transform)[1]), c = Math.cos(turn), s = Math.sin(turn);
  const [x, y] = [at.x + at.width / 2 - map.x, at.y + at.height / 2 - map.y], [w, h] = [name.offsetWidth / 2 - 1, name.offsetHeight / 2 - 1];
  return [name.dataset.entity, [[-w, -h], [w, -h], [w, h], [-w, h]].map(([u, v]) => {
    const { lat, lng } = map_00.containerPointToLatLng([x + u * c - v * s, y + u * s + v * c]);
    return [lng, lat];
  })];
}))"""
SEEN = (
    "() => { const b = map_00.getBounds(); return [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()]; }"
)
POINTS = (
    """() => [...document.querySelectorAll('.d-point[data-entity]')].map((point) => point.dataset.entity)"""
)
FRAME = """() => {
  const inset = document.querySelector('.d-locator'), own = inset.querySelector('rect');
  return inset.hidden ? null : ['x', 'y', 'width', 'height'].map((side) => Number(own.getAttribute(side)));
}"""


def look(reader: Visit, at: tuple[float, float], zoom: float) -> None:
    """Show a part of the map."""
    reader.page.evaluate(
        "([at, zoom]) => void map_00.setView(at, zoom, { animate: false })", [list(at), zoom]
    )
    reader.page.evaluate(FRAMES)
    reader.page.evaluate(FRAMES)


# The map of a phone has no room for a name on the strip of land that two of the views leave beside the border.
NARROW = [((38.4, 70.8), 11), ((37.35, 73.5), 10)]


@pytest.mark.parametrize(
    ("size", "views"), [((1400, 900), VIEWS), ((390, 844), [view for view in VIEWS if view not in NARROW])]
)
@pytest.mark.parametrize("lang", LANGS)
def test_both_countries_are_named_on_their_own_bank_wherever_the_border_is_seen(
    visit: Visitor, lang: Lang, size: tuple[int, int], views: list[Any]
) -> None:
    reader = visit(lang, size=size).open({"lang": lang, "focus": "none"})
    points = [shipped().places[place] for place in reader.page.evaluate(POINTS)]
    for at, zoom in views:
        look(reader, at, zoom)
        named: dict[str, Any] = reader.page.evaluate(NAMES)
        seen = box(*reader.page.evaluate(SEEN))
        assert set(named) == set(COUNTRIES.values()), (at, zoom)
        for code, country in COUNTRIES.items():
            text = Polygon(named[country])
            own, (other,) = shapes.bank(code), COUNTRIES.keys() - {code}
            whole = own.buffer(1e-3).covers(text)  # from afar a name is larger than the land that it has
            assert whole or (zoom < 7.5 and own.covers(text.centroid)), (at, zoom, country)
            assert text.intersection(shapes.bank(other)).area < 1e-3 * text.area
            assert seen.covers(text)
            assert not text.intersects(shapes.border()), (at, zoom, country)
            assert not [p.id for p in points if text.covers(Point(p.lon, p.lat))]
        near = [Polygon(named[country]).distance(shapes.border()) for country in named]
        assert max(near) < (seen.bounds[2] - seen.bounds[0]) / 4, "along the bank"


# Place -> the middle of its name, as [lon, lat].
MIDDLES = """() => Object.fromEntries([...document.querySelectorAll('.d-point[data-entity] .d-label:not(.d-off)')].map((label) => {
  const at = label.getBoundingClientRect(), map = document.querySelector('.d-canvas').getBoundingClientRect();
  const { lat, lng } = map_00.containerPointToLatLng([at.x + at.width / 2 - map.x, at.y + at.height / 2 - map.y]);
  return [label.closest('[data-entity]').dataset.entity, [lng, lat]];
}))"""


@pytest.mark.parametrize("lang", LANGS)
def test_towns_of_one_name_are_named_each_on_its_own_bank(visit: Visitor, lang: Lang) -> None:
    reader = visit(lang).open({"lang": lang, "focus": "none"})
    named = set()
    for zoom in (8.5, 9, 10, 11):
        look(reader, (36.72, 71.6), zoom)
        found = reader.page.evaluate(MIDDLES)
        for town in found.keys() & {"ishkashim", "ishkashim-afghan-side"}:
            assert shapes.bank(shipped().places[town].side).covers(Point(found[town])), (zoom, town)
            named.add(town)
    assert len(named) == 2


@pytest.mark.parametrize("size", [(1400, 900), (390, 844)])
@pytest.mark.parametrize("lens", LENSES)
def test_under_every_lens_the_map_opens_with_the_names_of_both_banks(
    visit: Visitor, lens: str, size: tuple[int, int]
) -> None:
    reader = visit("ar", size=size).open({"lang": "ar", "lens": lens, "focus": "none"})
    reader.rests()
    reader.page.evaluate(FRAMES)
    assert set(reader.page.evaluate(NAMES)) == set(COUNTRIES.values())


# Name -> where it is written, in pixels of the map; what a lens writes beside it is none of it.
WRITTEN = """() => Object.fromEntries([...document.querySelectorAll('.d-label:not(.d-off), .d-area:not(.d-off)')].map((label) => {
  const text = document.createTreeWalker(label, NodeFilter.SHOW_TEXT).nextNode(), range = document.createRange();
  range.selectNodeContents(text);
  const own = range.getBoundingClientRect(), map = document.querySelector('.d-canvas').getBoundingClientRect();
  return [text.textContent, [own.x - map.x, own.y - map.y]];
}))"""


def under(reader: Visit, lens: str) -> dict[str, list[float]]:
    """Where the names are written under a lens."""
    reader.press(f'[data-pick="lens:{lens}"]')
    reader.rests()
    reader.page.evaluate(FRAMES)
    found: dict[str, list[float]] = reader.page.evaluate(WRITTEN)
    return found


@pytest.mark.parametrize("lang", LANGS)
def test_names_stay_where_they_are_when_the_lens_changes(visit: Visitor, lang: Lang) -> None:
    """But those whose place a sign of the lens takes; and under the lens that one began with all are back."""
    reader = visit(lang).open({"lang": lang, "focus": "none"})
    reader.rests()
    first: dict[str, list[float]] = reader.page.evaluate(WRITTEN)
    for lens in ("aid", "assessments"):
        now = under(reader, lens)
        away = {
            name: hypot(*(a - b for a, b in zip(first[name], now[name], strict=True)))
            for name in first.keys() & now.keys()
        }
        assert sum(by <= 20 for by in away.values()) >= 0.75 * len(first), (lens, away)
    again = under(reader, "passages")
    assert {name: again.get(name) for name in first} == {
        name: pytest.approx(at, abs=0.5) for name, at in first.items()
    }


# Names of places that are there only for context, whose sign the edge of the map cuts, or what stands on it.
UNSIGNED = """() => {
  const map = document.querySelector('.d-canvas').getBoundingClientRect();
  const over = [...document.querySelectorAll('.d-map :is(.leaflet-control, .d-controls)')].map((part) => part.getBoundingClientRect());
  const whole = (r) => r.left >= map.left && r.right <= map.right && r.top >= map.top && r.bottom <= map.bottom
    && !over.some((o) => r.left < o.right && r.right > o.left && r.top < o.bottom && r.bottom > o.top);
  const named = [...document.querySelectorAll('.d-point[data-entity].d-context:not(.d-lit)')].filter((point) => !point.querySelector('.d-label').classList.contains('d-off'));
  return named.filter((point) => !whole(point.querySelector('.d-sign').getBoundingClientRect())).map((point) => point.textContent);
}"""
# Rivers whose name a sign lies on.
RIVERS = """() => {
  const under = (name) => {
    const at = name.getBoundingClientRect(), turn = Number(/rotate\\(([-\\d.e]+)rad/.exec(name.style.transform)[1]), c = Math.cos(turn), s = Math.sin(turn);
    return [...document.querySelectorAll('.d-point[data-entity] .d-sign')].some((sign) => {
      const r = sign.getBoundingClientRect(), [x, y] = [r.x + r.width / 2 - at.x - at.width / 2, r.y + r.height / 2 - at.y - at.height / 2];
      return Math.abs(x * c + y * s) < name.offsetWidth / 2 && Math.abs(y * c - x * s) < name.offsetHeight / 2;
    });
  };
  const shown = [...document.querySelectorAll('.d-area-river:not(.d-off)')];
  return { shown: shown.length, under: shown.filter(under).map((name) => name.textContent) };
}"""


@pytest.mark.parametrize("lang", LANGS)
def test_a_place_for_context_is_named_where_its_sign_is_whole_and_no_sign_lies_on_a_rivers_name(
    visit: Visitor, lang: Lang
) -> None:
    reader = visit(lang).open({"lang": lang, "focus": "none"})
    rivers = 0
    for at, zoom in VIEWS:
        look(reader, at, zoom)
        assert reader.page.evaluate(UNSIGNED) == [], (at, zoom)
        found = reader.page.evaluate(RIVERS)
        assert found["under"] == [], (at, zoom)
        rivers += found["shown"]
    assert rivers, "some have room"
    for size in ((1280, 800), (1280, 960), (390, 844)):
        reader.page.set_viewport_size({"width": size[0], "height": size[1]})
        reader.page.goto(f"{reader.server.url}/present?lang={lang}&step=5")
        reader.page.locator(".d-map[data-state=ready][data-received]").wait_for(state="attached")
        reader.page.locator(".d-stage h1").wait_for()
        reader.rests()
        assert reader.page.evaluate(UNSIGNED) == [], size
        assert reader.page.evaluate(RIVERS)["under"] == [], size


@pytest.mark.parametrize("lang", LANGS)
def test_a_country_that_the_border_is_out_of_sight_of_is_still_named(visit: Visitor, lang: Lang) -> None:
    reader = visit(lang).open({"lang": lang, "focus": "none"})
    for at, country in (((38.6, 69.3), "tajikistan"), ((35, 66), "afghanistan")):
        look(reader, at, 9.5)
        assert not box(*reader.page.evaluate(SEEN)).intersects(shapes.border())
        named: dict[str, Any] = reader.page.evaluate(NAMES)
        assert set(named) == {country}
        assert reader.texts(f'.d-area-bank[data-entity="{country}"]') == [
            name(shipped().entities[country], lang)
        ]


@pytest.mark.parametrize("lang", LANGS)
def test_a_small_picture_says_where_a_part_of_the_border_lies(visit: Visitor, lang: Lang) -> None:
    reader = visit(lang).open({"lang": lang, "focus": "none"})
    assert reader.page.evaluate(FRAME) is None, "the whole border needs none"
    look(reader, (37, 68), 9)
    x, y, width, height = reader.page.evaluate(FRAME)
    picture = reader.page.locator(".d-locator svg")
    assert picture.get_attribute("aria-label") == shipped().text(lang)("map.locator")
    west, south, east, north = reader.page.evaluate(SEEN)
    (left, top), (right, bottom) = (locator.picture_of(*corner) for corner in ((west, north), (east, south)))
    assert (x, y, x + width, y + height) == pytest.approx((left, top, right, bottom), abs=2)


def test_the_small_picture_holds_both_countries_and_their_border() -> None:
    drawn = locator.outlines()
    left, top, width, height = drawn["box"]
    for code in COUNTRIES:
        west, south, east, north = shapes.bank(code).bounds
        for corner in product((west, east), (south, north)):
            x, y = locator.picture_of(*corner)
            assert left <= x <= left + width
            assert top <= y <= top + height
    assert len(drawn["land"]) == 2
    assert sum(map(len, (*drawn["land"], drawn["border"]))) < 4000, "it travels with the map"


@pytest.mark.parametrize("lang", LANGS)
def test_under_the_lens_of_assessments_names_carry_marks_and_counts(visit: Visitor, lang: Lang) -> None:
    view = select(shipped(), Selection(lens="assessments"))
    said = {area["id"]: area for area in point_style.area_styles(view, shipped().text(lang))}
    reader = visit(lang).open({"lang": lang, "focus": "none", "lens": "assessments"})
    shown = [name for name in reader.page.locator(".d-area:not(.d-off)").all() if name.locator("i").count()]
    marked = {name.get_attribute("data-entity") or "": name for name in shown}
    assert set(marked) <= set(said)
    assert set(marked) >= {"tajikistan", "afghanistan", "gbao", BORDER}
    for place, label in marked.items():
        assert label.locator("small").inner_text() == str(said[place]["n"])
        assert label.get_attribute("title") == plain(said[place]["title"])
    listed = reader.page.locator(".d-tray.d-of-assessments .d-chip:visible")
    undrawn = {p.id for p in shipped().places.values() if p.geometry == "none"}
    assert {chip.get_attribute("data-entity") for chip in listed.all()} == undrawn & set(
        point_style.counts(view)
    )
    reader.answered(marked[BORDER].click)
    assert reader.query["focus"] == f"place:{BORDER}"
    reader.press('[data-pick="lens:passages"]')
    assert reader.page.locator(".d-area i").count() == 0


def test_no_name_is_seen_before_it_has_its_place(visit: Visitor) -> None:
    """Names of land and of points that are made anew stand in a corner, until they are arranged in the next frame."""
    reader = visit().open({"lang": "en", "focus": "none"})
    made = """() => { const seen = [];
      new MutationObserver((changes) => { for (const { addedNodes } of changes) for (const node of addedNodes) {
        const names = node.querySelectorAll ? [...node.querySelectorAll(".d-label, .d-area"), node].filter((e) => e.matches(".d-label, .d-area")) : [];
        for (const name of names) seen.push([name.classList.contains("d-off"), name.className]);
      } }).observe(document.body, { childList: true, subtree: true });
      window.made = seen; }"""
    reader.page.evaluate(made)
    reader.switch("ar")
    reader.rests()
    seen = reader.page.evaluate("window.made")
    assert {"d-label", "d-area"} <= {name.split()[0] for _, name in seen}
    assert [name for off, name in seen if not off] == []
