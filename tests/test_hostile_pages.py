"""Hostile tables and links: every page shows them as text and opens."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from hostile import ALL, CAREFUL, EVERY, HIT, LONG, NO_TEXT, STRINGS
from hostile_answers import harmless
from hostile_data import hostile_atlas
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from streamlit.testing.v1 import AppTest
from test_session_app import PAGES, ROOT, forget
from test_session_app import _frame_first as _frame_first
from test_ui_html import read
from tiny import rows_of, save, shipped, tiny

from data.index.search import LONGEST
from data.load import load
from data.query.selection import Selection
from data.query.view import select
from data.tables.columns import printable
from data.tables.model import TABLES, Row
from data.tables.problem import BadData
from frame import UNFILTERED
from ui.html.headings import literal
from ui.session import cache as kept
from ui.session.run import callbacks
from ui.session.session import KEY, session
from web import assets

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("schema", TABLES, ids=lambda schema: schema.table)
def test_no_column_takes_what_is_no_character_of_a_text(schema: type[Row]) -> None:
    for column in schema.model_fields:
        for text in NO_TEXT.values():
            with pytest.raises(ValidationError) as caught:
                schema(**{column: text})
            found = [e for e in caught.value.errors() if e["loc"] == (column,)]
            assert [e["msg"].endswith("is no character of a text") for e in found] == [True]


def test_a_table_that_holds_one_is_told_with_its_row_and_column(tmp_path: Path) -> None:
    folder = tiny(tmp_path / "tiny")
    head, *rows = rows_of(folder / "topics.csv")
    rows[1][head.index("name_en")] += NO_TEXT["escape"]
    save(folder / "topics.csv", [head, *rows])
    with pytest.raises(BadData) as caught:
        load(folder)
    (problem,) = caught.value.problems
    assert (problem.file, problem.row, problem.field) == ("topics.csv", 3, "name_en")
    assert "U+001B" in problem.what


@pytest.fixture(scope="class")
def spoilt_app() -> Iterator[None]:
    """Lets the app run on hostile tables, for the time of a class."""
    with pytest.MonkeyPatch.context() as patch:
        forget()
        patch.setattr(kept, "load", hostile_atlas)
        patch.setattr(kept, "digest", lambda: hostile_atlas().digest)
        for known, empty in (("_paths", {}), ("_made", {}), ("_offers", {}), ("_keys", {}), ("_version", "")):
            patch.setattr(assets, known, empty)
        yield
    forget()


def opened(page: str, query: dict[str, str]) -> AppTest:
    """A page, opened by a link whose parameters may be called anything."""
    app = AppTest.from_file(str(ROOT / "frame.py"), default_timeout=60)
    app.query_params.update(query)
    app.run()
    if page != "map":
        app.switch_page(f"pages/{page}.py").run()
    assert [e.value for e in app.exception] == []
    return app


def carriers() -> Iterator[tuple[str, str]]:
    """The files that pages fetch: made of the data."""
    for path, file in assets._made.items():
        name = path.removeprefix(f"{assets.PREFIX}/")
        if not name.startswith(("icon", "colours")) and HIT in (
            text := file.content.decode("utf-8", "replace")
        ):
            yield name, text


QUERIES = {
    "map": {"focus": "place:chaldovar"},
    "present": {"step": "2", "both": "1"},
    "article": {"focus": "passage:issa-2023.p12"},
}


@pytest.mark.usefixtures("spoilt_app")
class TestHostileTables:
    @pytest.mark.parametrize("page", PAGES)
    def test_every_page_shows_them_as_text(self, page: str) -> None:
        app = opened(
            page, {"focus": "actor:tajikistan", "actors": "tajikistan", "lang": "en"} | QUERIES.get(page, {})
        )
        if page in UNFILTERED:  # no pick lists, and of the tables little or nothing
            harmless(app)
            return
        assert harmless(app) >= 3
        assert ALL[:40] in str(app.multiselect(key="topics").options)

    def test_every_file_that_pages_fetch_holds_them_as_text(self) -> None:
        for page in ("map", "border", "evidence"):
            opened(page, {"lang": "en"})
        found = dict(carriers())
        assert {name.rsplit("-", 2)[0] for name in found} >= {"base", "places", "statements", "strip", "jump"}
        for name, text in found.items():
            if name.endswith(".html"):
                read(text)
            elif name.endswith(".svg"):
                assert not [
                    e
                    for e in fromstring(text).iter()
                    if str(e.tag).endswith(("script", "image", "foreignObject"))
                ], name
            elif name.endswith(".json"):
                json.loads(text)
            elif name.endswith(".js"):
                assert "<script" not in text


PARAMETERS = (*Selection.__dataclass_fields__, "lang", "embed", "step", "story", "both")


@pytest.mark.parametrize("text", [*EVERY.values(), *NO_TEXT.values()], ids=[*EVERY, *NO_TEXT])
def test_every_parameter_of_a_link_takes_or_drops_it(text: str) -> None:
    for key in PARAMETERS:
        selection, unknown = Selection.from_query({key: text}, shipped())
        assert selection == (Selection(text=printable(text)[:LONGEST]) if key == "text" else Selection())
        assert all(len(value) <= 80 for value in unknown)
        assert Selection.from_query(selection.to_query(), shipped()) == (selection, ())


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_with_hostile_parameters(page: str) -> None:
    texts = [*STRINGS.values(), LONG, NO_TEXT["NUL"], NO_TEXT["escape"]]
    query = {key: texts[n % len(texts)] for n, key in enumerate(PARAMETERS)} | {
        "text": NO_TEXT["NUL"] + ALL[: LONGEST - 9]
    }
    app = opened(page, query)
    assert harmless(app) >= (page not in UNFILTERED)
    assert app.get("html")
    assert not select(shipped(), app.session_state[KEY].selection).passages, (
        "the words are looked for, and stand nowhere"
    )


@pytest.mark.parametrize("forged", ["xx", None, 5, ["ar"]])
def test_an_unknown_language_of_a_forged_switch_changes_nothing(
    forged: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streamlit.session_state", {"lang": forged})
    session().lang = "en"
    callbacks.switch_language()
    assert session().lang == "en"


@CAREFUL
@given(st.text(max_size=60) | st.sampled_from(list(STRINGS.values())))
def test_a_literal_text_has_no_mark_of_markdown_left(text: str) -> None:
    shown = literal(text)
    assert not re.search(r"[*_`\[\]<>$:~|#!]", re.sub(r"\\.", "", shown))
    assert re.sub(r"\\([^\w\s]|_)", r"\1", shown) == " ".join(text.split())
