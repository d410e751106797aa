"""In a real browser: every page and every export asks no other host, a hostile document stays text on every
page, and what is too large or is called by a hostile name is refused or read."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import Server, Visit, Visitor, until
from hostile import ALL, FOREIGN, STRINGS
from hostile_data import add_hostile
from test_browser import unharmed
from test_hostile_ledger import TABLES, story_of
from test_session_app import PAGES
from tiny import shipped

from data.atlas.atlas import Atlas
from data.atlas.join import join
from data.documents.add import Given, entry
from data.documents.store import Store
from data.query.story import serialize
from ui.story.link import fragment

SIGN = ALL[1:60]
FORMATS = ("html", "pptx", "pdf", "png", "svg", "xlsx")  # of the page of files to share


@pytest.fixture(scope="module")
def own(start: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> tuple[Server, str]:
    """The app on a store with a hostile document, and the document's id."""
    address = f"sqlite:///{tmp_path_factory.mktemp('store')}/documents.sqlite"
    _, key = add_hostile(Store(address))
    return start(store=address), key


@pytest.fixture(autouse=True)
def quiet(windows: list[Visit]) -> Iterator[None]:
    """In no journey may a page ask another host, report an error, or break the policy; nor may the app."""
    yield
    assert [found for window in windows if (found := window.complaints())] == []
    assert [window.server.output() for window in windows if "Traceback" in window.server.output()] == []


def go(window: Visit, page: str, query: str = "lang=en") -> Visit:
    """Open a page and wait until it is drawn and nothing is under way."""
    window.page.goto(f"{window.server.url}/{page if page != 'map' else ''}?{query}")
    window.page.locator(".d-nav a").first.wait_for()
    window.idle()
    window.page.wait_for_load_state("load")
    return window.idle()


def downloads(window: Visit, keys: list[str], folder: Path) -> list[int]:
    """Press buttons that hand over files; the sizes of what came."""
    found = []
    for key in keys:
        with window.page.expect_download() as came:
            window.page.locator(f".st-key-{key} button").first.click()
        came.value.save_as(folder / came.value.suggested_filename)
        found.append((folder / came.value.suggested_filename).stat().st_size)
    return found


def test_no_page_and_no_file_asks_another_host(
    visit: Visitor, own: tuple[Server, str], tmp_path: Path, atlas: Atlas
) -> None:
    server, _ = own
    window = visit(at=server)
    asked: list[str] = []
    window.context.on("request", lambda request: asked.append(request.url))
    for page in PAGES:
        go(window, page, "lang=ar" if page == "article" else "lang=en&focus=place:chaldovar")
    files = downloads(go(window, "documents"), ["dossier-save"], tmp_path)
    files += downloads(
        go(window, "sources"),
        [f"download-{kind}" for kind in ("xlsx", "geojson", "json", "jsonld", "csv")],
        tmp_path,
    )
    go(window, "leave")
    for kind in FORMATS:
        window.page.locator(".st-key-leave-format").get_by_text(
            atlas.text("en")(f"leave.format-{kind}"), exact=True
        ).click()
        window.idle()
        window.page.locator(".st-key-leave-make button").click()
        window.page.locator(".st-key-leave-download button").wait_for(timeout=60_000)
        files += downloads(window, ["leave-download"], tmp_path)
    assert len(files) == 6 + len(FORMATS)
    assert min(files) > 500
    assert len(asked) > 50
    assert {url for url in asked if not url.startswith((server.url, "data:", "blob:"))} == set()


WHERE = """(words) => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), lines = [];
  for (let node; (node = walk.nextNode());) {
    const line = node.parentElement.closest("p, li, td, h1, h2, h3, label, [data-testid=stMultiSelect], [data-testid=stText]");
    const range = document.createRange();
    for (const word of words) {
      const at = node.data.indexOf(word);
      if (at < 0 || !line || !line.checkVisibility()) continue;
      range.setStart(node, at);
      range.setEnd(node, at + word.length);
      const box = range.getClientRects()[0];
      let known = lines.find((each) => each.line === line);
      if (!known) lines.push(known = { line, found: [] });
      if (box && box.width) known.found.push([word, Math.round(box.top / 8), Math.round(box.left), box.width]);
    }
  }
  return lines.map(({ found }) => found).filter((found) => found.length > 1);
}"""


@pytest.mark.parametrize("page", ["map", "sources", "documents"])
def test_a_title_and_an_author_cannot_turn_what_stands_beside_them(
    page: str, start: Callable[..., Server], visit: Visitor, tmp_path: Path
) -> None:
    address = f"sqlite:///{tmp_path}/documents.sqlite"
    new_entry, extras = entry(shipped(), Given("T", "Blinken came to Khorog."), accept=0)
    turned = {
        "title": "Annual report\u2069\u202e denia saw",
        "author": "Editor\u2069\u202e inChief",
    }  # as an older version kept them
    row = new_entry.document.model_copy(
        update={**turned, **{f"{name}_en": said for name, said in turned.items()}, "date": "2024-06-12"}
    )
    Store(address).add([replace(new_entry, document=row)], extras)
    window = go(visit(at=start(store=address)), page, f"lang=en&documents={new_entry.document.id}")
    window.page.get_by_text("denia").locator("visible=true").first.wait_for()
    lines = window.page.evaluate(
        WHERE, ["Annual", "report", "denia", "saw", "added text", "Editor", "inChief", "12 June 2024"]
    )
    assert lines
    for line in lines:
        for one, other in pairwise(line):
            assert one[1] < other[1] or one[2] < other[2], (
                f"{one[0]} stands before {other[0]}, as it is written"
            )
    assert {word for line in lines for word, *_ in line} >= {"Annual", "report", "denia"}


@pytest.mark.parametrize("page", ["map", "actors", "documents"])
def test_a_hostile_document_stays_text(page: str, visit: Visitor, own: tuple[Server, str]) -> None:
    server, key = own
    window = go(visit(at=server), page, f"lang=en&documents={key}&focus=passage:{key}.p02")
    unharmed(window)
    assert SIGN in (
        window.page.locator("body").inner_text() + "".join(window.page.locator("body").all_text_contents())
    )
    assert (
        window.page.locator(
            f"a[href^='javascript:'], [src*='{FOREIGN}'], .d-reader script, .d-reader svg"
        ).count()
        == 0
    )
    if page == "documents":
        window.page.locator(f".st-key-open-{key} button").click()
        window.page.locator(".d-review").wait_for()
        window.idle()
        unharmed(window)


SHOWING = {"evidence": "statement", "aid": "aid", "compare": "event"}  # what is in focus there


@pytest.mark.parametrize("page", [*SHOWING, "present"])
def test_what_people_make_of_a_document_stays_text(
    page: str, visit: Visitor, own: tuple[Server, str]
) -> None:
    """Statements, evidence, records, events, a decision and a story of them, on the stage too."""
    server, key = own
    atlas = join(shipped(), Store(server.env["DALIL_STORE"]).overlay())
    assert atlas.overlay
    made = {kind: next(iter(atlas.overlay.rows[table])) for kind, table in TABLES.items()}
    window = visit(at=server)
    asked: list[str] = []
    window.context.on("request", lambda request: asked.append(request.url))
    window.page.on("dialog", lambda dialog: asked.append(f"dialog: {dialog.message}"))
    if page == "present":
        _, steps = story_of(atlas, key)
        link = fragment(serialize(steps, atlas.digest))
        window.page.goto(f"{server.url}/present?lang=en{link}")
        for number in range(1, len(steps) + 1):
            window.page.goto(f"{server.url}/present?lang=en&story=mine&step={number}")
            window.page.locator(".d-stage .d-slide h1").locator("visible=true").first.wait_for()
            unharmed(window)
    else:
        query = f"documents={key}&focus={SHOWING[page]}:{made[SHOWING[page]]}&compared=issa-2023,{key}"
        go(window, page, f"lang=ar&{query}")
        unharmed(window)
        assert SIGN[:20] in "".join(window.page.locator("body").all_text_contents())
    foreign = [url for url in asked if not url.startswith((server.url, "data:", "blob:"))]
    assert foreign == []
    hostile = f"a[href^='javascript:'], [src*='{FOREIGN}'], img[src='x'], img[onerror], svg[onload]"
    assert window.page.locator(hostile).count() == 0


def test_a_hostile_name_is_shown_as_text_and_too_large_a_file_refused(
    visit: Visitor, own: tuple[Server, str], tmp_path: Path, atlas: Atlas
) -> None:
    server, _ = own
    window = go(visit(at=server), "documents")
    window.page.locator(".st-key-adding").get_by_text(
        atlas.text("en")("documents.upload"), exact=True
    ).click()
    window.page.get_by_text(atlas.text("en")("documents.files")).first.wait_for()
    form = window.idle().page.get_by_test_id("stFileUploader").first
    name = STRINGS["markup"].replace("/", "_")[:90] + ".docx"
    with zipfile.ZipFile(tmp_path / name, "w") as archive:
        archive.writestr("word/document.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>")
    with window.page.expect_response(lambda answer: answer.request.method == "PUT") as put:
        form.locator("input[type=file]").set_input_files(tmp_path / name)
    asked = put.value.request
    window.page.get_by_test_id("stFileChipName").wait_for()
    window.page.get_by_test_id("stBaseButton-primaryFormSubmit").click()
    window.page.locator(".d-notice", has_text=atlas.text("en")("unreadable.bomb")).wait_for()
    unharmed(window)
    assert window.texts(".d-notice")[0].startswith("<img src=x onerror="), "it stands there as text"
    status = window.page.evaluate(TOO_MUCH, [asked.url, asked.headers.get("x-xsrftoken", "")])
    assert status == 413
    until(
        lambda: any("413" in error for error in window.errors), True
    )  # the browser reports the refusal that was asked for
    window.errors[:] = [error for error in window.errors if "413" not in error]


TOO_MUCH = """async ([url, token]) => {
  const body = new FormData();
  body.append("file", new Blob([new Uint8Array(27 * 1024 * 1024)]), "large.txt");
  return (await fetch(url, { method: "PUT", body, headers: { "X-Xsrftoken": token }, credentials: "include" })).status;
}"""
