"""How right the speakers are that are suggested for spans of speech: who it is, nobody, somebody else, or
words that only describe who it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from data.annotate.unknown.guess import is_unknown
from data.text.normalize import fold


@dataclass
class Speakers:
    """Who was named for spans of speech: right, wrong (also where nobody has a name), or nobody. `quoted`: no
    entity, yet the words that name who it is."""

    right: int = 0
    quoted: int = 0
    silent: int = 0
    wrong: list[str] = field(default_factory=list)
    described: int = 0  # of the wrong: words or a part of the name, and nobody else's name
    missed: int = 0  # wrong, and of somebody with a name
    unnamed: int = 0  # spans of somebody without a name for which nobody was named

    @property
    def errors(self) -> list[str]:
        """Who was named wrong."""
        return self.wrong

    @property
    def all(self) -> int:
        """How many spans there are."""
        return self.right + self.quoted + self.silent + self.unnamed + len(self.wrong)

    @property
    def row(self) -> str:
        """Of the spans of somebody with a name: the share whose speaker is right, as an entity, and as an
        entity or in words; of all spans the share whose speaker is wrong, and of that the shares for which
        somebody else is named, and for which the words only describe who speaks (or nobody at all)."""
        named, wrong, every = (
            (self.right + self.quoted + self.silent + self.missed) or 1,
            len(self.wrong),
            self.all or 1,
        )
        right = f"{self.right / named:.2f} | {(self.right + self.quoted) / named:.2f}"
        else_ = f"{(wrong - self.described) / every:.2f} | {self.described / every:.2f}"
        return f"{right} | {wrong / every:.2f} | {else_}"


class Right(NamedTuple):
    """Whose a span is as marked: that mark, the entities that are right and the words that name who it is;
    and the words that name other people."""

    by: str
    wanted: set[str]
    names: set[str]
    others: set[str]


def count_speaker(speakers: Speakers, found: str, right: Right, known: bool, words: str) -> None:
    """Count one span. `found`: the entity suggested (`known`), or else the words that name who speaks, which
    are right with one of `names` in them."""
    by, wanted, names, others = right
    if not known and (not by or not found):
        speakers.silent += bool(by)
        speakers.unnamed += not by
    elif not known and any(name in found for name in names):
        speakers.quoted += 1
    elif not known or found not in wanted:
        speakers.missed += bool(by)
        speakers.described += bool(by) and _only_describes(found, known, names, others)
        speakers.wrong.append(f"{found} for {by or 'nobody'}: {words}")
    else:
        speakers.right += 1


def _only_describes(found: str, known: bool, names: set[str], others: set[str]) -> bool:
    """Whether a wrong speaker is nobody else: words without another person's name, or an unknown name that is
    part of the right one."""
    if not known:
        return not any(_has_words(found, name) for name in others)
    name = found.partition(":")[2]
    return is_unknown(found) and any(_has_words(fold(full).text, name) for full in names)


def _has_words(text: str, words: str) -> bool:
    return f" {words} " in f" {text} "
