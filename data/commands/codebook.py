"""`python -m data codebook`: writes data/CODEBOOK.md from the schema (after a change of
data/tables/model)."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from data.tables.codebook import PATH, codebook


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the codebook; 0."""
    argparse.ArgumentParser(prog="python -m data codebook", description="Write data/CODEBOOK.md.").parse_args(
        arguments
    )
    PATH.write_text(codebook(), encoding="utf-8")
    print(f"wrote {PATH.name}")
    return 0
