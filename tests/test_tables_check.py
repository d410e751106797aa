"""The shipped data is sound, and each kind of breakage is reported with its file, row and field."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tiny import rows_of, save, shipped, tiny

from data.atlas.read import digest
from data.check import anchors
from data.check import tables as check
from data.commands import check as command
from data.index.index import passages_naming
from data.load import load
from data.tables.columns import PASSAGE_ID, references
from data.tables.files import FILES
from data.tables.model import TABLES, Row
from data.tables.problem import BadData

# SHA-256 of the text as it was handed over
ARTICLE = "68b23c139ebdb0cea94327b55c289829ec2f897f3e0725bd899a5b9c4a7cf1c5"
Place = tuple[str, int, str]  # file, row, field


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A tiny data folder that the test may break."""
    return tiny(tmp_path / "tiny")


def cell(folder: Path, table: str, row: int, column: str, value: str) -> None:
    """Write one cell; the header is row 1."""
    rows = rows_of(folder / f"{table}.csv")
    rows[row - 1][rows[0].index(column)] = value
    save(folder / f"{table}.csv", rows)


def row_where(folder: Path, table: str, first: str, second: str = "") -> int:
    """Number of the first row that begins with `first` (and `second`)."""
    rows = rows_of(folder / f"{table}.csv")
    return 1 + next(n for n, row in enumerate(rows) if row[0] == first and second in ("", row[1]))


CELLS = [  # what is wrong, table, row (or how it begins), column, value, field reported
    ("text for a number", "places", "nora", "lat", "north", "lat"),
    ("a number out of range", "places", "luma", "lon", "181", "lon"),
    ("not one of the choices", "places", "nora", "basis", "hearsay", "basis"),
    ("a day that does not exist", "events", "visit", "date", "2022-02-30", "date"),
    ("script in a link", "sources", "own", "url", "javascript:alert(1)", "url"),
    ("a fact without a source", "events", "visit", "sources", "", "sources"),
    ("a key that is in no table", "mentions", "note.p03", "entity", "nobody", "entity"),
    ("an offset too early", "mentions", "note.p03", "start", "4", "start"),
    ("a cue that nobody wrote", "voices", "note.p02", "cue", "همس", "cue"),
    ("a title mended", "documents", "note", "title", "خبر طويل", "title"),
    ("a title beyond the text", "documents", "note", "title_line", "999", "title"),
    ("other placeholders", "words", "shown.all", "ar", "المعروض: {count}", "ar"),
    ("an open placeholder", "words", "shown.all", "en", "Showing {shown", "en"),
    ("a form that there is not", "words", "shown.all", "ar", "المعروض: {shown:dual}", "ar"),
    ("a form of Arabic in English", "words", "shown.all", "en", "Showing {shown:oblique}", "en"),
    ("a place without a reason", "places", "kasr", "why_ar", "", "why_en"),
    ("a point without a radius", "places", "nora", "radius_km", "", "geometry"),
    ("a word of no list", "lexicon", "scale", "list", "scales", "list"),
    ("a number word that is worth none", "lexicon", "scale", "value", "many", "value"),
    ("a value where none belongs", "lexicon", "uncounted", "value", "1", "value"),
    ("a word that its wider list lacks", "lexicon", "number-alone", "word", "dozen", "word"),
    ("a position for an area", "places", "tajik-afghan-border", "lat", "38", "geometry"),
]


def missing_column(folder: Path) -> set[Place]:
    save(folder / "groups.csv", [row[:-1] for row in rows_of(folder / "groups.csv")])
    return {("groups.csv", 2, "name_ar"), ("groups.csv", 3, "name_ar")}


def strange_column(folder: Path) -> set[Place]:
    header, *rows = rows_of(folder / "groups.csv")
    save(folder / "groups.csv", [[*header, "mood"], *([*row, "good"] for row in rows)])
    return {("groups.csv", 2, "mood"), ("groups.csv", 3, "mood")}


def duplicate_id(folder: Path) -> set[Place]:
    rows = rows_of(folder / "entities.csv")
    save(folder / "entities.csv", [*rows, rows[1]])
    return {("entities.csv", len(rows) + 1, "id")}


def overlapping_mentions(folder: Path) -> set[Place]:
    rows = rows_of(folder / "mentions.csv")
    save(folder / "mentions.csv", [*rows, ["note.p03", "10", "16", "مجهولة", "company", "descriptor"]])
    return {("mentions.csv", len(rows) + 1, "start")}


def gap_between_voices(folder: Path) -> set[Place]:
    cell(folder, "voices", 3, "start", "30")
    return {("voices.csv", 3, "start")}


def voices_that_end_early(folder: Path) -> set[Place]:
    cell(folder, "voices", 4, "end", "20")
    return {("passages.csv", 3, "id")}


def changed_byte(folder: Path) -> set[Place]:
    path = folder / "documents" / "note.txt"
    path.write_bytes(path.read_bytes() + b"\n")
    return {("documents.csv", 2, "sha256")}


def missing_translation_line(folder: Path) -> set[Place]:
    path = folder / "documents" / "note.en.txt"
    path.write_text("\n".join(path.read_text(encoding="utf-8").splitlines()[:-1]), encoding="utf-8")
    return {("passages.csv", 5, "id")}


def missing_plural_form(folder: Path) -> set[Place]:
    row = row_where(folder, "plurals", "places", "ar")
    cell(folder, "plurals", row, "few", "")
    return {("plurals.csv", row, "few")}


def noun_in_one_language(folder: Path) -> set[Place]:
    rows = rows_of(folder / "plurals.csv")
    save(folder / "plurals.csv", [*rows, ["boats", "en", "", "{n} boat", "", "", "", "{n} boats"]])
    return {("plurals.csv", len(rows) + 1, "lang")}


def not_utf8(folder: Path) -> set[Place]:
    path = folder / "groups.csv"
    path.write_bytes(path.read_bytes() + "north,North,شمال\n".encode("cp1256"))
    return {("groups.csv", 0, "")}


def missing_file(folder: Path) -> set[Place]:
    (folder / "topics.csv").unlink()
    return {("topics.csv", 0, "")}


def too_many_cells(folder: Path) -> set[Place]:
    rows = rows_of(folder / "groups.csv")
    save(folder / "groups.csv", [*rows[:2], [*rows[2], "one more"]])
    return {("groups.csv", 3, "")}


def too_few_cells(folder: Path) -> set[Place]:
    rows = rows_of(folder / "groups.csv")
    save(folder / "groups.csv", [*rows[:2], rows[2][:2]])
    return {("groups.csv", 3, "")}


def one_cell(table: str, first: str, column: str, value: str, field: str) -> Callable[[Path], set[Place]]:
    """A breakage of one cell."""

    def break_it(folder: Path) -> set[Place]:
        row = row_where(folder, table, first)
        cell(folder, table, row, column, value)
        return {(f"{table}.csv", row, field)}

    return break_it


def the_same_word_in_another_spelling(folder: Path) -> set[Place]:
    rows = rows_of(folder / "lexicon.csv")
    save(folder / "lexicon.csv", [*rows, ["number-hundred", "ar", "مِئَة", "100"]])
    return {("lexicon.csv", len(rows) + 1, "word")}


WHOLE = [
    the_same_word_in_another_spelling,
    missing_column,
    strange_column,
    duplicate_id,
    overlapping_mentions,
    gap_between_voices,
    voices_that_end_early,
    changed_byte,
    missing_translation_line,
    missing_plural_form,
    noun_in_one_language,
    not_utf8,
    missing_file,
    too_many_cells,
    too_few_cells,
]
BREAKAGES = {what: one_cell(*rest) for what, *rest in CELLS} | {
    f.__name__.replace("_", " "): f for f in WHOLE
}


def test_the_shipped_data_is_sound() -> None:
    assert check.table_problems() == []


def test_the_tiny_data_is_sound(folder: Path) -> None:
    assert check.table_problems(folder) == []


@pytest.mark.parametrize("what", BREAKAGES)
def test_each_breakage_is_reported_where_it_is(
    what: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = BREAKAGES[what](folder)
    found = check.table_problems(folder)
    assert {(p.file, p.row, p.field) for p in found} == expected
    assert all(p.what and p.mend for p in found)
    with pytest.raises(BadData) as bad:
        load(folder)
    assert bad.value.problems == found
    monkeypatch.setattr(check.table_problems, "__defaults__", (folder,))
    assert command.main([]) == 1
    assert str(found[0]) in capsys.readouterr().out


@pytest.mark.parametrize("name", ["note.txt", "note.en.txt"])
@pytest.mark.parametrize(
    "spoil", [Path.unlink, lambda path: path.write_bytes(b"\xff\xfe\xff")], ids=["missing", "not UTF-8"]
)
def test_a_document_that_cannot_be_read_is_reported(
    folder: Path, name: str, spoil: Callable[[Path], object]
) -> None:
    spoil(folder / "documents" / name)
    assert ("documents.csv", 2) in {(p.file, p.row) for p in check.table_problems(folder)}


REFERENCES = [(schema, column) for schema in TABLES for column in references(schema)]


@pytest.mark.parametrize(("schema", "column"), REFERENCES, ids=[f"{s.table}.{c}" for s, c in REFERENCES])
def test_every_reference_between_tables_is_checked(schema: type[Row], column: str, folder: Path) -> None:
    nowhere = (
        "nowhere.p01" if PASSAGE_ID in str(schema.model_fields[column]) or column == "passages" else "nowhere"
    )
    cell(folder, schema.table, 2, column, nowhere)
    assert (f"{schema.table}.csv", 2, column) in {
        (p.file, p.row, p.field) for p in check.table_problems(folder)
    }


def test_fix_moves_offsets_back_and_touches_no_other_file(folder: Path) -> None:
    figures = folder / "figures.csv"
    figures.write_bytes(figures.read_bytes().replace(b"\n", b"\r\n"))
    before = {path: path.read_bytes() for path in folder.rglob("*.csv")}
    for first in ("note.p02", "note.p03"):
        cell(folder, "mentions", row_where(folder, "mentions", first), "start", "1")
    assert anchors.fix(folder) == 2
    assert [path.name for path in before if path.read_bytes() != before[path]] == []


def test_fix_leaves_words_that_the_passage_does_not_have(folder: Path) -> None:
    cell(folder, "mentions", 2, "text", "غائب")
    assert anchors.fix(folder) == 0
    assert [(p.file, p.row) for p in check.table_problems(folder)] == [("mentions.csv", 2)]


def test_the_command_line_checks_and_mends(folder: Path) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "data", "check", *arguments]
        env = os.environ | {"DALIL_DATA": str(folder), "PYTHONIOENCODING": "utf-8"}
        return subprocess.run(
            command,
            cwd=Path(__file__).parents[1],
            env=env,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    BREAKAGES["an offset too early"](folder)
    broken = run()
    assert broken.returncode == 1
    assert "mentions.csv:" in broken.stdout
    assert run("--fix").returncode == 0


def test_a_table_may_be_saved_by_a_spreadsheet(folder: Path) -> None:
    """With a byte order mark, Windows line ends and blanks around cells."""
    text = (folder / "groups.csv").read_text(encoding="utf-8").replace(",", ", ").replace("\n", "\r\n")
    (folder / "groups.csv").write_bytes(b"\xef\xbb\xbf" + text.replace(", ", ",", 2).encode())
    assert check.table_problems(folder) == []


def test_a_line_separator_inside_a_cell_ends_no_row(folder: Path) -> None:
    cell(folder, "entities", 2, "note_en", "one\u2028two\x85three")
    assert check.table_problems(folder) == []


def test_the_version_of_the_data_changes_with_any_byte_or_name(folder: Path, tmp_path: Path) -> None:
    same = shutil.copytree(folder, tmp_path / "same")
    versions = {load(folder).digest, load(same).digest}
    assert len(versions) == 1
    changed_byte(folder)
    (same / "documents" / "notes").write_bytes(b"")
    assert len(versions | {digest(folder), digest(same)}) == 3


def test_what_only_suggests_marks_leaves_the_version_of_the_data_alone(folder: Path) -> None:
    before = digest(folder)
    cell(folder, "lexicon", 2, "word", "زوج")
    assert digest(folder) == before


# the article as it is annotated


def test_the_article_is_quoted_byte_for_byte() -> None:
    assert hashlib.sha256((FILES / "documents" / "issa-2023.ar.txt").read_bytes()).hexdigest() == ARTICLE


def test_the_annotation_is_whole() -> None:
    atlas = shipped()
    tables = (atlas.passages, atlas.mentions, atlas.voices, atlas.figures, atlas.topics, atlas.events)
    assert [len(table) for table in tables] == [18, 146, 29, 9, 12, 46]


def test_every_fact_has_a_source() -> None:
    atlas = shipped()
    for table in (atlas.documents, atlas.entities, atlas.places, atlas.events):
        assert [
            key
            for key, fact in table.items()
            if not fact.sources or not set(fact.sources) <= atlas.sources.keys()
        ] == []


def test_the_article_does_not_name_ishkashim() -> None:
    assert [m for m in shipped().mentions.values() if m.entity.startswith("ishkashim")] == []
    assert not any("شكاشم" in text for text in shipped().texts.values())


def test_the_badakhshan_of_the_article_is_the_tajik_one() -> None:
    named = {m.entity for m in shipped().mentions_of["issa-2023.p11"] if "بدخشان" in m.text}
    assert named == {"gbao"}
    assert "badakhshan-afghanistan" not in passages_naming(shipped())


def test_only_what_the_article_alone_tells_of_is_alleged() -> None:
    assert {a.id for a in shipped().actors.values() if a.alleged} == {
        "us-military-companies",
        "us-intelligence-network",
    }
