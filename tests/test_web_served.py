"""Files made by the app: their names carry their hash, they are compressed once, and old versions do not pile
up."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from web import assets


@pytest.fixture(autouse=True)
def nothing_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    for known in ("_made", "_paths"):
        monkeypatch.setattr(assets, known, {})


def content(path: str) -> bytes | None:
    file = assets.get(path)
    return file.content if file else None


def test_the_same_content_has_the_same_path_and_other_content_another() -> None:
    first = assets.put("map", "js", "one")
    assert assets.put("map", "js", b"one") == first == assets.path("map")
    second = assets.put("map", "js", "two")
    assert second != first
    assert assets.path("map") == second
    assert (content(first), content(second)) == (b"one", b"two"), (
        "a page that is open may still ask for the first"
    )
    assert Path(second).suffix == ".js"


def test_only_the_last_versions_of_a_file_stay() -> None:
    other = assets.put("map-ar", "js", "another file, whose name begins alike")
    paths = [assets.put("map", "js", str(version)) for version in range(assets.KEPT + 3)]
    assert [content(path) for path in paths[:3]] == [None] * 3
    assert [content(path) for path in paths[3:]] == [
        str(version).encode() for version in range(3, assets.KEPT + 3)
    ]
    assert content(other) is not None
    assert assets.put("map", "js", "0") == paths[0], "and one that comes back is there again"
    assert content(paths[0]) == b"0"


def test_a_file_is_compressed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    file = assets.get(assets.put("list", "html", "<p>" + 1000 * "same "))
    assert file is not None
    assets.pack()
    monkeypatch.setattr(gzip, "compress", lambda *_: pytest.fail("again"))
    assert gzip.decompress(file.packed) == file.content
    assert len(file.packed) < 100
