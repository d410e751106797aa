"""The review of Arabic by a person: pairs of texts, the file of corrections, how it is applied, and that
nothing is called reviewed that nobody has reviewed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest
from tiny import shipped, tiny

from data.atlas.read import read_atlas
from data.check.tables import table_problems
from data.commands import patch as command
from data.corrections import (
    FORMAT,
    Applied,
    Corrections,
    UnreadableCorrections,
    apply,
    patch_file,
    read_patch,
)
from data.facts.bilingual import BilingualText, bilingual_texts, reviews
from data.facts.sources import arabic
from data.tables.csv_edit import rows_by_key, with_cells, with_rows

DAY = "2026-11-28"
WORD = ("words", "aid.left-out", "ar")
COUNTED = ("words", "shown.all", "ar")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The tables of the tiny atlas, to be changed."""
    return tiny(tmp_path / "files")


def texts(folder: Path) -> dict[tuple[str, str, str], BilingualText]:
    """The pairs of texts of a folder, by place."""
    atlas, wrong = read_atlas(folder)
    assert atlas is not None, wrong
    return {text.where: text for text in bilingual_texts(atlas)}


def corrections(folder: Path, now: dict[tuple[str, str, str], str]) -> Corrections:
    """What a reader hands in who saw the texts as they are."""
    own = texts(folder)
    return read_patch(patch_file("ليلى", DAY, {own[where]: text for where, text in now.items()}))


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every table as it is on disk."""
    return {path.name: path.read_bytes() for path in folder.glob("*.csv")}


def told(done: Applied) -> list[str]:
    """What was refused, as it is printed."""
    return [str(problem) for problem in (*done.refused, *done.unsound)]


def test_every_text_that_has_arabic_words_stands_beside_its_english() -> None:
    own = {text.where: text for text in bilingual_texts(shipped())}
    assert len(own) > 4000
    assert all(text.en and text.ar for text in own.values() if not text.field.startswith("note"))
    assert own["words", "aid.left-out", "ar"].en == shipped().words["aid.left-out"].en
    assert own["publishers", "tass", "name_ar"].en == shipped().publishers["tass"].name
    assert own["plurals", "passages ar", "few"].en == "{n} passages"
    assert own["evidence", "c02 1", "says_ar"].ar == shipped().evidence["c02", 1].says_ar
    assert not {where for where in own if where[2] in ("aliases_ar", "cues_ar", "ar_status", "quote")}


def test_a_corrected_text_changes_its_line_alone_and_says_who_reviewed_it(folder: Path) -> None:
    before = bytes_of(folder)
    done = apply(corrections(folder, {WORD: "مذكور وخارج المجموع"}), folder)
    assert (done.changed, done.approved, told(done)) == (1, 0, [])
    after = bytes_of(folder)
    assert {name for name in after if after[name] != before[name]} == {"words.csv", "arabic_reviews.csv"}
    old, new = before["words.csv"].decode().split("\n"), after["words.csv"].decode().split("\n")
    assert [line for line, was in zip(new, old, strict=True) if line != was] == [
        "aid.left-out,Listed but in no sum,مذكور وخارج المجموع"
    ]
    atlas, _ = read_atlas(folder)
    assert atlas is not None
    (review,) = atlas.arabic_reviews.values()
    assert (review.reviewer, review.reviewed_on) == ("ليلى", DAY)
    assert set(reviews(atlas)) == {WORD}
    assert table_problems(folder) == []


def test_an_approved_text_stays_and_is_reviewed(folder: Path) -> None:
    own = texts(folder)[WORD]
    done = apply(corrections(folder, {WORD: own.ar}), folder)
    assert (done.changed, done.approved) == (0, 1)
    assert texts(folder)[WORD] == own
    assert table_problems(folder) == []


def test_a_row_is_reviewed_once_all_its_arabic_is(folder: Path) -> None:
    fields = [where for where in texts(folder) if where[:2] == ("passages", "note.p01")]
    assert {where[2] for where in fields} == {"gist_ar", "stance_ar"}
    for n, where in enumerate(fields, start=1):
        apply(corrections(folder, {where: f"نص {n}"}), folder)
        atlas, _ = read_atlas(folder)
        assert atlas is not None
        status = {key: row.ar_status for key, row in atlas.passages.items()}
        assert (status["note.p01"] == "reviewed") == (n == len(fields))
        assert set(status.values()) <= {"reviewed", "drafted"}
        assert status["note.p02"] == "drafted"
    assert atlas is not None
    assert arabic(atlas)["passages"]["reviewed"] == 1
    assert table_problems(folder) == []


@pytest.mark.parametrize(("side", "named"), [("en", "English"), ("ar", "Arabic")])
def test_a_text_that_has_changed_since_is_refused_by_its_line_and_the_others_applied(
    folder: Path, side: str, named: str
) -> None:
    patch = corrections(folder, {WORD: "مذكور", COUNTED: texts(folder)[COUNTED].ar})
    path = folder / "words.csv"
    raw = path.read_text(encoding="utf-8")
    line, _ = rows_by_key(raw, ("key",))[("aid.left-out",)]
    path.write_text(with_cells(raw, ("key",), {("aid.left-out",): {side: "another"}}), encoding="utf-8")
    done = apply(patch, folder)
    assert (done.changed, done.approved) == (0, 1)
    (refused,) = told(done)
    assert refused.startswith(f"words.csv:{line}: ar: the {named} of row 'aid.left-out' is no longer")
    assert "'another'" in refused
    assert texts(folder)[COUNTED].ar in path.read_text(encoding="utf-8")
    assert "مذكور" not in path.read_text(encoding="utf-8").split("aid.left-out")[1].split("\n")[0]


def test_a_correction_that_loses_a_placeholder_writes_nothing(folder: Path) -> None:
    before = bytes_of(folder)
    done = apply(corrections(folder, {COUNTED: "المعروض: المقال كله.", WORD: "مذكور"}), folder)
    assert done.unsound
    assert bytes_of(folder) == before


@pytest.mark.parametrize(
    ("table", "row", "field"),
    [
        ("../words", "aid.left-out", "ar"),
        ("words", "no.such-key", "ar"),
        ("words", "aid.left-out", "en"),
        ("statements", "s1", "quote"),
        ("passages", "note.p01", "ar_status"),
        ("arabic_reviews", "words", "reviewer"),
    ],
)
def test_nothing_but_the_arabic_of_a_row_can_be_corrected(
    folder: Path, table: str, row: str, field: str
) -> None:
    before = bytes_of(folder)
    patch = read_patch(patch_file("ليلى", DAY, {BilingualText(table, row, field, "x", "y"): "z"}))
    done = apply(patch, folder)
    assert "no Arabic text stands there" in told(done)[0]
    assert {name: raw for name, raw in bytes_of(folder).items() if raw != before[name]} == {}


def test_the_same_text_cannot_be_corrected_twice(folder: Path) -> None:
    once = corrections(folder, {WORD: "مذكور"})
    done = apply(once.model_copy(update={"texts": once.texts * 2}), folder)
    assert done.changed == 1
    assert "is corrected twice" in told(done)[0]


def valid() -> dict[str, Any]:
    """A file of one correction."""
    text = {"table": "words", "row": "aid.left-out", "field": "ar", "en": "a", "was": "b", "now": "c"}
    return {"format": FORMAT, "reviewer": "ليلى", "reviewed_on": DAY, "texts": [text]}


def test_a_valid_file_is_read() -> None:
    assert read_patch(json.dumps(valid()).encode()).reviewer == "ليلى"


@pytest.mark.parametrize(
    "change",
    [
        {"format": "dalil-arabic-review-0"},
        {"reviewer": " "},
        {"reviewer": "\u202e"},
        {"reviewed_on": "2026-02-30"},
        {"reviewed_on": "2026"},
        {"texts": [{"table": "words"}]},
        {"texts": [{**valid()["texts"][0], "now": "  "}]},
        {"more": 1},
    ],
)
def test_a_file_that_is_none_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(UnreadableCorrections):
        read_patch(json.dumps(valid() | change).encode())


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe", b"[]", b"x" * 9_000_000])
def test_what_is_no_json_is_refused(raw: bytes) -> None:
    with pytest.raises(UnreadableCorrections):
        read_patch(raw)


def test_controls_that_turn_the_line_around_them_do_not_enter(folder: Path) -> None:
    apply(corrections(folder, {WORD: "مذكور\u202e وخارج"}), folder)
    assert texts(folder)[WORD].ar == "مذكور وخارج"
    assert "\u202e" not in (folder / "words.csv").read_text(encoding="utf-8")


def test_nothing_is_called_reviewed_that_nobody_has_reviewed(folder: Path) -> None:
    path = folder / "passages.csv"
    raw = path.read_text(encoding="utf-8")
    path.write_text(with_cells(raw, ("id",), {("note.p01",): {"ar_status": "reviewed"}}), encoding="utf-8")
    assert [p.what for p in table_problems(folder)] == ["no person has reviewed it"]


def test_a_review_ends_when_its_text_changes(folder: Path) -> None:
    apply(corrections(folder, {WORD: "مذكور"}), folder)
    path = folder / "words.csv"
    raw = path.read_text(encoding="utf-8")
    path.write_text(with_cells(raw, ("key",), {("aid.left-out",): {"ar": "مدرج"}}), encoding="utf-8")
    (found,) = table_problems(folder)
    assert (found.file, found.row, found.field) == ("arabic_reviews.csv", 2, "seal")
    assert "words aid.left-out ar" in found.what


def test_the_command_says_what_it_did_and_tries_without_writing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "FILES", folder)
    file = tmp_path / "corrections.json"
    file.write_bytes(patch_file("ليلى", DAY, {texts(folder)[WORD]: "مذكور"}))
    before = bytes_of(folder)
    assert command.main([str(file), "--try"]) == 0
    assert "1 texts would be changed" in capsys.readouterr().out
    assert bytes_of(folder) == before
    assert command.main([str(file)]) == 0
    assert "1 texts were changed, 0 approved" in capsys.readouterr().out
    assert command.main([str(file)]) == 1, "the text is no longer what was reviewed"
    assert "1 corrections refused" in capsys.readouterr().out
    file.write_bytes(b"{}")
    with pytest.raises(SystemExit) as left:
        command.main([str(file)])
    assert left.value.code == 2
    assert "format: Field required" in capsys.readouterr().err


cells = st.lists(st.text(alphabet='aب ",\n;', max_size=5), min_size=2, max_size=2)


@given(st.lists(cells, unique_by=lambda row: row[0], max_size=6))
def test_a_file_without_changes_stays_as_it_is_and_a_change_reads_back(rows: list[list[str]]) -> None:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([["id", "ar"], *rows])
    text = file.getvalue()
    assert with_cells(text, ("id",), {}) == text == with_rows(text, ("id",), [])
    for key, _ in rows:
        new = with_cells(text, ("id",), {(key,): {"ar": 'x", \n'}})
        read_back = {key: row["ar"] for (key,), (_, row) in rows_by_key(new, ("id",)).items()}
        assert read_back == {**dict(rows), key: 'x", \n'}
    added = rows_by_key(with_rows(text, ("id",), [["new", "y"]]), ("id",))
    assert added[("new",)][1]["ar"] == "y"


def test_what_a_reader_corrects_and_approves_becomes_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def page():  # type: ignore[no-untyped-def]  # Streamlit runs its text alone
        from ui.session.sections.arabic_review import show_arabic_review
        from ui.session.session import session

        session().lang = "ar"
        show_arabic_review()

    app = AppTest.from_function(page, default_timeout=30).run()
    assert not app.exception
    app.selectbox(key="arabic-table").set_value("words").run()
    app.text_input(key="arabic-find").set_value("aid.left-out").run()
    app.text_area(key="correct_ar-words-aid.left-out-ar").set_value("مذكور").run()
    app.text_input(key="arabic-find").set_value("shown.all-added").run()
    app.checkbox(key="approve-words-shown.all-added-ar").check().run()
    app.text_input(key="arabic-reviewer").set_value("ليلى").run()
    own = app.session_state["dalil"].arabic
    found = {text.row: now for text, now in own.texts.items()}
    assert found == {"aid.left-out": "مذكور", "shown.all-added": shipped().words["shown.all-added"].ar}
    app.text_input(key="arabic-find").set_value("aid.left-out").run()
    assert app.text_area(key="correct_ar-words-aid.left-out-ar").value == "مذكور"
    raw = patch_file(own.reviewer, DAY, own.texts)
    assert {text.now for text in read_patch(raw).texts} == set(found.values())
