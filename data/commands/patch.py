"""`python -m data patch FILE`: applies the corrections of a reader of Arabic to the tables.

The review on the sources page hands out such files. A text that has changed since the reader saw it is
refused and named by file, line and field; nothing is written where the tables would not be sound. `--try`
writes nothing at all.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from data.console import print_line
from data.corrections import Applied, UnreadableCorrections, apply, read_patch
from data.tables.files import FILES


def main(arguments: Sequence[str] | None = None) -> int:
    """Apply a file of corrections; 0 when nothing was refused."""
    parser = argparse.ArgumentParser(
        prog="python -m data patch", description="Apply the corrections of a reader of Arabic to the tables."
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--try", action="store_true", dest="dry", help="say what would happen, write nothing")
    options = parser.parse_args(arguments)
    try:
        patch = read_patch(options.file.read_bytes())
    except (OSError, UnreadableCorrections) as problem:
        parser.exit(2, f"{options.file}: {problem}\n")
    return report(apply(patch, FILES, write=not options.dry), patch.reviewer, dry=options.dry)


def report(done: Applied, reviewer: str, *, dry: bool) -> int:
    """Say what became of the corrections; 0 when nothing was refused."""
    for problem in (*done.refused, *done.unsound):
        print_line(problem)
    if done.unsound:
        print("nothing was written: the tables would not be sound")
        return 1
    verb = "would be" if dry else "were"
    print_line(f"{done.changed} texts {verb} changed, {done.approved} approved as they stand ({reviewer})")
    if done.refused:
        print(f"{len(done.refused)} corrections refused, as above")
    return 1 if done.refused else 0
