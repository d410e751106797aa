"""Exported tables, read back by readers that did not write them: csv, openpyxl; and the command that makes
them."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

import pandas as pd
import pytest
from openpyxl import load_workbook
from tiny import rows_of, save, shipped, small, tiny

from data.i18n import date
from data.load import load
from data.query.describe import describe
from data.query.selection import Selection
from data.query.view import View, select
from data.tables.vocab import LANGS, Lang
from export.__main__ import COMMANDS, main
from export.about import about_lines, as_of, plain_label
from export.tables.files import TABLES, UNROWED, csv_file, xlsx_file
from ui.sentences.aid import records_summary

# columns of ids, addresses, and words in the language of who wrote them
IDS = {"id", "document", "passage", "passages", "entity", "statement", "sources", "links", "url"}
QUOTED = {"name-en", "translation", "quoted", "title", "words", "publisher", "via", "look-for"}
LATIN = re.compile(  # names that Arabic desks leave so, and the address of a copy
    r"RQ-20|ar\.iuvmpress\.co|CC BY 4\.0|CC BY|ODbL 1\.0|sha256:[0-9a-f]+"
)

CHOSEN = Selection(actors=("russia",), until=2022, donors=("russia",))

ROWED = tuple(table for table in TABLES if table not in UNROWED)
SHEETS = ("about", *(table for table in TABLES if table != "about"))


def cells(content: bytes) -> list[list[str]]:
    """The header and the rows, as Python's own reader sees them."""
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("table", ROWED)
def test_a_csv_is_its_header_and_the_chosen_rows(table: str, lang: Lang) -> None:
    view = select(shipped(), CHOSEN)
    content = csv_file(view, view.atlas.text(lang), table)
    head, *rows = cells(content)
    records = TABLES[table](view, view.atlas.text(lang))
    assert records
    assert head == [shipped().text(lang)(f"column.{key}") for key in records[0]]
    assert [[cell.removeprefix("'") for cell in row] for row in rows] == [
        ["" if cell is None else str(cell) for cell in record.values()] for record in records
    ]
    frame = pd.read_csv(io.BytesIO(content))
    assert list(frame.columns) == head, "the first row is the header, for pandas too"
    assert len(frame) == len(records)


@pytest.mark.parametrize("table", ROWED)
def test_what_we_say_in_an_arabic_table_is_arabic(table: str) -> None:
    view = select(shipped(), Selection())
    own = [
        (key, cell)
        for record in TABLES[table](view, view.atlas.text("ar"))
        for key, cell in record.items()
        if isinstance(cell, str) and key not in IDS | QUOTED
    ]
    assert own
    assert [(key, cell) for key, cell in own if re.search("[A-Za-z]", LATIN.sub("", cell))] == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_csv_of_its_own_says_what_the_files_are(lang: Lang) -> None:
    view = select(shipped(), CHOSEN)
    _, *rows = cells(csv_file(view, view.atlas.text(lang), "about"))
    assert [tuple(row) for row in rows] == about_lines(view, view.atlas.text(lang))
    assert any(shipped().digest in text for _, text in rows)


@pytest.mark.parametrize("lang", LANGS)
def test_a_workbook_holds_every_table_and_runs_in_the_direction_of_its_language(lang: Lang) -> None:
    view = select(shipped(), CHOSEN)
    book = load_workbook(io.BytesIO(xlsx_file(view, view.atlas.text(lang))))
    assert book.sheetnames == [shipped().text(lang)(f"export.sheet-{key}") for key in SHEETS]
    assert {bool(sheet.sheet_view.rightToLeft) for sheet in book} == {lang == "ar"}
    assert [tuple(c.value for c in row) for row in list(book.worksheets[0])[1:]] == about_lines(
        view, view.atlas.text(lang)
    )
    for key, sheet in zip(SHEETS, book.worksheets, strict=True):
        found = [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)]
        assert found == [
            tuple(cell if cell != "" else None for cell in record.values())
            for record in TABLES[key](view, view.atlas.text(lang))
        ], key


@pytest.mark.parametrize("lang", LANGS)
def test_the_file_says_what_was_chosen_as_of_when_and_whose_it_is(lang: Lang) -> None:
    view = select(shipped(), CHOSEN)
    said = dict(about_lines(view, view.atlas.text(lang)))
    assert said[shipped().text(lang)("export.selection")] == plain_label(
        describe(view, view.atlas.text(lang))
    )
    assert said[shipped().text(lang)("export.as-of")] == date(as_of(shipped()), lang)
    assert as_of(shipped()) == max(s.seen_on for s in shipped().sources.values())
    assert said[shipped().text(lang)("export.aid")] == plain_label(
        records_summary(view, view.atlas.text(lang))
    )
    assert (
        shipped().bodies["russia"].name_en
        in dict(about_lines(view, view.atlas.text("en")))[shipped().text("en")("export.aid")]
    )
    assert said == dict(
        about_lines(
            select(shipped(), replace(CHOSEN, focus="")),
            select(shipped(), replace(CHOSEN, focus="")).atlas.text(lang),
        )
    ), "a focus chooses nothing"


def test_the_filters_choose_the_rows() -> None:
    view = select(small(), Selection(actors=("minister",), since=2021))
    found = {
        key: [record[next(iter(record))] for record in table(view, view.atlas.text("en"))]
        for key, table in TABLES.items()
    }
    assert found["passages"] == ["note.p01"]
    assert set(found["mentions"]) == {"note.p01"}
    assert found["places"] == ["nora"]
    assert found["actors"] == ["sunland", "minister"]
    assert found["aid"] == []
    assert found["events"] == ["visit"]


def test_passages_are_exported_exactly() -> None:
    _, *rows = cells(
        csv_file(select(shipped(), Selection()), select(shipped(), Selection()).atlas.text("ar"), "passages")
    )
    assert {row[0]: row[3] for row in rows} == dict(shipped().texts)


DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]


def hostile(text: str) -> View:
    """A view whose first record of aid is called `text`."""
    row = next(iter(small().aid.values())).model_copy(update={"what_en": text, "note_en": f"a,{text}"})
    return select(replace(small(), aid=MappingProxyType({row.id: row})), Selection())


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_becomes_a_formula(text: str) -> None:
    view = hostile(text)
    _, row = cells(csv_file(view, view.atlas.text("en"), "aid"))
    assert f"'{text}" in row
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
    sheet = load_workbook(io.BytesIO(xlsx_file(view, view.atlas.text("en"))))[
        small().text("en")("export.sheet-aid")
    ]
    assert {cell.data_type for row in sheet for cell in row} <= {"s", "n"}
    assert text.strip() in {str(cell.value).replace("_x000D_", "").strip() for row in sheet for cell in row}


@pytest.mark.parametrize("text", ["قال #طاجيكستان ثم غرد", "# first", 'a "quoted" #tag', "x,#y\n#z"])
def test_a_hash_in_a_text_cuts_no_row_for_who_takes_it_for_a_comment(text: str) -> None:
    frame = pd.read_csv(
        io.BytesIO(csv_file(hostile(text), hostile(text).atlas.text("en"), "aid")),
        comment="#",
        encoding="utf-8-sig",
    )
    assert text in {str(cell) for cell in frame.iloc[0]}
    assert len(frame) == 1


@pytest.mark.parametrize("text", ["=1+1", "x;@A1", "x\n=1", "x\t+1"])
def test_words_searched_for_cannot_start_a_cell(text: str) -> None:
    view = select(shipped(), Selection(text=text))
    rows = cells(csv_file(view, view.atlas.text("en"), "about"))
    assert any(text.splitlines()[0] in cell for row in rows for cell in row)
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_an_empty_choice_still_makes_a_file() -> None:
    view = select(shipped(), Selection(text="no such word anywhere"))
    head = [
        shipped().text("en")(f"column.{key}")
        for key in TABLES["passages"](select(shipped(), Selection()), shipped().text("en"))[0]
    ]
    sheet = load_workbook(io.BytesIO(xlsx_file(view, view.atlas.text("en"))))[
        shipped().text("en")("export.sheet-passages")
    ]
    assert [[cell.value for cell in row] for row in sheet] == [head]
    assert cells(csv_file(view, view.atlas.text("en"), "passages")) == [head]


def test_the_same_choice_makes_the_same_file() -> None:
    view = select(shipped(), CHOSEN)
    assert xlsx_file(view, view.atlas.text("ar")) == xlsx_file(view, view.atlas.text("ar"))


# the command


def run(folder: Path, *arguments: str, name: str = "out.csv") -> bytes:
    """What the command writes."""
    assert main(["data", "--out", str(folder / name), *arguments]) == 0
    return (folder / name).read_bytes()


def test_the_command_writes_what_the_link_shows(tmp_path: Path) -> None:
    query = "lang=en&actors=russia&until=2022&donors=russia"
    view = select(shipped(), CHOSEN)
    assert run(tmp_path, "--query", query) == csv_file(view, view.atlas.text("en"), "passages")
    assert run(
        tmp_path, "--query", f"http://localhost/aid?{query}", "--lang", "ar", "--table", "aid"
    ) == csv_file(view, view.atlas.text("ar"), "aid")
    assert run(tmp_path, "--query", query, name="out.xlsx") == xlsx_file(view, view.atlas.text("en"))
    assert run(tmp_path) == csv_file(
        select(shipped(), Selection()), select(shipped(), Selection()).atlas.text("ar"), "passages"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--query", "actors=atlantis"], "atlantis"),
        (["--table", "weather"], "weather"),
        (["--lang", "fr"], "fr"),
    ],
)
def test_bad_arguments_are_told_and_nothing_is_written(
    arguments: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        run(tmp_path, *arguments)
    assert ended.value.code == 2
    assert message in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_format_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(tmp_path, name="out.doc")
    assert ".xlsx" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_unsound_data_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tiny(tmp_path / "tiny")
    head, *rows = rows_of(folder / "topics.csv")
    save(folder / "topics.csv", [head, *rows[1:]])
    monkeypatch.setattr("export.__main__.load", partial(load, folder))
    assert main(["data", "--out", str(tmp_path / "out.csv")]) == 1
    assert "topics.csv" in capsys.readouterr().err
    assert not (tmp_path / "out.csv").exists()


def test_every_command_says_what_it_makes(capsys: pytest.CaptureFixture[str]) -> None:
    for key in COMMANDS:
        with pytest.raises(SystemExit) as ended:
            main([key, "--help"])
        assert ended.value.code == 0
        assert "--out" in capsys.readouterr().out


def test_arabic_cells_are_arabic_to_their_separators() -> None:
    view, t = select(shipped(), Selection()), shipped().text("ar")
    heads, *rows = cells(csv_file(view, t, "passages"))
    (named,) = {row[heads.index(t("column.topics"))] for row in rows if row[0] == "issa-2023.p01"}
    assert named == "الاستراتيجية الأمريكية في آسيا الوسطى؛ تنافس القوى الكبرى"
    heads, *rows = cells(csv_file(view, t, "sources"))
    (title,) = {row[heads.index(t("column.title"))] for row in rows if row[0] == "dalil"}
    assert title == t("sources.ours")
    heads, *_ = cells(csv_file(view, t, "statements"))
    assert heads[-1] == "من يتناوله القول أو ما يتناوله"


@pytest.mark.parametrize("lang", LANGS)
def test_cells_hold_no_marks_that_a_spreadsheet_shows_as_boxes(lang: Lang) -> None:
    view = select(shipped(), Selection())
    marked = [
        (table, head, cell)
        for table, rows in TABLES.items()
        for record in rows(view, shipped().text(lang))
        for head, cell in record.items()
        if isinstance(cell, str) and head != "quoted" and plain_label(cell) != cell
    ]
    assert marked == []


@pytest.mark.parametrize("lang", LANGS)
def test_amounts_in_a_workbook_are_grouped_and_remain_numbers(lang: Lang) -> None:
    t = shipped().text(lang)
    book = load_workbook(io.BytesIO(xlsx_file(select(shipped(), Selection()), t)))
    head, *rows = book[t("export.sheet-aid")].iter_rows()
    column = [cell.value for cell in head].index(t("column.usd"))
    amounts = [row[column] for row in rows if row[column].value is not None]
    assert {cell.data_type for cell in amounts} == {"n"}
    large = [cell for cell in amounts if isinstance(cell.value, int | float) and cell.value >= 10_000]
    assert {cell.number_format for cell in large} == {"#,##0"}
