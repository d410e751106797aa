"""The journeys of a reader, in a real browser: map, panel, filters, link, keyboard, hostile strings, broken
data."""

from __future__ import annotations

import csv
import hashlib
import re
import shutil
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from conftest import FRAMES, MIDDLE, SPOT, Server, Visit, Visitor, plain, until
from hostile import RUN
from playwright.sync_api import expect

from data.atlas.atlas import Atlas
from data.check.tables import table_problems
from data.i18n import name
from data.index.index import passages_naming
from data.query.describe import describe
from data.query.selection import OPENING, Selection
from data.query.view import select
from data.tables.columns import printable
from data.tables.files import FILES
from data.tables.vocab import BORDER, COUNTRIES, LANGS, Lang
from geo import shapes

CHALDIVAR = ["issa-2023.p12", "issa-2023.p13"]


@pytest.fixture(autouse=True)
def quiet(windows: list[Visit]) -> Iterator[None]:
    """In no journey may a page ask another host, report an error, or break the policy; nor may the app."""
    yield
    assert {f"window {n}": found for n, window in enumerate(windows) if (found := window.complaints())} == {}
    assert [w.server.output() for w in windows if "Traceback" in w.server.output()] == []


def focused(visit: Visit, what: str) -> None:
    """The URL says that `what` is looked at."""
    until(lambda: visit.query.get("focus", OPENING), what)


# opening


@pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_the_first_visit_opens_on_the_border_in_the_browsers_language(
    visit: Visitor, atlas: Atlas, lang: Lang, direction: str
) -> None:
    reader = visit(lang).open()
    assert reader.query == {"lang": lang}
    assert reader.title == name(atlas.entities[BORDER], lang)
    assert reader.panel == ["issa-2023.p17"]
    assert reader.lit == [BORDER]
    expect(reader.page.locator(".stApp")).to_have_css("direction", direction)


# picks


def test_a_point_leads_to_its_passages(visit: Visitor, atlas: Atlas) -> None:
    reader = visit().open()
    reader.pick("chaldovar")
    focused(reader, "place:chaldovar")
    until(lambda: reader.panel, CHALDIVAR)
    assert reader.title == atlas.entities["chaldovar"].name_en
    assert reader.lit == ["chaldovar"]
    spoken = [m for p in CHALDIVAR for m in atlas.mentions_of[p] if m.entity == "chaldovar"]
    ours = [atlas.alignments[m.passage, m.start, m.end].text for m in spoken]
    for css, words in ((".d-quote", [m.text for m in spoken]), (".d-english", ours)):
        strong = reader.page.locator(f".d-reader {css} mark.focus")
        assert {mark.get_attribute("data-entity") for mark in strong.all()} == {"chaldovar"}
        assert "".join(strong.all_text_contents()) == "".join(words)


def test_a_passage_leads_to_its_places(visit: Visitor, atlas: Atlas) -> None:
    reader = visit().open({"focus": "none"})
    assert reader.lit == []
    for passage in ("issa-2023.p11", "issa-2023.p13", "issa-2023.p17"):
        reader.press(f'.d-number[data-pick="passage:{passage}"]')
        focused(reader, f"passage:{passage}")
        until(lambda passage=passage: reader.panel, [passage])
        until(lambda passage=passage: reader.lit, on_the_map(atlas, passage))
        reader.press(".d-turn .d-close")
        until(lambda: len(reader.panel), len(atlas.passages))


def on_the_map(atlas: Atlas, passage: str) -> list[str]:
    """The shapes of the map for the places that a passage names: points, areas, and every part of a
    country."""
    named = {m.entity for m in atlas.mentions_of[passage]}
    regions, neighbours = shapes.layer("regions"), shapes.layer("basemap")
    points = {p for p in named & atlas.places.keys() if atlas.places[p].geometry == "point"}
    parts = {
        region for region, code in regions["country"].items() if region in named or COUNTRIES[code] in named
    }
    return sorted(points | parts | (named & set(neighbours.index)) | (named & {BORDER}))


def test_a_marked_word_leads_to_what_it_names(visit: Visitor, atlas: Atlas) -> None:
    reader = visit().open({"focus": "passage:issa-2023.p13"})
    reader.press('[data-passage="issa-2023.p13"] mark[data-entity="ayvaj"]')
    focused(reader, "place:ayvaj")
    until(lambda: reader.title, atlas.entities["ayvaj"].name_en)
    assert reader.panel == ["issa-2023.p13"]
    assert reader.lit == ["ayvaj"]


def test_border_areas_and_context_can_be_picked(visit: Visitor, atlas: Atlas) -> None:
    reader = visit().open({"focus": "none"})
    reader.answered(lambda: reader.click_at(reader.page.locator(".d-border-hit")))
    shows(reader, atlas, BORDER, ["issa-2023.p17"])
    reader.pick_area("gbao")
    shows(reader, atlas, "gbao", ["issa-2023.p11"])
    for area in ("badakhshan-afghanistan", "khatlon"):
        reader.pick_area(area)
        shows(reader, atlas, area, [])
    reader.pick("ishkashim")
    shows(reader, atlas, "ishkashim", [])
    assert atlas.text("en")("panel.not-named") in reader.texts(".d-card .d-notice")


def shows(reader: Visit, atlas: Atlas, place: str, passages: list[str]) -> None:
    """URL, card, passages and map are all about the place."""
    focused(reader, f"place:{place}")
    until(lambda: (reader.title, reader.panel), (atlas.entities[place].name_en, passages))
    until(lambda: reader.lit, [place])


# filters


def test_filters_agree_with_the_selection(visit: Visitor, atlas: Atlas) -> None:
    selection = Selection(actors=("tajikistan",), topics=("border-security",), focus="")
    view = select(atlas, selection)
    reader = visit().open({"focus": "none"})
    reader.filter("actors", "Tajikistan")
    reader.filter("topics", atlas.topics["border-security"].name_en)
    until(lambda: reader.query, {"lang": "en"} | selection.to_query())
    until(lambda: reader.panel, list(view.passages))
    assert reader.page.locator(".d-passage:not(.dim)").count() == len(view.passages) < len(atlas.passages)
    assert reader.sentence.startswith(plain(describe(view, view.atlas.text("en"))))
    for place, counted in point_counts(reader, atlas).items():
        assert counted == plain(atlas.text("en").count("passages", view.counts.get(place, 0))), place
    labels = {name(row, "en"): key for key, row in atlas.topics.items()}
    shown = {labels[label]: n for label, n in reader.options("topics").items()}
    assert len(shown) > 3
    assert shown == {topic: view.facets["topics"][topic] for topic in shown}
    groups = {f"{row.name_en}: all": key for key, row in atlas.groups.items()}
    sides = {groups[label]: n for label, n in reader.options("actors").items() if label in groups}
    assert len(sides) > 3
    assert sides == {side: view.facets["actors"][side] for side in sides}


def point_counts(reader: Visit, atlas: Atlas) -> dict[str, str]:
    """Named place -> what its point says of the passages that name it."""
    named = [p for p in passages_naming(atlas) if p in atlas.places and atlas.places[p].geometry == "point"]
    return {p: plain(reader.point(p).get_attribute("aria-label") or "").rpartition(", ")[2] for p in named}


def test_a_focus_dims_what_the_filters_leave_out(visit: Visitor, atlas: Atlas) -> None:
    reader = visit().open({"topics": "counter-narcotics", "focus": "place:chaldovar"})
    chosen = select(atlas, Selection(topics=("counter-narcotics",))).passages
    assert reader.panel == sorted(CHALDIVAR, key=lambda p: p not in chosen), (
        "what the filters find comes first"
    )
    dim = reader.page.locator(".d-passage.dim").evaluate_all("all => all.map((p) => p.dataset.passage)")
    assert dim == [p for p in CHALDIVAR if p not in chosen]
    assert dim, "choose a topic that leaves one of them out"


def test_a_choice_outlives_language_and_picks(visit: Visitor, atlas: Atlas) -> None:
    reader = visit().open()
    reader.filter("actors", "Russia")
    reader.switch("ar")
    expect(reader.page.locator(".stApp")).to_have_css("direction", "rtl")
    reader.pick("chaldovar")
    until(lambda: reader.title, atlas.entities["chaldovar"].name_ar)
    until(lambda: reader.query, {"lang": "ar", "actors": "russia", "focus": "place:chaldovar"})
    expect(reader.page.locator(".st-key-actors")).to_contain_text(atlas.groups["russia"].name_ar)
    view = select(atlas, Selection(actors=("russia",)))
    assert reader.sentence.startswith(plain(describe(view, view.atlas.text("ar"))))


# the link


def test_a_link_shows_another_reader_the_same(visit: Visitor, atlas: Atlas) -> None:
    first = visit("ar").open()
    first.filter("topics", atlas.topics["border-security"].name_ar)
    first.pick("chaldovar")
    focused(first, "place:chaldovar")
    until(lambda: first.panel, CHALDIVAR)
    link = first.page.url
    second = visit(locale="fr-FR", dark=True)
    second.page.goto(link)
    second.ready()
    for seen in ("query", "sentence", "title", "panel", "lit"):
        until(lambda seen=seen: getattr(second, seen), getattr(first, seen))
    assert second.query == {"lang": "ar", "topics": "border-security", "focus": "place:chaldovar"}
    assert second.page.url == link


def test_back_goes_through_picks(visit: Visitor) -> None:
    reader = visit().open()
    for place in ("chaldovar", "ayvaj"):
        reader.pick(place)
        focused(reader, f"place:{place}")
    focused(reader.back(), "place:chaldovar")
    until(lambda: reader.panel, CHALDIVAR)
    focused(reader.back(), OPENING)
    until(lambda: reader.panel, ["issa-2023.p17"])
    until(lambda: reader.query, {"lang": "en"})


@pytest.mark.parametrize("page", ["article", "sources"])
def test_back_returns_from_a_page(visit: Visitor, atlas: Atlas, page: str) -> None:
    reader = visit().open({"topics": "border-security", "focus": "place:chaldovar"})
    turn_to(reader, atlas, page)
    assert reader.back().path == "/"
    until(lambda: reader.panel, CHALDIVAR)
    until(lambda: reader.query, {"lang": "en", "topics": "border-security", "focus": "place:chaldovar"})
    assert len(reader.page.locator(".d-map").all()) == 1


def test_a_page_is_one_step_of_history(visit: Visitor, atlas: Atlas) -> None:
    reader = visit().open({"focus": "place:chaldovar"})
    before = reader.page.evaluate("history.length")
    turn_to(reader, atlas, "sources")
    assert reader.page.evaluate("history.length") == before + 1


def test_two_quick_steps_back_undo_two_choices(visit: Visitor, atlas: Atlas) -> None:
    reader = visit().open({"focus": "place:chaldovar"})
    reader.filter("topics", atlas.topics["border-security"].name_en)
    reader.filter("actors", "Tajikistan")
    reader.page.evaluate("history.back(); setTimeout(() => history.back(), 40)")
    reader.page.wait_for_timeout(2000)
    assert reader.idle().query == {"lang": "en", "focus": "place:chaldovar"}


def test_a_topic_and_a_quick_pick_both_count(visit: Visitor) -> None:
    reader = visit().open({"focus": "none"})
    click = "document.querySelector('[data-pick=\"topic:border-security\"]').click();"
    then = "setTimeout(() => document.querySelector('.d-point[data-entity=ayvaj]').click(), 40)"
    reader.answered(lambda: reader.page.evaluate(click + then), picks=2)
    reader.page.wait_for_timeout(1000)
    assert reader.idle().query == {"lang": "en", "topics": "border-security", "focus": "place:ayvaj"}


def turn_to(reader: Visit, atlas: Atlas, page: str) -> None:
    """Go to a page by the navigation, and wait until its URL says all."""
    query = reader.query
    reader.page.get_by_role("link", name=atlas.text("en")(f"page.{page}"), exact=True).click()
    until(lambda: (reader.path, reader.query), (f"/{page}", query))
    reader.idle()


# the standing map

HASTE = """
window.clicked = 0;
new MutationObserver((_, watch) => {
  if (!document.querySelector('.d-point[data-entity]')) return;
  watch.disconnect();
  const click = () => {
    const point = document.querySelector(`.d-point[data-entity="${clicked % 2 ? 'ayvaj' : 'chaldovar'}"]`);
    if (point) point.click();
    if (point && ++clicked < 20) setTimeout(click, 150);
  };
  setTimeout(click, 50);
}).observe(document, { childList: true, subtree: true });
"""


def test_no_pick_of_a_hasty_reader_is_lost(visit: Visitor) -> None:
    reader = visit()
    reader.page.add_init_script(HASTE)
    reader.open()
    until(lambda: reader.page.evaluate("clicked"), 20)
    until(lambda: reader.received, 20)
    focused(reader, "place:ayvaj")
    until(lambda: reader.panel, ["issa-2023.p13"])
    for _ in range(2):
        reader.pick("ayvaj")
    assert reader.received == 22
    focused(reader.idle(), "place:ayvaj")


def test_a_closed_card_leaves_the_whole_article(visit: Visitor, atlas: Atlas) -> None:
    reader = visit().open()
    reader.press(".d-card .d-close")
    focused(reader, "none")
    until(lambda: reader.panel, list(atlas.passages))
    assert reader.title in ("", atlas.text("en")("panel.overview"))
    assert reader.lit == []


def in_sight(reader: Visit) -> list[str]:
    """Ids of the points well inside the map whose middle is uncovered."""
    found: list[str] = reader.page.evaluate(
        """() => {
          const frame = document.querySelector('.d-map').getBoundingClientRect();
          return [...document.querySelectorAll('.d-point[data-entity]')].filter((point) => {
            const r = point.getBoundingClientRect(), x = r.x + r.width / 2, y = r.y + r.height / 2;
            const inside = x > frame.left + 40 && x < frame.right - 40 && y > frame.top + 40 && y < frame.bottom - 40;
            return inside && point.contains(document.elementFromPoint(x, y));
          }).map((point) => point.dataset.entity);
        }"""
    )
    assert len(found) >= 5
    return found


def open_land(reader: Visit) -> list[float]:
    """A pixel of the map on the land of a neighbour."""
    spot: list[float] = reader.page.evaluate(
        """() => {
          const r = document.querySelector('.d-map').getBoundingClientRect();
          for (let x = r.right - 30; x > r.left; x -= 15) for (let y = r.top + 30; y < r.bottom; y += 15) {
            if (document.elementFromPoint(x, y).matches('.d-land-other, .d-canvas')) return [x, y];
          }
        }"""
    )
    return spot


def test_the_map_stands_still_through_picks_and_filters(visit: Visitor, atlas: Atlas) -> None:
    reader = visit().open()
    reader.page.evaluate("void (window.first = [window.map_00, document.querySelector('.d-canvas')])")
    reader.page.locator(".d-controls button").first.click()
    reader.rests()
    x, y = open_land(reader)
    reader.page.mouse.move(x, y)
    reader.page.mouse.down()
    reader.page.mouse.move(x + 60, y + 40, steps=6)
    reader.page.mouse.up()
    rest = reader.rests()
    for place in in_sight(reader)[-5:]:
        reader.pick(place)
        focused(reader, f"place:{place}")
    reader.filter("topics", atlas.topics["border-security"].name_en)
    assert reader.page.evaluate(
        "first[0] === window.map_00 && first[1] === document.querySelector('.d-canvas')"
    )
    assert reader.rests() == rest


def test_resting_lights_map_and_text_without_a_run(visit: Visitor) -> None:
    reader = visit().open({"focus": "passage:issa-2023.p13"})
    mark = reader.page.locator('mark[data-entity="chaldovar"]').first
    reader.rests()
    sent = len(reader.sent)
    assert sent
    mark.hover()
    expect(reader.page.locator('.d-point[data-entity="chaldovar"].d-hint')).to_have_count(1)
    reader.page.mouse.move(2, 2)
    expect(reader.page.locator(".d-hint")).to_have_count(0)
    x, y = reader.point("ayvaj").evaluate(MIDDLE)
    reader.page.mouse.move(x, y)
    for css in (".d-quote", ".d-english"):
        expect(reader.page.locator(f'{css} mark[data-entity="ayvaj"].d-hint')).to_have_count(1)
    reader.page.mouse.move(2, 2)
    expect(reader.page.locator(".d-hint")).to_have_count(0)
    reader.page.wait_for_timeout(500)
    assert len(reader.sent) == sent


# without the map, without the mouse


def test_the_list_serves_the_keyboard(visit: Visitor, atlas: Atlas) -> None:
    reader = visit().open()
    reader.page.locator(".d-controls button").last.focus()
    tab_to(reader, ".d-all summary")
    reader.page.keyboard.press("Enter")
    tab_to(reader, '.d-all [data-entity="chaldovar"]')
    reader.answered(lambda: reader.page.keyboard.press("Enter"))
    focused(reader, "place:chaldovar")
    until(lambda: reader.panel, CHALDIVAR)
    assert reader.title == atlas.entities["chaldovar"].name_en
    expect(reader.page.locator('.d-all [data-entity="chaldovar"]')).to_be_focused()
    current = reader.page.locator('.d-all [aria-current="true"]')
    assert [chip.get_attribute("data-entity") for chip in current.all()] == ["chaldovar"]


def tab_to(reader: Visit, css: str) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(150):
        reader.page.keyboard.press("Tab")
        if reader.page.evaluate("css => document.activeElement.matches(css)", css):
            return
    pytest.fail(f"Tab does not lead to {css}")


def test_the_jump_box_knows_every_spelling(visit: Visitor, atlas: Atlas) -> None:
    reader = visit().open()
    for typed, place in (("Chaldovar", "chaldovar"), ("ishkoshim", "ishkashim"), ("تشالدوفار", "chaldovar")):
        jump(reader, typed)
        focused(reader, f"place:{place}")
        until(lambda place=place: reader.title, atlas.entities[place].name_en)


def test_a_topic_of_the_jump_box_is_a_filter(visit: Visitor, atlas: Atlas) -> None:
    reader = visit("ar").open()
    jump(reader, atlas.topics["border-security"].name_ar)
    until(lambda: reader.query.get("topics"), "border-security")
    assert reader.query.get("focus", OPENING) == OPENING
    view = select(atlas, Selection(topics=("border-security",)))
    until(lambda: reader.sentence.startswith(plain(describe(view, view.atlas.text("ar")))))


def jump(reader: Visit, typed: str) -> None:
    """J, the words, Enter."""
    reader.page.keyboard.press("j")
    expect(reader.page.locator(".d-jump input")).to_be_focused()
    reader.page.keyboard.type(typed)
    expect(reader.page.locator(".d-jump li[data-pick]").first).to_be_visible()
    reader.page.keyboard.press("Enter")


# sizes

LABELS = """() => {
  const frame = document.querySelector('.d-map').getBoundingClientRect();
  return [...document.querySelectorAll('.d-map .d-label:not(.d-off), .d-map .d-area:not(.d-off)')].map((label) => {
    const r = label.getBoundingClientRect();
    return [label.textContent, r.left - frame.left, r.top - frame.top, r.right - frame.left, r.bottom - frame.top, frame.width, frame.height];
  }).filter(([, left, top, right, bottom, w, h]) => right > left && right > 0 && bottom > 0 && left < w && top < h);
}"""


@pytest.mark.parametrize("size", [(1400, 900), (1920, 1080)], ids=["laptop", "desk"])
@pytest.mark.parametrize("lang", LANGS)
def test_labels_keep_apart_and_within_the_map(
    visit: Visitor, atlas: Atlas, lang: Lang, size: tuple[int, int]
) -> None:
    reader = visit(lang, size=size).open()
    reader.rests()
    assert len(reader.page.evaluate(LABELS)) > 5
    found = astray(reader)
    for zoom in (6.5, 7, 7.5, 8.5):
        for place in ("ayvaj", "khorog", "ishkashim", "qalai-khumb"):
            at = atlas.places[place]
            reader.page.evaluate(
                "([at, zoom]) => void window.map_00.setView(at, zoom, { animate: false })",
                [[at.lat, at.lon], zoom],
            )
            reader.page.evaluate(FRAMES)
            found += astray(reader)
    assert found == []


def astray(reader: Visit) -> list[Any]:
    """Labels of the map that cover another, and labels that cross its edge."""
    boxes: list[list[Any]] = reader.page.evaluate(LABELS)
    cover = [
        (a[0], b[0])
        for a, b in combinations(boxes, 2)
        if min(a[3], b[3]) - max(a[1], b[1]) > 1 and min(a[4], b[4]) - max(a[2], b[2]) > 1
    ]
    return cover + [box for box in boxes if box[1] < 0 or box[2] < 0 or box[3] > box[5] or box[4] > box[6]]


@pytest.mark.parametrize("lang", LANGS)
def test_a_phone_never_scrolls_sideways(visit: Visitor, lang: Lang) -> None:
    reader = visit(lang, size=(390, 844)).open()
    for css in (":root", "[data-testid=stMain]"):
        assert reader.page.locator(css).evaluate("e => e.scrollWidth") <= 390, css


# safety

KINDS = {"'self'", "'none'", "'unsafe-inline'", "data:", "blob:"}


def test_every_answer_carries_a_policy_that_names_no_host_but_its_own(visit: Visitor) -> None:
    reader = visit().open()
    made = reader.page.evaluate(
        "performance.getEntriesByType('resource').map((e) => new URL(e.name).pathname)"
    )
    ours = [path for path in made if path.startswith("/dalil/")]
    assert ours
    own = {f"{scheme}://127.0.0.1:{reader.server.port}" for scheme in ("ws", "wss")}
    for path in ("/", ours[0], "/nothing-here", "/dalil/nothing-here"):
        _, headers, _ = reader.server.get(path)
        policy = headers.get("content-security-policy", "")
        assert "default-src 'self'" in policy, path
        assert {word for part in policy.split(";") for word in part.split()[1:]} <= KINDS | own, path
        assert "unsafe-eval" not in policy
        assert headers.get("x-content-type-options") == "nosniff"
    for hidden in ("stMainMenu", "stAppDeployButton"):
        assert not any(found.is_visible() for found in reader.page.get_by_test_id(hidden).all()), hidden


@pytest.fixture(scope="module")
def hostile(start: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Server:
    """The app on data in which every kind of text that reaches a page is hostile."""
    folder = copy_of_data(tmp_path_factory.mktemp("hostile"))
    ours = {"chaldovar", "ishkashim", "gbao", "astana", "tajikistan", "lu", "dea", "chaldovar-project"}
    rewrite(
        folder,
        "entities",
        lambda row: row["id"] in ours,
        name_en=RUN,
        name_ar=RUN,
        note_en=RUN,
        aliases_en=RUN,
    )
    rewrite(folder, "places", lambda row: row["id"] in ours, kind_en=RUN, note_en=RUN, district_en=RUN)
    rewrite(folder, "actors", lambda row: row["id"] in ours, role_en=RUN)
    rewrite(folder, "groups", lambda row: row["id"] == "tajikistan", name_en=RUN)
    rewrite(folder, "topics", lambda row: row["id"] == "border-security", name_en=RUN, name_ar=RUN)
    rewrite(folder, "passages", lambda row: row["id"] in CHALDIVAR, gist_en=RUN, stance_en=RUN)
    rewrite(
        folder,
        "documents",
        lambda row: True,
        author_en=RUN,
        kind_en=RUN,
        rights_en=RUN,
        title_note_en=RUN,
    )
    rewrite(folder, "figures", lambda row: True, what_en=RUN, qualifier_en=RUN)
    rewrite(folder, "links", lambda row: True, why_en=RUN)
    rewrite(folder, "events", lambda row: True, title_en=RUN, note_en=RUN)
    rewrite(folder, "sources", lambda row: True, title=f"[{RUN}]", title_ar=f"[{RUN}]", licence=RUN)
    rewrite(folder, "publishers", lambda row: True, name=RUN, name_ar=RUN)
    add_passage(folder, "issa-2023.p19", RUN)
    assert table_problems(folder) == []
    return start(folder)


def copy_of_data(folder: Path) -> Path:
    """A copy of the project's tables that a test may spoil."""
    return Path(shutil.copytree(FILES, folder / "files"))


def rows_of(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(folder: Path, table: str, rows: list[dict[str, str]]) -> None:
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def rewrite(folder: Path, table: str, which: Callable[[dict[str, str]], bool], **cells: str) -> None:
    """Change cells of some rows of a table."""
    rows = rows_of(folder, table)
    assert any(map(which, rows))
    assert cells.keys() <= rows[0].keys()
    write(folder, table, [row | cells if which(row) else row for row in rows])


def add_passage(folder: Path, passage: str, text: str) -> None:
    """One more passage, spoken by the author, with a mention of Chaldivar that is its first word."""
    document = rows_of(folder, "documents")[0]
    original, english = (folder / "documents" / document[key] for key in ("text", "translation"))
    lines = original.read_text(encoding="utf-8").rstrip("\n").split("\n") + [text]
    original.write_bytes("\n".join(lines).encode())
    english.write_text(english.read_text(encoding="utf-8").rstrip("\n") + f"\n{text}\n", encoding="utf-8")
    rewrite(folder, "documents", lambda row: True, sha256=hashlib.sha256(original.read_bytes()).hexdigest())
    word = text.partition(">")[0] + ">"
    for table, changes in {
        "passages": {"id": passage, "line": str(len(lines)), "gist_en": text, "stance_en": text},
        "voices": {
            "passage": passage,
            "start": "0",
            "end": str(len(text)),
            "voice": "author",
            "speaker": "",
            "form": "narration",
            "cue": "",
        },
        "mentions": {
            "passage": passage,
            "start": "0",
            "end": str(len(word)),
            "text": word,
            "entity": "chaldovar",
            "form": "name",
        },
    }.items():
        rows = rows_of(folder, table)
        write(folder, table, [*rows, rows[0] | changes])


def unharmed(reader: Visit) -> None:
    """No string of the data or the URL became code or markup, and the app did not fall over."""
    page = reader.page
    assert page.evaluate("typeof window.__hit") == "undefined"
    assert page.locator("img[src=x]").count() == 0
    assert page.get_by_test_id("stException").count() == 0


def test_hostile_data_is_shown_as_text(visit: Visitor, hostile: Server) -> None:
    reader = visit(at=hostile).open(
        {"focus": "place:chaldovar", "topics": "border-security", "actors": "tajikistan"}
    )
    said = plain(printable(RUN))  # the override is taken out when the tables are read
    unharmed(reader)
    assert reader.title == said
    assert reader.panel == [*CHALDIVAR, "issa-2023.p19"]
    mark = reader.page.locator('[data-passage="issa-2023.p19"] mark[data-entity="chaldovar"]')
    assert mark.text_content() == RUN.partition(">")[0] + ">"
    ours = reader.texts('[data-passage="issa-2023.p19"] .d-english')[0]
    assert plain(RUN) in ours  # as the file has it
    assert said in reader.texts('.d-point[data-entity="chaldovar"] .d-label')
    assert said in plain(reader.point("chaldovar").get_attribute("aria-label") or "")
    assert said in reader.texts('.d-area[data-entity="gbao"]')
    assert said in reader.texts('.d-tray [data-entity="astana"]')[0]
    assert reader.sentence.count(said) == 2, "actor and topic"
    assert said in reader.texts(".d-document")[0]
    for key in ("actors", "topics"):
        expect(reader.page.locator(f".st-key-{key}")).to_contain_text(
            "<img src=x onerror=window.__hit=1> ${window.__hit=1}"
        )
    reader.page.locator('[data-passage="issa-2023.p19"] .d-original summary').click()
    mark.hover()
    reader.press('[data-passage="issa-2023.p12"] .d-number')
    focused(reader, "passage:issa-2023.p12")
    reader.page.keyboard.press("j")
    reader.page.keyboard.type("onerror")
    until(lambda: any(said in text for text in reader.texts(".d-jump li")))
    unharmed(reader)


def test_hostile_sources_are_shown_as_text(visit: Visitor, hostile: Server, atlas: Atlas) -> None:
    reader = visit(at=hostile)
    reader.page.goto(f"{hostile.url}/sources?lang=en")
    expect(reader.page.get_by_role("heading", name=atlas.text("en")("sources.all"))).to_be_visible()
    reader.idle()
    unharmed(reader)
    assert "<img src=x onerror=window.__hit=1>" in (reader.page.get_by_test_id("stMain").text_content() or "")


LINKS = {
    "markup": {
        "focus": "<script>window.__hit=1</script>",
        "actors": "<img src=x onerror=window.__hit=1>,${window.__hit=1},`,\\",
    },
    "markdown": {"topics": "![x](/favicon.png) [click](https://example.org) :red[x] $x$ **x**"},
    "nonsense": {"voices": "x" * 5000, "lang": "<b>", "since": "99999", "until": "-1", "match": "none"},
}


@pytest.mark.parametrize("query", LINKS.values(), ids=LINKS)
def test_a_hostile_link_is_noticed_and_does_nothing(visit: Visitor, query: dict[str, str]) -> None:
    reader = visit().open(query)
    unharmed(reader)
    notice = reader.page.locator(".st-key-notice")
    expect(notice.locator(".d-notice")).to_be_visible()
    assert notice.locator("img, a, script, strong, .katex, [style*=color]").count() == 0
    assert reader.panel == ["issa-2023.p17"]
    reader.page.evaluate("void (window.first = window.map_00)")
    reader.pick("chaldovar")
    focused(reader, "place:chaldovar")
    assert reader.query == {"lang": "en", "focus": "place:chaldovar"}
    expect(notice.locator(".d-notice")).to_have_count(0)
    assert reader.page.evaluate("first === window.map_00"), "the notice goes without taking the map along"


def test_a_slow_press_hits_the_point_although_the_map_is_cut_off_by_the_window(visit: Visitor) -> None:
    reader = visit().open(LINKS["nonsense"])  # the notice of it pushes the map down
    reader.rests()
    assert reader.page.evaluate(
        "document.querySelector('.d-map').getBoundingClientRect().bottom > innerHeight"
    )
    spot = reader.point("chaldovar").evaluate(SPOT)
    reader.page.mouse.move(*spot)
    reader.page.mouse.down()
    reader.page.wait_for_timeout(
        400
    )  # Leaflet focuses the map meanwhile; the page must not scroll under the mouse
    reader.page.mouse.up()
    reader.choose("chaldovar")
    focused(reader, "place:chaldovar")


@pytest.mark.parametrize(
    "text",
    ["<img src=x onerror=window.__hit=1>" + "x" * 5000, '\u202e`${window.__hit=1}\\ "« {0} ['],
    ids=["long", "odd"],
)
def test_hostile_words_are_only_words(visit: Visitor, text: str) -> None:
    reader = visit().open({"text": text, "focus": "none"})
    unharmed(reader)
    assert plain(printable(text)[:200]) in reader.sentence
    assert reader.panel == []


def test_a_period_turned_round_does_no_harm(visit: Visitor) -> None:
    reader = visit().open({"since": "2023", "until": "1992"})
    unharmed(reader)
    expect(reader.page.locator(".st-key-period")).to_be_visible()


def test_broken_data_is_told_in_a_table(visit: Visitor, start: Callable[..., Server], tmp_path: Path) -> None:
    folder = copy_of_data(tmp_path)
    rewrite(folder, "places", lambda row: row["id"] == "chaldovar", lat="999")
    reader = visit(at=start(folder))
    reader.page.goto(reader.server.url)
    table = reader.page.get_by_test_id("stDataFrame")
    expect(table).to_be_visible()
    cells = table.get_by_role("gridcell", include_hidden=True)
    until(lambda: {"places.csv", "lat"} <= {plain(text) for text in cells.all_text_contents()})
    assert reader.page.get_by_test_id("stException").count() == 0
    assert not re.search('Traceback|File "', reader.page.locator("body").inner_text())
