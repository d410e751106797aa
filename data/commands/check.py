"""`python -m data check`: every problem of the tables as file, row, field, what is wrong, how to mend it.

`--fix` moves the offsets of mentions, figures and statements to where their words stand in the passage,
those of alignments to where theirs stand in the translation.
`--review` lists the rows that a person should look at next, and why.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections import Counter
from collections.abc import Sequence

from data.atlas.atlas import Atlas
from data.atlas.read import read_atlas
from data.check.anchors import fix
from data.check.tables import table_problems
from data.console import print_line
from data.facts.alignment import unaligned_rows
from data.facts.review import REASONS, review
from data.tables.files import FILES


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the tables; 0 when the data is sound."""
    parser = argparse.ArgumentParser(
        prog="python -m data check", description="Is the data sound? Every problem, with its place."
    )
    parser.add_argument(
        "--fix",
        action="store_true",
        help="move offsets to where their words stand in the passage, then check",
    )
    parser.add_argument(
        "--review", action="store_true", help="list the rows that a person should look at next, and why"
    )
    options = parser.parse_args(arguments)
    if options.fix:
        print(f"{fix()} offsets moved")
    found = table_problems()
    for problem in found:
        print_line(problem)
    print("the data is sound" if not found else f"{len(found)} problems")
    atlas, _ = read_atlas(FILES)
    if options.review and atlas is not None and not found:
        print_review(atlas, dt.date.today())
    return 1 if found else 0


def print_review(atlas: Atlas, today: dt.date) -> None:
    """A line for each row to look at, most reasons first, then how many rows there are for each reason,
    and which marks the translation lacks."""
    words = {reason: atlas.text("en")(f"reason.{reason}") for reason in REASONS}
    items = review(atlas, today)
    for item in items:
        print(f"{item.table} {item.key}: {', '.join(words[reason] for reason in item.reasons)}")
    found = Counter(reason for item in items for reason in item.reasons)
    print("; ".join(f"{words[reason]}: {found[reason]}" for reason in REASONS))
    left = [
        f"{table} {getattr(row, 'id', f'{row.passage} {row.start}')}" for table, row in unaligned_rows(atlas)
    ]
    print(f"{len(left)} marks have no words in the translation" + f": {', '.join(left)}" * bool(left))
