"""Actors that came with an added document: side, role and source, filters and charts, what is refused,
hostile names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hostile import PRINTED
from test_documents import TEXT, added, laid
from test_ui_html import read
from tiny import shipped

from data.atlas.overlay import Spelling
from data.documents.add import Given, entry
from data.documents.entities import THINGS, actor_rows
from data.documents.errors import Unfit
from data.documents.review.columns import with_marks
from data.documents.review.mentions import mentions_of_words
from data.documents.review.suggestion import suggestions_of
from data.documents.schema import Extra
from data.documents.store import Store
from data.index.index import passages_naming
from data.query.actors import by_voice
from data.query.selection import Selection
from data.query.view import select
from data.tables.model import Entity
from data.tables.vocab import LANGS, Lang
from ui.charts import actors
from ui.charts.legend import chart_head
from ui.charts.plotly.figure import plotly_figure
from ui.html import review
from ui.html.headings import map_heading
from ui.html.panel.panel import panel

ACTOR = {
    "name_ar": "سكان الوادي",
    "name_en": "Valley Council",
    "type": "organisation",
    "group": "tajikistan",
    "role_ar": "مجلس أهلي",
    "role_en": "",
    "source": "https://example.org/council",
}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path}/documents.sqlite")


def brought(store: Store, text: str, values: dict[str, str]) -> tuple[str, str]:
    """A document with an actor that came with it, its names marked; the ids of both."""
    key = added(store, text=text)
    own = store.entry(key)
    assert own is not None
    extras = actor_rows(shipped(), key, values)
    entity = extras[0].row
    assert isinstance(entity, Entity)
    names = dict.fromkeys(
        (entity.name_ar, entity.name_en)
    )  # as they were cleaned, which is how they stand in the text
    marks = [m for said in names for m in mentions_of_words(own, said, entity.id)]
    store.change(with_marks(own, marks), extras)
    return key, extras[0].key


def test_an_actor_comes_with_a_side_a_role_and_a_source_and_goes_with_its_document(store: Store) -> None:
    key, actor = brought(store, "قال مجلس.\nتحدث سكان الوادي.\nThe Valley Council met.", ACTOR)
    atlas = laid(store)
    row, entity = atlas.actors[actor], atlas.entities[actor]
    assert (row.group, row.role_ar, row.role_en, row.alleged) == (
        "tajikistan",
        "مجلس أهلي",
        "مجلس أهلي",
        False,
    )
    assert (entity.type, entity.name_ar, entity.name_en) == ("organisation", "سكان الوادي", "Valley Council")
    assert atlas.sources[entity.sources[0]].url == ACTOR["source"]
    assert passages_naming(atlas)[actor] == (f"{key}.p02", f"{key}.p03")
    for chosen in (actor, "tajikistan"):
        view = select(atlas, Selection(actors=(chosen,), documents=(key,)))
        assert view.passages == (f"{key}.p02", f"{key}.p03"), "by itself and by its side"
        assert view.facets["actors"][actor] == 2
    assert by_voice(select(atlas, Selection(documents=(key,))))[actor]["author"] == 2, "on the actors page"
    again, _ = entry(atlas, Given("", "سكان الوادي وحدهم."))
    assert actor in {m.what for m in suggestions_of(again)}, "found in the next text"
    store.delete(key)
    assert actor not in laid(store).entities.keys() | laid(store).actors.keys() | laid(store).sources.keys()


def taken_back(store: Store, key: str, actor: str) -> None:
    """Undo at the desk: the marks as they were, and the rows that the actor brought dropped."""
    own = store.entry(key)
    assert own is not None
    before = [m for m in suggestions_of(own) if m.what != actor]
    brought = [
        extra for extra in store.extras()[key] if actor in (extra.key, getattr(extra.row, "entity", ""))
    ]
    assert {extra.kind for extra in brought} >= {"entities", "actors", "sources"}
    store.change(with_marks(own, before), dropped=brought)


def test_an_actor_that_is_taken_back_leaves_no_row(store: Store) -> None:
    key, actor = brought(store, "تحدث سكان الوادي.", ACTOR)
    own = store.entry(key)
    assert own is not None
    other, kept = brought(store, "تحدث سكان الوادي.", ACTOR)
    store.change(own, [Extra(key, Spelling(actor, "ar", "سكان الواد"))])
    assert "سكان الواد" in laid(store).entities[actor].aliases_ar
    taken_back(store, key, actor)
    atlas = laid(store)
    assert actor not in atlas.entities.keys() | atlas.actors.keys() | atlas.sources.keys()
    assert [extra.key for extra in store.extras()[key]] == list(atlas.documents[key].sources)
    assert kept in atlas.entities, "of the same name, but another"
    assert passages_naming(atlas)[kept] == (f"{other}.p01",)


def test_an_actor_that_another_document_names_stays_when_it_is_taken_back(store: Store) -> None:
    key, actor = brought(store, "تحدث سكان الوادي.", ACTOR)
    other = added(store, text="عاد سكان الوادي.")
    own = store.entry(other)
    assert own is not None
    store.change(with_marks(own, mentions_of_words(own, "سكان الوادي", actor)))
    taken_back(store, key, actor)
    atlas = laid(store)
    assert actor in atlas.entities.keys() & atlas.actors.keys() & atlas.sources.keys()
    assert passages_naming(atlas)[actor] == (f"{other}.p01",)


def test_a_row_that_another_document_brought_is_never_dropped(store: Store) -> None:
    key, actor = brought(store, "تحدث سكان الوادي.", ACTOR)
    other = added(store, text="لا شيء هنا.")
    own = store.entry(other)
    assert own is not None
    store.change(own, dropped=[replace(extra, document=other) for extra in store.extras()[key]])
    assert actor in laid(store).actors


@pytest.mark.parametrize("kind", THINGS)
def test_a_programme_or_equipment_is_named_but_acts_for_nobody(store: Store, kind: str) -> None:
    key, thing = brought(store, "تحدث سكان الوادي.", ACTOR | {"type": kind, "group": ""})
    atlas = laid(store)
    assert (atlas.entities[thing].type, atlas.entities[thing].note_en, thing in atlas.actors) == (
        kind,
        "مجلس أهلي",
        False,
    )
    assert passages_naming(atlas)[thing] == (f"{key}.p01",)
    assert (
        "مجلس أهلي"
        in read(
            panel(
                select(atlas, Selection(focus=f"thing:{thing}")),
                select(atlas, Selection(focus=f"thing:{thing}")).atlas.text("en"),
            )
        ).text
    )


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name_ar": " ", "name_en": ""}, "name"),
        ({"type": None}, "type"),
        ({"type": "place"}, "type"),
        ({"group": None}, "group"),
        ({"group": "nobody"}, "group"),
        ({"role_ar": ""}, "role"),
        ({"source": " "}, "source"),
    ],
)
def test_an_actor_of_whom_something_is_missing_is_refused_and_told_what(
    wrong: dict[str, str], told: str
) -> None:
    with pytest.raises(Unfit, match=f"^review.actor-{told}$"):
        actor_rows(shipped(), "a", ACTOR | wrong)
    assert f"review.actor-{told}" in shipped().words


@pytest.mark.parametrize("lang", LANGS)
def test_a_hostile_name_of_an_actor_stays_text(store: Store, lang: Lang) -> None:
    name = " ".join(PRINTED.split()) + " زرنيگار"
    hostile = {**dict.fromkeys(("role_ar", "role_en", "source"), PRINTED), "type": "person", "group": "media"}
    key, actor = brought(store, f"{TEXT}\n{name}", ACTOR | hostile | {"name_ar": name, "name_en": name})
    atlas = laid(store)
    view = select(atlas, Selection(focus=f"actor:{actor}", actors=(actor,), documents=(key,)))
    assert "alert(1)" in read(panel(view, view.atlas.text(lang))).text
    assert "alert(1)" in read(map_heading(view, view.atlas.text(lang))).text
    own = store.entry(key)
    assert own is not None
    assert "alert(1)" in read(review.document(atlas, own, suggestions_of(own), 0, atlas.text(lang))).text
    for chart in (
        actors.mentions_chart(view, view.atlas.text(lang)),
        actors.by_passages(view, view.atlas.text(lang)),
    ):
        figure = plotly_figure(atlas, chart)
        text = "\n".join([*figure.data[0].hovertext, *figure.layout.yaxis.ticktext])
        assert "alert(1)" in text
        assert "<" not in text.replace("<br>", ""), "plotly would take it for markup"
        assert [tag for tag, _ in read(chart_head(atlas, chart, "actors.mentions")).tags][:2] == ["h3", "p"]
