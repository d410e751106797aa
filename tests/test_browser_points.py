"""The points of the map under a mouse and the keyboard, at any size: those that lie over each other offer a
choice, each can be reached, and a name stands beside its point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from conftest import FRAMES, MIDDLE, plain, until
from tiny import shipped
from touch import PHONE, SMALL

from data.i18n import name
from data.query.selection import LENSES
from data.tables.vocab import LANGS, Lang

if TYPE_CHECKING:
    from conftest import Visitor

UNDER_POINTER = """e => {
  const p = e.getBoundingClientRect(), l = e.querySelector('.d-label').getBoundingClientRect();
  const x = p.left + p.width / 2, y = p.top + p.height / 2;
  const map = document.querySelector('.d-map').getBoundingClientRect();
  const seen = map.left < x && x < map.right && map.top < y && y < map.bottom; // others have no place for a name
  return seen && l.left < x && x < l.right && l.top < y && y < l.bottom;
}"""


@pytest.mark.parametrize("lang", LANGS)
def test_a_pile_offers_a_choice_to_mouse_and_keyboard(visit: Visitor, lang: Lang) -> None:
    reader = visit(lang).open({"lang": lang, "focus": "none"})
    reader.rests()
    reader.page.mouse.click(*reader.point("ishkashim").evaluate(MIDDLE))
    rows = reader.page.locator(".d-pile button")
    offered = rows.evaluate_all("rows => rows.map((row) => row.dataset.entity)")
    assert set(offered) >= {"ishkashim", "ishkashim-afghan-side", "ishkashim-bridge"}
    count = rows.count()
    assert plain(reader.page.locator(".d-pile p").inner_text()) == (
        f"{count} places here" if lang == "en" else f"هنا {count} أماكن"
    )
    for key, at in (("", 0), ("ArrowDown", 1), ("End", count - 1), ("ArrowDown", 0)):
        if key:
            reader.page.keyboard.press(key)
        assert rows.nth(at).evaluate("row => row === document.activeElement")
    reader.page.keyboard.press("Escape")
    assert rows.count() == 0
    assert reader.query["focus"] == "none"
    reader.page.mouse.click(*reader.point("ishkashim").evaluate(MIDDLE))
    at = rows.evaluate_all("rows => rows.findIndex((row) => row.dataset.entity === 'ishkashim')")
    for _ in range(at):
        reader.page.keyboard.press("ArrowDown")
    reader.page.keyboard.press("Enter")
    until(lambda: reader.query["focus"], "place:ishkashim")


@pytest.mark.parametrize("lang", LANGS)
def test_the_first_press_asks_though_the_hover_shows_a_name(visit: Visitor, lang: Lang) -> None:
    """The name that the pointer calls up stands beside its point and takes no press."""
    reader = visit(lang).open({"lang": lang})
    before = dict(reader.query)
    reader.rests()
    x, y = reader.point("ishkashim").evaluate(MIDDLE)
    reader.page.mouse.move(x - 40, y - 40)
    reader.page.mouse.move(x, y, steps=8)
    hidden = reader.page.locator(".d-point:has(> .d-label.d-off)")
    assert hidden.count() > 20
    assert [at for at in range(hidden.count()) if hidden.nth(at).evaluate(UNDER_POINTER)] == []
    reader.page.mouse.down()
    reader.page.mouse.up()
    offered = reader.page.locator(".d-pile button").evaluate_all(
        "rows => rows.map((row) => row.dataset.entity)"
    )
    assert set(offered) >= {"ishkashim", "ishkashim-afghan-side", "ishkashim-bridge"}
    assert reader.query == before


def test_a_name_that_the_pointer_calls_up_hides_the_names_under_it(visit: Visitor) -> None:
    reader = visit("en").open({"lang": "en", "focus": "none"})
    reader.rests()
    point = reader.page.locator(".d-point:has(> .d-label.d-off)").first
    reader.page.mouse.move(*point.evaluate(MIDDLE))
    label = reader.page.locator(".d-point:hover > .d-label.d-off")
    label.wait_for()
    assert label.evaluate("e => getComputedStyle(e).backgroundColor.startsWith('rgb(')"), "an opaque ground"


def test_every_point_can_be_reached_with_the_mouse_and_its_target_is_24_pixels(visit: Visitor) -> None:
    reader = visit("en").open({"lang": "en", "focus": "none"})
    for place in ("ayvaj", "tem", "qalai-khumb", "sherkhan-bandar", "khorog"):
        box = reader.point(place).bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24
        reader.pick(place)
        until(lambda: reader.query["focus"], f"place:{place}")


@pytest.mark.parametrize(("number", "place"), [(2, "chaldovar"), (4, "ishkashim")])
def test_a_start_button_frames_its_place_out_of_the_pile(visit: Visitor, number: int, place: str) -> None:
    reader = visit("en").open({"lang": "en", "focus": "none"})
    before = reader.rests()
    reader.page.locator(".d-start").nth(number - 1).click()
    until(lambda: reader.query.get("focus"), f"place:{place}")
    until(lambda: reader.rests()[2] > before[2] + 1)


@pytest.mark.parametrize("lang", LANGS)
def test_the_map_has_a_path_of_its_name_too(visit: Visitor, lang: Lang) -> None:
    reader = visit(lang).open({"lang": lang, "focus": "place:ayvaj"}, path="/map")
    assert (reader.path, reader.query) == ("/", {"lang": lang, "focus": "place:ayvaj"})
    assert reader.page.get_by_role("dialog").count() == 0


@pytest.mark.parametrize("lang", LANGS)
def test_under_the_lens_of_aid_the_largest_circle_has_its_name(visit: Visitor, lang: Lang) -> None:
    reader = visit(lang).open({"lang": lang, "lens": "aid", "focus": "none"})
    label = reader.point("ayni-base").locator(".d-label:not(.d-off)")
    label.wait_for()
    assert "70" in plain(label.inner_text())
    assert name(shipped().entities["ayni-base"], lang) in plain(label.inner_text())


@pytest.mark.parametrize("lang", LANGS)
def test_on_a_tablet_a_pile_and_a_picked_point_stay_in_the_window(visit: Visitor, lang: Lang) -> None:
    """Chaldivar lies low on the page of a tablet: the list of its pile ends in the window, and the point stands
    above the sheet that answers."""
    reader = visit(lang, size=(1024, 768)).open({"lang": lang, "focus": "none"})
    reader.rests()
    reader.page.mouse.click(*reader.point("chaldovar").evaluate(MIDDLE))
    pile = reader.page.locator(".d-pile")
    assert pile.evaluate("list => list.getBoundingClientRect().bottom <= innerHeight")
    reader.page.locator('.d-pile [data-entity="chaldovar"]').press("Enter")
    reader.page.locator(".d-sheet").wait_for()
    until(
        lambda: reader.point("chaldovar").evaluate(
            "e => e.getBoundingClientRect().bottom < document.querySelector('.d-sheet').getBoundingClientRect().top"
        )
    )


TO_THE_PASSAGE = """() => {
  const aside = document.querySelector('.st-key-aside').closest('[data-testid=stColumn]').getBoundingClientRect();
  const passage = document.querySelector('.d-article [data-passage="issa-2023.p12"]').getBoundingClientRect();
  document.querySelector('[data-testid=stMain]').scrollBy(0, passage.top - (innerWidth > 1150 ? 80 : aside.bottom) - 20);
}"""


@pytest.mark.parametrize("size", [(820, 1180), (1400, 900)])
def test_the_map_shows_the_places_of_the_passage_that_is_read(visit: Visitor, size: tuple[int, int]) -> None:
    """Also where map and card stay above the text, and cover the upper part of the window."""
    reader = visit("ar", size=size).open({"lang": "ar", "focus": "place:ishkashim"}, path="/article")
    reader.page.locator(".d-article [data-passage]").first.wait_for()
    reader.page.evaluate(TO_THE_PASSAGE)
    reader.page.wait_for_timeout(500)
    reader.page.evaluate(TO_THE_PASSAGE)  # now that they stick
    until(lambda: "chaldovar" in reader.lit)


# What is written beside a point and lies on the sign of another, and points whose sign a button covers.
ASTRAY = """() => {
  const box = (part) => part.getBoundingClientRect(), round = ({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2, r: width / 2 - 1 });
  const under = (r, { x, y, r: half }) => Math.hypot(Math.max(r.left - x, 0, x - r.right), Math.max(r.top - y, 0, y - r.bottom)) < half;
  const points = [...document.querySelectorAll('.d-point[data-entity]')].map((point) => ({ id: point.dataset.entity, at: round(box(point.querySelector('.d-sign'))), label: point.querySelector('.d-label') }));
  const written = points.filter(({ label }) => !label.matches('.d-off'));
  const on = (r, id) => points.filter((point) => point.id !== id && under(r, point.at)).map((point) => `${id} on ${point.id}`);
  return [...written.flatMap(({ id, label }) => on(box(label), id)), ...[...document.querySelectorAll('.d-controls button')].flatMap((button) => on(box(button), button.textContent))];
}"""


# Names that stand off their point without a line that leads from it, and lines that do not begin at the point.
UNLED = """() => [...document.querySelectorAll('.d-point[data-entity] .d-label:not(.d-off)')].map((label) => {
  const sign = label.parentElement.querySelector('.d-sign').getBoundingClientRect(), r = label.getBoundingClientRect();
  const [x, y] = [sign.x + sign.width / 2, sign.y + sign.height / 2], style = getComputedStyle(label), line = getComputedStyle(label, '::before');
  const far = Math.hypot(Math.max(r.left - x, 0, x - r.right), Math.max(r.top - y, 0, y - r.bottom)) - sign.width / 2;
  const from = Math.hypot(r.left + parseFloat(line.left) - x, r.top + parseFloat(line.top) - y) - sign.width / 2;
  const led = line.content !== 'none' && parseFloat(line.width) > 2 && Math.abs(from) < 9;
  return { name: label.textContent, far: Math.round(far), led };
}).filter(({ far, led }) => (far > 12 ? !led : led && far < 5))"""


@pytest.mark.parametrize("size", [PHONE, SMALL])
@pytest.mark.parametrize("lens", LENSES)
@pytest.mark.parametrize("lang", LANGS)
def test_on_a_phone_no_name_or_amount_lies_on_a_sign_and_no_button_covers_one(
    touch: Any, lang: Lang, lens: str, size: tuple[int, int]
) -> None:
    """A name that has no room beside its point stands farther off, with a line from the point to it."""
    reader = touch(size, lang).open({"lang": lang, "lens": lens, "focus": "none"})
    reader.rests()
    reader.page.evaluate(FRAMES)
    assert reader.page.evaluate(ASTRAY) == []
    assert reader.page.evaluate(UNLED) == []
    assert reader.page.locator('.d-point[data-entity="chaldovar"] .d-label:not(.d-off)').count()
    if lens == "aid":
        amounts = {"ayni-base": "70", "panj-bridge": "37"} if size == PHONE else {"ayni-base": "70"}
        for place, amount in amounts.items():
            assert amount in plain(reader.point(place).locator(".d-label:not(.d-off)").inner_text())
