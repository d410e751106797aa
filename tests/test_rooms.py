"""The house: which room may import what, how long files and functions may be, and that nothing served asks another host."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("data", "geo", "ui", "export", "pages")
CODE = [path for folder in (".", *ROOMS) for path in sorted((ROOT / folder).glob("*.py"))]
READERS = {"pypdfium2", "defusedxml", "trafilatura", "markdown_it", "charset_normalizer"}  # what opens files that people bring
MAY_IMPORT = {  # beyond the standard library and the room itself
    "data": {"pydantic", "numpy", "babel", "psycopg", "pydantic_core", "sqlalchemy", "ahocorasick_rs", "rapidfuzz", *READERS},
    "geo": {"data", "geopandas", "shapely", "pyproj", "numpy", "folium", "branca", "jinja2", "markupsafe"},
    "ui": {"data", "plotly", "numpy", "jinja2", "markupsafe"},
    "export": {"data", "geo", "ui", "folium", "plotly", "numpy", "jinja2", "markupsafe", "fontTools", "fpdf", "matplotlib",
               "PIL", "pptx", "segno", "shapely", "uharfbuzz", "xlsxwriter"},
}  # fmt: skip
WITH_STREAMLIT = {
    "state.py",
    "guard.py",
    "kept.py",
    "telling.py",
    "storyboard.py",
    "my_story.py",
    "components.py",
    "tables.py",
    "board.py",
    "carrying.py",
    "desk.py",
    "brought.py",
    "ledger.py",
}  # what this session chose and gathered; widgets
BY_HAND = {"geo/recipe.py"}  # run by hand from packages of its own
FRONT = ("*.js", "*.css", "*.html", "*/*.js", "*/*.css", "*/*.html")
SERVED = [p for folder in ("ui", "export") for pattern in FRONT for p in sorted((ROOT / folder).glob(pattern))]


def name(path: Path) -> str:
    """A file as it is called from the root."""
    return path.relative_to(ROOT).as_posix()


def room(path: Path) -> str:
    """The room a file is in; "" for the files at the door."""
    return path.relative_to(ROOT).parent.as_posix().removeprefix(".")


def imports(path: Path) -> Iterator[tuple[str, str]]:
    """Every import of a file: the package and the whole dotted name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name.split(".")[0], alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            yield from ((module.split(".")[0], f"{module}.{alias.name}") for alias in node.names)
            assert node.level == 0, f"{name(path)} imports by dots"


@pytest.mark.parametrize("path", [p for p in CODE if room(p) in MAY_IMPORT and name(p) not in BY_HAND], ids=name)
def test_a_room_imports_only_what_it_may(path: Path) -> None:
    allowed = MAY_IMPORT[room(path)] | {room(path)} | sys.stdlib_module_names
    if room(path) == "ui" and path.name in WITH_STREAMLIT:
        allowed |= {"streamlit"}
    assert {package for package, _ in imports(path)} - allowed == set()


def test_export_does_not_know_the_session() -> None:
    assert [name(p) for p in CODE if room(p) == "export" for _, whole in imports(p) if f"{whole}.".startswith("ui.state.")] == []


@pytest.mark.parametrize("path", CODE, ids=name)
def test_nobody_imports_a_page_and_nobody_but_the_door_the_frame(path: Path) -> None:
    assert {package for package, _ in imports(path)} & {"pages", "app"} == set()
    assert path.name == "app.py" or "frame" not in {package for package, _ in imports(path)}


@pytest.mark.parametrize("path", CODE, ids=name)
def test_a_file_says_what_it_is_for_and_stays_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert len(text.splitlines()) <= 300 or path.name == "model.py"  # one class per table, however many tables


@pytest.mark.parametrize("path", [p for p in SERVED if p.suffix in (".js", ".css")], ids=name)
def test_a_served_file_stays_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", [p for p in CODE if name(p) not in BY_HAND], ids=name)
def test_functions_are_short(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [f.name for f in functions if (f.end_lineno or 0) - f.lineno >= 60] == []


def test_there_is_no_room_for_things_without_a_name() -> None:
    assert [name(p) for p in CODE if re.fullmatch(r"(utils?|helpers?|managers?|common|misc|base)", p.stem)] == []


@pytest.mark.parametrize("path", SERVED, ids=name)
def test_what_is_served_names_no_host(path: Path) -> None:
    assert re.findall(r"(?:https?:)?//[\w.-]+\.[a-z]{2,}", re.sub(r"^\s*//.*$", "", path.read_text(encoding="utf-8"), flags=re.M)) == []


@pytest.mark.parametrize("path", [p for p in SERVED if p.suffix == ".js"], ids=name)
def test_scripts_run_no_text_as_code(path: Path) -> None:
    assert re.findall(r"\beval\(|new Function\(|document\.write|insertAdjacentHTML", path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", [p for p in SERVED if p.suffix == ".html"], ids=name)
def test_templates_never_switch_escaping_off(path: Path) -> None:
    assert re.findall(r"\|\s*safe\b|autoescape", path.read_text(encoding="utf-8")) == []
