"""What one session may have the server do: one that floods is refused in plain words, loses nothing, and goes
on later; others notice nothing."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest
from test_session_app import _frame_first as _frame_first
from test_session_bring import bring
from test_session_isolation import reader, sent, submit
from test_session_isolation import store as store
from tiny import shipped

from data.atlas.case import FIRST_CASE
from data.documents.errors import Unfit
from data.documents.store import Store
from data.query.selection import Selection
from data.tables.vocab import LANGS, Lang
from ui.session import state
from ui.session.review import documents
from ui.session.run import allowance, callbacks, live_parts
from ui.session.run.allowance import Allowance, pick_allowance
from ui.session.session import KEY, session

ACTS = st.lists(st.tuples(st.floats(0, 50), st.integers(1, 3)), min_size=1, max_size=60)  # pause, units


@given(acts=ACTS)
def test_no_more_is_used_than_was_there_and_came_back(acts: list[tuple[float, int]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        now = 0.0
        patch.setattr(allowance, "time", SimpleNamespace(monotonic=lambda: now))
        own, used = Allowance(10, 0.5, at=0), 0
        for pause, units in acts:
            now += pause
            spent = own.spent
            if own.allows():
                assert not spent or own.used < 9
                own.used += units
                used += units
            assert used <= 10 + 0.5 * now + 3
        now += 1000
        assert own.allows(), "in time everything comes back"


def texts(app: AppTest) -> str:
    return repr(sent(app))


def spend(app: AppTest) -> None:
    work = app.session_state[KEY].work
    work.used = work.most + 100


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_a_session_that_has_asked_for_too_much_work_is_told_and_loses_nothing(
    store: Store, lang: Lang
) -> None:
    told = shipped().text(lang)("documents.too-much")
    app, other = reader("documents", lang="en"), reader("documents", lang="en")
    bring(app, ("a.txt", b"The guards of Tajikistan went to Khorog.\n\nThey came back."))
    app.segmented_control(key="lang").set_value(lang).run()
    spend(app)
    next(b for b in app.button if b.label == shipped().text(lang)("documents.submit")).click().run()
    assert not store.entries()
    assert told in texts(app)
    assert app.text_input(key="brought-title-0").value, "what was brought is still there to be added"
    app.session_state[KEY].work.used = 0.0
    next(b for b in app.button if b.label == shipped().text(lang)("documents.submit")).click().run()
    assert len(store.entries()) == 1
    assert told not in texts(other.run())


@pytest.mark.slow
def test_no_file_is_read_once_the_allowance_is_used_up(store: Store) -> None:
    app = reader("documents", lang="en")
    spend(app)
    bring(app, ("a.txt", b"One."), ("b.txt", b"Two."))
    assert texts(app).count(shipped().text("en")("documents.too-much")) == 3, "for each, and for the dossier"
    assert app.session_state[KEY].review.brought is None
    assert not store.entries()


@pytest.mark.slow
def test_work_is_counted(store: Store) -> None:
    app = reader("documents", lang="en")
    app.text_area[0].set_value("The guards of Tajikistan went to Khorog in 2024.")
    submit(app)
    assert len(store.entries()) == 1
    assert app.session_state[KEY].work.used > 0


def test_no_dossier_is_made_or_taken_once_the_allowance_is_used_up(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = session()
    monkeypatch.setattr(own, "work", Allowance(1, 0, used=2))
    with pytest.raises(Unfit, match="too-much"):
        documents.dossier_maker(FIRST_CASE)()
    documents.load_dossier(b"")
    assert own.review.message == ("documents.too-much", {})


def test_picks_that_come_too_fast_are_dropped_until_some_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    own, redrawn, now = session(), [], 0.0
    monkeypatch.setattr(allowance, "time", SimpleNamespace(monotonic=lambda: now))
    monkeypatch.setattr(own.picks, "allowance", replace(pick_allowance(), at=0))
    monkeypatch.setattr(own.picks, "received", {})
    monkeypatch.setattr(own, "selection", Selection())
    monkeypatch.setattr(state, "atlas", shipped)
    monkeypatch.setattr(live_parts, "redraw", lambda **how: redrawn.append(how))
    monkeypatch.setattr(live_parts, "catch_up", lambda **_: None)
    seq = 0

    def flood(count: int, last: str) -> None:
        nonlocal seq
        for start in range(seq, seq + count, 50):
            picks: list[Any] = [
                {"seq": n + 1, "id": "place:khorog"} for n in range(start, min(start + 50, seq + count))
            ]
            picks[-1]["id"] = last
            monkeypatch.setattr("streamlit.session_state", {KEY: own, "mapview": _Sent(picks)})
            callbacks.take_picks("mapview")
        seq += count

    flood(400, "place:chaldovar")
    assert own.selection is not None
    assert own.selection.focus == "place:chaldovar", "a quick hand is never refused"
    assert not redrawn
    flood(1000, "place:ishkashim")
    assert own.selection.focus == "place:chaldovar"
    assert own.picks.received["mapview"] == seq, "what was refused is not sent again"
    assert redrawn == [{"whole": True}], "told once, not at each"
    now += 5
    flood(1, "place:ishkashim")
    assert own.selection.focus == "place:ishkashim"
    assert redrawn == [{"whole": True}] * 2, "and no longer told"


class _Sent:
    def __init__(self, picks: list[Any]):
        self.picks = picks


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_a_page_whose_picks_come_too_fast_says_so(lang: Lang) -> None:
    app = reader(lang=lang)
    told = shipped().text(lang)("notice.too-fast")
    assert told not in texts(app)
    app.session_state[KEY].picks.allowance.used = 10_000.0
    assert told in texts(app.run())
    app.session_state[KEY].picks.allowance.used = 0.0
    assert told not in texts(app.run())
