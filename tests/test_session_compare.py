"""The page of two documents in a session: the case to learn from, the pair in the URL, who may what."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest
from test_session_app import _frame_first as _frame_first
from test_session_app import queried
from test_session_isolation import reader
from test_session_isolation import store as store
from tiny import shipped

from data.documents.people import Person
from data.documents.store import Store
from data.i18n.isolates import strip_isolates
from data.tables.model.comparisons import ComparedPair
from ui.session import people
from ui.session.sections.comparison import SIDES
from ui.session.session import KEY

WORDS = shipped().text("en")
FIRST = "second-article"


def said(app: AppTest) -> str:
    """What the page says in HTML of its own."""
    return strip_isolates(" ".join(element.proto.body for element in app.get("html")))


def pair(app: AppTest) -> list[str | None]:
    """The documents that stand side by side."""
    return [app.selectbox(key=f"compare-{side}").value for side in SIDES]


def test_with_one_document_the_page_says_so_and_offers_the_first_case(store: Store) -> None:
    app = reader("compare", lang="en")
    assert any(WORDS("compare.alone") in text.value for text in app.markdown)
    assert [*app.selectbox] == []
    app.button(key="first-case").click().run()
    assert not app.exception
    assert [document.id for document, _ in store.entries()] == [FIRST]
    assert "Both speak of 10 places and 8 actors" in said(app)
    assert pair(app) == ["issa-2023", FIRST]


def test_the_documents_page_offers_it_too_and_leads_to_the_comparison(store: Store) -> None:
    app = reader("documents", lang="en")
    app.button(key="first-case").click().run()
    assert not app.exception
    app.button(key=f"compare-{FIRST}").click().run()
    assert queried(app)["compared"] == f"issa-2023,{FIRST}"
    assert "Both speak of 10 places" in said(app)


def test_the_pair_is_in_the_url_and_one_that_is_picked_twice_changes_sides(store: Store) -> None:
    app = reader("compare", lang="en")
    app.button(key="first-case").click().run()
    app.selectbox(key="compare-one").set_value(FIRST).run()
    assert queried(app)["compared"] == f"{FIRST},issa-2023"
    assert pair(app) == [FIRST, "issa-2023"]
    again = reader("compare", lang="ar", compared=f"{FIRST},issa-2023")
    assert pair(again) == [FIRST, "issa-2023"]


def test_a_document_that_is_deleted_meanwhile_leaves_the_pair(store: Store) -> None:
    app = reader("compare", lang="en")
    app.button(key="first-case").click().run()
    app.selectbox(key="compare-one").set_value(FIRST).run()
    store.delete(FIRST)
    app.run()
    assert not app.exception
    assert any(WORDS("compare.alone") in text.value for text in app.markdown)


def decide(app: AppTest, verdict: str | None, reason: str | None, note: str = "") -> AppTest:
    """Fill the form for the pair that is chosen, and send it."""
    (radio,) = app.radio
    radio.set_value(verdict)
    next(box for box in app.selectbox if str(box.key).startswith("decision-reason")).set_value(reason)
    next(field for field in app.text_input if str(field.key).startswith("decision-note")).set_value(note)
    press(app, "compare.save")
    return app


def press(app: AppTest, key: str) -> None:
    """Press a button of the form."""
    next(button for button in app.button if button.label == WORDS(key)).click().run()
    assert not app.exception


def decided(store: Store) -> list[ComparedPair]:
    """What is kept of it."""
    return [extra.row for extra in store.extras()[FIRST] if isinstance(extra.row, ComparedPair)]


def test_a_decision_is_kept_shown_changed_and_withdrawn(store: Store) -> None:
    app = reader("compare", lang="en")
    app.button(key="first-case").click().run()
    app.selectbox(key="decision-pair").set_value(1).run()
    decide(app, None, None)
    assert WORDS("compare.no-verdict") in said(app)
    decide(app, "no-contradiction", None)
    assert WORDS("compare.no-reason") in said(app)
    assert decided(store) == []
    decide(app, "no-contradiction", "period", "  since 2002 <b> ")
    (row,) = decided(store)
    assert (row.one, row.other) == ("issa-2023.p14", f"{FIRST}.p04")
    assert (row.verdict, row.reason, row.note_en) == ("no-contradiction", "period", "since 2002 <b>")
    assert WORDS("compare.kept") in said(app)
    assert "Pairs that a person has decided on: 1." in said(app)
    (log, *_) = store.log(FIRST)
    assert log.change.kind == "comparisons"
    decide(app, "differ", "period")
    (row,) = decided(store)
    assert (row.verdict, row.reason) == ("differ", ""), "only what is no contradiction has a reason"
    press(app, "compare.withdraw")
    assert decided(store) == []
    assert "Pairs that a person has decided on" not in said(app)


def test_only_who_may_review_decides(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = reader("compare", lang="en")
    app.button(key="first-case").click().run()
    assert [*app.radio] != []
    monkeypatch.setattr(people, "me", lambda: Person("", "reader"))
    again = reader("compare", lang="en")
    assert "Both speak of 10 places" in said(again)
    assert [*again.radio] == []


def test_whoever_only_reads_takes_a_decided_pair_into_a_story_of_their_own(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = reader("compare", lang="en")
    app.button(key="first-case").click().run()
    with monkeypatch.context() as patch:
        patch.setattr(people, "me", lambda: Person("", "reader"))
        bare = reader("compare", lang="en")
        assert not [button for button in bare.button if button.key == "pair-to-story"], "nothing is decided"
    decide(app, "differ", None)
    (row,) = decided(store)
    monkeypatch.setattr(people, "me", lambda: Person("", "reader"))
    again = reader("compare", lang="en")
    again.button(key="pair-to-story").click().run()
    assert not again.exception
    (step,) = again.session_state[KEY].story.version.steps
    assert step.show == f"comparison:{row.id}"
