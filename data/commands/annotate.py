"""`python -m data annotate FILE…`: suggested marks as JSON lines, in reading order; of several files, each
with the name of its file."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from data.annotate.pipeline import annotate, annotation_rows, split_passages
from data.console import print_line
from data.documents.readers.draft import Unreadable, doubt_sentence
from data.documents.review.suggest import DOUBTFUL
from data.documents.worker_pool import read_undivided_in_worker
from data.load import load


def main(arguments: Sequence[str] | None = None) -> int:
    """Annotate files from the command line; 0 when all could be read. A file that fails does not stop the
    others."""
    parser = argparse.ArgumentParser(
        prog="python -m data annotate", description="Suggest marks for a text, as JSON lines."
    )
    parser.add_argument("files", type=Path, nargs="+", metavar="file")
    parser.add_argument(
        "--lang", choices=("ar", "en"), help="of the text; by default that of most of its letters"
    )
    parser.add_argument(
        "--date", default="", help='when it was written (2023-04-20, 2023-04 or 2023), for "last year"'
    )
    options = parser.parse_args(arguments)
    ascii_only = (sys.stdout.encoding or "utf-8").lower() not in ("utf-8", "utf8")
    atlas, failed = load(), 0
    for file in options.files:
        named = {"file": str(file)} if len(options.files) > 1 else {}
        lines: list[str] = []
        try:
            draft = read_undivided_in_worker(file.name, file.read_bytes())
            for doubt in draft.doubts:
                print(f"{file}: {doubt_sentence(atlas.text('en'), doubt)}", file=sys.stderr)
            found = annotate(atlas, split_passages(draft.text), options.lang, options.date)
            marks = (_unsure(row) if draft.ocr else row for row in annotation_rows(atlas, found))
            lines = [json.dumps(named | mark, ensure_ascii=ascii_only) for mark in marks]
        except Unreadable as problem:
            failed += 1
            print(f"{file}: {atlas.text('en')(problem.key, **problem.values)}", file=sys.stderr)
        except Exception as error:  # a missing file, or a fault of ours in one: the others are annotated
            failed += 1
            print(f"{file}: {type(error).__name__}: {error}", file=sys.stderr)
        for line in lines:
            print_line(line)
    return 1 if failed else 0


def _unsure(row: dict[str, Any]) -> dict[str, Any]:
    """A mark of a text that a machine has read in pictures of pages, where no figure is sure."""
    return row | {"score": min(row["score"], DOUBTFUL)} if row["type"] == "figure" else row
