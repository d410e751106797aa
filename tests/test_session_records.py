"""Records of aid and events at the desk: made of an accepted figure, put right, deleted and undone, and
summed on the page of aid only when that is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from test_session_app import _frame_first as _frame_first
from test_session_app import forget, open_app
from tiny import shipped

from data.atlas.atlas import Atlas
from data.atlas.join import join
from data.documents.add import Given, entry
from data.documents.review.suggestion import Suggestion, suggestions_of
from data.documents.store import Store
from data.tables.model.aid import OwnAid
from data.tables.vocab import LANGS, Lang
from ui.session.review.history import verb
from ui.session.session import KEY

pytestmark = pytest.mark.slow

TEXT = "Japan gave the border guards scanners worth more than $1.5 million on 12 March 2024."


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("DALIL_STORE", f"sqlite:///{tmp_path}/documents.sqlite")
    forget()
    own = Store(f"sqlite:///{tmp_path}/documents.sqlite")
    new, extras = entry(shipped(), Given("Scanners", TEXT, "", "2024-03"))
    own.add([new], extras)
    yield own
    forget()


def laid(store: Store) -> Atlas:
    return join(shipped(), store.overlay())


def made(store: Store) -> list[Any]:
    """The records and events of the store."""
    rows = store.overlay().rows
    return [*rows.get("aid", {}).values(), *rows.get("events", {}).values()]


class Desk:
    """A session at the desk with the document of the store."""

    def __init__(self, store: Store, lang: Lang = "en"):
        self.t, self.store = shipped().text(lang), store
        self.document = next(iter(store.overlay().documents))
        self.app: AppTest = open_app("documents", lang=lang)
        self.app.button(key=f"open-{self.document}").click().run()
        assert not self.app.exception

    def press(self, key: str) -> None:
        """Press the first button whose key begins so, or that says so."""
        button = next(b for b in self.app.button if str(b.key).startswith(key) or b.label == key)
        button.click().run()
        assert not self.app.exception

    def accept(self, what: str) -> None:
        """Accept the figure of a kind, and look at it."""
        own = self.store.entry(self.document)
        assert own
        mark: Suggestion = next(m for m in suggestions_of(own) if m.what == what)
        self.app.session_state[KEY].review.mark = mark.key
        self.app.run()
        self.press(f"accept-{mark.key}")
        self.app.session_state[KEY].review.mark = mark.key
        self.app.run()

    def fill(self, **values: str) -> None:
        """Fill the fields and pick lists whose keys begin so."""
        for start, value in values.items():
            fields = [*self.app.text_input, *self.app.selectbox]
            name = f"{start}-"
            next(f for f in fields if str(f.key).startswith(name)).set_value(value)

    def field(self, start: str) -> Any:
        fields = [*self.app.text_input, *self.app.checkbox]
        return next(f for f in fields if str(f.key).startswith(f"{start}-")).value

    def said(self) -> str:
        return " ".join(
            [*(text.value for text in self.app.text), *(h.proto.body for h in self.app.get("html"))]
        )

    def make_record(self) -> None:
        """Make a record of the amount."""
        self.accept("money")
        self.fill(
            what_en="Scanners",
            donor="japan",
            date="2024-03-12",
            category="equipment",
            status="handed-over",
            confidence="low",
        )
        next(b for b in self.app.checkbox if str(b.key).startswith("sums-")).set_value(True)
        self.press(self.t("ledger.save"))


def test_a_record_is_made_of_an_accepted_amount_put_right_deleted_and_each_act_undone(store: Store) -> None:
    desk = Desk(store)
    desk.accept("money")
    assert (desk.field("usd"), desk.field("at-least")) == ("1500000", True)
    assert desk.field("amount_note_en") == "more than $1.5 million"
    desk.make_record()
    (row,) = made(store)
    assert (row.usd, row.at_least, row.donor, row.sums) == (1.5e6, True, "japan", True)
    assert (row.what_en, row.what_ar) == ("Scanners", "Scanners")
    assert verb(store.log(desk.document)[0]) == "aid-added"
    assert desk.t("record.saved") in desk.said()
    desk.press(f"edit-record-{row.id}")
    assert (desk.field("usd"), desk.field("what_en"), desk.field("what_ar")) == ("1500000", "Scanners", "")
    desk.fill(usd="1600000", what_ar="أجهزة كشف")
    desk.press(desk.t("ledger.save"))
    (anew,) = made(store)
    assert (anew.id, anew.usd, anew.what_ar) == (row.id, 1.6e6, "أجهزة كشف")
    assert verb(store.log(desk.document)[0]) == "aid-changed"
    desk.press(desk.t("review.undo"))
    assert made(store) == [row]
    desk.press(f"delete-record-{row.id}")
    assert made(store) == []
    desk.press(desk.t("review.undo"))
    assert made(store) == [row]
    desk.press(desk.t("review.undo"))
    assert made(store) == []


def test_what_is_refused_stays_in_the_form_and_says_why(store: Store) -> None:
    desk = Desk(store)
    desk.accept("money")
    desk.fill(what_en="Scanners")
    desk.press(desk.t("ledger.save"))
    assert made(store) == []
    assert desk.t("record.donor") in desk.said()
    assert desk.field("what_en") == "Scanners"


def test_an_amount_of_which_a_record_was_made_says_so_and_makes_no_second(store: Store) -> None:
    desk = Desk(store)
    desk.make_record()
    own = store.entry(desk.document)
    assert own
    desk.app.session_state[KEY].review.mark = next(m.key for m in suggestions_of(own) if m.what == "money")
    desk.app.run()
    assert "Scanners" in desk.said()
    assert not [f for f in desk.app.text_input if str(f.key).startswith("usd-")]


def test_an_event_is_made_of_an_accepted_date(store: Store) -> None:
    desk = Desk(store)
    desk.accept("date")
    assert desk.field("date") == "2024-03-12"
    desk.fill(title_en="Scanners handed over")
    places = next(m for m in desk.app.multiselect if str(m.key).startswith("places-"))
    places.set_value(["ishkashim"])
    desk.press(desk.t("ledger.save"))
    (row,) = made(store)
    assert (row.date, row.places, row.relation) == ("2024-03-12", ("ishkashim",), "document")
    assert verb(store.log(desk.document)[0]) == "events-added"


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_of_aid_sums_them_only_when_that_is_asked_for(lang: Lang, store: Store) -> None:
    Desk(store).make_record()
    assert isinstance(made(store)[0], OwnAid)
    t = shipped().text(lang)
    app = open_app("aid", lang=lang)
    told = t("aid.summed-own", count=t.number(1))
    assert not [h for h in app.get("html") if told in h.proto.body]
    switch = next(g for g in app.button_group if g.key == "counted")
    switch.set_value("all").run()
    assert not app.exception
    assert [h for h in app.get("html") if told in h.proto.body]
    assert app.query_params["counted"] in ("all", ["all"])


def test_without_such_records_nothing_is_asked(store: Store) -> None:
    app = open_app("aid")
    assert not [g for g in app.button_group if g.key == "counted"]
