"""Tables on pages: their columns, dates and amounts in the language of the interface, and what a pick
says."""

from __future__ import annotations

import json
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.tables.vocab import LANGS, Lang
from ui.session import tables


def shown(lang: Lang, rows: list[dict[str, Any]]) -> Any:
    """The table as Streamlit was told to draw it."""

    def page(lang, rows):  # type: ignore[no-untyped-def]  # Streamlit runs its text alone
        from ui.session.tables import show_table

        show_table(
            rows,
            lang,
            links=["d"],
            amounts=["c"],
            dates=["b"],
            titles=["e"],
            key="t",
            on_pick="rerun",
            most=200,
        )

    (table,) = AppTest.from_function(page, args=(lang, rows)).run().dataframe
    return table


ROWS: list[dict[str, Any]] = [
    {"a": "one", "b": "2002-12-06", "c": 21_500_000.0, "d": "https://example.org/x", "e": "Title"},
    {"a": "two", "b": "2003", "c": None, "d": None, "e": "Title"},
    {"a": "three", "b": "بلا تاريخ", "c": 2.0, "d": None, "e": "Title"},
]


@pytest.mark.parametrize("lang", LANGS)
def test_the_first_column_stands_where_an_eye_begins(lang: Lang) -> None:
    assert (
        list(shown(lang, ROWS).proto.column_order)
        == {"en": ["a", "b", "c", "d", "e"], "ar": ["e", "d", "c", "b", "a"]}[lang]
    )


def test_dates_are_in_words_in_arabic_and_what_is_no_date_stays() -> None:
    assert list(shown("ar", ROWS).value["b"]) == ["6 ديسمبر 2002", "2003", "بلا تاريخ"]
    assert list(shown("en", ROWS).value["b"]) == ["2002-12-06", "2003", "بلا تاريخ"]


@pytest.mark.parametrize("lang", LANGS)
def test_amounts_have_separators_and_their_currency_stands_in_the_head(lang: Lang) -> None:
    columns = shown(lang, ROWS).proto.columns
    assert '"%,d"' in columns
    assert "$" not in columns
    assert (
        columns.count('"right"') == {"ar": 4, "en": 0}[lang]
    )  # a title in another language is cut at its own end


@pytest.mark.parametrize("lang", LANGS)
def test_a_latin_title_in_arabic_begins_in_sight_on_a_phone(lang: Lang) -> None:
    """An Arabic table is seen from its right edge; a column wider than a phone would hide where Latin
    begins."""
    widths = {
        head: column.get("width") for head, column in json.loads(shown(lang, ROWS).proto.columns).items()
    }
    assert widths.pop("e") == {"ar": tables.TITLE, "en": None}[lang]
    assert set(widths.values()) == {None}
    assert tables.TITLE <= 390 - 2 * 14 - 20  # its edges, and room beside it


def test_a_table_without_rows_is_a_table() -> None:
    assert shown("ar", []).value.empty


def test_a_picked_cell_says_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        st, "session_state", {"t": {"selection": {"rows": [], "columns": [], "cells": [(7, "a")]}}}
    )
    assert tables.picked_row("t") == 7
    monkeypatch.setattr(st, "session_state", {"t": {"selection": {"rows": [], "columns": [], "cells": []}}})
    assert tables.picked_row("t") is None


@pytest.mark.parametrize("lang", LANGS)
def test_a_cell_of_nothing_is_empty_and_says_no_english_none(lang: Lang) -> None:
    proto = shown(lang, ROWS).proto
    assert proto.HasField("placeholder")
    assert proto.placeholder == ""


def widths(rows: list[dict[str, Any]], **given: Any) -> dict[str, Any]:
    """How wide Streamlit was told to draw the columns of a table, in pixels; those that it measures apart."""

    def page(rows, given):  # type: ignore[no-untyped-def]  # Streamlit runs its text alone
        from ui.session.tables import show_table

        show_table(rows, "en", amounts=["c"], placeholder="no amount published", **given)

    (table,) = AppTest.from_function(page, args=(rows, given)).run().dataframe
    columns = json.loads(table.proto.columns)
    return {head: column["width"] for head, column in columns.items() if column.get("width")}


def test_a_column_is_as_wide_as_its_widest_cell_where_streamlit_would_not_measure_that() -> None:
    short = [{"a": "United States", "c": 1_000}] * 10
    assert widths(short) == {}
    late = widths([*short, {"a": "International donors together", "c": 1_000_000_000}])
    assert late["a"] > 29 * 6
    assert late["c"] > 13 * 6
    of_nothing = widths([{"a": "one", "c": None}])
    assert set(of_nothing) == {"c"}
    assert of_nothing["c"] > 19 * 6


def test_a_column_whose_texts_go_on_below_has_its_width_and_a_higher_row() -> None:
    assert widths([{"a": "one", "c": 1}], broken={"a": 240}) == {"a": 240}
