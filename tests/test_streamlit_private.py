"""What this app knows of Streamlit's private side. When a version of Streamlit changes it, these tests say
what broke, and where it is used."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from server import streamlit_files
from ui import theme

ROOT = Path(__file__).parents[1]
SHEET = theme.STREAMLIT
TEST_ID = re.compile(r"data-test|\bst[A-Z]\w+|\.stApp\b")
# Scripts that act on Streamlit's markup, not style it, and why.
SCRIPTS = {
    "lib/lists.js": "names the parts of pick lists in the language of the page",
    "components/jump.js": "closes the side bar, as its own button does",
    "components/sheet.js": "lies as broad as the page beside the side bar",
    "components/connection.js": "watches whether the server is there, and closes the dialog that says so",
    "components/keeper.js": "waits until the app stands",
}


@cache
def frontend() -> str:
    """All of Streamlit's scripts."""
    folder = streamlit_files.static() / "static" / "js"
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


@pytest.mark.parametrize("name", [*names(r"\[(data-(?!testid)[\w-]+)"), "stApp", "dvn-scroller"])
def test_streamlit_has_the_attributes_and_classes_that_the_sheet_knows(name: str) -> None:
    assert name in SHEET.read_text(encoding="utf-8")
    assert name in frontend(), f"{SHEET.name} knows {name}, which is gone"


@pytest.mark.parametrize("sheet", sorted((ROOT / "web").rglob("*.css")), ids=lambda path: path.name)
def test_no_other_sheet_names_streamlits_markup(sheet: Path) -> None:
    assert bool(TEST_ID.search(sheet.read_text(encoding="utf-8"))) == (sheet == SHEET)


def strings() -> Iterator[tuple[str, str]]:
    """File and text of every string of the app, its documentation apart."""
    for room in ("data", "geo", "ui", "web", "export", "server", "pages"):
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
    assert [(file, text) for file, text in strings() if TEST_ID.search(text)] == []


def test_scripts_know_streamlits_markup_where_they_must_act_on_it() -> None:
    web = ROOT / "web"
    found = {
        str(path.relative_to(web))
        for path in web.rglob("*.js")
        if re.search(r"data-test|\.stApp\b|[\"'`]st[A-Z]\w+[\"'`]", path.read_text(encoding="utf-8"))
    }
    assert found == set(SCRIPTS)
