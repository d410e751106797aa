"""How well and how fast texts are annotated: `python -m bench.annotate [--words 1000000] [--write]`.

Well: against the article as people marked it, against texts written for the tests (`tests/marked`, whose
README tells what was seen when; some leave no name, figure or speech unmarked, see `tests/marked_scores.py`),
and against names in other spellings. A mention counts when span and entity are right, a figure when span,
kind, value, unit and qualifier are (in the article, whose qualifiers are in words, without it). Every error
is printed.

Fast: beside the gazetteer matcher of spaCy (EntityRuler on a blank pipeline, the same names) on the same
text, taking turns, in seconds of this process. spaCy finds names that stand as they are; ours also finds
those behind particles."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

from bench.annotate_speed import speed_rows
from data.annotate.mentions import find_mentions
from data.annotate.pipeline import annotate
from data.atlas.atlas import Atlas
from data.load import load

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from marked_scores import Tally, score  # noqa: E402
from marked_texts import FOLDER, Marked, marked  # noqa: E402

START, END = "<!-- bench-annotate -->", "<!-- /bench-annotate -->"
LANGS = {"ar": "Arabic", "en": "English"}
HELD_OUT = {"heldout6", "heldout7"}  # the sets that nobody has looked into yet: their errors are not printed
SETS = {
    "fresh": "Fresh texts",
    "heldout": "In view, once held out, first",
    "heldout2": "In view, once held out, second",
    "heldout3": "In view, once held out, third",
    "heldout4": "In view, once held out, fourth",
    "heldout5": "In view, once held out, fifth",
    "heldout6": "Held out",
    "heldout7": "Held out, second",
}
COMPLETE_HEAD = (
    "| texts that leave nothing unmarked | names | recall | precision | false in 100 words | figures | F1 "
    "| spans of speech | F1 | speaker right | in words too | wrong "
    "| wrong: somebody else | wrong: only described |"
)
COMPLETE_RULE = "|---|" + "---:|" * 13
HEAD, RULE = "| | marks | precision | recall | F1 |", "|---|---:|---:|---:|---:|"


def curated_documents(atlas: Atlas) -> Iterator[Marked]:
    """The documents of the tables as people marked them."""
    for document in atlas.documents.values():
        own = [p.id for p in atlas.passages.values() if p.document == document.id]
        money = {"aid": "money"}
        yield Marked(
            document.date,
            [atlas.texts[p] for p in own],
            [(n, m.start, m.end, m.entity) for n, p in enumerate(own) for m in atlas.mentions_of[p]],
            [
                (n, f.start, f.end, money.get(f.kind, f.kind), f.value, f.unit, "")
                for n, p in enumerate(own)
                for f in atlas.figures_of[p]
            ],
        )


def count_right(atlas: Atlas, documents: Iterable[Marked], *, qualifiers: bool = True) -> dict[str, Tally]:
    """Tallies by type of mention, of all mentions, of the settled ones, and of figures."""
    tallies: dict[str, Tally] = {}
    for document in documents:
        made = annotate(atlas, document.passages, written=document.written)
        own = [m for m in made.mentions if not atlas.entities.keys().isdisjoint(m.candidates)]
        wanted = {
            (n, s, e, entity.lstrip("?")): f"{document.passages[n][s:e]} = {entity}"
            for n, s, e, entity in document.mentions
        }
        found = {
            (m.passage, m.start, m.end, m.entity or m.candidates[-1]): f"{m.text} = {m.entity}" for m in own
        }
        sure = {
            (m.passage, m.start, m.end, m.entity): f"{m.text} = {m.entity}" for m in own if not m.question
        }
        types = sorted({atlas.entities[str(key[3])].type for key in (*wanted, *found)})
        for kind in types:
            of_kind = [
                {k: v for k, v in marks.items() if atlas.entities[str(k[3])].type == kind}
                for marks in (found, wanted)
            ]
            tallies.setdefault(kind, Tally()).add(*of_kind)
        tallies.setdefault("mentions", Tally()).add(found, wanted)
        settled = tallies.setdefault("mentions settled without a question", Tally())
        settled.add(sure, wanted)
        keep = 6 if qualifiers else 5
        figures = {
            (n, f.start, f.end, f.kind, f.value, f.unit, f.qualifier)[
                : keep + 1
            ]: f"{f.text} = {f.value} {f.unit}"
            for n, f in made.figures
        }
        gold = {
            f[: keep + 1]: f"{document.passages[f[0]][f[1] : f[2]]} = {f[4]} {f[5]}" for f in document.figures
        }
        tallies.setdefault("figures", Tally()).add(dict(figures), dict(gold))
    return tallies


def unmarked_nothing(atlas: Atlas) -> tuple[list[str], list[str]]:
    """A row for each set of texts that leave nothing unmarked, on and off the subject; and, by type, what was
    found of names and speech, with every error but of the texts that are held out."""
    rows, long, errors = [COMPLETE_HEAD, COMPLETE_RULE], [HEAD, RULE], []
    for name in SETS:
        whole = score(atlas, (document for lang in LANGS for document in marked(f"{name}.{lang}")))
        rows.append(f"| **{SETS[name]}, all** | {whole.row} |")
    for name, lang, on in product(SETS, LANGS, (True, False)):
        documents = [document for document in marked(f"{name}.{lang}") if document.on_subject == on]
        label = f"{SETS[name]}, {LANGS[lang]}, {'on' if on else 'off'} the subject"
        scores = score(atlas, documents)
        rows.append(f"| {label} | {scores.row} |")
        parts = {**dict(sorted(scores.names.items())), "speech": scores.speech, "figures": scores.figures}
        parts["figures, with span and qualifier"] = scores.exact
        long += [f"| {label}: {kind or 'of no type'} | {tally.row} |" for kind, tally in parts.items()]
        if name not in HELD_OUT:
            found = (scores.all_names, scores.figures, scores.speech, scores.speakers)
            errors += [f"- {label}: {error}" for part in found for error in part.errors]
    return rows, [*long, "", *errors]


def our_reading(atlas: Atlas) -> list[str]:
    """Rows for what people judge more freely: topics of the article's passages, and which of its letters are
    somebody's words."""
    passages = list(atlas.passages)
    made = annotate(atlas, [atlas.texts[p] for p in passages])
    topics, speech = Tally(), Tally()
    for number, passage in enumerate(passages):
        topics.add(
            {t.topic: t.topic for t in made.topics if t.passage == number},
            {topic: topic for topic in atlas.passages[passage].topics},
        )
        spans = [
            (v.start, v.end, v.speaker or "") for v in atlas.voices_of[passage] if v.voice == "attributed"
        ]
        found = [(s.start, s.end, s.speaker) for s in made.speech if s.passage == number]
        speech.add(
            *(
                {(at, who): "" for start, end, who in side for at in range(start, end)}
                for side in (found, spans)
            )
        )
    return [
        f"| The article: topics of passages | {topics.row} |",
        f"| The article: letters of speech, by speaker | {speech.row} |",
    ]


def spellings(atlas: Atlas) -> Tally:
    """Names in other spellings, and words that only look like names."""
    tally = Tally()
    with (FOLDER / "spellings.csv").open(encoding="utf-8", newline="") as file:
        for case in csv.DictReader(file):
            text = case["around"].replace("…", case["spelling"])
            start = text.index(case["spelling"])
            hits = [
                m
                for m in find_mentions(atlas, [text])
                if m.start < start + len(case["spelling"]) and m.end > start
            ]
            found = {
                (m.entity,): f"{case['spelling']} = {m.entity}" for m in hits if m.score >= 0.5 and m.entity
            }
            tally.add(
                dict(found),
                {(case["entity"],): f"{case['spelling']} = {case['entity']}"} if case["entity"] else {},
            )
    return tally


def tables(atlas: Atlas, words: int) -> tuple[str, str]:
    """The tables as Markdown: in short, and by type with every error."""
    sets: dict[str, tuple[Iterable[Marked], bool]] = {"The article": (curated_documents(atlas), False)}
    texts = {
        lang: [document for part in ("", "unseen.", "third.") for document in marked(f"{part}{lang}")]
        for lang in LANGS
    }
    sets |= {f"Texts for the tests, {LANGS[lang]}": (documents, True) for lang, documents in texts.items()}
    short, long, errors = [HEAD, RULE], [HEAD, RULE], []
    for label, (documents, qualifiers) in sets.items():
        for kind, tally in sorted(count_right(atlas, documents, qualifiers=qualifiers).items()):
            (
                short if kind in ("mentions", "figures", "mentions settled without a question") else long
            ).append(f"| {label}: {kind} | {tally.row} |")
            if kind in ("mentions", "figures"):
                errors += [f"- {label}: {error}" for error in (*tally.wrong, *tally.missed)]
    short += our_reading(atlas)
    other = spellings(atlas)
    short.append(f"| Names in other spellings, and words that look like names | {other.row} |")
    errors += [f"- other spellings: {error}" for error in (*other.wrong, *other.missed)]
    complete, parts = unmarked_nothing(atlas)
    timed = speed_rows(atlas, words) if words else []
    return "\n".join([*complete, "", *short, *timed]), "\n".join([*parts, "", *long, "", *errors])


def main() -> None:
    """Measure, print, and write into docs/SPEED.md if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=1_000_000, help="0: how well, not how fast")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    short, long = tables(load(), options.words)
    print(short, long, sep="\n\n")
    if options.write:
        file = ROOT / "docs" / "SPEED.md"
        before, rest = file.read_text(encoding="utf-8").split(START)
        summary = "By type, and every error but of the texts held out"
        body = f"{short}\n\n<details><summary>{summary}</summary>\n\n{long}\n\n</details>"
        file.write_text(f"{before}{START}\n{body}\n{END}{rest.split(END)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
