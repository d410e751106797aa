"""Who did what, and who may: the documents page of a reader, a reviewer and an editor; what is not allowed is
neither drawn nor done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from test_session_app import ROOT, forget, plain
from test_session_app import _frame_first as _frame_first
from test_session_desk import TEXT, found, put, the
from tiny import shipped

from data.atlas.case import FIRST_CASE
from data.atlas.join import join
from data.documents.add import Given
from data.documents.dossier.load import load_into
from data.documents.dossier.save import save_dossier
from data.documents.people import OPERATOR, Act, NotAllowed, Person, Role, person
from data.documents.store import Store
from data.query.selection import Selection
from data.query.view import select
from data.tables.vocab import LANGS, Lang
from export.about import added_documents_note
from ui.session.review import documents
from ui.session.review.desk.additions import mark_as, mark_words, new_place
from ui.session.review.desk.current import open_document
from ui.session.review.desk.decisions import (
    decide_all,
    decide_mark,
    move_mark,
    note_on_mark,
    settle_alike,
    verify,
)
from ui.session.review.desk.write import undo
from ui.session.session import KEY, ReviewState, session

pytestmark = pytest.mark.slow

LISTS = {
    "DALIL_EDITORS": "Editor@example.org, staff-editors",
    "DALIL_REVIEWERS": "anna@example.org basim@example.org",
}
NAMES: dict[Role, str] = {
    "reader": "reader@example.org",
    "reviewer": "anna@example.org",
    "editor": "editor@example.org",
}
DRAWN: dict[Role, tuple[str, ...]] = {
    "reader": ("only-",),
    "reviewer": ("only-", "open-"),
    "editor": ("only-", "open-", "delete-", "restore-"),
}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("DALIL_STORE", f"sqlite:///{tmp_path}/documents.sqlite")
    for name, value in LISTS.items():
        monkeypatch.setenv(name, value)
    forget()
    yield Store(f"sqlite:///{tmp_path}/documents.sqlite")
    forget()


def opened_by(name: str, lang: Lang = "en") -> AppTest:
    """The documents page of somebody who has signed on; "": who has not."""
    app = AppTest.from_file(str(ROOT / "frame.py"), default_timeout=60)
    app.user = {"is_logged_in": True, "email": name} if name else {"is_logged_in": False}
    app.query_params["lang"] = lang
    app.run()
    app.switch_page("pages/documents.py").run()
    assert [e.value for e in app.exception] == []
    return app


def press(app: AppTest, what: str, lang: Lang = "en") -> None:
    label = shipped().text(lang)(what)
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception


def look_at(app: AppTest, mark: Any) -> None:
    app.session_state[KEY].review.mark = mark.key
    app.run()


def both_at(key: str, lang: Lang = "en") -> tuple[AppTest, AppTest]:
    """Two reviewers, Anna and Basim, with a document on their desks."""
    anna, basim = opened_by("anna@example.org", lang), opened_by("basim@example.org", lang)
    for app in (anna, basim):
        app.button(key=f"open-{key}").click().run()
    return anna, basim


def accept_and_verify(store: Store, key: str) -> tuple[AppTest, AppTest]:
    """The desks of two reviewers, of whom Anna has accepted Khorog and Basim verified that."""
    anna, basim = both_at(key)
    khorog = the(store, key, "khorog", 0)
    look_at(anna, khorog)
    press(anna, "review.accept")
    look_at(basim, khorog)
    press(basim, "review.verify")
    assert the(store, key, "khorog", 0).verified == "basim@example.org"
    return anna, basim


def texts(app: AppTest) -> str:
    return plain(" ".join([*(t.value for t in app.text), *(h.proto.body for h in app.get("html"))]))


def labels(app: AppTest) -> set[str]:
    return {button.label for button in app.button}


# who may


@pytest.mark.parametrize(
    ("claims", "settings", "role"),
    [
        (None, {}, "editor"),
        (None, LISTS, "reader"),
        ({}, {}, "reader"),
        ({"email": "editor@example.org"}, {}, "reader"),
        ({"email": "EDITOR@example.org"}, LISTS, "editor"),
        ({"email": "anna@example.org"}, LISTS, "reviewer"),
        ({"email": "anna@example.org", "email_verified": False}, LISTS, "reader"),
        ({"email": "anna@example.org", "email_verified": "false"}, LISTS, "reader"),
        ({"email": "x@example.org", "groups": ["all", "staff-editors"]}, LISTS, "editor"),
        ({"email": "x@example.org", "groups": "all,staff-editors"}, LISTS, "editor"),
        ({"email": "x@example.org", "groups": {"staff-editors": 1}}, LISTS, "reader"),
        ({"email": "x@example.org", "roles": ["staff-editors"]}, LISTS, "reader"),
        (
            {"email": "x@example.org", "roles": ["staff-editors"]},
            LISTS | {"DALIL_ROLE_CLAIM": "roles"},
            "editor",
        ),
        ({"name": "anna@example.org"}, LISTS, "reader"),
        ({"email": None}, LISTS, "reader"),
        ({}, LISTS | {"DALIL_ROLE": "reviewer"}, "reviewer"),
        ({}, LISTS | {"DALIL_ROLE": "king"}, "reader"),
        (None, {"DALIL_ROLE": "reader"}, "reader"),
    ],
)
def test_the_role_follows_from_the_claims_and_the_lists(
    claims: dict[str, Any] | None, settings: dict[str, str], role: Role
) -> None:
    assert person(claims, settings).role == role


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"email": "anna@example.org", "sub": "7"}, "anna@example.org"),
        (
            {"email": "anna@example.org", "email_verified": True, "name": "Anna", "sub": "7"},
            "anna@example.org",
        ),
        ({"email": "anna@example.org", "email_verified": False, "sub": "8"}, "8"),
        ({"email": "anna@example.org", "email_verified": "false", "name": "Anna", "sub": "8"}, "8"),
        ({"email": "anna@example.org", "email_verified": False}, ""),
        ({"preferred_username": "anna@example.org", "name": "anna@example.org", "sub": "8"}, "8"),
        ({"preferred_username": "anna"}, "anna"),
        ({"email": ["anna@example.org"], "sub": "8"}, "8"),
        ({"email": "anna@example.org\n" + "x" * 500}, "anna@example.org " + "x" * 183),
    ],
)
def test_nobody_stands_in_the_log_under_a_name_that_is_not_proven(claims: dict[str, Any], name: str) -> None:
    assert person(claims, LISTS).name == name


def test_whoever_runs_dalil_alone_may_everything() -> None:
    assert person(None, {}) == OPERATOR
    assert not Person("x", "reader").may("review")


@pytest.mark.parametrize("act", ["add", "review", "undo", "load", "delete", "restore"])
def test_the_store_writes_for_nobody_whose_role_does_not_allow_it(store: Store, act: Act) -> None:
    key = put(store)
    put(store, TEXT + " More.", "Second")
    store.delete(second := [d.id for d, _ in store.entries()][1])
    own = store.entry(key)
    assert own is not None
    does: dict[str, Callable[[Person], object]] = {
        "add": lambda by: store.add([own], by=by),
        "load": lambda by: store.add([own], by=by, act="load"),
        "review": lambda by: store.change(own, by=by),
        "undo": lambda by: store.change(own, by=by, act="undo"),
        "delete": lambda by: store.delete(key, by),
        "restore": lambda by: store.restore(second, by),
    }
    before = store.version(), found(store, key)
    allowed = {"add", "review", "undo"}
    roles: tuple[Role, ...] = ("reader",) if act in allowed else ("reader", "reviewer")
    for role in roles:
        with pytest.raises(NotAllowed):
            does[act](Person("x@example.org", role))
    assert (store.version(), found(store, key)) == before


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("role", list(NAMES))
def test_what_a_role_does_not_allow_is_not_drawn(store: Store, role: Role, lang: Lang) -> None:
    key = put(store)
    store.delete(put(store, TEXT + " More.", "Second"))
    app = opened_by(NAMES[role], lang)
    assert key
    drawn = {str(button.key).partition("-")[0] + "-" for button in app.button if "-" in str(button.key)}
    assert drawn & {"only-", "open-", "delete-", "restore-"} == set(DRAWN[role])
    assert bool(app.text_area) == (role != "reader"), "the form that adds"
    assert f"{NAMES[role]}, {shipped().text('en')(f'people.{role}')}" in texts(app) or lang == "ar"
    assert shipped().text(lang)(f"people.{role}") in texts(app)


def test_who_has_not_signed_on_reads_and_is_shown_where_to(store: Store) -> None:
    put(store)
    app = opened_by("")
    assert app.button(key="sign").label == shipped().text("en")("people.sign-on")
    assert not [b for b in app.button if str(b.key).startswith(("open-", "delete-"))]


FORGED: dict[str, Callable[[str, Any], object]] = {
    "open": lambda key, _mark: open_document(key),
    "accept": lambda _key, mark: decide_mark(mark, "accepted"),
    "all": lambda _key, _mark: decide_all(0.0, 1),
    "mark": lambda _key, _mark: mark_words((0, 0, 9), {}),
    "figure": lambda _key, _mark: mark_as("figure", (0, 0, 9), {}),
    "alike": lambda _key, mark: settle_alike([mark], "accepted"),
    "move": lambda _key, mark: move_mark(mark, (0, 0, 9)),
    "note": lambda _key, mark: note_on_mark(mark, "note"),
    "verify": lambda _key, mark: verify(mark),
    "undo": lambda _key, _mark: undo(),
    "add": lambda _key, _mark: documents.add_documents([Given("New", "A text.")], accept=False),
    "delete": lambda key, _mark: documents.delete_document(key),
    "restore": lambda key, _mark: documents.restore_document(key),
    "load": lambda _key, _mark: documents.load_dossier(b""),
    "place": lambda _key, _mark: new_place({}),
}


@pytest.mark.parametrize("what", FORGED)
def test_no_callback_of_a_reader_writes_whatever_calls_it(
    store: Store, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = put(store)
    mark = the(store, key, "khorog", 0)
    monkeypatch.setattr("ui.session.people._claims", lambda: {"email": "reader@example.org"})
    monkeypatch.setattr(session(), "review", ReviewState(document=key))
    before = store.version(), found(store, key), session().review.acts
    FORGED[what](key, mark)
    assert (store.version(), found(store, key), session().review.acts) == before
    assert session().review.message == ("documents.not-allowed", {})


def test_a_reader_saves_no_dossier(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    put(store)
    monkeypatch.setattr("ui.session.people._claims", lambda: {"email": "reader@example.org"})
    with pytest.raises(NotAllowed):
        documents.dossier_maker(FIRST_CASE)()


@pytest.mark.parametrize("outside", [{}, None])
def test_a_dossier_is_made_outside_a_run_for_who_asked_for_it(
    store: Store, outside: dict[str, str] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store)
    made = {}
    for who in ("reader", "anna"):
        monkeypatch.setattr("ui.session.people._claims", lambda who=who: {"email": f"{who}@example.org"})
        made[who] = documents.dossier_maker(FIRST_CASE)
    monkeypatch.setattr("ui.session.people._claims", lambda: outside)
    assert made["anna"]() == save_dossier(store)[0]
    with pytest.raises(NotAllowed):
        made["reader"]()


def test_a_role_that_is_taken_away_ends_at_the_next_press(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = put(store)
    app = opened_by("anna@example.org")
    app.button(key=f"open-{key}").click().run()
    before = found(store, key)
    monkeypatch.setenv("DALIL_REVIEWERS", "basim@example.org")
    press(app, "review.accept")
    assert found(store, key) == before
    assert shipped().text("en")("documents.not-allowed") in texts(app)
    assert not labels(app) & {shipped().text("en")("review.accept")}, "the desk is gone"


def test_the_headers_of_a_proxy_say_who_somebody_is(store: Store) -> None:
    key = put(store)
    before = st.get_option("server.trustedUserHeaders")
    st.config.set_option("server.trustedUserHeaders", {"X-Forwarded-Email": "email", "X-Groups": "groups"})
    try:
        app = AppTest.from_file(str(ROOT / "frame.py"), default_timeout=60)
        app.user = {"email": "somebody@example.org", "groups": "all,staff-editors"}
        app.run()
        app.switch_page("pages/documents.py").run()
        assert app.button(key=f"delete-{key}")
        assert "somebody@example.org" in texts(app)
        app.user = {"email": None, "groups": None}
        app.run()
        assert not [b for b in app.button if str(b.key).startswith("delete-")]
    finally:
        st.config.set_option("server.trustedUserHeaders", before)


# who did


@pytest.mark.parametrize("lang", LANGS)
def test_a_second_person_verifies_what_the_first_accepted_and_the_log_says_both(
    store: Store, lang: Lang
) -> None:
    key, t = put(store), shipped().text(lang)
    anna, basim = both_at(key, lang)
    khorog = the(store, key, "khorog", 0)
    look_at(anna, khorog)
    press(anna, "review.accept", lang)
    look_at(anna, khorog)
    assert t("review.verify") not in labels(anna), "who accepted it is no second person"
    look_at(basim, khorog)
    press(basim, "review.verify", lang)
    now = the(store, key, "khorog", 0)
    assert (now.state, now.verified) == ("accepted", "basim@example.org")
    assert plain(t("review.verified-by", name="basim@example.org")) in texts(basim)
    log = [(one.who, one.act) for one in store.log(key, khorog.key)]
    assert log == [("basim@example.org", "review"), ("anna@example.org", "review")]


def test_a_verification_goes_with_the_decision_that_it_was_of(store: Store) -> None:
    key = put(store)
    anna, _ = accept_and_verify(store, key)
    look_at(anna, the(store, key, "khorog", 0))
    press(anna, "review.reject")
    assert the(store, key, "khorog", 0).verified == ""
    press(anna, "review.undo")
    assert the(store, key, "khorog", 0).verified == "basim@example.org", "as it was before"


@pytest.mark.parametrize("lang", LANGS)
def test_a_note_is_put_on_a_mark_and_refused_where_it_has_changed(store: Store, lang: Lang) -> None:
    key, t = put(store), shipped().text(lang)
    anna, basim = both_at(key, lang)
    khorog = the(store, key, "khorog", 0)
    for app in (anna, basim):
        look_at(app, khorog)
        box = next(box for box in app.text_input if box.label == t("review.note"))
        box.set_value(f"  seen\u202e in the original, says {len(app.button)}  ")
    press(anna, "review.note-save", lang)
    noted = the(store, key, "khorog", 0)
    assert noted.note.startswith("seen in the original")
    press(basim, "review.note-save", lang)
    assert the(store, key, "khorog", 0) == noted, "his page had not shown it"
    assert plain(t("documents.stale")) in texts(basim)


@pytest.mark.parametrize("lang", LANGS)
def test_a_deletion_is_taken_back_by_another(store: Store, lang: Lang) -> None:
    key = put(store)
    one, two = opened_by("editor@example.org", lang), opened_by("editor@example.org", lang)
    one.button(key=f"delete-{key}").click().run()
    assert store.entry(key) is None
    two.run()
    two.button(key=f"restore-{key}").click().run()
    assert store.entry(key)
    assert plain(shipped().text(lang)("documents.restored")) in texts(two)
    one.button(key=f"restore-{key}").click().run()
    assert plain(shipped().text(lang)("documents.stale")) in texts(one), "she looks at what was there before"


def test_the_acts_are_shown_where_somebody_asks_for_them(store: Store) -> None:
    key = put(store)
    anna = opened_by("anna@example.org")
    anna.button(key=f"open-{key}").click().run()
    press(anna, "review.accept")
    assert "accepted 1 mark" not in texts(anna), "folded: nobody waits for it"
    basim = opened_by("basim@example.org")
    basim.session_state[KEY].opened["log"] = 1
    basim.button(key=f"open-{key}").click().run()
    assert "anna@example.org: accepted 1 mark" in texts(basim)
    assert "not signed in: added the document" in texts(basim)


# files


@pytest.mark.parametrize("lang", LANGS)
def test_files_tell_how_much_a_second_person_has_verified(store: Store, lang: Lang) -> None:
    key, t = put(store), shipped().text(lang)
    anna, basim = both_at(key)
    press(anna, "review.accept-all")
    with patch.dict("os.environ", LISTS):
        before = added_documents_note(_with(store), t)[0]
        look_at(basim, the(store, key, "khorog", 0))
        press(basim, "review.verify")
        after = added_documents_note(_with(store), t)[0]
    accepted = sum(m.state == "accepted" for m in found(store, key))
    said = t("export.verified", verified=t.number(1), marks=t.count("marks", accepted))
    assert said not in before
    assert after == f"{before} · {said}"


def _with(store: Store) -> Any:
    return select(join(shipped(), store.overlay()), Selection()).atlas


def test_a_dossier_brings_notes_and_no_verification(store: Store, tmp_path: Path) -> None:
    key = put(store)
    anna, basim = both_at(key)
    khorog = the(store, key, "khorog", 0)
    look_at(anna, khorog)
    next(box for box in anna.text_input if box.label == "Note").set_value("as in the original")
    press(anna, "review.note-save")
    press(anna, "review.accept")
    look_at(basim, khorog)
    press(basim, "review.verify")
    assert the(store, key, "khorog", 0).verified
    other = Store(f"sqlite:///{tmp_path}/other.sqlite")
    raw, _ = save_dossier(store)
    load_into(other, shipped(), raw, by=Person("editor@example.org", "editor"))
    brought = the(other, key, "khorog", 0)
    assert (brought.state, brought.note, brought.verified) == ("accepted", "as in the original", "")
    assert [(one.act, one.who) for one in other.log(key)] == [("load", "editor@example.org")]
