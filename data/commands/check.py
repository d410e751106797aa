"""`python -m data check`: every problem of the tables as file, row, field, what is wrong, how to mend it.

`--fix` moves the offsets of mentions, figures and statements to where their words stand in the passage.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from data import check
from data.console import show


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
    if parser.parse_args(arguments).fix:
        print(f"{check.fix()} offsets moved")
    found = check.problems()
    for problem in found:
        show(problem)
    print("the data is sound" if not found else f"{len(found)} problems")
    return 1 if found else 0
