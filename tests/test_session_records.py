"""Records of aid and events at the desk: made of an accepted figure, put right, deleted and undone, and
summed on the page of aid only when that is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from test_documents_dossier import lines, packed
from test_session_app import _frame_first as _frame_first
from test_session_app import forget, open_app
from tiny import shipped

from data.atlas.atlas import Atlas
from data.atlas.join import join
from data.documents.add import Given, entry
from data.documents.dossier.load import load_into
from data.documents.dossier.save import save_dossier
from data.documents.dossier.vetting import Notes
from data.documents.ledger.records import record_rows
from data.documents.review.suggestion import Suggestion, suggestions_of
from data.documents.store import Store
from data.facts.origin import body_name
from data.i18n.isolates import strip_isolates
from data.query.selection import Selection
from data.query.view import select
from data.tables.model.aid import OwnAid
from data.tables.vocab import LANGS, Lang
from ui.html.panel.panel import panel
from ui.sentences.aid import aid_table
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

    def write_party(self, role: str, name: str) -> None:
        """Write a name of one's own into a pick list."""
        box = next(b for b in self.app.selectbox if str(b.key).startswith(f"{role}-"))
        box.options.append(name)  # as the browser sends what is typed; the harness takes options alone
        box.set_value(name)

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


def test_a_donor_is_named_here_told_so_and_goes_with_its_record(store: Store) -> None:
    desk = Desk(store)
    desk.accept("money")
    desk.write_party("donor", "Friends of  Wakhan <b>")
    desk.write_party("recipient", "Ishkashim")
    desk.fill(what_en="Scanners", category="equipment", status="handed-over", confidence="low")
    desk.press(desk.t("ledger.save"))
    (row,) = made(store)
    atlas = laid(store)
    donor, recipient = atlas.bodies[row.donor], atlas.bodies[row.recipient]
    assert (donor.name_en, donor.name_ar, donor.entities) == ("Friends of Wakhan <b>",) * 2 + ((),)
    assert (recipient.name_ar, recipient.entities) == (atlas.entities["ishkashim"].name_ar, ("ishkashim",))
    assert {donor.id, recipient.id} == atlas.bodies.keys() - shipped().bodies.keys()
    assert verb(store.log(desk.document)[0]) == "aid-added"
    for lang in LANGS:
        t = shipped().text(lang)
        html = panel(select(atlas, Selection(focus=f"aid:{row.id}")), t)
        assert f"Friends of Wakhan &lt;b&gt; · {t('aid.named-here')}" in strip_isolates(html)
        assert "<b>" not in html.partition("</header>")[0]
        assert body_name(atlas, "japan", t) == t.name(atlas.bodies["japan"])
        assert f"{donor.name_en} · {t('aid.named-here')}" in [
            strip_isolates(cells[t("aid.column.donor")]) for cells in aid_table(atlas, [row], t)
        ]
    desk.press(f"edit-record-{row.id}")
    desk.write_party("donor", "friends of wakhan <B>")
    desk.press(desk.t("ledger.save"))
    assert [one.donor for one in made(store)] == [donor.id], "a name is known again however it is written"
    desk.press(f"edit-record-{row.id}")
    desk.fill(donor="japan")
    desk.press(desk.t("ledger.save"))
    assert laid(store).bodies.keys() - shipped().bodies.keys() == {recipient.id}, "nothing names it any more"
    desk.press(desk.t("review.undo"))
    assert (made(store), laid(store).bodies[donor.id]) == ([row], donor)
    desk.press(f"delete-record-{row.id}")
    assert laid(store).bodies == shipped().bodies
    desk.press(desk.t("review.undo"))
    assert laid(store).bodies[row.donor] == donor


def test_bodies_that_were_named_here_come_with_a_dossier_clean(store: Store, tmp_path: Path) -> None:
    own = next(iter(store.overlay().documents))
    kept = store.entry(own)
    assert kept
    words = {"passage": 0, "start": 0, "end": 5, "what_en": "Scanners", "confidence": "low"}
    rows = record_rows(
        shipped(), kept, words | {"donor": "New Fund", "category": "equipment", "status": "announced"}
    )
    store.change(kept, rows)
    other, notes = Store(f"sqlite:///{tmp_path}/other.sqlite"), Notes()
    load_into(other, shipped(), save_dossier(store)[0], notes)
    assert other.extras() == store.extras()
    assert not [*notes.messages()]
    forged = lines(save_dossier(store)[0])
    (body,) = (one["row"] for one in forged[1]["rows"] if one["kind"] == "bodies")
    body |= {"name_en": "Fund\u202e of\nall", "entities": ["nobody", "japan"], "description": True}
    third = Store(f"sqlite:///{tmp_path}/third.sqlite")
    load_into(third, shipped(), packed(forged), Notes())
    (clean,) = laid(third).bodies.keys() - shipped().bodies.keys()
    row = laid(third).bodies[clean]
    assert (row.name_en, row.description) == ("Fund of all", False)
    assert set(row.entities) <= shipped().entities.keys()
