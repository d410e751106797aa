"""What may be summed of aid, and what a sum leaves out."""

from __future__ import annotations

import ast
import csv
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape
from test_rooms import CODE, module, tree

from data.facts.aid import (
    ITEMS,
    bridges,
    dated_or_undated,
    dated_totals,
    exclusion_reason,
    is_dated_by,
    security,
    total,
)
from data.i18n.amounts import number
from data.i18n.isolates import strip_isolates
from data.load import load
from data.query.selection import Selection
from data.query.value_names import total_name
from data.query.view import select
from data.tables.files import FILES
from data.tables.model import Aid
from data.tables.vocab import LANGS, Lang
from ui.charts import aid
from ui.charts.plotly.figure import plotly_figure
from ui.charts.registry import CHARTS
from ui.charts.spec import Bars
from ui.charts.timeline import timeline
from ui.html.aid import claims_vs_records_html, unsummed_records
from ui.sentences.aid import (
    CHALDIVAR,
    as_of_comparison,
    claimed_usd,
    posts,
    records_by_claim,
    sum_breakdown,
    us_works,
)
from ui.story.figures import Figures, MapMeasurements

ATLAS = load()


def record(**changes: Any) -> Aid:
    """A summed item, with changes."""
    plain: dict[str, Any] = {
        "id": "x",
        "date_precision": "day",
        "donor": "united-states",
        "what_en": "a",
        "what_ar": "ا",
        "category": "facility",
        "usd": 100.0,
        "status": "handed-over",
        "sums": True,
        "confidence": "high",
        "ar_status": "drafted",
        "sources": ("dalil",),
    }
    return Aid(**(plain | changes))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, None),
        ({"sums": False, "usd": None}, "no-amount"),
        ({"sums": False, "status": "announced"}, "not-handed-over"),
        ({"sums": False, "category": "programme"}, "programme"),
        ({"sums": False, "category": "cumulative-total", "status": "total"}, "statement"),
        ({"sums": False, "category": "annual-total", "status": "announced"}, "statement"),
        ({"sums": False, "category": "bridge", "status": "total"}, "statement"),
        ({"sums": False}, "same-thing"),
    ],
)
def test_why_a_record_is_left_out(changes: dict[str, Any], reason: str | None) -> None:
    assert exclusion_reason(record(**changes)) == reason


def test_the_sums_are_those_of_the_rules_by_donor_bridges_apart() -> None:
    found: dict[str, list[tuple[float, int]]] = {}
    for donor in dict.fromkeys(r.donor for r in ATLAS.aid.values()):
        rows = [r for r in ATLAS.aid.values() if r.donor == donor]
        parts = [(whole.usd, len(whole.priced)) for whole in (security(rows), bridges(rows))]
        found |= {donor: parts} if any(n for _, n in parts) else {}
    assert found == {
        "united-states": [(59_412_904, 34), (37_000_000, 1)],
        "russia": [(136_000_000, 3), (0, 0)],
        "india": [(70_000_000, 1), (0, 0)],
        "japan": [(1_380_000, 1), (0, 0)],
        "aga-khan-development-network": [(0, 0), (4_300_000, 2)],
    }
    assert [(w.usd, len(w.priced)) for w in (security(ATLAS.aid.values()), bridges(ATLAS.aid.values()))] == [
        (266_792_904, 39),
        (41_300_000, 3),
    ]


# the day of a statement of the 330 million -> US security items by then, how many, and with the bridge
BESIDE = {
    "us-cumulative-330m-2021-october": (51_159_361, 28, 88_159_361),
    "us-cumulative-330m-2021-november": (52_559_361, 29, 89_559_361),
    "us-cumulative-330m-2022-embassy": (56_254_904, 32, 93_254_904),
    "us-cumulative-330m-2022-kurilla": (58_554_904, 33, 95_554_904),
}


def plainly(end: str) -> tuple[int, int, int]:
    """US security items dated by `end` or undated, how many, and with the bridge: read from the file with
    nothing of the app."""
    with (FILES / "aid.csv").open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["donor"] == "united-states" and r["sums"] == "yes"]
    by_then = [r for r in rows if r["date"][: len(end)] <= end[: len(r["date"])]]
    items = [int(r["usd"]) for r in by_then if r["category"] != "bridge"]
    return sum(items), len(items), sum(int(r["usd"]) for r in by_then)


@pytest.mark.parametrize(("statement", "wanted"), BESIDE.items())
def test_items_beside_the_stated_sum_are_cut_at_its_date(
    statement: str, wanted: tuple[int, int, int]
) -> None:
    end = ATLAS.aid[statement].date or ""
    rows = dated_or_undated([r for r in ATLAS.aid.values() if r.donor == "united-states"], end)
    items = security(rows)
    assert (items.usd, len(items.priced), items.usd + bridges(rows).usd) == wanted == plainly(end)


@pytest.mark.parametrize("lang", LANGS)
def test_page_chart_and_story_say_the_same_part_of_the_stated_sum_and_no_remainder(lang: Lang) -> None:
    share = number(100 * plainly("2022-06-16")[0] / 330e6, lang, 1)
    assert share == "17.7"
    chart = aid.itemised(records_by_claim(ATLAS), claimed_usd(ATLAS), ATLAS.text(lang))
    page, title = (
        claims_vs_records_html(select(ATLAS, Selection()), select(ATLAS, Selection()).atlas.text(lang)),
        chart.finding,
    )
    told = Figures(ATLAS, ATLAS.text(lang), MapMeasurements(0, 0))
    assert share in page
    assert share in title
    assert told["share"] == share
    assert "rest" not in told
    assert {bar.value for bar in chart.rows} == {
        330e6,
        *(total(r for r in records_by_claim(ATLAS) if r.category == c).usd for c in ITEMS),
    }
    assert ATLAS.words["aid.equal"].en.endswith(
        "equal to {share}% of the stated sum; whether they are counted in it is not known."
    )


def test_what_tajikistan_built_itself_is_shown_and_never_summed() -> None:
    own = [r for r in ATLAS.aid.values() if r.donor == "tajikistan"]
    assert len(own) == 4
    assert {exclusion_reason(r) for r in own} == {"own"}
    assert exclusion_reason(record(donor="tajikistan")) == "own"
    assert total(own).usd == 0
    assert aid.by_donor(ATLAS, own, ATLAS.text("en")).finding == ATLAS.text("en")("chart.empty")


@pytest.mark.parametrize("lang", LANGS)
def test_donors_stand_by_name_and_none_is_called_the_largest(lang: Lang) -> None:
    chart = aid.by_donor(ATLAS, list(ATLAS.aid.values()), ATLAS.text(lang))
    labels = [strip_isolates(label) for label in chart.labels]
    assert labels == sorted(labels)
    assert {"ar": "لا تصلح للمفاضلة", "en": "no ranking"}[lang] in chart.finding
    assert not any(name in chart.finding for name in labels)


def test_a_record_given_twice_counts_once() -> None:
    assert total([record(), record()]).usd == 100


@given(st.lists(st.sampled_from(sorted(ATLAS.aid)), max_size=40))
def test_no_selection_sums_more_than_its_distinct_priced_records(ids: list[str]) -> None:
    rows = [ATLAS.aid[key] for key in ids]
    whole = total(rows)
    assert whole.usd <= sum({r.id: r.usd or 0 for r in rows}.values())
    parts = [set(whole.priced), set(whole.unpriced), *(set(found) for found in whole.excluded.values())]
    assert set().union(*parts) == set(ids)
    assert sum(map(len, parts)) == len(set(ids))
    for key in whole.priced:
        row = ATLAS.aid[key]
        assert (row.status, row.category not in ("programme", "annual-total", "cumulative-total")) == (
            "handed-over",
            True,
        )


def test_amounts_are_summed_in_one_place_only() -> None:
    summing = {
        module(path)
        for path in CODE
        for n in ast.walk(tree(path))
        if isinstance(n, ast.Call)
        and getattr(n.func, "id", "") in ("sum", "fsum")
        and ".usd" in ast.unparse(n)
        and "is None" not in ast.unparse(n)  # counts records, not dollars
    }
    assert summing == {"data.facts.aid"}


@pytest.mark.parametrize("lang", LANGS)
def test_every_chart_states_its_finding_and_survives_an_empty_selection(lang: Lang) -> None:
    rows = list(ATLAS.aid.values())
    years = [r for r in ATLAS.annual.values() if (r.measure, r.dollars) == ("obligations", "current")]
    charts = [
        aid.by_donor(ATLAS, rows, ATLAS.text(lang)),
        aid.largest(us_works(ATLAS), ATLAS.text(lang), "us-chaldovar-outpost-2020"),
        aid.in_time(ATLAS, rows, ATLAS.text(lang)),
        aid.yearly(years, ATLAS.text(lang)),
        aid.itemised(rows, claimed_usd(ATLAS), ATLAS.text(lang)),
    ]
    assert len({chart.finding for chart in charts}) == len(charts)
    assert all(chart.alt.startswith(chart.finding) for chart in charts)
    empty = [
        aid.by_donor(ATLAS, [], ATLAS.text(lang)),
        aid.largest([], ATLAS.text(lang)),
        aid.in_time(ATLAS, [], ATLAS.text(lang)),
        aid.yearly([], ATLAS.text(lang)),
        aid.itemised(rows, 0, ATLAS.text(lang)),
    ]
    assert len({chart.finding for chart in empty}) == 1
    assert all(chart.empty and not chart.table for chart in empty)


def test_bars_carry_the_ids_of_their_records() -> None:
    for bar in aid.by_donor(ATLAS, list(ATLAS.aid.values()), ATLAS.text("en")).rows:
        assert total(ATLAS.aid[key] for key in bar.ids).usd == bar.value


@pytest.mark.parametrize("lang", LANGS)
def test_a_chart_as_a_table_holds_its_numbers_and_no_marks_of_direction(lang: Lang) -> None:
    what, number_ = (ATLAS.text(lang)(f"aid.column.{head}") for head in ("what", "amount"))
    donors = aid.by_donor(ATLAS, list(ATLAS.aid.values()), ATLAS.text(lang)).table
    assert sum(row[number_] for row in donors) == total(ATLAS.aid.values()).usd
    assert set(donors[0]) == {ATLAS.text(lang)("aid.column.donor"), number_}, "one series needs no name"
    us = [r for r in ATLAS.aid.values() if r.donor == "united-states"]
    parts = aid.itemised(us, 330e6, ATLAS.text(lang)).table
    assert sum(row[number_] for row in parts) == pytest.approx(330e6 + total(us).usd)
    assert set(parts[0]) == {what, number_}
    phases = aid.phases(us, ATLAS.text(lang)).table
    kinds = {ATLAS.text(lang)(f"category.{kind}") for kind in ITEMS}
    assert set(phases[0]) == {ATLAS.text(lang)("aid.column.status")} | kinds
    years = [r for r in ATLAS.annual.values() if (r.measure, r.dollars) == ("disbursements", "current")]
    year = ATLAS.text(lang)("aid.column.year")
    assert [row[year] for row in aid.yearly(years, ATLAS.text(lang)).table] == [str(r.year) for r in years]
    told = "".join(str(value) for row in (*donors, *parts) for value in row.values())
    assert told == strip_isolates(told)


@pytest.mark.parametrize("lang", LANGS)
def test_chaldivar_stands_first_among_the_posts_and_labels_do_not_touch(lang: Lang) -> None:
    rows = posts(us_works(ATLAS))
    chart = aid.largest(rows, ATLAS.text(lang), CHALDIVAR, narrow=True)
    assert rows[0].id == CHALDIVAR
    assert [bar.ids for bar in chart.rows] == [(r.id,) for r in rows]
    figure = plotly_figure(ATLAS, chart)
    labels = figure.layout.yaxis.ticktext
    assert len(set(labels)) == len(rows)
    lines = max(label.count("<br>") + 1 for label in labels)
    assert (figure.layout.height - 60) / len(rows) >= 17 * lines, "a label is as high as its lines"


def test_the_record_filters_narrow_the_ledger_and_keep_the_undated() -> None:
    chosen = select(ATLAS, Selection(donors=("japan",), since=2015, until=2019)).aid
    assert chosen
    assert all(r.donor == "japan" and (r.date is None or 2015 <= int(r.date[:4]) <= 2019) for r in chosen)
    undated = {r.id for r in ATLAS.aid.values() if r.donor == "japan" and r.date is None}
    assert undated <= {r.id for r in chosen}
    assert select(ATLAS, Selection(donors=("japan",))).passages == tuple(ATLAS.passages)


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_sum_leaves_out_is_said(lang: Lang) -> None:
    rows = list(ATLAS.aid.values())
    whole = total(rows)
    said = sum_breakdown(rows, ATLAS.text(lang))
    for ids in (whole.unpriced, *whole.excluded.values()):
        assert len(ids) < 3 or str(len(ids)) in said
    assert "330" in claims_vs_records_html(
        select(ATLAS, Selection()), select(ATLAS, Selection()).atlas.text(lang)
    )


def test_the_words_quoted_on_the_aid_page_stand_in_the_article() -> None:
    assert "مشروع تشالديفار كان أكبر مشروع" in ATLAS.texts["issa-2023.p12"]


@pytest.mark.parametrize(("statement", "wanted"), BESIDE.items())
def test_the_cut_of_the_filters_gives_the_sum_that_stands_beside_the_statement(
    statement: str, wanted: tuple[int, int, int]
) -> None:
    """Records without a date count on both."""
    view = select(ATLAS, Selection(cut=statement, donors=("united-states",)))
    items = security(view.certain_aid)
    assert (items.usd, len(items.priced), items.usd + bridges(view.certain_aid).usd) == wanted
    assert number(items.usd / 1e6, "en", 2) in as_of_comparison(view, view.atlas.text("en"))


def test_the_records_can_be_cut_at_the_date_of_each_statement() -> None:
    for key in dated_totals(ATLAS):
        end = ATLAS.aid[key].date or ""
        view = select(ATLAS, Selection(cut=key))
        assert all(row.date is None or row.date[:4] <= end[:4] for row in view.aid)
        assert not view.uncertain_aid
        assert key in {row.id for row in view.certain_aid}
        later = {row.id for row in ATLAS.aid.values() if row.date and row.date[:4] > end[:4]}
        assert not later & {row.id for row in view.aid}
    assert len(dated_totals(ATLAS)) > 5


@pytest.mark.parametrize(
    ("date", "end", "before"),
    [
        ("2022", "2022-06-16", True),
        ("2022-06", "2022-06-16", True),
        ("2022-06-17", "2022-06-16", False),
        ("2021-12-31", "2022", True),
        ("2023", "2022-06-16", False),
        ("2022-07", "2022-06-16", False),
        ("2022-06-16", "2022-06-16", True),
    ],
)
def test_dates_are_compared_as_far_as_both_are_known(date: str, end: str, before: bool) -> None:
    assert is_dated_by(date, end) is before


@pytest.mark.parametrize("lang", LANGS)
def test_everything_that_is_in_no_sum_is_listed_with_its_source(lang: Lang) -> None:
    for selection in (
        Selection(),
        Selection(cut=dated_totals(ATLAS)[2]),
        Selection(km_to=300),
        Selection(since=2015),
    ):
        view = select(ATLAS, selection)
        t = view.atlas.text(lang)
        listed = unsummed_records(view, t)
        out = [row for row in view.aid if row.id not in total(view.certain_aid).priced]
        assert listed.count("<li>") == len(out)
        assert all(str(escape(t.source_title(ATLAS.sources[row.sources[0]]))) in listed for row in out)


@pytest.mark.parametrize("lang", LANGS)
def test_a_cut_says_what_was_said_and_what_the_records_add_up_to_by_then(lang: Lang) -> None:
    assert as_of_comparison(select(ATLAS, Selection()), select(ATLAS, Selection()).atlas.text(lang)) == ""
    key = next(key for key in dated_totals(ATLAS) if ATLAS.aid[key].usd == 330e6 and ATLAS.aid[key].at_least)
    view = select(ATLAS, Selection(cut=key))
    told = as_of_comparison(view, view.atlas.text(lang))
    assert "330" in told
    us = security(row for row in view.certain_aid if row.donor == "united-states")
    assert number(us.usd / 1e6, lang, 2) in told
    assert ATLAS.text(lang)("aid.equal", share=number(100 * us.usd / 330e6, lang, 1)) in told
    names = [total_name(ATLAS, option, ATLAS.text(lang)) for option in ("", *dated_totals(ATLAS))]
    assert len(set(names)) == len(names), "each can be told from the others"


@pytest.mark.parametrize("lang", LANGS)
def test_phases_are_counted_apart_and_never_added_up(lang: Lang) -> None:
    chart = aid.phases(list(ATLAS.aid.values()), ATLAS.text(lang))
    items = [r for r in ATLAS.aid.values() if r.category in ITEMS]
    per_phase = [sum(cell.value for cell in chart.cells if cell.row == n) for n in range(3)]
    assert per_phase == [sum(r.status == s for r in items) for s in aid.PHASES]
    assert all(len(cell.ids) == cell.value for cell in chart.cells)
    assert aid.phases([], ATLAS.text(lang)).finding == aid.by_donor(ATLAS, [], ATLAS.text(lang)).finding
    done = [r for r in items if r.status == "handed-over"][:2]
    of_all = ATLAS.text(lang)("chart.phases-all", items=ATLAS.text(lang).count("items", 2))
    assert aid.phases(done, ATLAS.text(lang)).finding == of_all


@pytest.mark.parametrize("lang", LANGS)
def test_dates_along_a_chart_are_in_figures_alone(lang: Lang) -> None:
    """plotly names months in English, also in an Arabic chart."""
    for chart in (
        aid.in_time(ATLAS, list(ATLAS.aid.values()), ATLAS.text(lang)),
        timeline(select(ATLAS, Selection()), select(ATLAS, Selection()).atlas.text(lang)),
    ):
        figure = plotly_figure(ATLAS, chart)
        assert [stop["value"] for stop in figure.layout.xaxis.to_plotly_json()["tickformatstops"]] == [
            "%Y-%m-%d",
            "%Y-%m",
            "%Y",
        ]


def test_the_focus_is_ringed_in_the_chart_of_time() -> None:
    rows = list(ATLAS.aid.values())
    for focus in ("aid:us-chaldovar-outpost-2020", "place:chaldovar"):
        chart = aid.in_time(ATLAS, rows, ATLAS.text("en"), focus)
        assert [mark.ids for mark in chart.marks if mark.ringed] == [("us-chaldovar-outpost-2020",)]
        thick = [
            ids
            for trace in plotly_figure(ATLAS, chart).data
            for ids, width in zip(trace.customdata, trace.marker.line.width, strict=True)
            if width > 2
        ]
        assert [list(ids) for ids in thick] == [["us-chaldovar-outpost-2020"]]


@pytest.mark.parametrize("lang", LANGS)
def test_the_bar_of_the_sum_in_the_article_carries_the_record_that_states_it(lang: Lang) -> None:
    chart = CHARTS["itemised"].chart(select(ATLAS, Selection()), ATLAS.text(lang))
    assert isinstance(chart, Bars)
    (claim,) = chart.rows[0].ids
    assert ATLAS.aid[claim].usd == chart.rows[0].value == 330e6
    assert ATLAS.aid[claim].passages == ("issa-2023.p14",)
    assert all(bar.ids for bar in chart.rows)
