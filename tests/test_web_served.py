"""Files made by the app: their names carry their hash, they are compressed once, and old versions do not pile
up."""

from __future__ import annotations

import gc
import gzip
import weakref
from pathlib import Path

import pytest

from web import assets


@pytest.fixture(autouse=True)
def nothing_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    for known in ("_made", "_paths", "_offers", "_keys"):
        monkeypatch.setattr(assets, known, {})


def content(path: str) -> bytes | None:
    file = assets.get(path)
    return file.content if file else None


def test_the_same_content_has_the_same_path_and_other_content_another() -> None:
    first = assets.serve_asset("map", "js", "one")
    assert assets.serve_asset("map", "js", b"one") == first == assets.asset_path("map")
    second = assets.serve_asset("map", "js", "two")
    assert second != first
    assert assets.asset_path("map") == second
    assert (content(first), content(second)) == (b"one", b"two"), (
        "a page that is open may still ask for the first"
    )
    assert Path(second).suffix == ".js"


def test_only_the_last_versions_of_a_file_stay() -> None:
    other = assets.serve_asset("map-ar", "js", "another file, whose name begins alike")
    paths = [assets.serve_asset("map", "js", str(version)) for version in range(assets.KEPT + 3)]
    assert [content(path) for path in paths[:3]] == [None] * 3
    assert [content(path) for path in paths[3:]] == [
        str(version).encode() for version in range(3, assets.KEPT + 3)
    ]
    assert content(other) is not None
    assert assets.serve_asset("map", "js", "0") == paths[0], "and one that comes back is there again"
    assert content(paths[0]) == b"0"


def test_a_file_is_compressed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    file = assets.get(assets.serve_asset("list", "html", "<p>" + 1000 * "same "))
    assert file is not None
    assets.compress_assets()
    monkeypatch.setattr(gzip, "compress", lambda *_: pytest.fail("again"))
    assert gzip.decompress(file.gzipped) == file.content
    assert len(file.gzipped) < 100


def test_what_is_offered_is_made_when_asked_for_and_again_only_where_it_follows_from_something_else() -> None:
    made = []

    def offered(key: str) -> str:
        assets.offer("list", "html", key, lambda: made.append(key) or f"<p>{key}")  # type: ignore[func-returns-value]
        return key

    offered("one")
    assert assets.has("list")
    assert made == []
    first = assets.asset_path("list")
    assert content(first) == b"<p>one"
    offered("one")
    assert (assets.asset_path("list"), made) == (first, ["one"])
    offered("two")
    offered("three")
    assert assets.asset_path("list") != first
    assert made == ["one", "three"], "what nobody asked for is not made"
    offered("one")
    assert assets.asset_path("list") == first, "what is so again is served again"


def test_what_is_offered_is_there_for_those_who_know_its_path_already() -> None:
    path = assets.serve_asset("list", "html", "<p>one")
    assets._made.clear()
    assets.offer("other", "html", "", lambda: pytest.fail("was not asked for"))
    assets.offer("list", "html", "", lambda: "<p>one")
    assert content(path) == b"<p>one"
    assert assets.get(f"{assets.PREFIX}/map-0123456789ab.js") is None


def test_what_a_file_was_made_of_is_not_kept() -> None:
    class Atlas:
        lines = "<p>one"

    atlas = Atlas()
    gone = weakref.ref(atlas)
    assets.offer("list", "html", "", lambda held=atlas: held.lines)  # type: ignore[misc]
    del atlas
    assets.asset_path("list")
    gc.collect()
    assert gone() is None
