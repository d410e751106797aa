"""What this app knows of Streamlit's private side. When a version of Streamlit changes it, these tests say
what broke, and where it is used."""

from __future__ import annotations

import ast
import dataclasses
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from streamlit import net_util
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.runtime_util import MESSAGE_FLUSH_INTERVAL_SECS
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.runtime.state.session_state import WStates
from streamlit.testing.v1 import AppTest
from streamlit.web.server.server_util import is_url_from_allowed_origins

from server.streamlit import files, upload_box
from server.streamlit.private import forget_gone_widgets, named_origins_alone, navigation_alone
from ui import theme
from ui.session import streamlit_private

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
SHEET = theme.STREAMLIT
ROOMS = ("data", "geo", "ui", "web", "export", "server", "pages")
TEST_ID = re.compile(r"data-test|\bst[A-Z]\w+|\.stApp\b")
# Scripts that act on Streamlit's markup, not style it, and why.
SCRIPTS = {
    "lib/lists.js": "names the parts of pick lists and of the upload box in the language of the page",
    "lib/frame.js": "opens and closes the side bar, as its own buttons do; names the skip link",
    "reading/sheet.js": "lies as broad as the page beside the side bar",
    "lib/page_marks.js": "tells the style sheets whether the side bar is closed",
    "components/nav.js": "scrolls the app to its top, which is what Streamlit scrolls",
    "stage/connection.js": "watches whether the server is there, and closes the dialog that says so",
    "components/keeper.js": "waits until the app stands",
    "start/first_page.js": "goes when the app stands",
}


@cache
def frontend() -> str:
    """All of Streamlit's scripts."""
    folder = files.static() / "static" / "js"
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.js")))


def names(pattern: str) -> list[str]:
    """What the sheet on Streamlit's markup names, once each."""
    return sorted(set(re.findall(pattern, SHEET.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("name", names(r'data-testid="(\w+)"'))
def test_streamlit_has_the_elements_that_the_sheet_styles(name: str) -> None:
    assert re.search(rf"[`'\"]{name}[`'\"]", frontend()), f"{SHEET.name} styles {name}, which is gone"


@pytest.mark.parametrize("name", names(r'data-testid\^="([\w-]+?)-'))
def test_streamlit_has_the_families_of_elements_that_the_sheet_styles(name: str) -> None:
    assert re.search(rf"`{name}-\$\{{", frontend()), f"{SHEET.name} styles {name}-…, which is gone"


def attributes() -> list[str]:
    """Attributes that the sheet names, without those with which web/lib/page_marks.js marks the root."""
    script = (ROOT / "web" / "lib" / "page_marks.js").read_text(encoding="utf-8")
    own = {f"data-{name}" for name in re.findall(r'markRoot\("(\w+)"', script)}
    return sorted(set(names(r"\[(data-(?!testid)[\w-]+)")) - own)


@pytest.mark.parametrize("name", [*attributes(), "stApp", "dvn-scroller"])
def test_streamlit_has_the_attributes_and_classes_that_the_sheet_knows(name: str) -> None:
    assert name in SHEET.read_text(encoding="utf-8")
    assert name in frontend(), f"{SHEET.name} knows {name}, which is gone"


@pytest.mark.parametrize("sheet", sorted((ROOT / "web").rglob("*.css")), ids=lambda path: path.name)
def test_no_other_sheet_names_streamlits_markup(sheet: Path) -> None:
    assert bool(TEST_ID.search(sheet.read_text(encoding="utf-8"))) == (sheet == SHEET)


def strings() -> Iterator[tuple[str, str]]:
    """File and text of every string of the app, its documentation apart."""
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            told = {
                id(node.body[0].value)
                for node in ast.walk(tree)
                if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
                and node.body
                and isinstance(node.body[0], ast.Expr)
            }
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
                    yield str(path.relative_to(ROOT)), node.value


def test_no_string_of_the_app_names_streamlits_markup() -> None:
    found = {file for file, text in strings() if TEST_ID.search(text)}
    assert found == {
        "server/streamlit/upload_box.py"
    }  # finds the scripts of the upload box by its parts' names


@pytest.mark.parametrize("part", upload_box.SCRIPT.pattern.split("|"))
def test_streamlit_has_the_parts_by_which_scripts_of_the_upload_box_are_found(part: str) -> None:
    assert part in frontend()


def test_scripts_know_streamlits_markup_where_they_must_act_on_it() -> None:
    web = ROOT / "web"
    found = {
        str(path.relative_to(web))
        for path in web.rglob("*.js")
        if re.search(r"data-test|\.stApp\b|[\"'`]st[A-Z]\w+[\"'`]", path.read_text(encoding="utf-8"))
    }
    assert found == set(SCRIPTS)


# what Python knows


def importers() -> dict[str, set[str]]:
    """Module of Streamlit's that is not documented -> the files of the app that import it."""
    found: dict[str, set[str]] = {}
    for path in [*ROOT.glob("*.py"), *(p for room in ROOMS for p in (ROOT / room).rglob("*.py"))]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("streamlit."):
                found.setdefault(str(node.module), set()).add(path.relative_to(ROOT).as_posix())
    return found


def test_private_modules_are_imported_where_they_are_explained() -> None:
    assert importers() == {
        "streamlit.errors": {"ui/session/run/live_parts.py"},  # documented
        "streamlit.runtime.pages_manager": {"server/streamlit/private.py"},
        "streamlit.runtime.runtime_util": {"ui/session/streamlit_private.py"},
        "streamlit.runtime.scriptrunner": {"ui/session/streamlit_private.py", "server/streamlit/private.py"},
        "streamlit.runtime.state": {"server/streamlit/private.py"},
        "streamlit.runtime.state.common": {"server/streamlit/private.py"},
    }


class Run:
    """What Streamlit says of a run, as far as this app asks."""

    def __init__(self, **said: Any) -> None:
        self.query_string, self.is_history_navigation = "", False
        self.__dict__.update(said)


def test_a_run_still_says_what_is_asked_of_it() -> None:
    fields = {field.name for field in dataclasses.fields(ScriptRunContext)}
    assert set(vars(Run())) <= fields, "ui/session/streamlit_private.py reads them"


@pytest.mark.parametrize("gone", [True, False])
def test_going_back_is_seen(gone: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streamlit_private, "get_script_run_ctx", lambda: Run(is_history_navigation=gone))
    assert streamlit_private.went_back() is gone
    monkeypatch.setattr(streamlit_private, "get_script_run_ctx", lambda: None)
    assert streamlit_private.went_back() is False


@pytest.mark.parametrize(
    ("query", "embeds"),
    [("embed=1", True), ("lang=ar&embed=true", True), ("embed=false", False), ("embed=", False), ("", False)],
)
def test_embedding_is_read_from_the_link(query: str, embeds: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streamlit_private, "get_script_run_ctx", lambda: Run(query_string=query))
    assert streamlit_private.asks_to_embed() is embeds


def test_messages_leave_as_often_as_streamlit_says(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    streamlit_private.send_now()
    assert slept == [MESSAGE_FLUSH_INTERVAL_SECS]
    assert 0 < slept[0] < 0.05, "a pause of each click"


def test_the_folder_of_pages_is_not_taken_for_streamlits_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is switched off is still there: a version that takes the folder no more needs nothing of us."""
    monkeypatch.setattr(PagesManager, "uses_pages_directory", None)
    PagesManager(str(ROOT / "frame.py"))
    assert PagesManager.uses_pages_directory, "server/streamlit/private.py may go"
    navigation_alone()
    PagesManager(str(ROOT / "frame.py"))
    assert not PagesManager.uses_pages_directory


def test_a_request_from_elsewhere_makes_the_app_ask_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(net_util, "_make_blocking_http_get", lambda url, **_more: asked.append(url))
    for name in ("get_external_ip", "get_internal_ip"):
        monkeypatch.setattr(net_util, name, getattr(net_util, name))
    assert not is_url_from_allowed_origins("https://elsewhere.example")
    assert asked, "server/streamlit/private.py may let it be"
    asked.clear()
    named_origins_alone()
    assert not is_url_from_allowed_origins("https://elsewhere.example")
    assert is_url_from_allowed_origins("http://localhost:8501")
    assert not asked


def test_a_session_forgets_a_widget_that_is_gone_with_all_that_its_callback_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def script() -> None:
        import streamlit as st

        state = st.session_state
        state.runs = runs = state.get("runs", 0) + 1

        def count() -> None:
            state.pressed = state.get("pressed", 0) + 1

        st.text_input("Stays", key="stays")
        st.button("Next", key=f"next-{runs}", on_click=count)

    monkeypatch.setattr(WStates, "remove_stale_widgets", WStates.remove_stale_widgets)
    forget_gone_widgets()
    app = AppTest.from_function(script).run()
    app.text_input(key="stays").input("kept")
    for number in range(4):
        app.button[0].click().run()
        assert app.session_state["pressed"] == number + 1
    assert app.text_input(key="stays").value == "kept"
    known = app._session_state._state._new_widget_state.widget_metadata
    assert sorted(re.sub(r".*-(?=stays|next)", "", key) for key in known) == ["next-5", "stays"]
    sent = _make_trigger_id("$$ID-map", "picks")  # what a component sends is never among the widgets of a run
    known[sent] = dataclasses.replace(next(iter(known.values())), id=sent)
    app.run()
    assert sent in app._session_state._state._new_widget_state.widget_metadata
