"""Copied passages: stretches of words that stand nearly alike in two texts.

Shared runs of WORDS words (shingles) are looked up in one index, so that the work grows with the length of
the texts and not with the number of pairs of passages; what they lead to is then measured word by word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from data.text.normalize import Folded, fold

WORDS = 3  # of a shingle
FREQUENT = 20  # a shingle that stands so often in a text is a phrase of it, and points to no copy
GAP = 6  # words that may have been changed, put in or left out between two shared shingles
SHORTEST = 10  # words that must be alike in a copied stretch
ALIKE = 0.75  # share of words of both stretches that must be alike: 2 x alike / all
_WORD = re.compile(r"\w+")

Span = tuple[int, int]


@dataclass(frozen=True)
class Side:
    """One side of a copy: its passage, the stretch of its text, and the stretches in it that the other side
    has otherwise or not at all."""

    passage: str
    start: int
    end: int
    differing: tuple[Span, ...]


@dataclass(frozen=True)
class Copy:
    """A stretch of each of two documents, nearly word for word. alike: the share of words that are alike."""

    one: Side
    other: Side
    alike: float


@dataclass(frozen=True)
class PassageWords:
    """The words of a passage, folded, and where they stand."""

    passage: str
    folded: Folded
    words: tuple[str, ...]
    spans: tuple[Span, ...]

    @classmethod
    def of(cls, passage: str, text: str) -> PassageWords:
        """The words of a text."""
        folded = fold(text)
        found = list(_WORD.finditer(folded.text))
        return cls(passage, folded, tuple(m[0] for m in found), tuple(m.span() for m in found))

    def shingles(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Every run of WORDS words, with the number of its first word."""
        return ((n, self.words[n : n + WORDS]) for n in range(len(self.words) - WORDS + 1))

    def span(self, first: int, last: int) -> Span:
        """Where the words `first` to `last`, the last one not included, stand in the text as given."""
        return self.folded.span(self.spans[first][0], self.spans[last - 1][1])


def copies(one: Mapping[str, str], other: Mapping[str, str]) -> tuple[Copy, ...]:
    """The copied stretches of two documents (passage id -> text), in the order of the first. No word belongs
    to two of them on either side."""
    theirs = [PassageWords.of(*passage) for passage in other.items()]
    where: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for number, words in enumerate(theirs):
        for at, shingle in words.shingles():
            where[shingle].append((number, at))
    found = []
    for own in (PassageWords.of(*passage) for passage in one.items()):
        for number, chains in _chains(own, where).items():
            found += [c for chain in chains if (c := _copy(own, theirs[number], chain))]
    order = {passage: n for n, passage in enumerate(one)}
    return tuple(sorted(_disjoint(found), key=lambda copy: (order[copy.one.passage], copy.one.start)))


Chain = list[tuple[int, int]]


def _chains(
    own: PassageWords, where: Mapping[tuple[str, ...], list[tuple[int, int]]]
) -> dict[int, list[Chain]]:
    """Shared shingles that follow one another on both sides, by the number of the other passage."""
    chains: dict[int, list[Chain]] = defaultdict(list)
    for at, shingle in own.shingles():
        places = where.get(shingle, ())
        for number, there in places if len(places) <= FREQUENT else ():
            for chain in reversed(chains[number][-FREQUENT:]):
                if 0 < at - chain[-1][0] <= WORDS + GAP and 0 < there - chain[-1][1] <= WORDS + GAP:
                    chain.append((at, there))
                    break
            else:
                chains[number].append([(at, there)])
    return chains


def _copy(own: PassageWords, their: PassageWords, chain: Chain) -> Copy | None:
    """The stretch that a chain of shingles spans, where it is long and alike enough."""
    (first, first_there), (last, last_there) = chain[0], chain[-1]
    one, other = slice(first, last + WORDS), slice(first_there, last_there + WORDS)
    steps = list(Indel.opcodes(own.words[one], their.words[other]))
    same = sum(step.src_end - step.src_start for step in steps if step.tag == "equal")
    unlike = [step for step in steps if step.tag != "equal"]
    alike = Indel.normalized_similarity(own.words[one], their.words[other])
    if same < SHORTEST or alike < ALIKE:
        return None
    return Copy(
        _side(own, one, [(step.src_start, step.src_end) for step in unlike]),
        _side(their, other, [(step.dest_start, step.dest_end) for step in unlike]),
        alike,
    )


def _side(words: PassageWords, whole: slice, unlike: Sequence[Span]) -> Side:
    start, end = words.span(whole.start, whole.stop)
    differing = tuple(words.span(whole.start + a, whole.start + b) for a, b in unlike if a < b)
    return Side(words.passage, start, end, differing)


def _disjoint(found: Sequence[Copy]) -> Iterator[Copy]:
    """The longest copies that share no words with a longer one, on either side."""
    taken: dict[str, list[Span]] = defaultdict(list)
    for copy in sorted(found, key=lambda c: (c.one.start - c.one.end, c.one.passage, c.one.start)):
        sides = (copy.one, copy.other)
        if not any(s.start < end and start < s.end for s in sides for start, end in taken[s.passage]):
            for side in sides:
                taken[side.passage].append((side.start, side.end))
            yield copy
