"""What an unknown name may be, and the id under which the marks of a text speak of it until a person has said
what it is."""

from __future__ import annotations

from typing import NamedTuple

from data.text.normalize import fold


class UnknownName(NamedTuple):
    """A span of a passage that names something no table knows, and the type it seems to be of."""

    start: int
    end: int
    guess: str


def unknown_id(name: str, guess: str) -> str:
    """The id of an unknown name: what it may be, and its words, folded."""
    return f"?{guess}:{' '.join(fold(name).text.split())}"


def is_unknown(entity: str) -> bool:
    """Whether an id is that of an unknown name, and of no entity."""
    return entity.startswith("?")


def guess_of(entity: str) -> str:
    """The type that an unknown name seems to be of; empty for an entity."""
    return entity[1:].partition(":")[0] if is_unknown(entity) else ""


def unknown_name(entity: str) -> str:
    """The folded words of an unknown name; empty for an entity."""
    return entity.partition(":")[2] if is_unknown(entity) else ""
