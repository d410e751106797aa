"""The ES modules of web/ put together: one script of a module and all that it imports, for the app and for
the exported file.

A browser would take the modules as they are, one request each; one script spares it these. They share one
scope then, so no two of them may give a name to different things."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from typing import Any

from data.text import normalize, search_term, spelling
from web.assets import WEB

APP, FILE = ("app.js", "start/first_page.js", "lib/lists.js"), "file/page.js"
SPEAKER = "speaker.js"
# Modules that are made here: what the browser's rules read, from where Python's rules stand.
TABLES: dict[str, dict[str, Callable[[], dict[str, Any]]]] = {
    "search/tables.js": {"FOLDING": normalize.folding_tables},
    "search/search_tables.js": {"SEARCHING": search_term.search_tables, "SPELLING": spelling.spelling_tables},
}
IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]*)";\n', re.M)
DECLARED = re.compile(r"^(?:export )?(?:async )?(?:function|class|const|let) (\w+)", re.M)
EXPORTED = re.compile(r"^export (?:async )?(?:function|class|const|let) (\w+)", re.M)


def source(module: str) -> str:
    """The text of a module, named by its path in web/."""
    if module not in TABLES:
        return (WEB / module).read_text(encoding="utf-8")
    written = {
        name: json.dumps(tables(), ensure_ascii=False, separators=(",", ":"))
        for name, tables in TABLES[module].items()
    }
    return "".join(f"export const {name} = {value};\n" for name, value in written.items())


def imported_names(module: str) -> dict[str, list[str]]:
    """Module -> the names that `module` imports from it."""
    folder = WEB.joinpath(module).parent
    return {
        folder.joinpath(path).resolve().relative_to(WEB).as_posix(): re.findall(r"\w+", names)
        for names, path in IMPORT.findall(source(module))
    }


def graph(module: str, above: tuple[str, ...] = ()) -> list[str]:
    """A module and all that it imports, each after what it imports itself. Raises ValueError for imports that
    run in a circle, and for a name that its module does not export."""
    if module in above:
        raise ValueError(f"{' imports '.join((*above, module))}")
    found: dict[str, None] = {}
    for other, names in imported_names(module).items():
        if missing := set(names) - set(EXPORTED.findall(source(other))):
            raise ValueError(f"{module} imports {', '.join(sorted(missing))}, which {other} does not export")
        found |= dict.fromkeys(graph(other, (*above, module)))
    return [*found, module]


@cache
def bundle(*entries: str) -> str:
    """One script of modules and all that they import, without import and export. Raises ValueError where two
    modules declare the same name, or one is written otherwise than here understood."""
    homes: dict[str, str] = {}
    parts = []
    for module in dict.fromkeys(module for entry in entries for module in graph(entry)):
        text = source(module)
        for name in DECLARED.findall(text):
            if name in homes:
                raise ValueError(f"{name} is declared in {homes[name]} and in {module}")
            homes[name] = module
        bare = re.sub(
            r"^export (?=(?:async )?(?:function|class|const|let) )", "", IMPORT.sub("", text), flags=re.M
        )
        if left := re.search(r"^(?:import|export)\b.*", bare, re.M):
            raise ValueError(f"{module}: {left[0]}")
        parts.append(bare)
    return "\n".join(parts)


def as_module(*entries: str) -> str:
    """The same as a module, which exports what `entries` export."""
    names = [name for entry in entries for name in EXPORTED.findall(source(entry))]
    return f"{bundle(*entries)}\nexport {{ {', '.join(names)} }};\n"
