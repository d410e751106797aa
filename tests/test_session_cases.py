"""Cases in the app: one is made, named, opened, deleted and taken back; the URL says which is open, and what
one holds is not seen in another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from streamlit.testing.v1 import AppTest
from test_session_app import _frame_first as _frame_first
from test_session_app import forget, open_app, plain
from tiny import shipped

from data.atlas.case import FIRST_CASE, Case
from data.atlas.join import join
from data.documents.add import Given
from data.documents.add import entry as added
from data.documents.availability import known_case
from data.documents.people import Person
from data.documents.sql.cases import Cases
from data.documents.sql.database import Database
from data.documents.store import Store, StoreDown
from data.documents.store import store as current_store
from data.i18n.isolates import strip_isolates
from data.query.selection import Selection
from data.query.view import select
from data.tables.vocab import LANGS, Lang
from export.about import about_lines
from ui.session.run.guard import without_vanished
from ui.session.session import KEY, ChartPicks, Session

pytestmark = pytest.mark.slow
HOSTILE = "<script>alert(1)</script> **bold** $x$ [a](javascript:1)"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("DALIL_STORE", f"sqlite:///{tmp_path}/documents.sqlite")
    forget()
    yield current_store()
    forget()


def put(store: Store, title: str = "زيارة") -> str:
    """Add a document; its id."""
    given = Given(title, f"{title}\nزار أنتوني بلينكن دوشنبه وتحدث عن إشكاشم.", "كاتب", "2024-05-06", "")
    own, extras = added(shipped(), given, 0.5)
    store.add([own], extras)
    return own.document.id


def press(app: AppTest, label: str, lang: Lang = "en") -> AppTest:
    words = shipped().text(lang)(label)
    next(button for button in app.button if button.label == words).click().run()
    assert [e.value for e in app.exception] == []
    return app


def own(app: AppTest) -> Session:
    found: Session = app.session_state[KEY]
    return found


def said(app: AppTest) -> str:
    return plain(" ".join([str(h.proto.body) for h in app.get("html")] + [c.value for c in app.text]))


def name_fields(app: AppTest, what: str) -> list[object]:
    return [box for box in app.text_input if str(box.key).startswith(f"case-{what}-")]


@pytest.mark.parametrize("lang", LANGS)
def test_a_case_is_made_opened_and_the_first_is_unchanged(store: Store, lang: Lang) -> None:
    first = put(store)
    before = store.version()
    app = open_app("documents", lang=lang)
    for box in name_fields(app, "new"):
        box.set_value(HOSTILE)  # type: ignore[attr-defined]
    press(app, "case.make", lang)
    (case,) = (case.id for case in store.cases.list_cases() if case.id != FIRST_CASE)
    assert app.query_params["case"] in (case, [case])
    assert own(app).case == case
    html = said(app)
    assert shipped().text(lang)("case.made") in html
    assert "&lt;script&gt;" in html
    assert "<script>alert" not in html
    assert shipped().text(lang)("documents.none") in [m.value for m in app.markdown]
    other = put(store.of(case), "Other")
    app.run()
    assert own(app).selection.case == case  # type: ignore[union-attr]
    assert [d.id for d, _ in store.entries()] == [first]
    assert store.version() == before
    assert [d.id for d, _ in store.of(case).entries()] == [other]
    link = open_app("documents", lang=lang, case=case)
    assert f"only-{other}" in {b.key for b in link.button}
    assert f"only-{first}" not in {b.key for b in link.button}
    plain_link = open_app("documents", lang=lang)
    assert f"only-{first}" in {b.key for b in plain_link.button}
    assert "case" not in plain_link.query_params
    link.query_params["documents"] = other
    link.run()
    assert own(link).selection.documents == (other,)  # type: ignore[union-attr]
    for key in ("case", "documents"):
        del link.query_params[key]
    link.run()
    assert own(link).case == FIRST_CASE
    assert "Left out" not in said(link)
    app.selectbox(key="case-open").select(FIRST_CASE).run()
    assert f"only-{first}" in {b.key for b in app.button}
    assert "case" not in app.query_params
    assert own(app).vanished == ()


def test_a_case_that_is_not_there_is_told_and_the_first_is_shown(store: Store) -> None:
    key = put(store)
    app = open_app("map", lang="en", case="nowhere-\x00")
    assert "Left out" in said(app)
    assert "nowhere" in said(app)
    app.switch_page("pages/documents.py").run()
    assert f"only-{key}" in {b.key for b in app.button}
    assert "case" not in app.query_params


def test_a_case_that_others_delete_gives_way_to_the_first_with_a_word(store: Store) -> None:
    case = store.cases.make("Other", "").id
    put(store.of(case))
    app = open_app("map", lang="en", case=case)
    store.cases.delete(case)
    app.run()
    assert own(app).case == FIRST_CASE
    assert f"Left out, as it is not or no longer here: {case}" in said(app)
    assert own(app).selection == Selection()


@contextmanager
def away() -> Iterator[None]:
    """The store cannot be read."""

    @contextmanager
    def unreachable(_: Database) -> Iterator[None]:
        raise StoreDown("away")
        yield

    with patch.object(Database, "reading", unreachable):
        yield


def test_a_link_opens_a_case_while_the_store_is_away_only_where_it_was_read(store: Store) -> None:
    key, case = put(store), store.cases.make("Other", "").id
    other, opened = put(store.of(case), "Other"), {*store._opened}
    with away():
        app = open_app("map", lang="en", case=case)
        for n in range(3):
            open_app("map", lang="en", case=f"unknown-{n}")
        assert {*store._opened} == opened, "an unknown id takes no place"
        assert (own(app).case, own(app).selection.case) == (FIRST_CASE, FIRST_CASE)  # type: ignore[union-attr]
    app.run()
    assert own(app).case == own(app).selection.case == FIRST_CASE  # type: ignore[union-attr]
    assert "case" not in app.query_params
    app.switch_page("pages/documents.py").run()
    assert f"only-{key}" in {b.key for b in app.button}
    open_app("map", lang="en", case=case)
    with away():
        link = open_app("map", lang="en", case=case, documents=other)
        assert own(link).case == own(link).selection.case == case  # type: ignore[union-attr]
        assert own(link).selection.documents == (other,)  # type: ignore[union-attr]


def test_the_case_of_a_selection_is_that_of_the_data(store: Store) -> None:
    case = store.cases.make("Other", "").id
    put(store.of(case))
    atlas = join(shipped(), store.of(case).overlay())
    assert without_vanished(Selection(), atlas) == (Selection(case=case), ())


def test_opening_a_case_that_is_just_deleted_says_so_and_stays(store: Store) -> None:
    put(store)
    here, gone = (store.cases.make(name, "").id for name in ("Here", "Gone"))
    app = open_app("documents", lang="en", case=here)
    store.cases.delete(gone)
    app.selectbox(key="case-open").select(gone).run()
    assert own(app).case == own(app).selection.case == here  # type: ignore[union-attr]
    assert shipped().text("en")("case.not-there") in said(app)


def test_a_case_is_asked_for_by_its_id_and_not_all_are_listed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = store.cases.make("Other", "").id
    monkeypatch.delattr(Cases, "list_cases")
    assert [known_case(key) for key in (FIRST_CASE, case, "nowhere")] == [FIRST_CASE, case, FIRST_CASE]
    store.cases.delete(case)
    assert known_case(case) == FIRST_CASE


def test_charts_of_another_case_have_keys_of_their_own() -> None:
    session = Session()
    session.charts = ChartPicks(["record"], "aid", 2, {"aid": 3, "actors": 1})
    before = {session.charts.forgotten + n for n in range(4)}
    session.enter("other")
    assert session.charts.records == []
    first = session.charts.forgotten
    assert first > max(before)
    session.enter(FIRST_CASE)
    assert session.charts.forgotten > first


def test_the_form_of_a_new_case_is_empty_once_it_is_made(store: Store) -> None:
    app = open_app("documents", lang="en")
    name_fields(app, "new")[-1].set_value("Trade")  # type: ignore[attr-defined]
    press(app, "case.make")
    assert store.cases.list_cases()[-1].name_en == "Trade"
    assert [box.value for box in name_fields(app, "new")] == ["", ""]  # type: ignore[attr-defined]


def test_a_case_is_renamed_deleted_and_brought_back(store: Store) -> None:
    case = store.cases.make("Other", "").id
    put(store.of(case))
    app = open_app("documents", lang="en", case=case)
    name_fields(app, "rename")[-1].set_value("Trade")  # type: ignore[attr-defined]
    press(app, "case.save")
    assert next(c for c in store.cases.list_cases() if c.id == case).name_en == "Trade"
    press(app, "case.delete")
    assert (own(app).case, store.cases.list_cases()) == (FIRST_CASE, [Case()])
    press(app, "deleted.restore")
    assert own(app).case == case
    assert store.cases.list_cases()[-1].name_en == "Trade"
    assert len(store.of(case).entries()) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_cases_of_one_name_are_told_apart_and_both_open(store: Store, lang: Lang) -> None:
    same = [store.cases.make("Trade", "").id for _ in range(2)]
    app = open_app("documents", lang=lang)
    box = app.selectbox(key="case-open")
    assert len({*box.options}) == len(box.options) == 3
    assert [key for key in same if any(key in label for label in box.options)] == same
    for case in same:
        box = app.selectbox(key="case-open").select(case)
        box.run()
        assert own(app).case == case


@pytest.mark.parametrize("lang", LANGS)
def test_a_rename_that_another_was_before_with_waits_until_it_is_seen(store: Store, lang: Lang) -> None:
    seen, t = store.cases.make("Seen", ""), shipped().text(lang)
    app = open_app("documents", lang=lang, case=seen.id)
    store.cases.rename(seen.id, "Anna", "اسم")
    for box, typed in zip(name_fields(app, "rename"), ("نص", "Typed"), strict=True):
        box.set_value(typed)  # type: ignore[attr-defined]
    press(app, "case.save", lang)
    assert store.cases.list_cases()[-1].name_en == "Anna"
    theirs = [f"{t('case.name-ar')}: اسم", f"{t('case.name-en')}: Anna"]
    told = t("field.clash", said=t.comma_list(theirs))
    assert strip_isolates(told) in strip_isolates(said(app))
    assert [box.value for box in name_fields(app, "rename")] == ["نص", "Typed"]  # type: ignore[attr-defined]
    press(app, "case.save", lang)
    assert store.cases.list_cases()[-1].name_en == "Typed"


def test_a_case_that_two_name_in_two_languages_has_both_names(store: Store) -> None:
    seen = store.cases.make("Seen", "")
    app = open_app("documents", lang="en", case=seen.id)
    store.cases.rename(seen.id, "Anna", "")
    app.run()
    name_fields(app, "rename")[0].set_value("اسم")  # type: ignore[attr-defined]
    told = shipped().text("en")("field.meanwhile", said=f"{shipped().text('en')('case.name-en')}: Anna")
    assert strip_isolates(told) in strip_isolates(said(app))
    press(app, "case.save")
    assert store.cases.list_cases()[-1].name_en == "Anna"
    assert store.cases.list_cases()[-1].name_ar == "اسم"


@pytest.mark.parametrize("lang", LANGS)
def test_a_deleted_case_is_told_as_a_case(store: Store, lang: Lang) -> None:
    store.cases.delete(store.cases.make("Gone", "").id)
    html, t = said(open_app("documents", lang=lang)), shipped().text(lang)
    assert t("log.case-delete") in html
    assert t("log.delete") not in html


@pytest.mark.parametrize("lang", LANGS)
def test_who_made_named_deleted_and_brought_back_a_case_is_told_and_when(store: Store, lang: Lang) -> None:
    put(store)
    t = shipped().text(lang)
    assert t("log.case") not in [fold.label for fold in open_app("documents", lang=lang).expander]
    anna, basim = Person("anna@example.org", "editor"), Person("basim@example.org", "editor")
    made = store.cases.make("Trade <b>", "تجارة", anna)
    store.cases.rename(made.id, "Border trade", "", basim)
    store.cases.delete(made.id, anna)
    store.cases.restore(made.id, basim)
    put(store.of(made.id))
    app = open_app("documents", lang=lang, case=made.id)
    assert t("log.case-delete") not in said(app), "folded: nobody waits for it"
    own(app).opened["case-log"] = 1
    app.run()
    lines = [strip_isolates(line.value) for line in app.text if "@example.org" in line.value]
    whole = strip_isolates(" / ".join(["تجارة", "Trade <b>"] if lang == "ar" else ["Trade <b>", "تجارة"]))
    names = {"before": whole, "after": "Border trade"}
    assert [line.partition(" · ")[2] for line in lines] == [
        f"basim@example.org: {strip_isolates(t('log.case-restore'))}",
        f"anna@example.org: {strip_isolates(t('log.case-delete'))}",
        f"basim@example.org: {strip_isolates(t('log.case-rename', **names))}",
        f"anna@example.org: {strip_isolates(t('log.case-make', after=whole))}",
    ]
    day = strip_isolates(t.date(made.made[:10]))
    assert all(day in line for line in lines)
    first = open_app("documents", lang=lang)
    assert t("log.case") not in [fold.label for fold in first.expander], "each case has its own"


def test_a_case_without_a_name_is_refused_with_a_word(store: Store) -> None:
    app = press(open_app("documents", lang="en"), "case.make")
    assert shipped().text("en")("case.unnamed") in said(app)
    assert store.cases.list_cases() == [Case()]


@pytest.mark.parametrize("role", ["reader", "reviewer"])
def test_who_is_no_editor_opens_cases_and_changes_none(store: Store, role: str) -> None:
    case = store.cases.make("Other", "").id
    with patch.dict("os.environ", {"DALIL_ROLE": role}):
        app = open_app("documents", lang="en")
        assert name_fields(app, "new") == []
        app.selectbox(key="case-open").select(case).run()
        assert own(app).case == case
        assert "case-delete" not in {b.key for b in app.button}


def test_each_case_has_its_own_story_and_desk(store: Store) -> None:
    key, case = put(store), store.cases.make("Other", "").id
    app = open_app("documents", lang="en")
    app.button(key=f"open-{key}").click().run()
    first = own(app)
    assert first.review.document == key
    story = first.story
    press(app, "review.back")
    app.selectbox(key="case-open").select(case).run()
    assert own(app).review.document == ""
    assert own(app).story is not story
    app.selectbox(key="case-open").select(FIRST_CASE).run()
    assert own(app).story is story


def test_files_name_the_case_and_link_to_it(store: Store) -> None:
    case = store.cases.make("Border trade", "تجارة الحدود").id
    put(store.of(case))
    selection = own(open_app("map", lang="ar", case=case)).selection
    assert selection is not None
    assert selection.to_query()["case"] == case
    view = select(join(shipped(), store.of(case).overlay()), selection)
    assert ("القضية", "تجارة الحدود") in about_lines(view, shipped().text("ar"))
    without = select(join(shipped(), store.overlay()), Selection())
    assert "القضية" not in dict(about_lines(without, shipped().text("ar")))
