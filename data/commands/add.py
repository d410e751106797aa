"""`python -m data add FOLDER`: every file of a folder into the store; with `--accept 0.9` marks that score as
much are accepted."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from data.atlas.case import FIRST_CASE
from data.console import print_line
from data.documents import worker_pool
from data.documents.add import entry, is_cut, read_upload, with_repetitions
from data.documents.availability import existing_store
from data.documents.errors import Unfit
from data.documents.readers.draft import Unreadable, doubt_sentence
from data.documents.store import StoreDown
from data.load import load


def main(arguments: Sequence[str] | None = None) -> int:
    """Add the text files of a folder from the command line; 0 when all were added."""
    parser = argparse.ArgumentParser(
        prog="python -m data add", description="Add every document of a folder to the store."
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--accept", type=float, default=2, help="accept marks that score so much, 0 to 1, at once"
    )
    parser.add_argument("--case", default=FIRST_CASE, help="id of a case, as links have it; else the first")
    options = parser.parse_args(arguments)
    try:
        own_store = existing_store(options.case)
    except StoreDown as problem:
        parser.exit(1, f"{problem}\n")
    files = sorted(
        path for path in options.folder.rglob("*") if path.is_file() and not path.name.startswith(".")
    )
    atlas, failed = load(overlay=own_store.overlay()), 0
    for number, path in enumerate(files, start=1):
        try:
            (read,) = with_repetitions(atlas, [read_upload(path.name, path.read_bytes())])
            if "doubt.there" in read.doubts:
                outcome = atlas.text("en")("doubt.there")
            else:
                own, extras = entry(atlas, read.given, options.accept, worker_pool.suggest_in_worker)
                own_store.add([own], extras)
                outcome = " ".join(
                    [
                        f"{own.review['counts']}",
                        *(doubt_sentence(atlas.text("en"), doubt) for doubt in read.doubts),
                        *([atlas.text("en")("doubt.cut")] if is_cut(read.given) else ()),
                    ]
                )
        except Unreadable as problem:
            failed, outcome = failed + 1, atlas.text("en")(problem.key, **problem.values)
        except (Unfit, OSError, StoreDown) as problem:
            failed, outcome = (
                failed + 1,
                atlas.words[str(problem)].en if str(problem) in atlas.words else str(problem),
            )
        except Exception as problem:  # a fault of ours in one file: the others are added
            failed, outcome = failed + 1, f"{type(problem).__name__}: {problem}"
        print_line(f"{number}/{len(files)} {path.name}: {outcome}")
    return 1 if failed else 0
