"""What a pick means: every kind of pick on the shipped data, and picks that name nothing known."""

from __future__ import annotations

from typing import Any

import pytest
from tiny import shipped

from data.query.selection import Selection
from frame import PAGES
from ui.session.picks import MOST, PickEffect, pick_effect, valid_picks
from ui.session.run import url_sync
from ui.session.session import session
from ui.session.story import stage

CHOSEN = Selection(topics=("border-security",), assessments=("open",))
PICKS: list[tuple[str, bool, PickEffect]] = [
    ("", True, PickEffect({"focus": ""})),
    ("place:chaldovar", False, PickEffect({"focus": "place:chaldovar"})),
    ("place:chaldovar", True, PickEffect({"focus": "place:chaldovar"}, gentle=True)),
    ("passage:issa-2023.p12", False, PickEffect({"focus": "passage:issa-2023.p12"}, gentle=False)),
    ("topic:counter-narcotics", False, PickEffect({"topics": ("border-security", "counter-narcotics")})),
    ("topic:border-security", False, PickEffect({"topics": ("border-security",)})),
    ("page:3", False, PickEffect({"page": 3})),
    ("page:0", False, PickEffect({"page": 1})),
    ("page:" + "9" * 400, False, PickEffect({"page": 999999})),
    ("page:sources", False, PickEffect(turn="sources")),
    ("lens:aid", False, PickEffect({"lens": "aid"})),
    ("stretch:120-340", False, PickEffect({"km_from": 120, "km_to": 340})),
    ("assessment:open", False, PickEffect({"assessments": ()})),
    ("show:issa-2023.p12", False, PickEffect({"focus": "passage:issa-2023.p12"}, turn="map", gentle=False)),
    ("map:place:chaldovar", True, PickEffect({"focus": "place:chaldovar"}, turn="map", gentle=False)),
    (
        "map:topic:counter-narcotics",
        True,
        PickEffect({"topics": ("border-security", "counter-narcotics")}, turn="map"),
    ),
    ("fund:aid:us-puma-2022", True, PickEffect({"focus": "aid:us-puma-2022"}, turn="aid", gentle=True)),
    ("frame:place:chaldovar", True, PickEffect({"focus": "place:chaldovar"}, gentle=False)),
    ("read:place:chaldovar", False, PickEffect({"focus": "place:chaldovar"}, turn="article", gentle=True)),
    ("weigh:statement:c38", False, PickEffect({"focus": "statement:c38"}, turn="evidence", gentle=True)),
    ("mark:7", False, PickEffect(review={"mark": "7", "words": ""})),
    ("words:3:10-20", False, PickEffect(review={"words": "3:10-20"})),
    ("position:" + "1" * 99, False, PickEffect(review={"position": "1" * 60})),
]


@pytest.mark.parametrize(("what", "framed", "meant"), PICKS)
def test_each_kind_of_pick_has_its_meaning(what: str, framed: bool, meant: PickEffect) -> None:
    assert pick_effect(shipped(), CHOSEN, what, framed=framed) == meant


@pytest.mark.parametrize(
    "what",
    [
        "place:atlantis",
        "topic:<b>",
        "lens:",
        "weigh:place:atlantis",
        "map:topic:none",
        "frame:topic:counter-narcotics",
        "frame:frame:place:chaldovar",
        "map:page:sources",
        "show:p1",
        "assessment:true",
        "nothing",
        ":",
    ],
)
def test_a_pick_that_names_nothing_known_means_nothing(what: str) -> None:
    assert pick_effect(shipped(), CHOSEN, what, framed=True) == PickEffect()


FORGED: list[Any] = [
    None,
    "x",
    5,
    {},
    [None],
    [[]],
    ["x"],
    [5],
    [{}],
    [{"seq": 1}],
    [{"id": ""}],
    [{"id": "", "seq": "x"}],
    [{"id": "", "seq": True}],
    [{"id": "", "seq": float("nan")}],
    [{"id": "", "seq": float("inf")}],
    [{"id": "", "seq": 1.5}],
    [{"id": None, "seq": 1}],
    [{"id": ["x"], "seq": 1}],
    [{"id": "x" * 5_000, "seq": 1}],
    [{"id": "", "seq": 10**400}],
    [{"id": "", "seq": -1}],
    {"0": {"id": ""}},
]


@pytest.mark.parametrize("sent", FORGED, ids=range(len(FORGED)))
def test_picks_that_no_component_sends_are_dropped(sent: Any) -> None:
    assert valid_picks(sent, 0) == []
    if isinstance(sent, list):
        assert valid_picks([{"id": "a", "seq": 1}, *sent, {"id": "b", "seq": 2, "frame": True}], 0) == [
            (1, "a", False),
            (2, "b", True),
        ]


def test_picks_are_taken_once_in_order_and_not_too_many_at_once() -> None:
    sent = [{"id": str(n), "seq": n} for n in (3, 4, 4, 2, 5)]
    assert [seq for seq, *_ in valid_picks(sent, 3)] == [4, 5]
    assert len(valid_picks([{"id": "", "seq": n} for n in range(1, 100_000)], 0)) == MOST


@pytest.mark.parametrize(
    "ends", ["1" * 5_000, "1-" + "9" * 5_000, "9" * 5_000 + "-3", "-", "1-2-3", "٣-٤", "a-b", "-5"]
)
def test_a_stretch_that_is_none_is_none(ends: str) -> None:
    assert pick_effect(shipped(), CHOSEN, f"stretch:{ends}", framed=False) == PickEffect(
        {"km_from": None, "km_to": None}
    )


def test_every_change_is_a_field_of_the_selection() -> None:
    fields: set[str] = set(Selection.__dataclass_fields__)
    changes: list[dict[str, Any]] = [meant.changes for _, _, meant in PICKS]
    assert set().union(*changes) <= fields


def test_a_page_that_was_asked_for_is_turned_to_until_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that turns may be cut short by the next thing the browser says."""
    monkeypatch.setattr("streamlit.session_state", {})
    session().url.turn = "map"
    assert [url_sync.turn_page(here, PAGES) for here in ("present", "present", "map", "present")] == [
        "map",
        "map",
        None,
        None,
    ]
    session().url.turn = "nowhere"
    assert url_sync.turn_page("map", PAGES) is None
    assert session().url.turn is None


def test_a_talk_that_was_left_is_over_until_its_page_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streamlit.session_state", {})
    session().story.staged = True
    monkeypatch.setattr("streamlit.query_params", {"step": "3"})
    for here in ("present", "present", "map"):
        stage.begin_stage(here)
        assert stage.stage() == {}, here
    stage.begin_stage("present")
    assert stage.stage() == {"step": "3"}, "the URL speaks again"
