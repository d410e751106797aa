"""What a page shows before any script has run: drawn by the server, in the reader's language, with what the
app itself will say there."""

from __future__ import annotations

import gzip
import math
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import streamlit as st
import tiny
from starlette.requests import Request

from data.atlas.atlas import Atlas
from data.documents.add import Given
from data.documents.add import entry as added
from data.documents.store import store
from data.query.selection import Selection
from data.query.view import select
from data.tables.vocab import LANGS, Lang
from frame import PAGES, prepare_assets
from geo.bounds import border_bounds, in_window
from geo.picture.names import NOMINAL, NamePlacer
from geo.picture.svg import ACROSS, Frame, map_picture_html
from geo.points.points import point_features
from server import preload
from server.first_page import first_page
from server.headers import content_security_policy
from server.routes import serve_start_page
from ui.html.headings import map_heading, page_title
from ui.session.session import KEY
from web import assets

HOSTILE = "<s>'\"{{7*7}}"


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    prepare_assets(tiny.shipped())
    return tiny.shipped()


def served(atlas: Atlas, page: str, lang: Lang, **chosen: Any) -> str:
    return str(first_page(atlas, page, lang, replace(Selection(), **chosen)))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_its_title_and_where_one_can_go(atlas: Atlas, page: str, lang: Lang) -> None:
    t, html = atlas.text(lang), served(atlas, page, lang)
    assert f'lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}"' in html
    (title,) = re.findall(r'<h1 class="d-title">(.*?)</h1>', html)
    if page != "map":
        assert unescape(title) == page_title(page, t)
    links = re.findall(
        r'<a href="\.(/\w*)\?lang=(\w+)" data-page="(\w+)"( aria-current="page")?>(.*?)</a>', html
    )
    assert [(path, key) for path, _, key, _, _ in links] == [
        (f"/{key if n else ''}", key) for n, key in enumerate(PAGES)
    ]
    assert {to for _, to, *_ in links} == {lang}
    assert [key for _, _, key, current, _ in links if current] == [page]
    assert [unescape(text) for *_, text in links] == [t(f"page.{key}") for key in PAGES]


@pytest.mark.parametrize("lang", LANGS)
def test_the_map_page_says_what_the_app_says_above_its_map(atlas: Atlas, lang: Lang) -> None:
    choices: list[dict[str, Any]] = [{}, {"topics": ("counter-narcotics",)}, {"text": "<b>zzz</b>"}]
    for chosen in choices:
        view = select(atlas, replace(Selection(), **chosen))
        assert map_heading(view, atlas.text(lang)) in served(atlas, "map", lang, **chosen)


@pytest.mark.parametrize("lang", LANGS)
def test_the_picture_shows_border_both_countries_names_and_every_point(atlas: Atlas, lang: Lang) -> None:
    t = atlas.text(lang)
    html = str(map_picture_html(select(atlas, Selection()), t))
    assert len(re.findall(r'<path class="d-border d-lit" d="M', html)) == 1
    drawn = set(" ".join(re.findall(r'<path class="([^"]*)"', html)).split())
    assert {"d-land", "d-home", "d-rest", "d-land-other", "d-line", "d-province", "d-radius"} <= drawn
    for name in ("tajikistan", "afghanistan", "chaldovar", "ayvaj"):
        assert f">{t.name(atlas.entities[name])}</span>" in html
    near = [p for p in atlas.places.values() if in_window(p)]
    assert len(near) <= html.count('<b class="d-sign">') < len(point_features(select(atlas, Selection()), t))


def test_a_point_stands_where_the_projection_of_the_web_has_it() -> None:
    [[south, west], [north, east]] = border_bounds()
    frame = Frame(west, south, east, north)
    ((left, top), (right, bottom)) = frame.project(np.array([[west, north], [east, south]])).tolist()
    assert (left, top, right) == pytest.approx((0, 0, ACROSS))
    assert bottom == pytest.approx(frame.height)
    low, high = (math.log(math.tan(math.radians(45 + latitude / 2))) for latitude in (south, north))
    assert frame.height / ACROSS == pytest.approx((high - low) / math.radians(east - west))


def test_no_name_of_the_picture_covers_another() -> None:
    names = NamePlacer(200, [(100, 100)])
    sides = [names.side(100, 100, 8, "Chaldivar") for _ in range(6)]
    assert sides[:4] == ["e", "w", "n", "s"], "each side once"
    assert sides[4:] == ["", ""], "and no room after that"
    assert names.centre([(100, 100), (NOMINAL, 40)], "X") == (NOMINAL, 40)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("page", PAGES)
def test_the_page_is_light(atlas: Atlas, page: str, lang: Lang) -> None:
    html = preload.start_page(page, lang, served(atlas, page, lang))
    assert len(gzip.compress(html.encode(), 5)) <= 40 * 1024


def test_names_and_words_are_never_markup() -> None:
    entities = {
        key: replace_name(row, HOSTILE) if key in ("chaldovar", "tajikistan") else row
        for key, row in tiny.shipped().entities.items()
    }
    hostile = tiny.with_tables(tiny.shipped(), entities=entities)
    for lang in LANGS:
        html = str(map_picture_html(select(hostile, Selection()), hostile.text(lang)))
        assert "<s>" not in html
        assert html.count("&lt;s&gt;") == 2
    said = served(tiny.shipped(), "map", "en", text="<script>alert(1)</script>")
    assert "<script" not in said
    assert "&lt;script&gt;" in said


def replace_name(row: Any, name: str) -> Any:
    return row.model_copy(update={"name_ar": name, "name_en": name})


@pytest.mark.parametrize("page", PAGES)
def test_what_is_seen_first_runs_no_script_and_asks_no_other_host(atlas: Atlas, page: str) -> None:
    html = served(atlas, page, "ar")
    assert not re.search(r"<script|\son\w+\s*=|javascript:|https?://", html)
    assert "https" not in content_security_policy()


@pytest.mark.parametrize("page", PAGES)
def test_without_script_the_page_says_so_in_both_languages_and_nothing_else_does(
    atlas: Atlas, page: str
) -> None:
    html = preload.start_page(page, "ar", served(atlas, page, "ar"))
    (said,) = re.findall(r"<noscript>(.*?)</noscript>", html, re.S)
    for lang in LANGS:
        assert f'lang="{lang}"' in said
        assert atlas.text(lang)("first.noscript") in said


def test_the_sheet_follows_streamlits_rules_and_stands_before_what_it_paints(atlas: Atlas) -> None:
    html = preload.start_page("map", "ar", served(atlas, "map", "ar"))
    body = html[html.index("<body>") :]
    assert re.match(r'<body><link rel="stylesheet" href="/dalil/sheet-\w+\.css"><div id="d-first"', body)
    assert body.index('id="d-first"') < body.index('id="root"'), "the rule that hides the app counts on it"


@pytest.mark.parametrize("lang", LANGS)
def test_a_link_to_a_case_names_the_files_of_that_case_outside_of_any_session(
    atlas: Atlas, lang: Lang, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DALIL_STORE", f"sqlite:///{tmp_path}/documents.sqlite")
    own = store()
    case = own.cases.make("Other", "").id
    own.of(case).add([added(atlas, Given("A report", "Officials came to Khorog."), 0.5)[0]])
    if KEY in st.session_state:
        del st.session_state[KEY]
    query = f"lang={lang}&case={case}".encode()
    scope = {"type": "http", "path": "/", "query_string": query, "headers": [(b"host", b"here")]}
    html = bytes(serve_start_page(Request(scope)).body).decode()
    for stem in (f"base-{lang}", f"places-{lang}"):
        assert html.count(assets.asset_path(f"{stem}-{case}")) == 2, "among the files and for the map"
    assert assets.asset_path(f"places-{lang}") not in html
    assert KEY not in st.session_state
