"""`python -m data dossier save FILE` writes all added documents as one file; `load FILE` adds them to this
store."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from data.console import print_line
from data.documents.dossier.load import load_into
from data.documents.dossier.save import save_dossier
from data.documents.dossier.vetting import Notes
from data.documents.errors import Stale, Unfit
from data.documents.store import StoreDown, store
from data.i18n import listed
from data.load import load


def main(arguments: Sequence[str] | None = None) -> int:
    """Save or load from the command line; 0 when it was done."""
    parser = argparse.ArgumentParser(
        prog="python -m data dossier",
        description="Save all added documents as one file, or load such a file.",
    )
    parser.add_argument("act", choices=("save", "load"))
    parser.add_argument("file", type=Path)
    options = parser.parse_args(arguments)
    atlas = load()
    try:
        if options.act == "save":
            raw, number = save_dossier(store())
            _write(options.file, raw)
            print_line(f"{options.file}: {number} documents")
        else:
            notes = Notes()
            added, there = load_into(store(), atlas, options.file.read_bytes(), notes)
            print_line(f"{options.file}: {added} documents added, {there} were there already")
            for key, names in notes.messages():
                print_line(atlas.text("en")(key, names=listed(names, "en")))
    except Unfit as problem:
        parser.exit(1, f"{options.file}: {atlas.text('en')(str(problem))}\n")
    except (StoreDown, Stale, OSError) as problem:
        parser.exit(1, f"{options.file}: {problem}\n")
    return 0


def _write(file: Path, raw: bytes) -> None:
    """Write a file whole, or leave the one that is there as it is."""
    part = file.with_name(f"{file.name}.part")
    try:
        part.write_bytes(raw)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
