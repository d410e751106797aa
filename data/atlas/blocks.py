"""What is known of a document's passages, in columns: who speaks where, what is mentioned where, which
topics. Small enough that thousands of documents stay in memory; a text itself is read when it is shown."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.tables.model import Mention, Voice
from data.tables.vocab import FORMS, MANNERS, VOICES
from data.text.normalize import fold

Columns = NDArray[np.int32]
WIDTHS = {"mentions": 5, "voices": 7, "topics": 2}
FEW = 1 << 21  # more characters than any passage may have


@dataclass(frozen=True, eq=False)
class Block:
    """One document. Rows are in reading order; passages count from 0 within the document.

    names: the ids that the codes below stand for; -1 stands for none. mentions: (passage, start, end, entity,
    form). voices: (passage, start, end, voice, speaker, manner, start in the folded text); they cover each
    passage. topics: (passage, topic)."""

    document: str
    passages: tuple[str, ...]
    names: tuple[str, ...]
    mentions: Columns
    voices: Columns
    topics: Columns

    def rows(self, part: str, passage: int) -> list[list[int]]:
        """The rows of "mentions", "voices" or "topics" that belong to a passage."""
        columns: Columns = getattr(self, part)
        first, last = np.searchsorted(columns[:, 0], (passage, passage + 1))
        rows: list[list[int]] = columns[first:last].tolist()
        return rows

    def recode(self, table: dict[str, int]) -> Block:
        """The same with codes taken from `table`, which grows by the names that it lacks."""
        to = np.array([table.setdefault(name, len(table)) for name in self.names] + [-1], dtype=np.int32)
        mentions, voices, topics = self.mentions.copy(), self.voices.copy(), self.topics.copy()
        mentions[:, 3], voices[:, 4], topics[:, 1] = to[mentions[:, 3]], to[voices[:, 4]], to[topics[:, 1]]
        return replace(self, names=(), mentions=mentions, voices=voices, topics=topics)


def block(
    document: str,
    texts: Mapping[str, str],
    mentions: Iterable[Mention],
    voices: Iterable[Voice],
    topics: Mapping[str, Iterable[str]],
) -> Block:
    """The block of a document from its rows. `texts` and `topics` by passage id; where nobody is said to
    speak, the author does.

    Rows of passages that are not in `texts` raise KeyError.
    """
    number = {passage: n for n, passage in enumerate(texts)}
    table: dict[str, int] = {}

    def code(name: str | None) -> int:
        return -1 if name is None else table.setdefault(name, len(table))

    spans = [
        (
            number[v.passage],
            v.start,
            v.end,
            VOICES.index(v.voice),
            code(v.speaker),
            MANNERS.index(v.form),
            bisect_left(fold(texts[v.passage]).origin, v.start),
        )
        for v in voices
    ]
    heard = {row[0] for row in spans}
    spans += [(n, 0, len(text), 0, -1, 0, 0) for n, text in enumerate(texts.values()) if n not in heard]
    named = [(number[m.passage], m.start, m.end, code(m.entity), FORMS.index(m.form)) for m in mentions]
    filed = [(number[passage], code(topic)) for passage, own in topics.items() for topic in own]
    columns = (
        _columns(name, rows) for name, rows in (("mentions", named), ("voices", spans), ("topics", filed))
    )
    return Block(document, tuple(texts), tuple(table), *columns)


def passage_ids(document: str, count: int) -> tuple[str, ...]:
    """Ids of the passages of a document that was added: p01, p02, …"""
    return tuple(f"{document}.p{n:02d}" for n in range(1, count + 1))


def _columns(name: str, rows: Any) -> Columns:
    return np.array(sorted(rows), dtype=np.int32).reshape(-1, WIDTHS[name])


def pack_block(own: Block) -> bytes:
    """A block as bytes: a line of JSON that says what follows, then the columns as little-endian 32-bit
    integers."""
    arrays = {name: getattr(own, name) for name in WIDTHS}
    head = {"names": own.names, "passages": len(own.passages)} | {
        name: len(array) for name, array in arrays.items()
    }
    return (
        json.dumps(head, ensure_ascii=False).encode()
        + b"\n"
        + b"".join(a.astype("<i4").tobytes() for a in arrays.values())
    )


def unpack_block(document: str, packed: bytes) -> Block:
    """What pack() made. Raises ValueError when the bytes are not whole."""
    line, _, rest = packed.partition(b"\n")
    head = json.loads(line)
    sizes = [head[name] * width for name, width in WIDTHS.items()]
    numbers = np.frombuffer(rest, dtype="<i4")
    if len(numbers) != sum(sizes):
        raise ValueError(f"{document}: {len(numbers)} numbers where {sum(sizes)} were written")
    parts = np.split(numbers.astype(np.int32), np.cumsum(sizes)[:-1])
    columns = {
        name: part.reshape(-1, width) for (name, width), part in zip(WIDTHS.items(), parts, strict=True)
    }
    return Block(document, passage_ids(document, head["passages"]), tuple(head["names"]), **columns)


@dataclass(frozen=True, eq=False)
class Corpus:
    """Many blocks, coded alike. `names` only grows from one version to the next, so that blocks need not be
    coded again."""

    names: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()

    @cached_property
    def of(self) -> Mapping[str, Block]:
        """Document id -> its block."""
        return {own.document: own for own in self.blocks}

    def update(self, order: Iterable[str], fresh: Mapping[str, Block]) -> Corpus:
        """The documents of `order`: the fresh blocks (with codes of their own), else those there are."""
        table = {name: code for code, name in enumerate(self.names)}
        blocks = tuple(fresh[key].recode(table) if key in fresh else self.of[key] for key in order)
        return Corpus(tuple(table), blocks)
