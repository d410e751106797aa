"""Which records of aid the filters choose, and that page, border page and files say the same sum by the same
filters."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny import selections, shipped

from data.facts.aid import bridges, security, total
from data.i18n.isolates import strip_isolates
from data.index.index import actor_keys
from data.query.aid import RULES, filters_not_applied
from data.query.describe import describe, describe_along_border
from data.query.selection import Selection
from data.query.view import select
from data.tables.model import Aid
from data.tables.vocab import LANGS, ROLES, Lang
from export.about import about_lines, plain_label
from export.charts import charts
from export.order import Order
from export.tables.files import csv_file
from export.webpage import page
from ui.charts.spec import Bars
from ui.sentences.aid import filters_applied, records_summary

ATLAS = shipped()


def chosen(**filters: Any) -> list[Aid]:
    """The records that surely belong."""
    return list(select(ATLAS, Selection(**filters)).certain_aid)


def parties(row: Aid) -> set[str]:
    """The actors and groups that take part in a record."""
    bodies = [ATLAS.bodies[key] for role in ROLES if (key := getattr(row, role))]
    return {key for body in bodies for entity in body.entities for key in actor_keys(ATLAS, entity)}


def test_an_actor_chooses_the_records_in_which_it_takes_part() -> None:
    for actor in ("russia", "china", "united-states", "tajik-border-guard"):
        assert {row.id for row in chosen(actors=(actor,))} == {
            row.id for row in ATLAS.aid.values() if actor in parties(row)
        }
    assert chosen(actors=("china",))
    both = chosen(actors=("united-states", "tajik-border-guard"), match="all")
    assert both
    assert all({"united-states", "tajik-border-guard"} <= parties(row) for row in both)


def test_a_place_chooses_the_records_at_it_or_inside_it_and_counts_those_without_a_place_apart() -> None:
    assert {row.place for row in chosen(places=("panj-bridge",))} == {"panj-bridge"}
    view = select(ATLAS, Selection(places=("gbao",)))
    assert {"gbao", "khorog", "ishkashim"} <= {row.place for row in view.certain_aid}
    assert all(
        row.place == "gbao" or ATLAS.places[row.place or ""].province == "gbao" for row in view.certain_aid
    )
    assert {ATLAS.aid[key].place for key in view.uncertain_aid} == {None}


@pytest.mark.parametrize("words", ["Chaldivar", "تشالديفار", "Puma", "barracks"])
def test_words_choose_the_records_in_whose_own_words_or_names_they_stand(words: str) -> None:
    found = chosen(text=words)
    assert 0 < len(found) < len(ATLAS.aid) / 3
    assert chosen(text=f"{words} zzzz") == []


def test_the_row_on_chaldivar_is_found_by_its_name_in_both_languages() -> None:
    assert {row.id for row in chosen(text="Chaldivar")} == {row.id for row in chosen(text="تشالديفار")}
    assert "us-chaldovar-outpost-2020" in {row.id for row in chosen(text="Chaldivar")}


@pytest.mark.parametrize(
    ("wanted", "unwanted"), [("embassy", "Chaldivar"), ("outpost", "Chaldivar"), ("outpost", "Ayvaj")]
)
def test_a_minus_leaves_out_records_with_the_word(wanted: str, unwanted: str) -> None:
    every, have = ({row.id for row in chosen(text=text)} for text in (wanted, unwanted))
    assert have
    assert {row.id for row in chosen(text=f"{wanted} -{unwanted}")} == every - have
    assert {row.id for row in chosen(text=f"-{unwanted}")} == set(ATLAS.aid) - have


@pytest.mark.parametrize("key", ["topics", "voices", "assessments", "documents"])
def test_a_filter_that_does_not_narrow_records_is_named_and_changes_no_sum(key: str) -> None:
    value = {
        "topics": "counter-narcotics",
        "voices": "lavrov",
        "assessments": "differ",
        "documents": "issa-2023",
    }[key]
    changes: dict[str, Any] = {key: (value,)}
    view = select(ATLAS, Selection(**changes))
    assert view.aid == select(ATLAS, Selection()).aid
    for lang in LANGS:
        told = ATLAS.text(lang)("aid.unheeded", filters="").split("\u2068")[0]
        assert told in records_summary(view, view.atlas.text(lang))
        assert told not in records_summary(
            select(ATLAS, Selection(actors=("russia",))),
            select(ATLAS, Selection(actors=("russia",))).atlas.text(lang),
        )


@settings(max_examples=60, deadline=None)
@given(selections(ATLAS))
def test_the_notice_names_exactly_the_filters_in_use_that_do_not_narrow_records(s: Selection) -> None:
    assert {row.key for row in filters_not_applied(s)} == {*s.active} - {*RULES}
    told = strip_isolates(filters_applied(select(ATLAS, s), select(ATLAS, s).atlas.text("en")))
    found = re.search(r"These filters do not narrow aid records: (.*)\.", told)
    names = {
        key: ATLAS.text("en")(f"filter.{key}") for key in ("topics", "voices", "assessments", "documents")
    }
    assert (found[1].split(", ") if found else []) == [names[key] for key in s.active if key in names]
    alone = Selection(
        **{
            key: getattr(s, key)
            for key in ("actors", "match", "places", "since", "until", "km_from", "km_to", "text")
        }
    )
    ledger = Selection(**{key: getattr(s, key) for key in ("donors", "categories", "statuses", "cut")})
    wanted = {row.id for row in select(ATLAS, alone).aid} & {row.id for row in select(ATLAS, ledger).aid}
    assert {row.id for row in select(ATLAS, s).aid} == wanted


@pytest.mark.parametrize("lang", LANGS)
@settings(max_examples=25, deadline=None)
@given(s=selections(ATLAS))
def test_pages_and_files_say_the_same_sum(lang: Lang, s: Selection) -> None:
    view = select(ATLAS, s)
    whole = total(view.certain_aid)
    told = records_summary(view, view.atlas.text(lang))
    for part in (security(view.certain_aid), bridges(view.certain_aid)):
        assert not part.priced or ATLAS.text(lang).amount(part.usd, at_least=part.at_least) in told
    nothing = "aid.summed-none" if view.aid else "aid.none"
    assert (ATLAS.text(lang)(nothing) in told) == (not whole.priced)
    assert (ATLAS.text(lang)("export.aid"), plain_label(told)) in about_lines(view, view.atlas.text(lang)), (
        "xlsx, csv, geojson, and the imprint of HTML and PDF"
    )
    assert plain_label(told) in csv_file(view, view.atlas.text(lang), "about").decode("utf-8-sig")
    assert page.parts(Order(view, (lang,)), Order(view, (lang,)).atlas.text(lang))["reckoning"] == told
    chart = charts(Order(view, (lang,)), "html", view.atlas.text(lang))["by-donor"]
    assert isinstance(chart, Bars)
    assert sum(bar.value for bar in chart.rows) == pytest.approx(whole.usd)


@settings(max_examples=60, deadline=None)
@given(selections(ATLAS), st.sampled_from(list(ATLAS.aid)))
def test_a_record_is_summed_counted_apart_or_outside_and_only_one_of_them(s: Selection, key: str) -> None:
    view = select(ATLAS, s)
    assert {row.id for row in view.certain_aid} | view.uncertain_aid == {row.id for row in view.aid}
    assert not {row.id for row in view.certain_aid} & view.uncertain_aid
    row = ATLAS.aid[key]
    if key in view.uncertain_aid:
        assert row.date is None or row.place is None
    if s.actors and s.match == "any" and key in {r.id for r in view.aid}:
        assert parties(row) & set(s.actors)


@pytest.mark.parametrize("lang", LANGS)
def test_where_no_record_fits_one_sentence_says_so(lang: Lang) -> None:
    view = select(ATLAS, Selection(text="zzzz"))
    assert not view.aid
    assert records_summary(view, view.atlas.text(lang)).endswith(ATLAS.text(lang)("aid.none"))
    assert strip_isolates(ATLAS.text(lang)("aid.left.nothing")) not in strip_isolates(
        records_summary(view, view.atlas.text(lang))
    )


@pytest.mark.parametrize("lang", LANGS)
def test_the_border_says_that_no_record_along_it_is_chosen_and_how_many_elsewhere(lang: Lang) -> None:
    t, said = ATLAS.text(lang), {}
    points = {place for place, at in ATLAS.chainage.items() if at.km is not None}
    for actors in ((), ("china",), ("ukraine",), ("united-states",)):
        view = select(ATLAS, Selection(actors=actors))
        along = [row for row in view.aid if row.place in points]
        said[actors] = bool(along), len(view.aid)
        expected = describe(view, t)
        if not along:
            count = t.count("records", len(view.aid))
            expected += " " + (t("strip.aid-elsewhere", count=count) if view.aid else t("strip.no-aid"))
        assert describe_along_border(view, t) == expected
    assert said[("china",)] == (False, 5)
    assert said[("ukraine",)] == (False, 0)
    assert said[()][0]
    assert said[("united-states",)][0]
