"""Versions of the reader's own story: what the browser keeps of it, and how two versions that parted, as two
tabs make them, become one. Each version names those it was made from, newest first, so that the last common
one can be found."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from data.query.front_matter import UNTITLED, FrontMatter
from data.query.story import read_front, read_step, serialize
from data.tables.model import Step

UNNAMED = "unnamed"  # a version that was kept before versions had ids
HISTORY = 40  # versions that a version names


@dataclass(frozen=True)
class Version:
    """Steps; rows that are no steps here, kept as they came; ids of this version and of those it was made
    from, newest first; the front matter."""

    steps: tuple[Step, ...] = ()
    unread: tuple[Any, ...] = ()
    history: tuple[str, ...] = ()
    front: FrontMatter = UNTITLED

    @property
    def id(self) -> str:
        """The id of this version."""
        return self.history[0] if self.history else UNNAMED


def serialize_version(version: Version, digest: str) -> str:
    """A version as the text that the browser keeps; `digest`: the data it was made with."""
    return serialize(version.steps, digest, version.front, unread=version.unread, history=version.history)


def parse_version(text: str) -> Version:
    """The version that a browser has kept. What is no step is kept unread: a row, or a text that is no story
    at all."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        content = None
    rows = content.get("steps") if isinstance(content, dict) else None
    if not isinstance(content, dict) or not isinstance(rows, list):
        return Version(unread=(text,) if text.strip() else (), history=(UNNAMED,))
    found = [(read_step(row, "browser", number)[0], row) for number, row in enumerate(rows, start=1)]
    history = [key for key in _list(content.get("history")) if isinstance(key, str)]
    unread = [row for step, row in found if not step] + _list(content.get("unread"))
    return Version(
        distinct_steps(step[0] for step, _ in found if step),
        tuple(unread),
        tuple(history[:HISTORY]) or (UNNAMED,),
        read_front(content.get("front"), "browser")[0],
    )


def merge_versions(base: Version, mine: Version, theirs: Version) -> Version:
    """Two versions made from `base` as one, without a history: a step that one of them added, changed, moved
    or dropped is so; one that both changed stays in both forms, and a changed one is never dropped."""
    sides = [{step.id: step for step in side.steps} for side in (base, mine, theirs)]
    steps = [
        step
        for key in _order(*(list(side) for side in sides))
        for step in _chosen(*(side.get(key) for side in sides))
    ]
    unread = [row for row in theirs.unread if row in mine.unread or row not in base.unread]
    return Version(
        distinct_steps(steps),
        (*unread, *(row for row in mine.unread if row not in base.unread and row not in unread)),
        front=theirs.front if mine.front == base.front else mine.front,
    )


def _chosen(was: Step | None, here: Step | None, there: Step | None) -> list[Step]:
    if here == there or there == was:
        return [here] if here else []
    if here == was:
        return [there] if there else []
    return [step for step in (there, here) if step]


def _order(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """All ids, in the order of the side that moved steps; what the other side alone has stands after what it
    follows there, and after what the first side alone has there."""
    moved = [key for key in mine if key in base] != [key for key in base if key in mine]
    order, other = (list(mine), theirs) if moved else (list(theirs), mine)
    for before, key in zip(("", *other), other, strict=False):
        if key not in order:
            at = order.index(before) + 1 if before else 0
            order.insert(next((n for n in range(at, len(order)) if order[n] in other), len(order)), key)
    return order


def distinct_steps(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The same steps, each with an id of its own."""
    taken: dict[str, Step] = {}
    for step in steps:
        key, n = step.id, 2
        while key in taken:
            key, n = f"{step.id}-{n}", n + 1
        taken[key] = step if key == step.id else step.model_copy(update={"id": key})
    return tuple(taken.values())


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
