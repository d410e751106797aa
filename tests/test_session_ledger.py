"""Statements and evidence at the desk: from chosen words to a card with both sides, undone act by act; two
who write at once lose nothing; what hangs stands first; whose work it is stands wherever it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from test_session_app import _frame_first as _frame_first
from test_session_app import forget, open_app, plain
from tiny import shipped

from data.atlas.atlas import Atlas
from data.atlas.join import join
from data.documents.add import Given, entry
from data.documents.store import Store
from data.i18n import shorten
from data.query.selection import Selection
from data.query.view import select
from data.tables.vocab import LANGS, Lang
from ui.html import review
from ui.html.panel.panel import panel
from ui.html.statements import card as statements
from ui.html.statements.page import (
    assessment_counts,
    assessment_counts_html,
    evidence_lead,
    statement_cards,
    statements_shown,
)
from ui.session.review.desk.ledger import pieces_on
from ui.session.review.history import verb
from ui.session.session import KEY

pytestmark = pytest.mark.slow

TEXT = "زار بلينكن دوشنبه في نوفمبر 2023.\nوقال سكان إن الطريق مقطوع."
WORDS = "0:0-17"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("DALIL_STORE", f"sqlite:///{tmp_path}/documents.sqlite")
    forget()
    own = Store(f"sqlite:///{tmp_path}/documents.sqlite")
    for title in ("زيارة", "Another"):
        new, extras = entry(shipped(), Given(title, f"{TEXT}\n{title}", "", "2023-12"))
        own.add([new], extras)
    yield own
    forget()


def laid(store: Store) -> Atlas:
    return join(shipped(), store.overlay())


def _plain(key: Any) -> str:
    return str(key).replace("_", "-")


class Desk:
    """A session at the desk with the first document."""

    def __init__(self, store: Store, lang: Lang = "en"):
        self.t = shipped().text(lang)
        self.document = next(iter(store.overlay().documents))
        self.app: AppTest = open_app("documents", lang=lang)
        self.app.button(key=f"open-{self.document}").click().run()
        assert not self.app.exception

    @property
    def desk(self) -> Any:
        return self.app.session_state[KEY].review

    def pick(self, **picked: str) -> None:
        self.desk.take(picked)
        self.app.run()

    def press(self, key: str) -> None:
        button = next(b for b in self.app.button if key in (b.key, b.label))
        button.click().run()
        assert not self.app.exception

    def write(self, **values: str) -> None:
        """Fill the fields whose keys begin so, and save."""
        fields = [*self.app.text_area, *self.app.text_input]
        for start, value in values.items():
            next(f for f in fields if _plain(f.key).startswith(_plain(start))).set_value(value)
        self.press(self.t("ledger.save"))

    def state(self, words: str = WORDS) -> str:
        """Make a statement of words; its id."""
        self.pick(words=words)
        self.press("state")
        self.write(says_en="Blinken came to Dushanbe.", would_change_en="A record.")
        return str(self.desk.statement)

    def testify(self, relation: str, says: str, **page: str) -> None:
        self.press("add-evidence")
        group = next(g for g in self.app.button_group if str(g.key).startswith("relation-"))
        group.set_value(relation)
        publisher = next(b for b in self.app.selectbox if str(b.key).startswith("publisher-"))
        publisher.set_value("us-embassy-tajikistan")
        self.write(says_en=says, **page)

    def said(self) -> str:
        return " ".join(text.value for text in self.app.text)


def test_from_words_to_an_assessment_and_back_by_undo(store: Store) -> None:
    desk = Desk(store)
    key = desk.state()
    row = laid(store).statements[key]
    assert (row.quote, row.assessment, row.says_ar) == (
        "زار بلينكن دوشنبه",
        "open",
        "Blinken came to Dushanbe.",
    )
    assert desk.t("ledger.hangs") in desk.said()
    desk.testify("supports", "Reports it.", url="https://example.org/a", title="A visit")
    assert [piece.says_en for piece in laid(store).evidence_of[key]] == ["Reports it."]
    desk.press("edit-statement")
    radio = next(r for r in desk.app.radio if str(r.key).startswith("assessment-"))
    assert radio.options == [
        desk.t(f"assessment.{one}") for one in ("supported", "partly", "open", "opinion")
    ]
    radio.set_value("supported")
    desk.write()
    assert laid(store).statements[key].assessment == "supported"
    acts = [verb(act) for act in store.log(desk.document)][:3]
    assert acts == ["statements-changed", "evidence-added", "statements-added"]
    for left, gone in (("open", False), ("open", True)):
        desk.press(desk.t("review.undo"))
        assert laid(store).statements[key].assessment == left
        assert bool(laid(store).evidence_of[key]) != gone
    desk.press(desk.t("review.undo"))
    assert key not in laid(store).statements
    assert not store.overlay().rows.get("evidence")
    assert {*store.overlay().rows["sources"]} == {*store.overlay().documents}


def test_deleting_evidence_lets_the_assessment_fall_and_undo_gives_both_back(store: Store) -> None:
    desk = Desk(store)
    key = desk.state()
    desk.testify("contradicts", "Says otherwise.", title="A report")
    desk.press("edit-statement")
    next(r for r in desk.app.radio if str(r.key).startswith("assessment-")).set_value("differ")
    desk.write()
    desk.press("delete-piece-1")
    atlas = laid(store)
    assert (atlas.statements[key].assessment, atlas.evidence_of[key]) == ("open", ())
    assert {*store.overlay().rows["sources"]} == {*store.overlay().documents}, "its page has gone with it"
    desk.press(desk.t("review.undo"))
    atlas = laid(store)
    assert atlas.statements[key].assessment == "differ"
    assert [atlas.sources[row.source].title for row in atlas.evidence_of[key]] == ["A report"]
    desk.press("delete-statement")
    assert key not in laid(store).statements
    desk.press(desk.t("review.undo"))
    assert laid(store).statements[key].assessment == "differ"
    assert len(laid(store).evidence_of[key]) == 1


def test_a_passage_of_the_article_is_evidence(store: Store) -> None:
    desk = Desk(store)
    key = desk.state()
    desk.press("add-evidence")
    next(g for g in desk.app.button_group if str(g.key).startswith("way-")).set_value("passage").run()
    box = next(b for b in desk.app.selectbox if str(b.key).startswith("passage-"))
    ours = shipped().translations["issa-2023.p12"]
    assert any(plain(option).endswith(shorten(ours, 120)) for option in box.options), "read in English"
    box.set_value("issa-2023.p12").run()
    assert {plain(text.value) for text in desk.app.text} >= {ours, shipped().texts["issa-2023.p12"]}
    next(g for g in desk.app.button_group if str(g.key).startswith("relation-")).set_value("context")
    desk.write(says_en="The article speaks of it.")
    (piece,) = laid(store).evidence_of[key]
    assert (piece.passage, piece.source) == ("issa-2023.p12", "issa-2023")
    title = desk.t.document_title(shipped().documents["issa-2023"])
    assert any(shorten(title) in plain(text.value) for text in desk.app.text), "in English too"
    html = statement_cards(laid(store), desk.t)
    card = html.split(f'id="statement-{key}"')[1].split("</details>")[0]
    assert 'data-pick="read:passage:issa-2023.p12"' in card
    assert desk.t("statement.own") in card


def test_two_who_set_evidence_beside_one_statement_lose_nothing(store: Store) -> None:
    one = Desk(store)
    key = one.state()
    other = Desk(store)
    other.pick(own=key)
    one.press("add-evidence")
    other.testify("supports", "From another.", title="Another page")
    group = next(g for g in one.app.button_group if str(g.key).startswith("relation-"))
    group.set_value("supports")
    next(b for b in one.app.selectbox if str(b.key).startswith("publisher-")).set_value(
        "us-embassy-tajikistan"
    )
    one.write(says_en="From one.", title="One page")
    assert [row.says_en for row in laid(store).evidence_of[key]] == ["From another.", "From one."]
    one.press(one.t("review.undo"))
    assert [row.says_en for row in laid(store).evidence_of[key]] == ["From another."]


def test_a_statement_that_another_has_changed_is_not_overwritten(store: Store) -> None:
    one, other = Desk(store), Desk(store)
    key = one.state()
    other.pick(own=key)
    for desk in (one, other):
        desk.press("edit-statement")
    one.write(says_en="First.")
    other.write(says_en="Second.")
    assert laid(store).statements[key].says_en == "First."


@pytest.mark.parametrize(
    "words", ["", "0:0-0", "0:0-999", "9:0-3", "x", "0:3-4", "00000000:0-1", "0:0-17 ", "-1:0-3"]
)
def test_words_that_are_none_choose_nothing(words: str, store: Store) -> None:
    desk = Desk(store)
    desk.pick(words=words)
    desk.desk.writing = "statement"
    desk.app.run()
    assert not desk.app.exception
    assert not [f for f in desk.app.text_area if str(f.key).startswith("says-")]


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_said_of_the_article_does_not_count_what_is_assessed_here(lang: Lang, store: Store) -> None:
    before = {
        "lead": evidence_lead(select(shipped(), Selection()), shipped().text(lang)),
        "card": assessment_counts_html(select(shipped(), Selection()), shipped().text(lang)),
    }
    key = Desk(store, lang).state()
    atlas, t = laid(store), shipped().text(lang)
    view = select(atlas, Selection())
    assert assessment_counts_html(view, t) == before["card"]
    lead = evidence_lead(view, t)
    assert lead.startswith(before["lead"])
    assert t.count("statements", 1) in lead.removeprefix(before["lead"])
    assert t("evidence.own-shown", count=t.number(1)) in statements_shown(view, t)
    own = select(atlas, Selection(documents=(atlas.passages[atlas.statements[key].passage].document,)))
    assert [s.id for s in own.counted_statements] == [key]
    assert t("statement.own") in assessment_counts_html(own, t)
    assert statements.statement_mark(view, atlas.statements[key], t)["own"] == t("statement.own")
    shipped_only = assessment_counts(select(shipped(), Selection()), t)
    assert [a["n"] for a in assessment_counts(view, t)] == [a["n"] for a in shipped_only]
    assert [a["more"] for a in assessment_counts(view, t)] == [0, 0, 0, 1, 0]
    assert statements.statement_mark(view, atlas.statements["c01"], t)["own"] == ""


def test_statements_without_evidence_stand_first_in_the_list(store: Store) -> None:
    desk = Desk(store)
    first = desk.state()
    desk.testify("supports", "Reports it.", title="A page")
    second = desk.state("1:0-8")
    atlas = laid(store)
    own = [atlas.statements[key] for key in (first, second)]
    html = review.statement_list(atlas, own, [own[1]], "", desk.t)
    assert html.index(f"own:{second}") < html.index(f"own:{first}")
    assert desk.t("ledger.loose") in html
    assert pieces_on(store.overlay(), second) == []


def test_the_value_of_a_statement_stands_beside_those_of_its_evidence(store: Store) -> None:
    desk = Desk(store)
    desk.pick(words=WORDS)
    desk.press("state")
    written = {"says_en": "It was one visit.", "would_change_en": "A record."}
    desk.write(**written, value_en="one  visit <b>", value_ar="زيارة واحدة")
    key = str(desk.desk.statement)
    desk.testify(
        "contradicts", "Counts two.", url="https://example.org/b", title="Two", value_en="two visits"
    )
    atlas = laid(store)
    assert (atlas.statements[key].value_en, atlas.statements[key].value_ar) == (
        "one visit <b>",
        "زيارة واحدة",
    )
    assert [piece.value_ar for piece in atlas.evidence_of[key]] == ["two visits"], "one language is for both"
    view = select(atlas, Selection(focus=f"statement:{key}"))
    html = panel(view, atlas.text("en"))
    table = html[html.index("d-values") :]
    assert "one visit &lt;b&gt;" in table
    assert "two visits" in table
    desk.press("edit-statement")
    desk.write(value_en="")
    assert laid(store).statements[key].value_en == "زيارة واحدة"
