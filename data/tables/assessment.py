"""Which assessment a statement may have, by its kind and the evidence on it: the one home of what the written
rules make checkable."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

from data.tables.vocab import Assessment, Bearing

JUDGEMENT = "judgement"  # the kind of statement that is an opinion, and the only one
NEEDED: Mapping[Assessment, tuple[Bearing, ...]] = {
    "supported": ("supports",),
    "partly": ("supports", "contradicts"),
    "differ": ("contradicts",),
}  # assessment -> what at least one piece of evidence must do

Obstacle = Literal["judgement", "fact"] | Assessment


def obstacle(assessment: Assessment, kind: str, relations: Collection[Bearing]) -> Obstacle | None:
    """What stands against an assessment of a statement of this kind, with evidence of these relations: it is
    a judgement, or none; or no piece does what the assessment needs, which is then named itself. None where
    the rules allow it."""
    if (assessment == "opinion") != (kind == JUDGEMENT):
        return "judgement" if kind == JUDGEMENT else "fact"
    needed = NEEDED.get(assessment, ())
    return assessment if needed and not any(relation in relations for relation in needed) else None


def lawful(assessment: Assessment, kind: str, relations: Collection[Bearing]) -> Assessment:
    """The assessment where the rules allow it; else the one that settles nothing."""
    if obstacle(assessment, kind, relations) is None:
        return assessment
    return "opinion" if kind == JUDGEMENT else "open"
