"""What deserves a look next: each reason by its own rule, most reasons first, on the page and at the command
line."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from types import MappingProxyType

import pytest
from tiny import shipped, with_tables

from data.commands import check
from data.facts.review import REASONS, REVIEWED, Reason, review
from data.facts.statements import evidence_summary
from data.tables.vocab import LANGS, Lang
from ui.html.sources import gaps, review_counts, review_list

TODAY = dt.date(2026, 11, 28)
ITEMS = review(shipped(), TODAY)


def keys(reason: Reason, table: str) -> set[str]:
    """The rows of a table that are listed for a reason."""
    return {item.key for item in ITEMS if item.table == table and reason in item.reasons}


def test_rows_with_most_reasons_come_first_and_each_once() -> None:
    assert [len(item.reasons) for item in ITEMS] == sorted((len(i.reasons) for i in ITEMS), reverse=True)
    assert len({(item.table, item.key) for item in ITEMS}) == len(ITEMS)
    assert all(item.reasons for item in ITEMS)
    assert {item.table for item in ITEMS} <= set(REVIEWED)


def test_one_source_and_one_side_are_those_that_the_cards_name() -> None:
    atlas = shipped()
    assert keys("one-source", "statements") == {
        s for s in atlas.statements if evidence_summary(atlas, s).sources == 1
    }
    assert keys("one-side", "statements") == {
        s for s in atlas.statements if evidence_summary(atlas, s).one_side
    }
    assert "c13" in keys("one-side", "statements")
    assert keys("one-source", "evidence") == set()


def test_rows_without_a_place_on_their_page_are_counted_on_the_page_too() -> None:
    atlas = shipped()
    evidence = {" ".join(map(str, key)) for key, row in atlas.evidence.items() if not row.locator_en}
    records = {key for key, row in atlas.aid.items() if not row.locator_en}
    assert keys("no-locator", "evidence") == evidence
    assert keys("no-locator", "aid") == records
    assert len(evidence) <= 52
    assert len(records) <= 24
    for lang in LANGS:
        counts = {
            "evidence": atlas.text(lang).count("evidence", len(evidence)),
            "records": atlas.text(lang).count("records", len(records)),
        }
        assert atlas.text(lang)("gap.no-locator", **counts) in gaps(atlas, atlas.text(lang))


def test_a_row_whose_place_on_its_page_has_no_words_is_listed_for_that() -> None:
    atlas = shipped()
    for table in ("evidence", "aid", "corroboration"):
        rows = getattr(atlas, table).items()
        assert keys("no-words", table) == {
            " ".join(map(str, key)) if isinstance(key, tuple) else key
            for key, row in rows
            if row.locator_en and not row.look_for
        }
    assert "in-ayni-airfield-2007 asia-times-2" in keys("no-words", "corroboration")
    assert not {i.key for i in ITEMS if {"no-words", "no-locator"} <= set(i.reasons)}


def test_only_what_no_page_shows_whole_is_listed_as_read_in_its_opening() -> None:
    atlas = shipped()
    for key in keys("opening", "statements"):
        assert all(row.read != "whole" for row in atlas.evidence_of[key])
    whole = {row.statement for row in atlas.evidence.values() if row.read == "whole"}
    assert whole
    assert not whole & keys("opening", "statements")


@pytest.mark.parametrize(
    ("assessed", "old"), [("2024-11-27", True), ("2024-11-28", False), ("2024-11", False), ("2023", True)]
)
def test_an_assessment_is_old_after_two_years_as_far_as_its_date_is_known(assessed: str, old: bool) -> None:
    row = shipped().statements["c01"].model_copy(update={"assessed_on": assessed})
    atlas = with_tables(shipped(), statements=MappingProxyType({**shipped().statements, "c01": row}))
    listed = {
        item.key for item in review(atlas, TODAY) if "old" in item.reasons and item.table == "statements"
    }
    assert listed == ({"c01"} if old else set())


def test_what_was_announced_long_ago_and_not_handed_over_is_old() -> None:
    assert "us-puma-2022" in keys("old", "aid")
    assert all(shipped().aid[key].status in ("announced", "under-construction") for key in keys("old", "aid"))


@pytest.mark.parametrize("lang", LANGS)
def test_the_list_has_every_row_but_the_merely_drafted_and_the_sentence_counts_the_reasons(
    lang: Lang,
) -> None:
    html = review_list(shipped(), ITEMS, shipped().text(lang))
    listed = [item for item in ITEMS if item.reasons != ("drafted",)]
    assert html.count("<li>") == len(listed) > 100
    assert "<bdi></bdi>" not in html
    assert html.count("<details") == len({tuple(r for r in i.reasons if r != "drafted") for i in listed})
    told = review_counts(ITEMS, shipped().text(lang))
    found = Counter(reason for item in ITEMS for reason in item.reasons)
    for reason in REASONS:
        assert f"{shipped().text(lang)(f'reason.{reason}')}: {found[reason]}" in told or not found[reason]


def test_the_command_lists_the_rows_and_says_that_the_data_is_sound(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert check.main(["--review"]) == 0
    sound, *listed, counts, _lacking = capsys.readouterr().out.splitlines()
    assert sound == "the data is sound"
    assert len(listed) == len(review(shipped(), dt.date.today()))
    assert listed[0].startswith(("statements ", "aid "))
    assert "one side only: 8" in counts
