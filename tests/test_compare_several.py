"""Several documents side by side: on a place, an actor, an event and a statement, their figures in groups,
and the map of who names what; and what is shown of them."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest
from test_session_app import _frame_first as _frame_first
from test_session_app import queried
from test_session_isolation import reader
from test_session_isolation import store as store
from tiny import shipped, with_tables

from data.atlas.atlas import Atlas
from data.atlas.join import join
from data.compare.comparison import MOST_COMPARED, compare_documents, compared_documents
from data.compare.decisions import suggested_spans
from data.compare.groups import figure_groups
from data.compare.spoken import PassageSpan, document_passages
from data.compare.subjects import said_of, shared_subjects
from data.documents.add import Given, entry
from data.documents.dossier.first_case import first_case
from data.documents.dossier.load import load_into
from data.documents.ledger.comparisons import comparison_row
from data.documents.ledger.records import event_row
from data.documents.ledger.statements import statement_row
from data.documents.review.suggestion import SURE
from data.documents.schema import Extra
from data.documents.store import Store
from data.facts.statements import subjects
from data.i18n.isolates import strip_isolates
from data.query.selection import Selection
from data.query.view import select
from data.tables.vocab import LANGS, Lang
from geo.points import compared_points
from ui.html.comparison.several import on_subject, overview, several_head, with_overview

ARTICLE, SECOND = "issa-2023", "second-article"
THIRD = (
    "The United States gave Tajikistan over $300 million since 2002.\n"
    "Anthony Blinken came to Dushanbe on 28 February 2023 <b>and</b> left for Khorog.\n"
    "The Tajik-Afghan border is 1,344 kilometres long."
)
WRITTEN = {
    "says_en": "The aid was $300 million.",
    "says_ar": "بلغت المساعدات 300 مليون دولار.",
    "would_change_en": "A record.",
    "would_change_ar": "سجل.",
    "assessment": "open",
    "confidence": "low",
    "kind": "amount",
    "value_en": "over $300 million",
    "value_ar": "أكثر من 300 مليون دولار",
}


def three(own: Store) -> tuple[Atlas, tuple[str, str, str]]:
    """The article, the case to learn from, and a third document with a statement and an event of its own."""
    load_into(own, shipped(), first_case())
    made, extras = entry(shipped(), Given("A third paper", THIRD, "", "2023-05-01"), SURE)
    own.add([made], extras)
    kept = own.entry(made.document.id)
    assert kept
    stated = statement_row(shipped(), kept, WRITTEN | {"passage": 0, "start": 0, "end": 30}, set())
    happened = event_row(
        shipped(),
        kept,
        {
            "passage": 1,
            "start": 0,
            "end": 5,
            "title_en": "A visit",
            "title_ar": "زيارة",
            "date": "2023-02-28",
            "actors": ("blinken",),
            "places": ("dushanbe",),
        },
    )
    own.change(kept, [stated, happened])
    return join(shipped(), own.overlay()), (ARTICLE, SECOND, made.document.id)


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> tuple[Atlas, tuple[str, str, str]]:
    return three(Store(f"sqlite:///{tmp_path_factory.mktemp('several') / 'd.sqlite'}"))


def test_no_more_than_some_stand_side_by_side_and_the_first_two_are_those_chosen(
    laid: tuple[Atlas, tuple[str, str, str]],
) -> None:
    atlas, documents = laid
    assert compared_documents(atlas, documents) == documents
    assert compared_documents(atlas, documents[::-1]) == documents[::-1]
    assert len(compared_documents(atlas, (*documents, *"abc"))) == MOST_COMPARED
    s, unknown = Selection.from_query({"compared": ",".join(documents)}, atlas)
    assert (s.compared, unknown) == (documents, ())
    assert Selection.from_query(s.to_query(), atlas)[0] == s


def test_a_name_is_quoted_from_each_document_where_it_stands(
    laid: tuple[Atlas, tuple[str, str, str]],
) -> None:
    atlas, documents = laid
    said = said_of(atlas, documents, "place", "khorog")
    assert [bool(one.spans) for one in said] == [False, True, True]
    for one in said:
        for span in one.spans:
            assert (span.passage, span.start) in {
                (m.passage, m.start) for m in atlas.mentions_of[span.passage] if m.entity == "khorog"
            }
            assert atlas.passages[span.passage].document == one.document
    found = shared_subjects(atlas, documents)
    times = {subject.key: subject.times for subject in (*found.places, *found.actors)}
    assert times["khorog"] == tuple(len(one.passages) for one in said)
    named = {
        m.entity
        for document in documents
        for p in document_passages(atlas, document)
        for m in atlas.mentions_of[p]
    }
    assert {*times} == named & {*atlas.places, *atlas.actors}
    assert all(times["tajik-afghan-border"])
    assert [sum(map(bool, s.times)) for s in found.places] == sorted(
        (sum(map(bool, s.times)) for s in found.places), reverse=True
    )


def test_an_event_is_found_where_people_set_it_and_where_its_date_stands_beside_its_names(
    laid: tuple[Atlas, tuple[str, str, str]],
) -> None:
    atlas, documents = laid
    (own,) = (event for event in atlas.events.values() if event.relation == "document")
    said = said_of(atlas, documents, "event", own.id)
    assert said[2].passages == own.passages
    (span,) = said[2].spans
    assert atlas.texts[span.passage][span.start : span.end] == "28 February 2023"
    assert said[1].spans, "the second article has the day and Blinken in one sentence"
    for other in said[1].spans:
        assert any(f.value == "2023-02-28" for f in atlas.figures_of[other.passage] if f.start == other.start)
    assert [f.value for p in said[0].passages for f in atlas.figures_of[p] if f.value == "2023-02-28"] == []


def test_a_statement_stands_beside_figures_and_values_of_the_same_matter(
    laid: tuple[Atlas, tuple[str, str, str]],
) -> None:
    atlas, documents = laid
    (own,) = (s for s in atlas.statements.values() if s.passage.startswith(documents[2]))
    said = said_of(atlas, documents, "statement", own.id)
    assert (said[2].statements, said[2].spans) == ((own,), (PassageSpan(own.passage, own.start, own.end),))
    assert {s.kind for s in said[0].statements} == {"amount"}
    assert all(s.value_en for s in said[0].statements)
    pairs = [p for p in compare_documents(atlas, *documents[::2]).pairs if hasattr(p, "counterpart")]
    assert own in [pair.counterpart for pair in pairs]
    assert all(one.passage != other.passage for one, other in map(suggested_spans, pairs))


def test_two_statements_stand_beside_one_another_once_and_by_more_than_one_name_that_is_everywhere() -> None:
    """By the article beside itself: its statements on one source are often of one matter too."""
    pairs = [p for p in compare_documents(shipped(), ARTICLE, ARTICLE).statements if p.counterpart]
    shared = {(p.statement.id, p.counterpart.id): p.shared for p in pairs if p.counterpart}
    assert len(shared) == len(pairs)
    assert shared["c40", "c40"] == "source", "the first reason that holds"
    assert shared["c34", "c35"] == "matter", "both on Ayvaj alone"
    assert ("c03", "c14") not in shared, "two dates, and the United States alone"


def test_figures_of_one_matter_are_put_together_one_of_each_document(
    laid: tuple[Atlas, tuple[str, str, str]],
) -> None:
    atlas, documents = laid
    groups = figure_groups(atlas, documents)
    lengths = next(g for g in groups if any(f and f.kind == "length" for f in g.figures))
    assert [f and f.value for f in lengths.figures] == ["1400", "1344", "1344"]
    assert lengths.outcome == "differ"
    assert lengths.near == ("tajik-afghan-border",)
    for group in groups:
        assert sum(figure is not None for figure in group.figures) > 1
        for number, figure in enumerate(group.figures):
            assert figure is None or figure.passage.startswith(documents[number])
    spots = [(f.passage, f.start) for group in groups for f in group.figures if f]
    assert len(spots) == len(set(spots)), "no figure stands in two groups: no pair lies between groups here"
    paired = {
        (p.one.passage, p.one.start)
        for one, other in combinations(documents, 2)
        for p in compare_documents(atlas, one, other).figures
    }
    assert paired <= set(spots)


def test_a_difference_between_two_groups_stands_as_a_group_of_its_own(tmp_path: Path) -> None:
    """The first document says 1,400 km, the second 1,344, the third both."""
    own, length = (
        Store(f"sqlite:///{tmp_path / 'd.sqlite'}"),
        "The Tajik-Afghan border is {} kilometres long.",
    )
    made = [
        entry(shipped(), Given(f"Paper {n}", "\n".join(map(length.format, said)), "", "2023-05-01"), SURE)
        for n, said in enumerate((("1,400",), ("1,344",), ("1,400", "1,344")))
    ]
    for row, extras in made:
        own.add([row], extras)
    atlas, documents = join(shipped(), own.overlay()), tuple(row.document.id for row, _ in made)
    found = [
        ([figure and figure.value for figure in group.figures], group.outcome)
        for group in figure_groups(atlas, documents)
    ]
    assert sorted(found, key=lambda one: one[1]) == [
        (["1400", "1344", None], "differ"),
        (["1400", None, "1400"], "same"),
        ([None, "1344", "1344"], "same"),
    ]
    said = strip_isolates(several_head(atlas, documents, atlas.text("en")))
    assert "say the same: 2; that differ: 1" in said


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_shown_quotes_exactly_and_is_never_markup(
    laid: tuple[Atlas, tuple[str, str, str]], lang: Lang
) -> None:
    atlas, documents = laid
    t = atlas.text(lang)
    html = on_subject(atlas, documents, "actor:blinken", t)
    assert html.count('<div class="d-said-by">') == 3
    assert "<b>and</b>" not in html
    assert "&lt;b&gt;and&lt;/b&gt;" in html
    assert strip_isolates(t("compare.subject-answer", some="3", all="3")) in strip_isolates(html)
    silent = on_subject(atlas, documents, "place:khorog", t)
    assert silent.count(t("compare.silent")) == 1
    assert t("compare.subject-hint") in on_subject(atlas, documents, "", t)
    whole = overview(atlas, documents, t)
    assert 'data-pick="place:khorog"' in whole
    assert whole.count("d-several-3") == len(figure_groups(atlas, documents))
    near = t("compare.near-several", names=t.name(atlas.entities["tajik-afghan-border"]))
    assert strip_isolates(near) in strip_isolates(whole), "of more than two, none is both"
    assert "d-several" not in overview(atlas, documents[:2], t), "of two the pairs stand in detail"
    pair = compare_documents(atlas, *documents[:2])
    assert with_overview(atlas, documents, t, pair).startswith(whole), "first what all of them say"
    assert not with_overview(atlas, documents[:2], t, pair).startswith(overview(atlas, documents[:2], t))
    assert "3" in several_head(atlas, documents, t)
    assert several_head(atlas, documents[:2], t) == ""


@pytest.mark.parametrize("lang", LANGS)
def test_what_people_decided_of_passages_on_the_subject_stands_with_it(lang: Lang, tmp_path: Path) -> None:
    own = Store(f"sqlite:///{tmp_path}/d.sqlite")
    atlas, documents = three(own)
    t = atlas.text(lang)
    pair = next(p for p in compare_documents(atlas, *documents[1:]).figures if p.one.kind == "length")
    one, other = suggested_spans(pair)
    cells = dict(
        zip(("one", "one_start", "one_end", "other", "other_start", "other_end"), (*one, *other), strict=True)
    )
    kept = own.entry(documents[2])
    assert kept
    extra: Extra = comparison_row(documents[2], {**cells, "verdict": "same"})
    own.change(kept, [extra])
    decided = join(shipped(), own.overlay())
    html = on_subject(decided, documents, "place:tajik-afghan-border", t)
    assert t("compare.verdict-same") in html
    assert t("compare.verdict-same") not in on_subject(atlas, documents, "place:tajik-afghan-border", t)


def test_the_map_tells_whether_all_several_or_one_alone_name_a_place(
    laid: tuple[Atlas, tuple[str, str, str]],
) -> None:
    atlas, documents = laid
    t = atlas.text("en")
    asked = {"seq": 0, "focus": "", "gentle": True}
    live = compared_points.several_map_state(select(atlas, Selection()), t, asked, documents)
    points = {feature["id"]: feature["properties"] for feature in live["points"]}
    for place in shared_subjects(atlas, documents).places:
        by = {1: "single", 2: "some", 3: "all"}[sum(map(bool, place.times))]
        if place.key in points:
            assert points[place.key]["tone"] == f"d-compared c-{by}"
            assert t(f"compare.by-{by}") in points[place.key]["title"]
    assert live["alt"] == t("compare.map-alt-several")


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_statement_concerns_without_naming_it_is_spoken_of_in_table_map_and_subject_alike(
    laid: tuple[Atlas, tuple[str, str, str]], lang: Lang
) -> None:
    """The third document names neither of the two; a statement in it is said to concern them."""
    atlas, documents = laid
    (own,) = (s for s in atlas.statements.values() if s.passage.startswith(documents[2]))
    about = ("chaldovar", "lavrov")
    assert {*about}.isdisjoint(subjects(atlas)[own.id])
    told = with_tables(
        atlas, statements={**atlas.statements, own.id: own.model_copy(update={"about": about})}
    )
    t = told.text(lang)
    found = shared_subjects(told, documents)
    times = {subject.key: subject.times for subject in (*found.places, *found.actors)}
    pair = compare_documents(told, ARTICLE, documents[2])
    for key in about:
        said = said_of(told, documents, "entity", key)
        assert said[2].spans == (PassageSpan(own.passage, own.start, own.end),)
        assert times[key] == tuple(len(one.passages) for one in said)
        assert times[key][2] == 1
        some = sum(map(bool, times[key]))
        html = strip_isolates(on_subject(told, documents, f"place:{key}", t))
        assert strip_isolates(t("compare.subject-answer", some=t.number(some), all=t.number(3))) in html
        names = pair.places if key in told.places else pair.actors
        assert (key in names.both, key in names.other) == (bool(times[key][0]), not times[key][0])
    state = {"seq": 0, "focus": "", "gentle": True}
    live = compared_points.several_map_state(select(told, Selection()), t, state, documents)
    (point,) = (f["properties"] for f in live["points"] if f["id"] == "chaldovar")
    assert point["named"]


@pytest.mark.slow
def test_a_third_document_is_set_beside_two_and_the_link_keeps_all_three(store: Store) -> None:
    _, documents = three(store)
    app = reader("compare", lang="en", compared=",".join(documents[:2]))
    assert app.multiselect(key="compare-further").value == []
    app.multiselect(key="compare-further").set_value([documents[2]]).run()
    assert not app.exception
    assert queried(app)["compared"] == ",".join(documents)
    said = strip_isolates(" ".join(element.proto.body for element in app.get("html")))
    assert re.search(r"All documents, 3 in number, speak of \d+ places", said)
    app.selectbox(key="compare-one").set_value(documents[2]).run()
    assert queried(app)["compared"] == ",".join((documents[2], SECOND, ARTICLE)), "they change places"
    store.delete(documents[2])
    app.run()
    assert not app.exception
    assert app.multiselect(key="compare-further").value == []
