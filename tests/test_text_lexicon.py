"""The word lists by which texts are read: each is used, each that is asked for exists, and a row is enough to
teach a word."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from tiny import shipped

from data.tables.files import FILES
from data.text import lexicon

ROOT = Path(__file__).parents[1]


def source() -> str:
    """The code that reads texts."""
    files = (
        path for room in ("text", "annotate", "documents") for path in (ROOT / "data" / room).rglob("*.py")
    )
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_each_list_is_described_filled_and_read() -> None:
    lists, filled = set(shipped().word_lists), {row.list for row in shipped().lexicon.values()}
    assert lists == filled
    assert {name for name in lists if not re.search(rf"[\"']{name}[\"']", source())} == set()


def test_each_list_that_the_code_reads_exists() -> None:
    calls = re.findall(
        r"(?:word_set|values|numbers|either|entries)\(((?:[\"'][a-z-]+[\"'](?:, )?)+)", source()
    )
    asked = {name for call in calls for name in re.findall(r"[\"']([a-z-]{3,})[\"']", call)}
    assert len(asked) > 60
    assert asked <= set(shipped().word_lists)


def test_words_are_folded_and_numbers_exact() -> None:
    assert lexicon.number_values("fraction", "ar")["ثلث"] == Decimal(1) / 3
    assert lexicon.number_values("scale")["trillion"] == 10**12
    assert "مايه" in lexicon.word_set("number-hundred")
    assert lexicon.word_values("relation", "en") == {
        "next": "next",
        "coming": "next",
        "last": "last",
        "past": "last",
        "previous": "last",
        "this": "this",
        "current": "this",
    }


def test_a_list_without_words_matches_nothing() -> None:
    assert re.search(lexicon.either("no-such-list"), "anything") is None


def run(folder: Path, *command: str) -> str:
    """What a command says of the data in a folder."""
    env = os.environ | {"DALIL_DATA": str(folder), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=env,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout


@pytest.mark.slow
def test_a_row_teaches_a_number_word_and_a_reporting_verb(tmp_path: Path) -> None:
    folder = shutil.copytree(FILES, tmp_path / "files")
    note = tmp_path / "note.txt"
    note.write_text("They sold 3 gazillion dollars, Lavrov opined.\n", encoding="utf-8")

    def marks() -> set[tuple[str, str | None]]:
        lines = run(folder, "-m", "data", "annotate", str(note)).splitlines()
        rows = [json.loads(line) for line in lines]
        return {(row["type"], row["value"] if row["type"] == "figure" else row["id"]) for row in rows}

    wanted = {("figure", str(3 * 10**21)), ("speech", "lavrov")}
    assert not wanted & marks()
    with (folder / "lexicon.csv").open("a", encoding="utf-8") as file:
        file.write(f"scale,en,gazillion,{10**21}\nreporting-verb,en,opined,\n")
    assert wanted <= marks()


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(b"\xff\xfe")])
def test_a_lexicon_that_cannot_be_read_is_reported_and_not_raised(tmp_path: Path, spoil: object) -> None:
    folder = shutil.copytree(FILES, tmp_path / "files")
    spoil(folder / "lexicon.csv")  # type: ignore[operator]
    code = (
        "import data.text.figures.figures, data.annotate.pipeline\n"
        "from data.check.tables import table_problems\n"
    )
    code += "print({p.file for p in table_problems()})"
    assert run(folder, "-c", code).strip() == "{'lexicon.csv'}"


def test_numbers_are_read_without_an_atlas() -> None:
    code = "import sys, data.text.figures.figures as f\n"
    code += "print(f.find_figures('ثلاثة ملايين دولار')[0].value, [m for m in sys.modules if 'atlas' in m])"
    assert run(FILES, "-c", code).strip() == "3000000 []"
