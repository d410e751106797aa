"""What a session remembers: one value, the phases of a run, and the URL held together with it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tiny import shipped

from data.query.selection import Selection
from ui.session import state
from ui.session.run import callbacks, url_sync
from ui.session.session import KEY, LivePart, Session, session

ROOT = Path(__file__).parents[1]


class Url(dict[str, str]):
    """The parameters of the URL, as Streamlit gives them; counts how often they are written."""

    writes = 0

    def get_all(self, key: str) -> list[str]:
        return [self[key]]

    def from_dict(self, wanted: dict[str, str]) -> None:
        self.clear()
        self.update(wanted)
        self.writes += 1


@pytest.fixture
def url(monkeypatch: pytest.MonkeyPatch) -> Url:
    """The URL of a session that is not open yet."""
    found = Url(lang="en", topics="counter-narcotics")
    monkeypatch.setattr("streamlit.session_state", {})
    monkeypatch.setattr("streamlit.query_params", found)
    monkeypatch.setattr("ui.session.cache.current_atlas", lambda _case: shipped())
    monkeypatch.setattr("ui.session.run.live_parts.redraw", lambda **_: None)
    return found


def run() -> tuple[str, ...]:
    """A run without a page; the values that it does not know."""
    unknown = url_sync.begin_run()
    url_sync.finish_run()
    return unknown


def test_the_first_run_takes_the_url_and_seeds_the_widgets(url: Url) -> None:
    url["actors"] = "russia,nobody"
    assert [value for value in run() if "nobody" in value]
    assert (state.current_selection().topics, state.current_selection().actors) == (
        ("counter-narcotics",),
        ("russia",),
    )
    assert state.lang() == "en"
    import streamlit as st

    assert st.session_state["topics"] == ["counter-narcotics"]
    assert url == url_sync.query(), "and what is not known goes from the URL"


def test_what_has_spoken_stands_against_the_url_and_is_written_once(url: Url) -> None:
    run()
    before = url.writes
    state.choose(topics=(), actors=("russia",))
    run()
    assert url["actors"] == "russia"
    assert "topics" not in url
    assert url.writes == before + 1
    run()
    assert url.writes == before + 1, "a run that changes nothing writes nothing"


def test_going_back_is_read_and_not_written_over(url: Url) -> None:
    run()
    state.choose(topics=())
    run()
    url.clear()
    url.update(lang="ar", topics="counter-narcotics")
    writes = url.writes
    run()
    assert (state.current_selection().topics, state.lang()) == (("counter-narcotics",), "ar")
    assert url.writes == writes


def test_a_filter_that_still_holds_what_it_was_seeded_over_is_not_heard(
    url: Url, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The browser spoke before it saw the last run: its other filters are those of before."""
    import streamlit as st

    run()
    state.choose(topics=())
    url_sync.begin_run()
    session().url.written = {"lang": "en"}
    st.session_state["topics"] = ["counter-narcotics"]
    st.session_state["actors"] = ["russia"]
    callbacks.filter_changed()
    assert (state.current_selection().topics, state.current_selection().actors) == ((), ("russia",))


def test_sessions_share_nothing() -> None:
    one, other = Session(), Session()
    one.live.parts["map"] = LivePart((), False, Selection())
    one.review.acts.append(None)  # type: ignore[arg-type]
    one.opened["table"] = 1
    one.charts.given_up["phases"] = 1
    assert other == Session()


def test_the_session_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    memory: dict[str, Any] = {}
    monkeypatch.setattr("streamlit.session_state", memory)
    assert session() is session() is memory[KEY]


def test_nothing_else_is_remembered_under_a_key_of_ours() -> None:
    """Keys of session_state are those of widgets."""
    files = [ROOT / "frame.py", *(p for room in ("ui", "pages") for p in (ROOT / room).rglob("*.py"))]
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert re.findall(r"session_state(?:\[|\.\w+\()[f]?\"_", text) == [], path
