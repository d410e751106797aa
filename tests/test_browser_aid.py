"""The aid and border pages in a real browser: bar -> rows -> source and map; a brushed stretch -> charts;
filters that survive."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from conftest import Visit, Visitor, plain, until
from playwright.sync_api import expect

from data.atlas.atlas import Atlas
from data.query.describe import describe
from data.query.selection import Selection
from data.query.view import select
from data.tables.vocab import LANGS, Lang
from ui.charts import aid
from ui.sentences.aid import CHALDIVAR, posts, records_summary, sum_breakdown, us_works


@pytest.fixture(autouse=True)
def quiet(windows: list[Visit]) -> Iterator[None]:
    """No page may ask another host, report an error, or break the policy; nor may the app."""
    yield
    assert {f"window {n}": found for n, window in enumerate(windows) if (found := window.complaints())} == {}
    assert [w.server.output() for w in windows if "Traceback" in w.server.output()] == []


def arrive(reader: Visit, **query: str) -> Visit:
    """Open the aid page and wait until its last chart is drawn."""
    reader.page.goto(
        reader.server.url
        + "/aid?"
        + "&".join(f"{key}={value}" for key, value in ({"lang": "en"} | query).items())
    )
    marks(reader, "in-time", ".scatterlayer .point").first.wait_for()
    return reader.idle()


def marks(reader: Visit, chart: str, kind: str = ".barlayer .point path") -> Any:
    """The bars or marks of a chart."""
    return reader.page.locator(f'[class*="st-key-chart-{chart}-"] {kind}')


def click(reader: Visit, mark: Any) -> None:
    """Click the middle of a mark, once nothing moves under the mouse."""
    mark.wait_for()
    mark.scroll_into_view_if_needed()
    reader.page.wait_for_timeout(500)
    box = mark.bounding_box()
    reader.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def faint(reader: Visit, chart: str) -> int:
    """How many bars of a chart step back, as others are picked."""
    return sum(
        float(opacity) < 1
        for opacity in marks(reader, chart).evaluate_all(
            "(bars) => bars.map((bar) => bar.style.opacity || 1)"
        )
    )


def told(reader: Visit) -> str:
    """What the page says of its sums."""
    return plain(reader.page.locator("p.d-shown").last.inner_text())


def test_a_bar_opens_its_record_with_its_source_and_leads_to_the_map(visit: Visitor, atlas: Atlas) -> None:
    reader = arrive(visit())
    bar = [r.id for r in sorted(posts(us_works(atlas)), key=lambda r: -(r.usd or 0))].index(CHALDIVAR)
    click(reader, marks(reader, "posts").nth(bar))
    until(lambda: reader.query.get("focus"), f"aid:{CHALDIVAR}")
    until(lambda: reader.texts(".d-picked"), ["Picked in a chart: 1 record. Back to the chart"])
    row = atlas.aid[CHALDIVAR]
    until(lambda: reader.title, row.what_en)
    expect(reader.page.locator(".d-picked")).to_be_in_viewport()
    card = reader.page.locator(".st-key-look")
    links = card.locator("a").evaluate_all("(links) => links.map((a) => a.href)")
    assert [link for link in links if link.split("#:~:")[0] == atlas.sources[row.sources[0]].url]
    assert plain(atlas.text("en").amount(row.usd or 0, at_least=row.at_least)) in plain(card.inner_text())
    card.get_by_role("button", name=atlas.text("en")("aid.on-map")).click()
    until(lambda: reader.path, "/")
    reader.ready()
    until(lambda: reader.lit, ["chaldovar"])
    assert reader.query["focus"] == f"aid:{CHALDIVAR}"
    assert set(reader.panel) >= set(row.passages)


CUT = """(chart) => {
  const room = chart.getBoundingClientRect();
  return [...chart.querySelectorAll('text')].filter((name) => {
    const box = name.getBoundingClientRect();
    return box.width && (box.left < room.left - 1 || box.right > room.right + 1);
  }).map((name) => name.textContent);
}"""


@pytest.mark.parametrize("lang", LANGS)
def test_on_a_tablet_no_name_of_the_matrix_is_cut(visit: Visitor, lang: Lang) -> None:
    reader = arrive(visit(lang, size=(820, 1180)), lang=lang)
    chart = reader.page.locator(".st-key-wide-phases .js-plotly-plot")
    chart.locator(".annotation").first.wait_for()
    until(lambda: chart.evaluate(CUT), [])


def test_a_bar_of_many_records_opens_them_under_its_chart(visit: Visitor, atlas: Atlas) -> None:
    reader = arrive(visit("ar"), lang="ar")
    rows = aid.by_donor(atlas, list(atlas.aid.values()), atlas.text("ar"))
    sizes = [len(bar.ids) for bar in rows.rows]
    picked = plain(atlas.text("ar")("aid.picked", count=atlas.text("ar").count("records", max(sizes))))
    picked = f"{picked} {atlas.text('ar')('aid.to-chart')}"
    click(reader, marks(reader, "by-donor").nth(sizes.index(max(sizes))))
    until(lambda: [plain(text) for text in reader.texts(".d-picked")], [picked])
    chosen = reader.page.locator(".d-picked")
    expect(chosen).to_be_in_viewport()
    assert faint(reader, "by-donor"), "the other bars step back"
    chosen.get_by_role("button", name=atlas.text("ar")("aid.to-chart")).click()
    expect(reader.page.locator(".st-key-wide-by-donor")).to_be_in_viewport()
    click(reader, marks(reader, "phases").last)
    until(lambda: [plain(text) for text in reader.texts(".d-picked")] not in ([], [picked]))
    until(lambda: (faint(reader, "by-donor"), faint(reader, "phases") > 0), (0, True))
    reader.page.get_by_role("button", name=atlas.text("ar")("aid.unpick")).click()
    expect(chosen).to_have_count(0)


def test_filters_of_the_records_survive_page_change_reload_and_language(visit: Visitor, atlas: Atlas) -> None:
    reader = arrive(visit(), donors="japan", categories="facility")
    view = select(atlas, Selection(donors=("japan",), categories=("facility",)))
    until(lambda: told(reader), plain(records_summary(view, view.atlas.text("en"))))
    reader.page.locator(".d-nav a", has_text=plain(atlas.text("en")("page.evidence"))).click()
    until(lambda: reader.path, "/evidence")
    reader.idle()
    reader.page.locator(".d-nav a", has_text=plain(atlas.text("en")("page.aid"))).click()
    until(lambda: reader.path, "/aid")
    until(lambda: told(reader), plain(records_summary(view, view.atlas.text("en"))))
    reader.page.reload()
    until(lambda: told(reader), plain(records_summary(view, view.atlas.text("en"))))
    reader.idle().page.locator(".st-key-lang").get_by_text("العربية").click()
    until(lambda: told(reader), plain(records_summary(view, view.atlas.text("ar"))))
    until(
        lambda: [reader.query.get(key) for key in ("donors", "categories", "lang")],
        ["japan", "facility", "ar"],
    )


def test_a_brushed_stretch_filters_passages_map_and_charts(visit: Visitor, atlas: Atlas) -> None:
    reader = visit().open({"focus": "none"}, path="/border")
    picture = reader.page.locator(".d-strip[data-state=ready] svg")
    box = picture.bounding_box()
    assert box
    y = box["y"] + box["height"] * 0.5
    reader.page.mouse.move(box["x"] + box["width"] * 0.62, y)
    reader.page.mouse.down()
    reader.page.mouse.move(box["x"] + box["width"] * 0.8, y, steps=8)
    reader.page.mouse.up()
    until(lambda: "km_from" in reader.query)
    reader.idle()
    chosen = Selection.from_query(reader.query, atlas)[0]
    assert chosen.stretched
    view = select(atlas, chosen)
    assert len(view.passages) < len(atlas.passages)
    until(lambda: reader.texts("p.d-shown")[0], plain(describe(view, view.atlas.text("en"))))
    assert plain(sum_breakdown(view.certain_aid, atlas.text("en"))) in plain(
        reader.page.locator("p.d-shown").last.inner_text()
    )
    expect(reader.page.locator(".d-shade .d-edge")).to_have_count(2)
    reader.page.locator(".st-key-border-filters .d-filters").wait_for()
    moved = picture.bounding_box()
    assert moved
    assert moved["y"] == pytest.approx(box["y"], abs=2), "it stays under the mouse"
    reader.page.locator(".d-nav a", has_text=plain(atlas.text("en")("page.aid"))).click()
    until(lambda: reader.path, "/aid")
    until(lambda: told(reader), plain(records_summary(view, view.atlas.text("en"))))
    finding = plain(aid.by_donor(atlas, view.certain_aid, atlas.text("en")).finding)
    until(lambda: finding in reader.texts(".d-finding"))


def test_a_filter_sends_the_records_anew_and_nothing_of_what_it_does_not_change(visit: Visitor) -> None:
    window, sent = visit(), list[bytes]()
    window.page.on(
        "websocket",
        lambda ws: ws.on(
            "framereceived", lambda frame: sent.append(frame if isinstance(frame, bytes) else b"")
        ),
    )
    reader = arrive(window)
    assert any(b"chart-itemised" in frame for frame in sent)
    del sent[:]
    reader.page.locator(".st-key-donors button").filter(has_text="Japan").first.click()
    until(lambda: reader.query.get("donors"), "japan")
    reader.idle()  # the bar of pages counts the filters in use, so it is sent
    until(lambda: any(b"chart-by-donor" in frame for frame in sent))
    assert not any(part in frame for frame in sent for part in (b"chart-itemised", b"d-mark"))


def test_the_filters_in_use_are_chips_that_can_be_dropped(visit: Visitor) -> None:
    filters = {"actors": "united-states", "donors": "united-states", "categories": "bridge", "since": "2005"}
    reader = arrive(visit(), lang="ar", **filters)
    for pick, left in (
        ("drop:donors:united-states", {"actors", "categories", "since"}),
        ("drop:period", {"actors", "categories"}),
        ("clear:", set()),
    ):
        chip = reader.page.locator(f'.st-key-chips [data-pick="{pick}"]')
        chip.click()
        expect(chip).to_have_count(0)
        until(lambda: set(reader.query) - {"lang", "first", "focus"}, left)
    expect(reader.page.locator(".st-key-chips")).to_be_hidden()


def test_the_chart_of_phases_has_the_breadth_of_the_table_under_it(visit: Visitor) -> None:
    """In a column it would leave half of the page empty beside it."""
    reader = visit()
    reader.page.goto(f"{reader.server.url}/aid?lang=en&focus=none")
    chart, table = (
        reader.page.locator(css).last for css in (".st-key-wide-phases", '[data-testid="stDataFrame"]')
    )
    table.wait_for()
    broad = "part => part.getBoundingClientRect().width"
    until(lambda: chart.evaluate(broad) > 0.95 * table.evaluate(broad))
