"""One name, one meaning: a public class or function is defined in one module alone; and the interface's
language travels as its Text."""

from __future__ import annotations

import ast
import re
from collections import defaultdict

from test_rooms import CODE, module, tree

SHARED = {
    "main": "what a command, a page or a worker runs: each module has one, and it is called by its module",
}
# Functions that take data and a bare language, and why not the Text of it.
BARE_LANGUAGE = {
    "_called": "the language of a phrase that texts write",
    "annotate": "the language of the text",
    "_topics": "the language of the text",
    "topic_cues": "the language of the text",
    "__call__": "the language of the text",
    "suggest": "the language of the text",
    "suggest_in_worker": "the language of the text",
    "quotation": "which edition is quoted, in whatever language the interface is",
    "order": "the first of the languages that a file is made in",
    "file_content": "the first of the languages that a file is made in",
    "_columns": "the key of a cache: there is a Text for each atlas",
    "first_page": "the key of a cache: there is a Text for each atlas",
    "series_name": "the chart says its language, and needs no words",
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


def test_a_method_is_named_by_what_it_does_or_gives() -> None:
    """No method is a bare participle (`listed`, `cleared`); a property may be one, as that of a file is."""
    found = {
        f"{module(path)}.{owner.name}.{method.name}"
        for path in CODE
        for owner in ast.walk(tree(path))
        if isinstance(owner, ast.ClassDef)
        for method in owner.body
        if isinstance(method, ast.FunctionDef) and not method.decorator_list
        if re.fullmatch(r"[a-z]+ed|without", method.name)
    }
    assert found == set()


def test_the_language_of_the_interface_comes_as_its_text() -> None:
    """`Text` holds the words and says its language: beside data it stands for both."""
    found = {
        node.name
        for path in CODE
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef)
        and (taken := {one.arg for one in (*node.args.args, *node.args.kwonlyargs)})
        and "lang" in taken
        and taken & {"atlas", "view"}
    }
    assert found == BARE_LANGUAGE.keys()
