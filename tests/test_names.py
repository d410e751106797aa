"""One name, one meaning: a public class or function is defined in one module alone."""

from __future__ import annotations

import ast
from collections import defaultdict

from test_rooms import CODE, module, tree

SHARED = {
    "main": "what a command, a page or a worker runs: each module has one, and it is called by its module",
}


def public_names() -> dict[str, list[str]]:
    """Name of a class or function at the top of a module -> the modules that define it."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for path in CODE:
        for node in tree(path).body:
            match node:
                case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                    found[name][module(path)] = None
    return {name: list(modules) for name, modules in found.items() if not name.startswith("_")}


def test_a_public_name_has_one_meaning() -> None:
    """A name that several modules give to one interface goes to SHARED, with the reason; any other is to be
    called what it is."""
    several = {name: modules for name, modules in public_names().items() if len(modules) > 1}
    assert {name: several[name] for name in several.keys() - SHARED.keys()} == {}
    assert SHARED.keys() - several.keys() == set(), "defined in one module now: to be taken out of SHARED"
