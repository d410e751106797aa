"""What an act on an added document leaves as it was is not made anew, and nothing piles up with acts."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from dataclasses import replace

import pytest
from stores import entry, laid_over
from test_documents_statements import brought, evidence, statement
from test_documents_store import NEW
from tiny import shipped, small

from data.atlas.atlas import Atlas
from data.atlas.join import basemap_atlas, join
from data.atlas.overlay import Spelling
from data.documents.add import Given
from data.documents.add import entry as added
from data.documents.review.columns import with_marks
from data.documents.review.suggestion import Suggestion, suggestions_of
from data.documents.schema import Extra
from data.documents.store import Store
from data.tables.vocab import LANGS
from frame import prepare_assets
from geo import map as geo_map
from geo.profile import draw
from ui import jump_index
from ui.html.statements import page as statements
from ui.html.statements.page import statement_cards
from web import assets

pytestmark = pytest.mark.slow
TEXT = "Officials came to Khorog.\nRussia gave $10 million for the post at Chaldivar, Blinken said."
STEMS = ("base", "places", "statements", "strip", "jump")


@pytest.fixture
def store(store_address: str) -> Store:
    return Store(store_address)


def served(atlas: Atlas, suffix: str = "") -> dict[str, str]:
    """The files that added documents may change: name -> path."""
    prepare_assets(atlas)
    return {stem: assets.asset_path(f"{stem}-ar{suffix}") for stem in STEMS}


def decide(store: Store, document: str, which: Callable[[Suggestion], bool], state: str = "accepted") -> None:
    own = store.entry(document)
    assert own is not None
    marks = suggestions_of(own)
    assert any(map(which, marks))
    after = [replace(m, state=state) if which(m) else m for m in marks]  # type: ignore[arg-type]
    store.change(with_marks(own, after))


def test_a_decision_makes_only_what_it_changes_anew(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    own, _ = added(shipped(), Given("A report", TEXT))
    key = own.document.id
    store.add([own])
    before = served(join(shipped(), store.overlay()))
    with monkeypatch.context() as patch:
        for module, name in ((draw, "svg"), (statements, "_cards"), (jump_index, "jump_index")):
            patch.setattr(module, name, lambda *_: pytest.fail("made again"))
        decide(store, key, lambda m: m.kind == "figure")
        decide(store, key, lambda m: m.what == "russia", "rejected")
        decide(store, key, lambda m: m.what == "russia")  # the article names it, so no list changes
        assert served(join(shipped(), store.overlay())) == before
    decide(store, key, lambda m: m.what == "chaldovar")
    after = served(join(shipped(), store.overlay()))
    assert {stem for stem in STEMS if after[stem] != before[stem]} == {"strip"}, "a tick more over the place"


def test_places_that_go_again_leave_the_map_as_it_was_before_they_came(store: Store) -> None:
    store.add([entry("a", ("لا أحد.",), ())])
    before = served(laid_over(store))
    places = [Extra("b", NEW[kind]) for kind in ("source", "entity", "place")]
    store.add([entry("b", ("ذهبوا إلى زهر.",), ((0, "زهر", "zahr"),))], places)
    there = served(laid_over(store))
    assert all(there[stem] != before[stem] for stem in ("base", "places", "jump"))
    store.delete("b")
    assert served(laid_over(store)) == before


def test_a_case_without_places_of_its_own_has_the_base_map_of_the_first(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, case = served(shipped()), store.cases.make("Other", "").id
    store.of(case).add([added(shipped(), Given("A report", TEXT))[0]])
    monkeypatch.setattr(geo_map, "base_map", lambda *_: pytest.fail("drawn again"))
    other = served(join(shipped(), store.of(case).overlay()), f"-{case}")
    assert {stem for stem in STEMS if other[stem] == first[stem]} == {"base"}
    assert served(shipped()) == first


def test_files_of_cases_that_were_not_open_for_long_are_dropped_until_they_are_again(store: Store) -> None:
    first, cases = served(shipped()), [store.cases.make(f"C{n}", "").id for n in range(assets.GROUPS + 1)]
    for case in cases:
        store.of(case).add([added(shipped(), Given("A report", TEXT))[0]])

    def opened(case: str) -> dict[str, str]:
        return served(join(shipped(), store.of(case).overlay()), f"-{case}")

    before = opened(cases[0])
    assert all(map(assets.get, before.values()))
    for case in cases[1:]:
        prepare_assets(join(shipped(), store.of(case).overlay()))
    assert {stem for stem in STEMS if assets.get(before[stem])} == {"base"}, "which the first case has too"
    assert assets.asset_path(f"jump-ar-{cases[0]}") == before["jump"], "where a part is drawn alone"
    assert all(map(assets.get, first.values()))
    assert opened(cases[0]) == before
    assert all(map(assets.get, before.values()))


def test_a_file_that_stems_share_is_there_for_each_when_the_other_has_newer_ones() -> None:
    for stem in ("shared-one", "shared-two"):
        assets.offer(stem, "js", "old", lambda: "old")
    old = assets.asset_path("shared-two")
    assert assets.asset_path("shared-one") == old
    for n in range(assets.KEPT):
        assets.offer("shared-two", "js", n, lambda n=n: str(n))  # type: ignore[misc]
        assets.asset_path("shared-two")
    assert assets.asset_path("shared-one") == old
    assert assets.get(old)


def test_a_spelling_and_a_statement_are_found_at_once(store: Store) -> None:
    store.add([entry("a")])
    before = served(laid_over(store))
    own = store.entry("a")
    assert own is not None
    store.change(own, [Extra("a", Spelling("nora", "ar", "نورة"))])
    spelled = served(laid_over(store))
    assert {stem for stem in STEMS if spelled[stem] != before[stem]} == {"jump"}
    own = store.entry("a")
    assert own is not None
    store.change(own, brought(statement(), evidence()))
    after = served(laid_over(store))
    assert {stem for stem in STEMS if after[stem] != spelled[stem]} == {"jump", "statements"}


@pytest.mark.parametrize("lang", LANGS)
def test_the_cards_of_all_statements_are_those_of_the_files_and_then_the_added_ones(
    store: Store, lang: str
) -> None:
    store.add([entry("a")], brought(statement(), evidence()))
    atlas = laid_over(store)
    cards = statement_cards(atlas, atlas.text(lang))  # type: ignore[arg-type]
    assert cards.count("<details") == len(atlas.statements) == len(small().statements) + 1
    curated = statement_cards(small(), small().text(lang))  # type: ignore[arg-type]
    assert cards.startswith(curated)
    assert 'id="statement-own-1"' in cards.removeprefix(curated)


def test_versions_with_the_same_places_share_what_the_base_map_is_drawn_of(store: Store) -> None:
    places = [Extra("a", NEW[kind]) for kind in ("source", "entity", "place")]
    store.add([entry("a", ("ذهبوا إلى زهر.",), ((0, "زهر", "zahr"),))], places)
    before = basemap_atlas(laid_over(store))
    store.add([entry("b")])
    after = basemap_atlas(laid_over(store))
    assert after is before
    assert "zahr" in after.places
    assert after.overlay is None


def test_of_each_document_one_version_is_kept(store: Store) -> None:
    store.add([entry("a")])
    first = store.overlay().read("a")
    gone = weakref.ref(first)
    assert store.overlay().read("a") is first
    own = store.entry("a")
    assert own is not None
    store.change(replace(own, content=replace(own.content, reviewed=(4, 1))))
    assert store.overlay().read("a").reviewed == (4, 1)
    del first, own
    gc.collect()
    assert gone() is None
