"""The page of two documents in a session: the case to learn from, the pair in the URL, who may what."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest
from test_session_app import _frame_first as _frame_first
from test_session_app import queried
from test_session_isolation import reader
from test_session_isolation import store as store
from tiny import shipped

from data.documents.store import Store
from data.i18n.isolates import strip_isolates

WORDS = shipped().text("en")
FIRST = "second-article"


def said(app: AppTest) -> str:
    """What the page says in HTML of its own."""
    return strip_isolates(" ".join(element.proto.body for element in app.get("html")))


def test_with_one_document_the_page_says_so_and_offers_the_first_case(store: Store) -> None:
    app = reader("compare", lang="en")
    assert any(WORDS("compare.alone") in text.value for text in app.markdown)
    assert [*app.selectbox] == []
    app.button(key="first-case").click().run()
    assert not app.exception
    assert [document.id for document, _ in store.entries()] == [FIRST]
    assert "Both name 10 places and 8 actors" in said(app)
    assert [box.value for box in app.selectbox] == ["issa-2023", FIRST]


def test_the_documents_page_offers_it_too_and_leads_to_the_comparison(store: Store) -> None:
    app = reader("documents", lang="en")
    app.button(key="first-case").click().run()
    assert not app.exception
    app.button(key=f"compare-{FIRST}").click().run()
    assert queried(app)["compared"] == f"issa-2023,{FIRST}"
    assert "Both name 10 places" in said(app)


def test_the_pair_is_in_the_url_and_one_that_is_picked_twice_changes_sides(store: Store) -> None:
    app = reader("compare", lang="en")
    app.button(key="first-case").click().run()
    app.selectbox(key="compare-one").set_value(FIRST).run()
    assert queried(app)["compared"] == f"{FIRST},issa-2023"
    assert [box.value for box in app.selectbox] == [FIRST, "issa-2023"]
    again = reader("compare", lang="ar", compared=f"{FIRST},issa-2023")
    assert [box.value for box in again.selectbox] == [FIRST, "issa-2023"]


def test_a_document_that_is_deleted_meanwhile_leaves_the_pair(store: Store) -> None:
    app = reader("compare", lang="en")
    app.button(key="first-case").click().run()
    app.selectbox(key="compare-one").set_value(FIRST).run()
    store.delete(FIRST)
    app.run()
    assert not app.exception
    assert any(WORDS("compare.alone") in text.value for text in app.markdown)
