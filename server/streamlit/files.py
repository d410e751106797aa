"""The files that Streamlit's frontend is made of, read from the installed package."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

IMPORT = re.compile(r'(?:\bfrom|\bimport)"\./([^"]+\.js)"')


@cache
def widget_scripts(widgets: tuple[str, ...]) -> tuple[str, ...]:
    """The scripts that show these widgets, and what those import, by name; what a version of Streamlit lacks
    is left out."""
    found: dict[str, None] = {}
    names = [file.name for widget in widgets for file in sorted(_scripts().glob(f"{widget}.*.js"))]
    while names:
        name = names.pop()
        if name not in found and (_scripts() / name).is_file():
            found[name] = None
            names += IMPORT.findall(script_text(name))
    return tuple(found)


def script_text(name: str) -> str:
    """The text of a script."""
    return (_scripts() / name).read_text(encoding="utf-8")


@cache
def frontend_page() -> str:
    """The page that starts the frontend."""
    return (static() / "index.html").read_text(encoding="utf-8")


@cache
def static() -> Path:
    """The folder of everything that Streamlit serves."""
    spec = find_spec("streamlit")  # never imported here: this only reads its files
    if spec is None or spec.origin is None:
        raise RuntimeError("Streamlit is not installed")
    return Path(spec.origin).parent / "static"


def _scripts() -> Path:
    return static() / "static" / "js"
