"""The actors and sources pages in a real browser: a cell becomes filters, brushed time a period, an event its
passages; downloads."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Visit, Visitor, plain, until
from openpyxl import load_workbook

from data.atlas.atlas import Atlas
from data.query.actors import cooccurrence
from data.query.filters import event_limits
from data.query.selection import Selection
from data.query.view import select
from data.tables.vocab import LANGS, Lang
from ui.charts import timeline
from ui.charts.registry import CHARTS
from ui.charts.spec import Matrix


@pytest.fixture(autouse=True)
def quiet(windows: list[Visit]) -> Iterator[None]:
    """No page may ask another host, report an error, or break the policy; nor may the app."""
    yield
    assert {f"window {n}": found for n, window in enumerate(windows) if (found := window.complaints())} == {}
    assert [w.server.output() for w in windows if "Traceback" in w.server.output()] == []


def marks(reader: Visit, chart: str, kind: str = ".barlayer .point path") -> Any:
    """The marks of a chart, once it is drawn."""
    found = reader.page.locator(f".st-key-wide-{chart} {kind}")
    found.first.wait_for()
    return found


def click(reader: Visit, mark: Any) -> None:
    """Click the middle of a mark."""
    mark.scroll_into_view_if_needed()
    reader.page.wait_for_timeout(400)
    box = mark.bounding_box()
    reader.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_a_cell_of_the_matrix_becomes_two_filters_that_survive(visit: Visitor, atlas: Atlas) -> None:
    reader = visit().open(path="/actors")
    view = select(atlas, Selection())
    cells = CHARTS["sides"].make(view, atlas.text("en"))
    assert isinstance(cells, Matrix)
    cell = [cell.ids for cell in cells.cells].index(("cross:russia great-power-rivalry",))
    click(reader, marks(reader, "sides").nth(cell))
    until(lambda: (reader.query.get("actors"), reader.query.get("topics")), ("russia", "great-power-rivalry"))
    reader.idle()
    assert reader.sentence.startswith(
        f"Showing {cooccurrence(view)['russia', 'great-power-rivalry']} passages of 18"
    )
    reader.page.reload()
    reader.ready()
    assert reader.query["actors"] == "russia"
    reader.switch("ar")
    until(lambda: (reader.query.get("actors"), reader.query.get("topics")), ("russia", "great-power-rivalry"))
    reader.page.get_by_role("link", name=atlas.text("ar")("page.map"), exact=True).click()
    until(lambda: reader.path in ("/", "/map"))
    reader.ready()
    until(lambda: (reader.query.get("actors"), reader.query.get("topics")), ("russia", "great-power-rivalry"))


def test_brushed_time_becomes_the_period_of_charts_and_map(visit: Visitor, atlas: Atlas) -> None:
    reader = visit().open({"focus": "none"}, path="/actors")
    first = marks(reader, "events", ".scatterlayer .trace:nth-child(2) .point").first.bounding_box()
    box = reader.page.locator(".st-key-wide-events .nsewdrag").first.bounding_box()
    assert first
    assert box
    reader.page.mouse.move(box["x"] + box["width"] * 0.62, box["y"] + 30)
    reader.page.mouse.down()
    reader.page.mouse.move(box["x"] + box["width"] * 0.80, box["y"] + 120, steps=6)
    reader.page.mouse.move(box["x"] + box["width"] * 0.99, box["y"] + 150, steps=6)
    reader.page.mouse.up()
    until(lambda: "since" in reader.query)
    reader.idle()
    since, until_ = int(reader.query["since"]), int(reader.query.get("until", event_limits(atlas)[1]))
    assert 2008 <= since <= 2016
    view = select(atlas, Selection(since=since, until=until_))
    told = plain(timeline.timeline(view, view.atlas.text("en")).finding)
    until(lambda: told in [plain(text) for text in reader.texts(".d-finding")])
    assert reader.sentence.startswith(f"Showing {len(view.passages)} passages of 18")


def test_an_event_leads_to_its_passages_and_places(visit: Visitor, atlas: Atlas) -> None:
    reader = visit().open({"focus": "none"}, path="/actors")
    event = "e-1992-02-14-relations"
    reader.page.locator(".st-key-wide-events + * summary, [data-testid=stExpander] summary").first.click()
    table = reader.page.locator('[data-testid="stDataFrame"]').first
    table.wait_for()
    box = table.bounding_box()
    assert box
    reader.page.wait_for_timeout(1500)
    reader.page.mouse.click(box["x"] + 15, box["y"] + 52)  # the mark of the first row, the first event
    until(lambda: reader.query.get("focus"), f"event:{event}")
    until(lambda: reader.title, atlas.events[event].title_en)
    assert reader.panel == list(atlas.events[event].passages)
    assert "tajikistan" in select(atlas, Selection(focus=f"event:{event}")).highlighted


@pytest.mark.parametrize("lang", LANGS)
def test_a_dot_of_the_timeline_leads_to_its_event_and_its_source(
    visit: Visitor, atlas: Atlas, lang: Lang
) -> None:
    reader = visit().open({"focus": "none", "lang": lang}, path="/actors")
    early = "e-1992-02-14-relations"
    click(reader, marks(reader, "events", ".scatterlayer .trace .point").first)
    until(lambda: reader.query.get("focus"), f"event:{early}")
    until(lambda: reader.title, atlas.text(lang).name(atlas.events[early], "title"))
    sources = reader.page.locator(".d-panel details[open] .d-source").all_inner_texts()
    assert plain(sources[0]) == plain(
        atlas.text(lang).source_title(atlas.sources[atlas.events[early].sources[0]])
    )


def test_only_what_is_open_is_drawn_and_it_stays_open_in_the_other_language(
    visit: Visitor, atlas: Atlas
) -> None:
    reader = visit().open(path="/actors")

    def drawn() -> list[str]:
        return [plain(text) for text in reader.texts(".d-subject")]

    until(
        drawn,
        [atlas.text("en")(f"actors.{key}") for key in ("in-time", "sides", "by-passage", "never-named")],
    )
    reader.page.get_by_role("tab", name=atlas.text("en")("actors.each"), exact=True).click()
    until(
        drawn, [atlas.text("en")(f"actors.{key}") for key in ("in-time", "each", "by-passage", "never-named")]
    )
    assert reader.page.locator('[data-testid="stDataFrame"]').count() == 0
    reader.page.locator("[data-testid=stExpander] summary").nth(1).click()
    until(lambda: reader.page.locator('[data-testid="stDataFrame"]').count(), 1)
    reader.switch("ar")
    until(
        drawn, [atlas.text("ar")(f"actors.{key}") for key in ("in-time", "each", "by-passage", "never-named")]
    )
    until(lambda: reader.page.locator('[data-testid="stDataFrame"]').count(), 1)


def test_a_bar_leads_to_the_actors_card(visit: Visitor, atlas: Atlas) -> None:
    reader = visit().open(path="/actors")
    view = select(atlas, Selection())
    cells = CHARTS["by-passage"].make(view, atlas.text("en"))
    assert isinstance(cells, Matrix)
    number = [cell.ids for cell in cells.cells].index(("passage:issa-2023.p14",))
    click(reader, marks(reader, "by-passage").nth(number))
    until(lambda: reader.query.get("focus"), "passage:issa-2023.p14")
    until(lambda: reader.panel, ["issa-2023.p14"])
    reader.page.goto(f"{reader.server.url}/actors?lang=en&focus=actor:kurilla")
    reader.ready()
    until(lambda: reader.title, atlas.entities["kurilla"].name_en)
    lines = " ".join(reader.texts(".d-card .d-line"))
    assert atlas.entities["centcom"].name_en in lines


def test_the_article_leads_to_where_it_comes_from(visit: Visitor, atlas: Atlas) -> None:
    reader = visit().open(path="/article")
    reader.page.locator(".d-origin").click()
    until(lambda: reader.path, "/sources")
    reader.page.locator(".d-provenance").first.wait_for()
    assert next(iter(atlas.provenance.values())).text_en in " ".join(reader.texts(".d-provenance"))


@pytest.mark.parametrize("kind", ["xlsx", "csv", "geojson", "json", "jsonld"])
def test_downloads_hold_what_the_filters_choose(visit: Visitor, atlas: Atlas, kind: str) -> None:
    reader = visit()
    reader.page.goto(f"{reader.server.url}/sources?lang=en&topics=border-security")
    reader.page.locator(f".st-key-download-{kind} button").wait_for()
    reader.idle()
    with reader.page.expect_download() as waiting:
        reader.page.locator(f".st-key-download-{kind} button").click()
    file = Path(waiting.value.path())
    assert waiting.value.suggested_filename.endswith(f".{kind}")
    view = select(atlas, Selection(topics=("border-security",)))
    if kind == "xlsx":
        assert load_workbook(io.BytesIO(file.read_bytes()))[
            atlas.text("en")("export.sheet-passages")
        ].max_row == 1 + len(view.passages)
    elif kind == "csv":
        rows = list(csv.reader(io.StringIO(file.read_text("utf-8-sig"))))
        assert [row[0] for row in rows][1:] == list(view.passages)
    else:
        found = json.loads(file.read_text("utf-8"))
        assert any("Border posts" in line for line in found["about"])


def test_picking_a_source_is_not_needed_to_see_every_publisher(visit: Visitor) -> None:
    reader = visit("ar")
    reader.page.goto(f"{reader.server.url}/sources?lang=ar")
    reader.page.locator('[data-testid="stDataFrame"]').nth(2).wait_for()
    assert reader.page.locator('[data-testid="stDataFrame"]').count() == 3
