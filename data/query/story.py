"""The story that is presented: steps from the table, or from a small file that an analyst saved, which is
checked as strictly.

A story file is JSON: {"dalil": "story", "version": 1, "data": hash of the data it was made with, "front":
front matter, "steps": [columns of story.csv]}."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl

from pydantic import BaseModel, ValidationError

from data.atlas.atlas import Atlas
from data.compare.decisions import decided_pairs, decided_spans
from data.query.front_matter import UNTITLED, FrontMatter
from data.query.selection import Selection
from data.tables.columns import printable
from data.tables.model import Step
from data.tables.problem import Problem
from data.tables.vocab import CHARTS

VERSION = 1
LONGEST_FILE = 6_000_000  # bytes: the longest story of MOST_STEPS
MOST_STEPS = 60
FILE_FIELDS = (
    "dalil",
    "version",
    "data",
    "front",
    "steps",
    "history",
    "unread",
)  # the last two: of a browser
EXTRA = {"lang", "step", "story", "both", "embed"}  # of a link, beyond the selection


def step_selection(atlas: Atlas, step: Step) -> Selection:
    """The filters and the focus of a step."""
    return Selection.from_query(dict(parse_qsl(step.view)), atlas)[0]


def quoted_passages(atlas: Atlas, step: Step) -> tuple[str, ...]:
    """The passages whose words a step shows: the one that it quotes, and both sides of its comparison."""
    kind, _, key = step.show.partition(":")
    pair = decided_pairs(atlas).get(key) if kind == "comparison" else None
    sides = [spot.passage for spot in decided_spans(pair)] if pair else []
    return tuple(dict.fromkeys(filter(None, (step.passage, *sides))))


def story_problems(
    atlas: Atlas, steps: Iterable[Step], file: str = "story.csv", first: int = 2
) -> Iterator[Problem]:
    """What is wrong with steps beyond their schema: keys, values of the view, words that are not in the
    passage, repeated ids."""
    seen: set[str] = set()
    for row, step in enumerate(steps, start=first):
        if step.id in seen:
            yield Problem(file, row, "id", f"{step.id!r} stands twice", "give each step an id of its own")
        seen.add(step.id)
        yield from _references(atlas, step, file, row)
        yield from _view(atlas, step, file, row)
        yield from _quote(atlas, step, file, row)


def presentable_steps(
    atlas: Atlas, steps: Iterable[Step]
) -> tuple[tuple[Step, ...], tuple[tuple[Step, Problem], ...]]:
    """The steps that can be shown with this data, and those that cannot, each with the first reason: others
    may have deleted what a step quotes or shows."""
    reasons = [(step, next(story_problems(atlas, [step]), None)) for step in steps]
    return tuple(step for step, reason in reasons if reason is None), tuple(
        (step, reason) for step, reason in reasons if reason
    )


def _references(atlas: Atlas, step: Step, file: str, row: int) -> Iterator[Problem]:
    given: dict[str, tuple[Collection[str], Collection[str]]] = {
        "passage": ((step.passage,) if step.passage else (), atlas.passages)
    }
    given |= {"frame": (step.frame, atlas.places), "sources": (step.sources, atlas.sources)}
    for field, (keys, table) in given.items():
        for unknown in (k for k in keys if k not in table):
            yield Problem(file, row, field, f"{unknown!r} is not known here", "use an id of this data")
    kind, _, key = step.show.partition(":")
    tables: dict[str, Collection[str]] = {"aid": atlas.aid, "statement": atlas.statements, "chart": CHARTS}
    tables["comparison"] = decided_pairs(atlas)
    if kind in tables and key not in tables[kind]:
        expected = ", ".join(f"chart:{name}" for name in CHARTS) if kind == "chart" else "an id of this data"
        yield Problem(file, row, "show", f"{step.show!r} is not known here", f"use {expected}")


def _view(atlas: Atlas, step: Step, file: str, row: int) -> Iterator[Problem]:
    query = dict(parse_qsl(step.view, keep_blank_values=True))
    known = set(Selection.__dataclass_fields__) | EXTRA
    bad = [key for key in query if key not in known] + list(Selection.from_query(query, atlas)[1])
    if bad or (step.view and not query):
        yield Problem(
            file,
            row,
            "view",
            f"not known here: {', '.join(bad)[:120] or step.view[:120]}",
            "copy what follows ? in a link",
        )


def _quote(atlas: Atlas, step: Step, file: str, row: int) -> Iterator[Problem]:
    for field, words, texts in (
        ("quote", step.quote, atlas.texts),
        ("quote_en", step.quote_en, atlas.translations),
    ):
        if not words:
            continue
        if step.passage is None:
            yield Problem(file, row, field, "words without their passage", "give the passage they stand in")
        elif words not in texts.get(step.passage, ""):
            yield Problem(
                file,
                row,
                field,
                f"{words[:60]!r} is not in the passage",
                "copy the words exactly as they stand there",
            )


def serialize(steps: Iterable[Step], digest: str, front: FrontMatter = UNTITLED, **more: Any) -> str:
    """A story as the text of a file; `digest`: the data it was made with; `more`: what else the file is to
    hold."""
    if front != UNTITLED:
        more = {"front": front.model_dump(exclude_defaults=True)} | more
    rows = [step.model_dump(mode="json", exclude_defaults=True) for step in steps]
    return json.dumps(
        {"dalil": "story", "version": VERSION, "data": digest, "steps": rows} | more,
        ensure_ascii=False,
        indent=1,
    )


def story_digest(raw: bytes) -> str:
    """The digest of the data that a story file was made with; empty where it does not say."""
    content = json.loads(raw.decode("utf-8-sig"))
    return str(content.get("data") or "")


def story_front_matter(raw: bytes) -> FrontMatter:
    """The front matter of a story file that is sound."""
    return read_front(json.loads(raw.decode("utf-8-sig")).get("front"), "")[0]


def read_front(value: Any, file: str) -> tuple[FrontMatter, list[Problem]]:
    """Front matter as a file holds it, or none, and what is wrong with it."""
    try:
        return FrontMatter.model_validate({} if value is None else value), []
    except ValidationError as error:
        return UNTITLED, _invalid(error, file, 0, FrontMatter, "front.")


def parse(raw: bytes, atlas: Atlas, file: str = "story.json") -> tuple[tuple[Step, ...], list[Problem]]:
    """The steps of a story file. When anything in it is wrong: no steps, and every problem, rows being steps
    counted from 1."""
    try:
        if len(raw) > LONGEST_FILE:
            return (), [
                Problem(file, 0, "", f"{len(raw)} bytes", f"a story has at most {LONGEST_FILE} bytes")
            ]
        content = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return (), [
            Problem(file, 0, "", f"not a JSON file: {str(error)[:120]}", "load a file that was saved here")
        ]
    rows = content.get("steps") if isinstance(content, dict) and content.get("dalil") == "story" else None
    if not isinstance(rows, list) or content.get("version") != VERSION:
        return (), [
            Problem(
                file,
                0,
                "dalil",
                "not a story of this version",
                f'expected "dalil": "story", "version": {VERSION}',
            )
        ]
    if not 0 < len(rows) <= MOST_STEPS:
        return (), [Problem(file, 0, "steps", f"{len(rows)} steps", f"a story has 1 to {MOST_STEPS} steps")]
    steps: list[Step] = []
    found = [*read_front(content.get("front"), file)[1], *_beyond(content, file)]
    for number, row in enumerate(rows, start=1):
        step, bad = read_step(row, file, number)
        steps += step
        found += bad
    found += story_problems(atlas, steps, file, first=1) if not found else []
    return (() if found else tuple(steps)), found


def read_step(row: Any, file: str, number: int) -> tuple[list[Step], list[Problem]]:
    """The step that a row of a story file holds, or what is wrong with it."""
    try:
        return [Step.model_validate(row)], []
    except ValidationError as error:
        return [], _invalid(error, file, number, Step)


def _invalid(
    error: ValidationError, file: str, number: int, schema: type[BaseModel], inside: str = ""
) -> list[Problem]:
    """What a schema refuses, field by field."""
    return [
        Problem(
            file,
            number,
            (inside + ".".join(map(str, e["loc"]))).rstrip(".")[:80],
            e["msg"],
            f"columns are: {', '.join(schema.model_fields)}",
        )
        for e in error.errors(include_url=False, include_input=False)[:20]
    ]


def _beyond(content: Mapping[str, Any], file: str) -> Iterator[Problem]:
    """Fields of a story file that no story has, and a hash of data that is none."""
    for key in content.keys() - FILE_FIELDS:
        yield Problem(file, 0, key[:80], "no field of a story", f"fields are: {', '.join(FILE_FIELDS)}")
    if not isinstance(content.get("data", ""), str):
        yield Problem(file, 0, "data", "no text", "the hash of the data that the story was made with")


def edit_step(step: Step, texts: Mapping[str, str]) -> Step:
    """The step with what a person wrote in its fields, as far as it is text, cut where it is longer than it
    may be. A title that is empty stays as it was."""
    proper = {}
    for name, value in texts.items():
        most = next(
            (m.max_length for m in Step.model_fields[name].metadata if hasattr(m, "max_length")), None
        )
        proper[name] = printable(value).strip()[:most]
    return Step.model_validate(
        step.model_dump() | {k: v for k, v in proper.items() if v or not k.startswith("title_")}
    )


def incomplete(steps: Iterable[Step]) -> list[tuple[str, str]]:
    """Step and column of every title, text or note that stands in one language only."""
    return [
        (step.id, f"{part}_{missing}")
        for step in steps
        for part in ("title", "text", "notes")
        for missing, other in (("en", "ar"), ("ar", "en"))
        if getattr(step, f"{part}_{other}").strip() and not getattr(step, f"{part}_{missing}").strip()
    ]
