"""What a person decides of two passages side by side: what a form says, checked, as a row of the store."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from data.documents.errors import Unfit
from data.documents.ledger.written import both
from data.documents.schema import Extra
from data.tables.columns import one_line
from data.tables.model.comparisons import ComparedPair

LONGEST_NOTE, LONGEST_NAME = 300, 200  # characters
SPOTS = ("one", "one_start", "one_end", "other", "other_start", "other_end")


def comparison_row(document: str, values: Mapping[str, Any]) -> Extra:
    """A decision on two passages, one of them of the added `document`. `values`: the columns of a
    ComparedPair but for its id, which follows from the words that it is about.

    Raises Unfit where nothing is decided, where a difference that is no contradiction has no reason, or where
    the words are none of the document's."""
    verdict, reason = values.get("verdict") or "", values.get("reason") or ""
    if not verdict:
        raise Unfit("compare.no-verdict")
    if verdict == "no-contradiction" and not reason:
        raise Unfit("compare.no-reason")
    spots = {name: values.get(name) for name in SPOTS}
    cells: dict[str, Any] = {
        **spots,
        **both(values, "note", LONGEST_NOTE),
        "verdict": verdict,
        "reason": reason if verdict == "no-contradiction" else "",
        "by": one_line(values.get("by"), LONGEST_NAME),
    }
    try:
        row = ComparedPair(id=pair_id(spots), **cells)
    except ValidationError as error:
        raise Unfit("compare.no-words") from error
    owners = [passage.rpartition(".p")[0] for passage in (row.one, row.other)]
    if (
        document not in owners
        or owners[0] == owners[1]
        or row.one_start >= row.one_end
        or row.other_start >= row.other_end
    ):
        raise Unfit("compare.no-words")
    return Extra(document, row)


def pair_id(spots: Mapping[str, Any]) -> str:
    """The id of a pair: the same whichever side comes first."""
    sides = sorted(
        ":".join(str(spots[f"{side}{end}"]) for end in ("", "_start", "_end")) for side in ("one", "other")
    )
    return f"pair-{hashlib.sha256(' '.join(sides).encode()).hexdigest()[:20]}"
