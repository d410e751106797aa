"""`python -m data dossier save FILE` writes all documents of a case as one file; `load FILE` adds them to
this store. It is the first case or another (`--case`), or, for `load`, one of its own (`--new-case`)."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from data.atlas.atlas import Atlas
from data.atlas.case import FIRST_CASE
from data.console import print_line
from data.documents.availability import existing_store
from data.documents.dossier.load import load_as_case, load_into
from data.documents.dossier.read import dossier_story
from data.documents.dossier.save import save_dossier
from data.documents.dossier.vetting import Notes
from data.documents.errors import Stale, Unfit
from data.documents.store import StoreDown, store
from data.i18n import comma_list, name
from data.load import load


def main(arguments: Sequence[str] | None = None) -> int:
    """Save or load from the command line; 0 when it was done."""
    parser = argparse.ArgumentParser(
        prog="python -m data dossier",
        description="Save all added documents of one case as one file, or load such a file.",
    )
    parser.add_argument("act", choices=("save", "load"))
    parser.add_argument("file", type=Path)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--case", help="id of a case, as links have it; else the first")
    which.add_argument("--new-case", action="store_true", help="load it as a case of its own")
    options = parser.parse_args(arguments)
    if options.new_case and options.act == "save":
        parser.error("--new-case is for load")
    atlas = load()
    try:
        if options.act == "save":
            _save(options)
        else:
            notes = Notes()
            added, there = _load(atlas, options, notes)
            print_line(f"{options.file}: {added} documents added, {there} were there already")
            for key, names in notes.messages():
                print_line(atlas.text("en")(key, names=comma_list(names, "en")))
    except Unfit as problem:
        parser.exit(1, f"{options.file}: {atlas.text('en')(str(problem))}\n")
    except (StoreDown, Stale, OSError) as problem:
        parser.exit(1, f"{options.file}: {problem}\n")
    return 0


def _save(options: argparse.Namespace) -> None:
    own = existing_store(options.case or FIRST_CASE)
    raw, number = save_dossier(own)
    _write(options.file, raw)
    print_line(f"{options.file}: {number} documents")
    others = [case for case in own.cases.list_cases() if case.id != FIRST_CASE]
    if others and not options.case:
        print_line("Of the first case alone. Not saved, as each needs its --case:")
        for case in others:
            print_line(f"  {case.id}: {name(case, 'en')}")


def _load(atlas: Atlas, options: argparse.Namespace, notes: Notes) -> tuple[int, int]:
    """How many documents were added, and how many were there already."""
    raw = options.file.read_bytes()
    added = _add(atlas, options, raw, notes)
    if dossier_story(raw):
        print_line(
            "A story is in the file: load it on the page of documents to have it, as browsers keep stories."
        )
    return added


def _add(atlas: Atlas, options: argparse.Namespace, raw: bytes, notes: Notes) -> tuple[int, int]:
    if not options.new_case:
        return load_into(existing_store(options.case or FIRST_CASE), atlas, raw, notes)
    case, added = load_as_case(store(), atlas, raw, notes, unnamed=options.file.name)
    print_line(f"{options.file}: the case {case}")
    return added, 0


def _write(file: Path, raw: bytes) -> None:
    """Write a file whole, or leave the one that is there as it is."""
    part = file.with_name(f"{file.name}.part")
    try:
        part.write_bytes(raw)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
