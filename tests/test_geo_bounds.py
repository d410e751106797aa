"""What the map frames: places of the region first, and documents where what they name lies."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

from tiny import shipped

from data.query.selection import Selection
from data.query.view import View, select
from geo.bounds import border_bounds, frame_of, frame_of_documents


def naming(documents: tuple[str, ...], **counts: int) -> View:
    """A view of some documents that name places so often."""
    view = select(shipped(), replace(Selection(), documents=documents))
    return cast(View, SimpleNamespace(atlas=shipped(), selection=view.selection, counts=counts))


def covers(bounds: Any, place: str) -> bool:
    """Lies the place within the bounds?"""
    (south, west), (north, east) = bounds
    row = shipped().places[place]
    return bool(south <= (row.lat or 0) <= north and west <= (row.lon or 0) <= east)


def test_a_passage_that_names_a_place_far_away_too_frames_the_region() -> None:
    both = frame_of(shipped(), ["chaldovar", "washington"])
    assert both == frame_of(shipped(), ["chaldovar"])
    assert not covers(both, "washington")
    assert covers(frame_of(shipped(), ["washington", "moscow"]), "washington")
    assert covers(frame_of(shipped(), ["washington", "moscow"]), "moscow")


def test_a_country_is_framed_whole_unless_something_nearer_is_named() -> None:
    """Of two statements to begin with one is about a country and a land far away, one about a country and its
    border."""
    whole = frame_of(shipped(), ["united-states", "tajikistan"])
    assert whole == frame_of(shipped(), ["washington", "tajikistan"])
    for place in ("khorog", "dushanbe", "chaldovar"):
        assert covers(whole, place)
    assert not covers(whole, "kabul")
    assert covers(frame_of(shipped(), ["afghanistan"]), "kabul")
    assert frame_of(shipped(), ["tajik-afghan-border", "afghanistan"]) == border_bounds()
    assert frame_of(shipped(), ["chaldovar", "tajikistan"]) == frame_of(shipped(), ["chaldovar"])


def test_documents_open_where_most_of_what_they_name_lies() -> None:
    document = next(iter(shipped().documents))
    assert frame_of_documents(naming((), washington=5)) is None
    assert frame_of_documents(naming((document,), chaldovar=2, washington=1)) is None
    assert frame_of_documents(naming((document,), blinken=9)) is None, "actors are counted too"
    far = frame_of_documents(naming((document,), chaldovar=1, washington=2, moscow=1))
    assert covers(far, "washington")
    assert covers(far, "moscow")
    assert not covers(far, "chaldovar")
