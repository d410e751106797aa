"""What is computed from an atlas stays with it and goes with it: nothing else keeps an old atlas alive."""

from __future__ import annotations

import gc
import importlib
import inspect
import pkgutil
import weakref
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from stores import entry
from tiny import tiny

from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.atlas.join import AddedPlaces, join
from data.documents.store import Store
from data.load import load
from data.query.selection import Selection
from data.query.view import View, select
from export.order import Order
from geo.picture.svg import Frame
from ui.story.figures import MapMeasurements

ROOMS = ("data", "geo", "ui", "export")
OF_AN_ATLAS = ("Atlas", "View", "Order")


def modules() -> Iterator[ModuleType]:
    """Every module of the rooms that know an atlas, but those that run by themselves or by hand."""
    for room in map(importlib.import_module, ROOMS):
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            if not found.name.endswith("__main__") and not found.name.startswith("geo.build"):
                yield importlib.import_module(found.name)


def functions() -> dict[str, Callable[..., Any]]:
    """Every function that the rooms define, methods too, by its name."""
    found: dict[str, Callable[..., Any]] = {}
    for module in modules():
        for scope in (module, *(c for _, c in inspect.getmembers(module, inspect.isclass))):
            for name, value in vars(scope).items():
                made = getattr(value, "__func__", value)
                if callable(made) and getattr(made, "__module__", "") == module.__name__:
                    found[f"{module.__name__}.{getattr(scope, '__qualname__', '')}.{name}"] = made
    return found


def owner(function: Callable[..., Any]) -> str:
    """The type of the first argument of a function, as it is written."""
    first = next(iter(inspect.signature(function).parameters.values()), None)
    return str(first.annotation) if first else ""


def is_cached_per_atlas(function: Callable[..., Any]) -> bool:
    """Whether the results of a function stay with an atlas."""
    code = getattr(function, "__code__", None)
    return code is not None and code.co_filename == inspect.getfile(cached_per_atlas)


CACHED = {name: f for name, f in functions().items() if hasattr(f, "__wrapped__") and is_cached_per_atlas(f)}


def test_no_other_cache_holds_an_atlas() -> None:
    others = {name: f for name, f in functions().items() if hasattr(f, "cache_info")}
    assert others, "caches of words and numbers are found"
    assert {name for name, f in others.items() if owner(f) in OF_AN_ATLAS} == set()


def arguments(atlas: Atlas) -> dict[str, Any]:
    """Something for each parameter of the functions that are cached."""
    view = select(atlas, Selection())
    step = next(iter(atlas.story.values()), None)
    return {
        "atlas": atlas,
        "base": atlas.base or atlas,
        "view": view,
        "lang": "en",
        "t": atlas.text("en"),
        "frame": Frame(67, 36, 75, 39),
        "selection": Selection(),
        "chosen": Selection(),
        "word": "Nora",
        "text": "Nora",
        "query": "Nora",
        "place": "nora",
        "document": "note",
        "story": (),
        "steps": (step,) if step else (),
        "measured": MapMeasurements(1344, 300),
        "curated": False,
        "kind": "svg",
        "size": "whole",
        "places": (),
        "key": "nora",
        "facet": "actors",
        "table": "places",
        "passage": "note.p01",
        "documents": ("note", "letter"),
        "second": None,
        "one": "note",
        "other": "letter",
        "lit": (),
        "start": None,
        "end": None,
        "accepted": (),
        "added": AddedPlaces("", {}),
    }


def use(atlas: Atlas) -> None:
    """Call every function whose results stay with an atlas."""
    known = arguments(atlas)
    for name, function in CACHED.items():
        wanted = inspect.signature(function).parameters.values()
        missing = [p.name for p in wanted if p.name not in known and p.default is p.empty]
        assert not missing, f"{name}: say in arguments() what {missing} may be"
        given = [p for p in wanted if p.name in known]
        flags = {p.name: known[p.name] for p in given if p.kind is p.KEYWORD_ONLY}
        function(*[known[p.name] for p in given if p.name not in flags], **flags)


def test_an_atlas_goes_with_all_that_was_computed_of_it(tmp_path: Path) -> None:
    assert len(CACHED) > 25
    atlas = load(tiny(tmp_path / "tiny"))
    use(atlas)
    gone = weakref.ref(atlas)
    del atlas
    gc.collect()
    assert gone() is None


def test_an_atlas_with_added_documents_goes_and_its_base_stays(tmp_path: Path) -> None:
    base = load(tiny(tmp_path / "tiny"))
    store = Store(f"sqlite:///{tmp_path}/documents.sqlite")
    store.add([entry("added")])
    atlas = join(base, store.overlay())
    assert atlas is not base
    use(atlas)
    gone = weakref.ref(atlas)
    del atlas
    gc.collect()
    assert gone() is None
    assert select(base, Selection()).passages


def test_functions_of_one_name_do_not_share_results(tmp_path: Path) -> None:
    def one(_atlas: Atlas) -> int:
        return 1

    def other(_atlas: Atlas) -> int:
        return 2

    other.__qualname__, other.__module__ = one.__qualname__, "elsewhere"
    atlas = load(tiny(tmp_path / "tiny"))
    assert (cached_per_atlas(one)(atlas), cached_per_atlas(other)(atlas)) == (1, 2)


@pytest.mark.parametrize("size", [1, 3])
def test_no_more_results_stay_than_were_asked_for(tmp_path: Path, size: int) -> None:
    calls = []

    @cached_per_atlas(size=size)
    def squared(_atlas: Atlas, n: int) -> int:
        calls.append(n)
        return n * n

    atlas = load(tiny(tmp_path / "tiny"))
    assert [squared(atlas, n) for n in (*range(size + 1), size, 0)] == [
        *(n * n for n in range(size + 1)),
        size * size,
        0,
    ]
    assert calls == [*range(size + 1), 0]


def test_what_is_made_of_a_changed_atlas_is_computed_anew(tmp_path: Path) -> None:
    atlas = load(tiny(tmp_path / "tiny"))
    view = select(atlas, Selection())
    assert isinstance(view, View)
    assert select(replace(atlas), Selection()) is not view
    assert select(atlas, Selection()) is view
    assert Order(view).atlas is atlas
