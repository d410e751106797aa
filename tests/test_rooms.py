"""The house: which room may import what, that no import runs in a circle, how long files and functions may
be, and that nothing served asks another host."""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import takewhile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOP = ("data", "geo", "ui", "web", "export", "server", "pages")
CODE = [*sorted(ROOT.glob("*.py")), *(p for folder in TOP for p in sorted((ROOT / folder).rglob("*.py")))]
# What measures and draws is no room of the app, but as short and as few to a folder.
SIZED = [*CODE, *(p for folder in ("bench", "docs") for p in sorted((ROOT / folder).rglob("*.py")))]
READERS = {
    "pypdfium2",
    "defusedxml",
    "trafilatura",
    "markdown_it",
    "charset_normalizer",
    "tesserocr",
}  # what opens files that people bring
HTML = {"jinja2", "markupsafe"}
# Room -> what it may import beyond the standard library and itself: rooms (all that is in them) and packages.
MAY_IMPORT: dict[str, set[str]] = {
    "data.text": {"data.tables", "numpy", "rapidfuzz"},
    "data.tables": {"pydantic", "pydantic_core"},
    "data.atlas": {"data.i18n", "data.tables", "data.text", "numpy", "pydantic"},
    "data.i18n": {"data.tables", "babel"},
    "data.index": {
        "data.atlas",
        "data.text",
        "data.tables",
        "data.annotate.gazetteer",
        "numpy",
    },
    "data.annotate": {
        "babel",
        "data.atlas",
        "data.tables",
        "data.text",
        "ahocorasick_rs",
        "numpy",
    },
    "data.facts": {"data.atlas", "data.i18n", "data.index", "data.tables", "data.text"},
    "data.compare": {"data.atlas", "data.facts", "data.index", "data.tables", "data.text", "rapidfuzz"},
    "data.query": {
        "data.atlas",
        "data.compare",
        "data.facts",
        "data.i18n",
        "data.index",
        "data.tables",
        "data.text",
        "numpy",
        "pydantic",
    },
    "data.check": {
        "data.atlas",
        "data.facts",
        "data.query",
        "data.tables",
        "data.text",
    },
    "data.corrections": {"data.atlas", "data.check", "data.facts", "data.tables", "pydantic"},
    "data.load": {"data.atlas", "data.check", "data.tables"},
    "data.console": set(),
    "data.commands": {"data"},
    "data.__main__": {"data.commands"},
    "data.documents.readers": {"data.tables", "data.text", "babel", *READERS},
    "data.documents.review": {
        "data.annotate",
        "data.atlas",
        "data.documents.errors",
        "data.documents.schema",
        "data.tables",
        "data.text",
    },
    "data.documents": {
        "data.annotate",
        "data.atlas",
        "data.facts",
        "data.i18n",
        "data.load",
        "data.tables",
        "data.text",
        "pydantic",
        "numpy",
        "psycopg",
        "sqlalchemy",
    },
    "geo": {"data", "geopandas", "shapely", "pyproj", "numpy", "folium", "branca", *HTML},
    "web": {"data.text"},
    "ui": {"data", "web", "plotly", *HTML},
    "ui.session": {"data", "geo", "web", "ui", "export", "plotly", "streamlit", "markupsafe"},
    "export": {
        "data",
        "geo",
        "ui",
        "web",
        "plotly",
        "numpy",
        "fontTools",
        "fpdf",
        "matplotlib",
        "PIL",
        "pptx",
        "segno",
        "uharfbuzz",
        "shapely",
        "xlsxwriter",
        *HTML,
    },
    "server": {
        "data",
        "geo",
        "web",
        "ui",
        "export",
        "frame",
        "starlette",
        "streamlit",
        "anyio",
        "mcp",
        "mcp_types",
        "markupsafe",
    },
}
# Run by hand, from packages of their own.
BY_HAND = {
    f"geo.build.{name}"
    for name in ("basemap", "outlines", "packages", "person_names", "place_names", "places", "regions")
}
SERVED = [
    p
    for folder in ("web", "ui", "export")
    for ending in ("js", "css", "html")
    for p in sorted((ROOT / folder).rglob(f"*.{ending}"))
]


def name(path: Path) -> str:
    """A file as it is called from the root."""
    return path.relative_to(ROOT).as_posix()


def module(path: Path) -> str:
    """The dotted name of a file."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {module(path): path for path in CODE}


@cache
def tree(path: Path) -> ast.Module:
    """A file as it is parsed, once for all tests."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(path: Path) -> tuple[str, ...]:
    """What a file imports, late imports too: modules of ours as far as they are ones, else the top of a
    package."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (
                alias.name if alias.name in MODULES else alias.name.split(".")[0] for alias in node.names
            )
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)} imports by dots"
            whole = [f"{node.module}.{alias.name}" for alias in node.names]
            there = str(node.module) if node.module in MODULES else str(node.module).split(".")[0]
            yield from (one if one in MODULES else there for one in whole)


def within(found: str, rooms: set[str]) -> bool:
    """Does a module lie in one of `rooms`?"""
    return any(f"{found}.".startswith(f"{room}.") for room in rooms)


def room(found: str) -> str:
    """The innermost room of MAY_IMPORT that holds a module; "" for the files at the door."""
    rooms = [room for room in MAY_IMPORT if within(found, {room})]
    return max(rooms, key=len, default="")


@pytest.mark.parametrize("found", [m for m in MODULES if room(m) and m not in BY_HAND])
def test_a_room_imports_only_what_it_may(found: str) -> None:
    own = room(found)
    allowed = MAY_IMPORT[own] | {own} | sys.stdlib_module_names
    assert [other for other in imports(MODULES[found]) if not within(other, allowed)] == []
    if own not in ("ui.session", "server"):
        assert "ui.session" not in {room(other) for other in imports(MODULES[found])}, (
            "only pages and the door know the session"
        )


def test_the_architecture_page_names_the_same_arrows() -> None:
    page = (ROOT / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| `([\w.]+)` \| [^|]+ \| ([^|]*) \|$", page.partition("<!-- rooms -->")[2], flags=re.M
    )
    assert {name: set(re.findall(r"`([\w.]+)`", may)) for name, may in rows} == MAY_IMPORT


@pytest.mark.parametrize(
    "page", [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))], ids=name
)
def test_a_page_names_files_that_are_there(page: Path) -> None:
    """In full, or from within a folder that the sentence has named; NAME.py is anyone's."""
    named = re.findall(r"`([\w./-]+/[a-z_]+\.(?:py|js|css|csv|md))`", page.read_text(encoding="utf-8"))
    there = [f"/{name(path)}" for path in (*SIZED, *SERVED)]
    assert [
        one
        for one in named
        if not (ROOT / one).is_file() and not any(path.endswith(f"/{one}") for path in there)
    ] == []


def test_no_import_runs_in_a_circle() -> None:
    arrows = {
        found: {other for other in imports(path) if other in MODULES and other != found}
        for found, path in MODULES.items()
    }
    while ends := [found for found, others in arrows.items() if not others]:
        for end in ends:
            del arrows[end]
        for others in arrows.values():
            others.difference_update(ends)
    assert arrows == {}, "these import one another"


def test_no_room_and_no_two_rooms_know_each_other_both_ways() -> None:
    arrows = {
        (room(found) or found, room(other) or other)
        for found, path in MODULES.items()
        for other in imports(path)
        if other in MODULES
    }
    mutual = {(one, other) for one, other in arrows if one != other and (other, one) in arrows}
    nested = {(one, other) for one, other in mutual if within(one, {other}) or within(other, {one})}
    assert mutual - nested == set()


def test_no_two_folders_within_a_room_know_each_other_both_ways() -> None:
    """Neither they nor what lies in them; a folder and one inside it may."""
    folders = {module(path) for path in CODE if path.stem == "__init__"}
    arrows = {
        parted
        for found, path in MODULES.items()
        for other in imports(path)
        if other in MODULES and (parted := parting(found, other)) and set(parted) <= folders
    }
    assert arrows, "no folder within a room imports another"
    assert {(one, other) for one, other in arrows if (other, one) in arrows} == set()


def parting(found: str, other: str) -> tuple[str, str] | None:
    """The ancestors of two modules where their ways part, below the first name that they share; None where
    they share none, or one lies in the other."""
    one, two = found.split("."), other.split(".")
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False)))
    if not 0 < shared < min(len(one), len(two)):
        return None
    return ".".join(one[: shared + 1]), ".".join(two[: shared + 1])


@pytest.mark.parametrize("own", MAY_IMPORT)
def test_a_room_imports_all_that_it_may(own: str) -> None:
    used = {
        other
        for found, path in MODULES.items()
        if room(found) == own and found not in BY_HAND
        for other in imports(path)
        if room(other) != own
    }
    assert {may for may in MAY_IMPORT[own] if not any(within(other, {may}) for other in used)} == set()


@pytest.mark.parametrize("folder", sorted({path.parent for path in SIZED if path.parent != ROOT}), ids=name)
def test_a_folder_is_one_room(folder: Path) -> None:
    assert len([*folder.glob("*.py")]) <= 12
    assert (folder / "__init__.py").is_file() or folder.name == "pages"


def test_a_folder_of_scripts_has_a_dozen_at_most() -> None:
    scripts = Counter(path.parent.name for path in (ROOT / "web").rglob("*.js"))
    assert len(scripts) > 5
    assert max(scripts.values()) <= 12


@pytest.mark.parametrize("path", CODE, ids=name)
def test_nobody_imports_a_page_and_nobody_but_the_door_the_frame(path: Path) -> None:
    assert {found.split(".")[0] for found in imports(path)} & {"pages", "app"} == set()
    assert path.name == "app.py" or path.parent.name == "server" or "frame" not in imports(path)


@pytest.mark.parametrize("path", SIZED, ids=name)
def test_a_file_says_what_it_is_for_and_stays_short(path: Path) -> None:
    assert ast.get_docstring(tree(path))
    assert len(path.read_text(encoding="utf-8").splitlines()) <= (60 if path.parent.name == "pages" else 300)


@pytest.mark.parametrize("path", [p for p in SERVED if p.suffix in (".js", ".css")], ids=name)
def test_a_served_file_stays_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", SIZED, ids=name)
def test_functions_are_short(path: Path) -> None:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, kinds)]
    assert [f.name for f in functions if (f.end_lineno or 0) - f.lineno >= 45] == []


def test_every_pick_list_is_the_one_that_speaks_the_readers_language() -> None:
    """A list of Streamlit's own says in English what is to be chosen."""
    own = [name(path) for path in CODE if ".selectbox(" in path.read_text(encoding="utf-8")]
    assert own == ["ui/session/pick_list.py"]


def test_there_is_no_room_for_things_without_a_name() -> None:
    assert [
        name(p) for p in CODE if re.fullmatch(r"(utils?|helpers?|managers?|common|misc|base)", p.stem)
    ] == []


@pytest.mark.parametrize("path", SERVED, ids=name)
def test_what_is_served_names_no_host(path: Path) -> None:
    assert (
        re.findall(
            r"(?:https?:)?//[\w.-]+\.[a-z]{2,}",
            re.sub(r"^\s*//.*$", "", path.read_text(encoding="utf-8"), flags=re.M),
        )
        == []
    )


@pytest.mark.parametrize("path", [p for p in SERVED if p.suffix == ".js"], ids=name)
def test_scripts_run_no_text_as_code(path: Path) -> None:
    assert (
        re.findall(
            r"\beval\(|new Function\(|document\.write|insertAdjacentHTML", path.read_text(encoding="utf-8")
        )
        == []
    )


@pytest.mark.parametrize("path", [p for p in SERVED if p.suffix == ".html"], ids=name)
def test_templates_never_switch_escaping_off(path: Path) -> None:
    assert re.findall(r"\|\s*safe\b|autoescape", path.read_text(encoding="utf-8")) == []
