"""What one reader chooses, gathers or works on is not another's: two sessions of one server, taking turns."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

FRAME = str(Path(__file__).parents[1] / "frame.py")


def reader(**query: str) -> AppTest:
    """A new session, after its first run."""
    app = AppTest.from_file(FRAME, default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    return app.run()


def test_one_readers_filters_and_language_are_not_anothers() -> None:
    one, other = reader(lang="ar", focus="place:chaldovar"), reader(lang="en")
    one.multiselect(key="topics").set_value(["counter-narcotics"]).run()
    other.run()
    assert one.session_state["_selection"].topics == ("counter-narcotics",)
    assert other.session_state["_selection"].topics == ()
    assert other.session_state["_selection"].focus != "place:chaldovar"
    assert (one.session_state["_lang"], other.session_state["_lang"]) == ("ar", "en")
    assert "topics" not in other.query_params


def test_one_readers_story_desk_and_picked_records_are_not_anothers() -> None:
    one, other = reader(lang="en", focus="place:chaldovar"), reader(lang="en")
    one.button(key="story-add").click().run()
    one.session_state["_desk"], one.session_state["_records"] = "some-document", ["us-puma-2022"]
    one.run()
    other.run()
    assert len(one.session_state["_mine"]) == 1
    assert [key for key in ("_mine", "_desk", "_records") if other.session_state.get(key)] == []
