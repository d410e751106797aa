"""The Arabic page in browsers of either language: sliders and tables run as what stands beside them."""

from __future__ import annotations

from functools import partial

import pytest
from conftest import Visit, Visitor, until

from data.atlas.atlas import Atlas
from data.tables.vocab import LANGS, Lang

THUMBS = """slider => [...slider.querySelectorAll('input[type=range]')].map((input) => {
  const { left, right } = input.parentElement.getBoundingClientRect();
  return [Number(input.value), (left + right) / 2];
})"""
TRACK = """slider => {
  const painted = (part) => getComputedStyle(part).backgroundImage;
  const track = [...slider.querySelectorAll('*')].find((part) => painted(part).includes('linear-gradient(to right'));
  const { left, width } = track.getBoundingClientRect();
  const stops = [...painted(track).matchAll(/([\\d.]+)%/g)].map((found) => Number(found[1]));
  return [left, width, Math.min(...stops), Math.max(...stops)];
}"""
PROFILE = """km => {
  const picture = document.querySelector('.d-strip-picture'), { left, right, last } = picture.dataset;
  const box = picture.getBoundingClientRect(), scale = box.width / picture.viewBox.baseVal.width;
  return box.left + scale * (Number(left) + (Number(right) - Number(left)) * km / Number(last));
}"""
ENDS = """[...document.querySelectorAll('.dvn-scroller')].map((part) => [
  Math.round(part.scrollLeft + part.clientWidth - part.scrollWidth), part.scrollWidth - part.clientWidth])"""


def thumbs(reader: Visit, key: str) -> list[list[float]]:
    """Value and middle of each thumb of a slider, once it is drawn."""
    slider = reader.page.locator(f".st-key-{key} [data-testid=stSlider]")
    slider.locator("input[type=range]").nth(1).wait_for(state="attached")
    found: list[list[float]] = slider.evaluate(THUMBS)
    return found


def values(reader: Visit, key: str) -> list[float]:
    """The values of the thumbs of a slider."""
    return [value for value, _ in thumbs(reader, key)]


@pytest.mark.parametrize("locale", ["ar", "ar-EG", "en-US"])
@pytest.mark.parametrize("lang", LANGS)
def test_a_slider_runs_from_left_to_right_as_its_track_and_the_picture_under_it(
    visit: Visitor, lang: Lang, locale: str
) -> None:
    reader = visit(lang, locale=locale).open(
        {"since": "2001", "until": "2010", "km_from": "200", "km_to": "700"}, path="/border"
    )
    reader.page.locator(".d-strip-picture").wait_for()
    for key, ends in (("period", [2001, 2010]), ("stretch", [200, 700])):
        until(partial(values, reader, key), ends)
        left, width, low, high = reader.page.locator(f".st-key-{key} [data-testid=stSlider]").evaluate(TRACK)
        middles = [x for _, x in thumbs(reader, key)]
        assert middles == pytest.approx([left + width * low / 100, left + width * high / 100], abs=2)
    assert [x for _, x in thumbs(reader, "stretch")] == pytest.approx(
        [reader.page.evaluate(PROFILE, km) for km in (200, 700)], abs=9
    )


def test_a_table_begins_at_the_right_and_a_click_on_a_row_picks_it(visit: Visitor, atlas: Atlas) -> None:
    reader = visit("ar", locale="ar").open({"focus": "none"}, path="/actors")
    reader.page.locator("[data-testid=stExpander] summary").first.click()
    table = reader.page.locator('[data-testid="stDataFrame"]').first
    table.locator(".dvn-scroller").wait_for()
    until(lambda: [gap for gap, hidden in reader.page.evaluate(ENDS) if hidden > 0], [0])
    heads = table.get_by_role("columnheader", include_hidden=True)
    until(lambda: heads.last.text_content(), atlas.text("ar")("column.date"))
    box = table.bounding_box()
    assert box
    reader.page.mouse.click(box["x"] + box["width"] - 60, box["y"] + 52)
    until(lambda: reader.query.get("focus"), f"event:{next(iter(atlas.events))}")


def test_tables_that_came_before_the_bar_of_pages_begin_at_the_right_too(visit: Visitor) -> None:
    reader = visit("ar", locale="ar")
    for width in (1400, 390):  # the second time all scripts are at hand, and the tables come first
        reader.page.set_viewport_size({"width": width, "height": 844})
        reader.page.goto(f"{reader.server.url}/sources?lang=ar")
        reader.page.locator(".dvn-scroller").first.wait_for()
        reader.page.wait_for_timeout(500)
        until(lambda: {gap for gap, hidden in reader.page.evaluate(ENDS) if hidden > 0}, {0})


# Of charts with names of several lines: how far their right ends lie apart, and how far they reach into the bars.
NAMES = """[...document.querySelectorAll('.js-plotly-plot')].flatMap((chart) => {
  const names = [...chart.querySelectorAll('.ytick text')], parts = names.flatMap((name) => [...name.querySelectorAll('tspan.line')]);
  if (!parts.length) return [];
  const boxes = parts.map((part) => part.getBoundingClientRect()), ends = boxes.map(({ right }) => right);
  const plot = chart.querySelector('.nsewdrag').getBoundingClientRect().right;
  return [[Math.max(...ends) - Math.min(...ends), plot - Math.min(...boxes.map(({ left }) => left))]];
})"""


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_each_line_of_a_name_beside_a_bar_begins_at_one_edge(visit: Visitor, size: tuple[int, int]) -> None:
    reader = visit("ar", size=size, locale="ar")
    reader.page.goto(f"{reader.server.url}/aid?lang=ar&focus=none")
    reader.page.locator(".ytick tspan.line").first.wait_for()
    reader.page.wait_for_timeout(1000)
    found = reader.page.evaluate(NAMES)
    assert found
    assert max(apart for apart, _ in found) <= 2
    assert max(reach for _, reach in found) <= 2, "no name lies on a bar"


SCALE = """() => {
  const line = document.querySelector('.leaflet-control-scale-line'), text = line.firstChild;
  const left = (start, end) => {
    const range = document.createRange();
    range.setStart(text, start); range.setEnd(text, end);
    return range.getBoundingClientRect().left;
  };
  const credit = document.querySelector('.leaflet-control-attribution');
  return [left(0, 1) > left(text.length - 1, text.length), getComputedStyle(credit).direction];
}"""
OPTIONS = """[...document.querySelectorAll('.st-key-lang [role=radio]')].map((option) => {
  const { left, right } = option.getBoundingClientRect(), style = getComputedStyle(option);
  const drawn = (side) => parseFloat(style[`border${side}Width`]) > 0 && !/, 0\\)|transparent/.test(style[`border${side}Color`]);
  const round = (side) => parseFloat(style[`borderTop${side}Radius`]) > 0;
  return [left, right, round("Left") && drawn("Left"), round("Right") && drawn("Right")];
})"""


@pytest.mark.parametrize("lang", LANGS)
def test_options_scale_and_credit_begin_where_an_eye_begins(visit: Visitor, lang: Lang) -> None:
    reader = visit(lang, locale=lang).open({"focus": "none"})
    reader.page.locator(".leaflet-control-scale-line").first.wait_for()
    first, last = reader.page.evaluate(OPTIONS)
    if lang == "ar":
        assert first[0] > last[0]
        assert (first[2:], last[2:]) == ([False, True], [True, False]), (
            "only the outer corners are round, and drawn"
        )
    else:
        assert first[0] < last[0]
        assert (first[2:], last[2:]) == ([True, False], [False, True])
    assert abs(max(first[0], last[0]) - min(first[1], last[1])) <= 1.5, "the options share an edge"
    assert reader.page.evaluate(SCALE) == [lang == "ar", {"ar": "rtl", "en": "ltr"}[lang]]


ROOM = """() => {
  const rooms = [...document.querySelectorAll('[data-testid=stMarkdownContainer] li')].map((item) => {
    const list = item.parentElement.getBoundingClientRect(), words = document.createRange();
    words.selectNodeContents(item);
    const lines = [...words.getClientRects()];
    const rtl = getComputedStyle(item).direction === 'rtl';
    return Math.min(...lines.map((line) => (rtl ? list.right - line.right : line.left - list.left)));
  });
  return [rooms.length > 9, Math.min(...rooms) > 14];
}"""


@pytest.mark.parametrize("lang", LANGS)
def test_the_dots_of_a_list_stand_within_the_text(visit: Visitor, lang: Lang) -> None:
    reader = visit(lang)
    reader.page.goto(f"{reader.server.url}/sources?lang={lang}")
    until(lambda: reader.page.evaluate(ROOM), [True, True])
