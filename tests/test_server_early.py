"""The page that starts the app: Streamlit's own, and in its head what the browser will need, all of it served
by this app."""

from __future__ import annotations

import asyncio
import gzip
import json
import re
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import PlainTextResponse
from tiny import shipped

from data.tables.vocab import LANGS, Lang
from frame import PAGES, prepare_assets
from server import missing, preload
from server.streamlit import files, widgets
from ui.session import cache
from web import assets

STREAMLIT = Path(str(find_spec("streamlit").origin)).parent / "static"  # type: ignore[union-attr]


class Links(HTMLParser):
    """The links of a page's head, and how often it is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[dict[str, str | None]] = []
        self.heads = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "link":
            self.links.append(dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        self.heads += tag == "head"


def links(html: str) -> Links:
    read = Links()
    read.feed(html)
    return read


@pytest.fixture(scope="module", autouse=True)
def served_files() -> None:
    prepare_assets(cache.current_atlas())
    widgets.serve_widgets(cache.current_atlas())
    return


LOOK = rb"window\.dalilScripts\?\.\[`([\w.-]+)`\]\?\.\(`(\w*)`\)\?\?"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_page_names_is_there_and_named_once(page: str, lang: Lang) -> None:
    read = links(preload.start_page(page, lang))
    asked = [
        str(link["href"]) for link in read.links if link["rel"] in ("preload", "modulepreload", "stylesheet")
    ]
    assert read.heads == 1
    assert len(asked) == len(set(asked))
    for path in asked:
        if path.startswith(assets.PREFIX):
            assert assets.get(path) is not None, path
        else:
            assert (STREAMLIT / path).is_file(), path


def test_it_is_streamlits_own_page_but_for_what_it_adds_and_its_word_without_script() -> None:
    own = (STREAMLIT / "index.html").read_text(encoding="utf-8")
    made = preload.start_page("map", "ar")
    imports = re.findall(r'<script type="importmap">.*?</script>', made)
    assert f'<html lang="ar" dir="rtl">\n  <head>{imports[0]}' in made, (
        "the import map stands before every script"
    )
    assert len(imports) == 1
    assert "JavaScript to run this app" in own
    assert "JavaScript to run this app" not in made
    assert f'<body><link rel="stylesheet" href="{assets.asset_path("sheet")}">' in made
    assert all(made.count(tag) == 1 for tag in re.findall(r"<(?:script|meta|div) [^>]*>", own))
    asked = {str(link["href"]).lstrip(".") for link in links(made).links}
    assert {str(link["href"]).lstrip(".") for link in links(own).links} <= asked


@pytest.mark.parametrize("page", PAGES)
def test_nothing_runs_before_what_is_seen_first_has_been_painted(page: str) -> None:
    head, _, rest = preload.start_page(page, "ar").partition("</head>")
    assert re.findall(r"<script[^>]*\bsrc=", head) == []
    assert "modulepreload" not in head
    before, _, waiting = rest.partition('<template id="d-files">')
    assert re.findall(r"<script[^>]*\bsrc=", before) == []
    early, _, start = waiting.partition('<template id="d-start">')
    assert "/static/js/index." in early, "fetched early"
    assert re.search(r'<script type="module"[^>]* src="\./static/js/index\.[^"]+"></script>', start)


def test_streamlits_pick_lists_are_served_again_by_names_with_a_hash() -> None:
    for own, again in widgets.served_again().items():
        assert (STREAMLIT / own.removeprefix("/")).is_file()
        assert assets.get(again) is not None
        assert again in preload.start_page("map", "ar")
        assert f'href=".{own}"' not in preload.start_page("map", "ar"), (
            "a file that is not run is not asked for"
        )


@pytest.mark.parametrize("lang", LANGS)
def test_a_page_with_a_map_names_the_base_map_of_its_language(lang: Lang) -> None:
    other = next(lg for lg in LANGS if lg != lang)
    assert assets.asset_path(f"base-{lang}") in preload.start_page("map", lang)
    assert assets.asset_path(f"base-{other}") not in preload.start_page("map", lang)
    assert assets.asset_path("leaflet-js") in preload.start_page("map", lang)
    assert assets.asset_path("leaflet-js") not in preload.start_page("sources", lang)


def test_what_a_widget_imports_is_named_with_it() -> None:
    found = files.widget_scripts(("Multiselect",))
    stems = {name.partition(".")[0] for name in found}
    assert "Multiselect" in stems
    for name in found:
        text = (STREAMLIT / "static" / "js" / name).read_text(encoding="utf-8")
        assert set(re.findall(r'(?:from|import)"\./([^"]+)"', text)) <= set(found), name


def test_a_widget_that_this_streamlit_lacks_is_left_out() -> None:
    assert files.widget_scripts(("NoSuchWidget",)) == ()


@pytest.mark.parametrize("page", PAGES)
def test_streamlits_files_that_a_page_names_are_on_the_shelf(page: str) -> None:
    named = {
        f"/{path.removeprefix('./')}"
        for path in re.findall(r'"(\./static/(?:js|css)/[^"]+)"', preload.start_page(page, "ar"))
    }
    assert len(named) > 50
    assert named <= set(preload.static_files())
    for path in named:
        file = preload.static_files()[path]
        own = (STREAMLIT / path.removeprefix("/")).read_bytes()
        assert file.content == gzip.decompress(file.gzipped), path
        assert re.sub(LOOK, b"", file.content) == own, "as it is, but for a look at scripts that have run"


def test_a_widget_with_a_style_sheet_is_left_to_streamlit_which_fetches_it() -> None:
    """A table is blank without its sheet."""
    scripts = b"".join(file.content for file in preload.static_files().values())
    assert any(name.startswith(b"DataFrame.") for name, _ in re.findall(LOOK, scripts)) is False
    assert b"import(`./DataFrame." in scripts


@pytest.mark.parametrize("widget", [w for w in (*preload.FRAME, *preload.LATER) if w != "DataFrame"])
def test_streamlit_takes_scripts_at_once_that_have_run(widget: str) -> None:
    """When this fails, Streamlit's way of waiting for scripts has changed: see lazy_scripts."""
    scripts = b"".join(file.content for file in preload.static_files().values())
    looks = re.findall(rb"\.lazy\)\(\(\)=>" + LOOK, scripts)
    ((name, part),) = [
        (name.decode(), part) for name, part in looks if name.startswith(f"{widget}.".encode())
    ]
    exports = re.findall(r"export\{([^{}]*)\}", files.script_text(name))[-1].split(",")
    assert {export.split(" as ")[-1] for export in exports} >= {part.decode() or "default"}, (
        "the widget itself"
    )


def test_the_widgets_of_the_frame_are_run_when_streamlit_starts() -> None:
    _, _, start = preload.start_page("map", "ar").partition('<template id="d-start">')
    named = json.loads(re.findall(r"Object\.entries\((\{.*?\})\)", start)[0])
    assert {f"{widget}.js" for widget in preload.FRAME} <= {
        re.sub(r"\.[\w-]+\.js$", ".js", name) for name in named
    }
    for name, path in named.items():
        assert path == f"/static/js/{name}", "the import map takes those that are served again for these"


def answer(path: str, accepts: str, method: str = "GET") -> tuple[dict[str, str], bytes]:
    """Headers and body of what the shelf sends, or of what stands behind it."""
    from server.routes import StaticFilesFromMemory

    said: list[Any] = []

    async def send(message: Any) -> None:
        said.append(message)

    async def receive() -> Any:
        return {"type": "http.request", "body": b""}

    headers = [(b"accept-encoding", accepts.encode())]
    scope = {"type": "http", "method": method, "path": path, "query_string": b"", "headers": headers}
    asyncio.run(StaticFilesFromMemory(PlainTextResponse("behind"))(scope, receive, send))
    fields = {key.decode(): value.decode() for key, value in said[0]["headers"]}
    return fields, b"".join(message.get("body", b"") for message in said[1:])


def test_the_shelf_answers_packed_where_the_browser_takes_that_and_passes_on_the_rest() -> None:
    path = max(preload.static_files(), key=lambda path: len(preload.static_files()[path].content))
    file = preload.static_files()[path]
    assert len(file.gzipped) < 0.5 * len(file.content)
    headers, body = answer(path, "br, gzip")
    assert (body, headers["content-encoding"], headers["vary"]) == (file.gzipped, "gzip", "accept-encoding")
    assert "immutable" in headers["cache-control"]
    headers, body = answer(path, "identity")
    assert (body, headers.get("content-encoding"), headers["vary"]) == (file.content, None, "accept-encoding")
    assert headers["content-type"].startswith("text/javascript")
    for other in ("/static/js/none.js", "/static/js/../index.html", f"{path}/"):
        assert answer(other, "gzip")[1] == b"behind"
    assert answer(path, "gzip", "HEAD")[1] == b"behind"


@pytest.mark.parametrize(("name", "wanted"), [("content-language", True), ("content-disposition", False)])
def test_a_web_page_that_is_handed_over_as_a_file_is_not_taken_for_an_unknown_page(
    name: str, wanted: bool
) -> None:
    missing.serve_missing_page(shipped())
    headers = [(b"content-type", b"text/html; charset=utf-8"), (name.encode(), b"attachment")]
    begins = {"type": "http.response.start", "status": 200, "headers": headers}
    assert missing.starts_app(begins) is wanted


def test_what_other_pages_need_is_fetched_later_and_nothing_twice() -> None:
    preload.serve_preload_script()
    made = preload.start_page("map", "ar")
    assert f'src="{assets.asset_path("first")}"></script>' in made
    file = assets.get(assets.asset_path("first"))
    assert file is not None
    later = json.loads(re.findall(r"fetchLater\((\{.*\})\)", file.content.decode())[0])
    assert any(path.startswith("/static/js/PlotlyChart.") for path in later.values())
    for name, path in later.items():
        assert (files.static() / "static" / "js" / name).is_file(), "by the name that Streamlit knows it by"
        assert path in preload.static_files() or assets.get(path) is not None, path
        assert path not in files.frontend_page()
