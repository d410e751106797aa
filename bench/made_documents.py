"""Documents made of the article's own words: its passages cut between the marks, and the pieces put together
anew, about 25 passages with 8 mentions each; and what people may have made of one."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache, partial
from hashlib import sha256
from itertools import pairwise
from typing import Any

from data.atlas.atlas import Atlas
from data.atlas.blocks import block, passage_ids
from data.atlas.overlay import Content
from data.documents.ledger.evidence import evidence_rows, source_of_passage
from data.documents.ledger.records import event_row, record_row
from data.documents.ledger.statements import statement_row
from data.documents.schema import Entry, Extra
from data.tables.model import Document, Mention, Source, Voice
from data.tables.vocab import Bearing

PASSAGES, MENTIONS, LEDGERED = 25, 8, 10
RELATIONS: tuple[Bearing, ...] = ("supports",)
Piece = tuple[str, list[tuple[int, int, str, str]]]


@cache
def pieces(atlas: Atlas) -> list[Piece]:
    """The article cut at spaces outside its marks, each piece with its mentions: (start, end, entity,
    form)."""
    found: list[Piece] = []
    for passage in (atlas.base or atlas).passages:
        text, own = atlas.texts[passage], atlas.mentions_of[passage]
        inside = [any(m.start < n < m.end for m in own) for n in range(len(text))]
        spaces = [n for n, letter in enumerate(text) if letter == " " and not inside[n]]
        cuts = [0, *spaces[11::12], len(text)]
        for start, end in pairwise(cuts):
            marks = [
                (m.start - start, m.end - start, m.entity, m.form)
                for m in own
                if start <= m.start and m.end <= end
            ]
            found.append(
                (
                    text[start:end].strip(),
                    [] if text[start] == " " and not marks else _shifted(text[start:end], marks),
                )
            )
    return found


def _shifted(piece: str, marks: Sequence[tuple[int, int, str, str]]) -> list[tuple[int, int, str, str]]:
    lead = len(piece) - len(piece.lstrip())
    return [(start - lead, end - lead, entity, form) for start, end, entity, form in marks]


def make_document(atlas: Atlas, number: int) -> Entry:
    """Document `number`: always the same."""
    chance, key = random.Random(number), f"made-{number}"
    texts, mentions, voices, topics = {}, list[Mention](), list[Voice](), {}
    for passage in passage_ids(key, PASSAGES):
        texts[passage], own = passage_of_pieces(passage, pieces(atlas), chance)
        mentions += own
        topics[passage] = chance.sample(list(atlas.topics), 2)
        voices += two_voices(passage, len(texts[passage]), chance.choice((None, "blinken", "lavrov")))
    base = next(iter(atlas.documents.values()))
    row: Document = base.model_copy(
        update={
            "id": key,
            "title": f"{base.title} {number}",
            "sources": () if number % LEDGERED else (key,),
            "translation": "",
            "sha256": sha256("\n".join(texts.values()).encode()).hexdigest(),
        }
    )
    return Entry(row, Content(tuple(texts.values())), block(key, texts, mentions, voices, topics))


def passage_of_pieces(
    passage: str, choice: Sequence[Piece], chance: random.Random
) -> tuple[str, list[Mention]]:
    """A text put together of pieces until it has MENTIONS mentions, and these."""
    text, mentions = "", list[Mention]()
    while len(mentions) < MENTIONS:
        piece, marks = chance.choice(choice)
        begin = len(text) + 1 if text else 0
        text = f"{text} {piece}" if text else piece
        mentions += [
            Mention.model_construct(
                passage=passage, start=begin + s, end=begin + e, text=piece[s:e], entity=who, form=form
            )
            for s, e, who, form in marks
        ]
    return text, mentions


def two_voices(passage: str, length: int, speaker: str | None) -> list[Voice]:
    """The author speaks the first half of a passage, a speaker the second."""
    halves = (
        (0, length // 2, "author", None, "narration"),
        (length // 2, length, "attributed", speaker, "indirect"),
    )
    return [
        Voice.model_construct(passage=passage, start=start, end=end, voice=voice, speaker=who, form=form)
        for start, end, voice, who, form in halves
    ]


def ledger_of(atlas: Atlas, own: Entry, number: int) -> list[Extra]:
    """What people have made of document `number`."""
    words, both = {"passage": 0, "start": 0, "end": len(own.content.texts[0].split(" ", 1)[0])}, ("en", "ar")
    said: dict[str, Any] = {
        f"{name}_{lang}": f"{name} {number}"
        for name in ("says", "would_change", "value", "what", "title")
        for lang in both
    }
    said |= {"kind": "amount", "assessment": "supported", "confidence": "low", "about": ("tajikistan",)}
    said |= {"category": "equipment", "status": "handed-over", "usd": 1000 + number, "donor": "japan"}
    said |= {"date": f"{2000 + number % 25}-05", "place": "ishkashim", "places": ("khorog",), **words}
    shown = next(iter((atlas.base or atlas).passages))
    bearing = {"relation": RELATIONS[0], "passage": shown}
    piece = evidence_rows(
        atlas, own.document.id, f"said-{number}", 1, said | bearing, partial(source_of_passage, atlas)
    )
    return [
        statement_row(atlas, own, said, RELATIONS, f"said-{number}"),
        *piece,
        record_row(atlas, own, said, f"record-{number}"),
        event_row(atlas, own, said, f"event-{number}"),
        Extra(own.document.id, Source(id=own.document.id, title=own.document.title)),
    ]
