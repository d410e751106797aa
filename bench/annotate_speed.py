"""How fast texts are annotated, beside the gazetteer matcher of spaCy: the tables of `bench.annotate`."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from statistics import median
from typing import Any

import spacy

from data.annotate.gazetteer.build import gazetteer
from data.annotate.mentions import find_mentions
from data.annotate.pipeline import annotate
from data.atlas.atlas import Atlas
from data.text.normalize import fold

ROUNDS = 5


def corpus(atlas: Atlas, words: int) -> list[list[str]]:
    """Documents of 25 passages of 60 words, made of stretches of 4 to 12 words of the article and of all
    Arabic prose here."""
    rows = [text.split() for text in atlas.texts.values()]
    for table in ("entities", "events", "sources", "aid", "passages", "places", "links", "words"):
        for row in getattr(atlas, table).values():
            rows += [str(value).split() for name, value in row if name.endswith("_ar") and value]
    rows, chance = [row for row in rows if len(row) > 5], random.Random(1)
    passages: list[str] = []
    while 60 * len(passages) < words:
        passage: list[str] = []
        while len(passage) < 60:
            row = chance.choice(rows)
            at = chance.randrange(max(1, len(row) - 8))
            passage += row[at : at + chance.randint(4, 12)]
        passages.append(" ".join(passage[:60]))
    return [passages[n : n + 25] for n in range(0, len(passages), 25)]


def seconds(act: Callable[[], object]) -> float:
    """The time that this process works on something."""
    start = time.process_time()
    act()
    return time.process_time() - start


def speed_rows(atlas: Atlas, words: int) -> list[str]:
    """Rows of the table of speeds: names alone, mentions, everything, each as a multiple of spaCy's; and
    growth."""
    names = gazetteer(atlas)
    ruler: Any = spacy.blank("ar")  # typed only where spaCy is installed
    ruler.add_pipe("entity_ruler").add_patterns(
        [{"label": n.entity, "pattern": n.text} for row in names.names.values() for n in row]
    )
    sample = corpus(atlas, 60_000)
    runs: dict[str, Callable[[], object]] = {
        "spaCy EntityRuler": lambda: Counter(
            e.label_ for d in ruler.pipe(p for document in sample for p in document) for e in d.ents
        ),
        "names and their places (the same task)": lambda: [
            names.hits(fold("\n".join(document)).text) for document in sample
        ],
        "mentions: with other spellings and what surrounds them": lambda: [
            find_mentions(atlas, document) for document in sample
        ],
        "everything: figures, topics and speech too": lambda: [
            annotate(atlas, document) for document in sample
        ],
    }
    times: dict[str, list[float]] = {name: [] for name in runs}
    for turn in range(ROUNDS + 1):
        for name, run in runs.items():
            took = seconds(run)
            if turn:
                times[name].append(took)
    base = median(times["spaCy EntityRuler"])
    lines = ["", "| on the same 60,000 words | words a second | beside spaCy |", "|---|---:|---:|"]
    lines += [
        f"| {name} | {60_000 / median(took):,.0f} | {base / median(took):.1f} × |"
        for name, took in times.items()
    ]
    return lines + growth(atlas, words)


def growth(atlas: Atlas, words: int) -> list[str]:
    """Rows that show whether time grows with the text, up to `words`."""
    lines = ["", "| words | seconds for mentions | for each thousand words |", "|---:|---:|---:|"]
    for size in (words // 100, words // 10, words):
        documents = corpus(atlas, size)
        took = seconds(lambda documents=documents: [find_mentions(atlas, document) for document in documents])  # type: ignore[misc]
        lines.append(f"| {size:,} | {took:.2f} | {took / size * 1_000_000:.1f} ms |")
    return lines
