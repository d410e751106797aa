"""Is the data sound? `python -m data check` prints every problem as file, row, field, what is wrong, how to
mend it.

`--fix` moves the offsets of mentions, figures and statements to where their words stand in the passage.
"""

from __future__ import annotations

import csv
import hashlib
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from data.atlas.atlas import Atlas
from data.atlas.read import read
from data.facts.aid import ITEMS, OWN
from data.query.story import incomplete
from data.query.story import problems as story_problems
from data.tables.columns import references
from data.tables.files import FILES
from data.tables.model import TABLES, Step
from data.tables.problem import Problem
from data.text.lexicon import folded

PARENT_TABLE = {"evidence": "statements", "corroboration": "aid"}  # whose row a revision names


def problems(folder: Path = FILES) -> list[Problem]:
    """Everything wrong with the tables of `folder`; empty when they are sound."""
    atlas, found = read(folder)
    return found if atlas is None else found + examine(atlas, folder)


def examine(atlas: Atlas, folder: Path) -> list[Problem]:
    """What schemas cannot see: keys between tables, quotes, offsets, hashes, strings in both languages."""
    checks = (_quotes, _voices, _places, _aid, _statements, _revisions, _words, _plurals, _lexicon)
    keys = list(_keys(atlas))
    story = (
        [] if keys else list(_story(atlas))
    )  # whether a view is known can be asked only where every key is
    return (
        keys
        + [problem for check in checks for problem in check(atlas)]
        + story
        + list(_documents(atlas, folder))
    )


def _rows(atlas: Atlas, table: str) -> Iterator[tuple[int, Any]]:
    """Row number (the header is row 1) and row. Files with line breaks inside cells count rows, not lines."""
    return iter(enumerate(getattr(atlas, table).values(), start=2))


def _keys(atlas: Atlas) -> Iterator[Problem]:
    for schema in TABLES:
        for column, table in references(schema).items():
            for number, row in _rows(atlas, schema.table):
                value = getattr(row, column)
                for key in value if isinstance(value, tuple) else (value,) if value else ():
                    if key not in getattr(atlas, table):
                        yield Problem(
                            f"{schema.table}.csv",
                            number,
                            column,
                            f"{key!r} is not in {table}.csv",
                            f"add it to {table}.csv or correct it",
                        )


def _quotes(atlas: Atlas) -> Iterator[Problem]:
    for table in ("mentions", "figures"):
        ends: dict[str, int] = {}
        for number, row in sorted(_rows(atlas, table), key=lambda r: (r[1].passage, r[1].start)):
            found = atlas.texts.get(row.passage, "")[row.start : row.end]
            if found != row.text:
                yield Problem(
                    f"{table}.csv",
                    number,
                    "start",
                    f"the passage has {found!r} there, not {row.text!r}",
                    "run python -m data check --fix",
                )
            if row.start < ends.get(row.passage, 0):
                yield Problem(
                    f"{table}.csv",
                    number,
                    "start",
                    "overlaps the row before it",
                    "let one of the two end earlier",
                )
            ends[row.passage] = row.end


def _voices(atlas: Atlas) -> Iterator[Problem]:
    reached = dict.fromkeys(atlas.passages, 0)
    for number, row in sorted(_rows(atlas, "voices"), key=lambda r: (r[1].passage, r[1].start)):
        text = atlas.texts.get(row.passage, "")
        if row.start != reached.get(row.passage):
            yield Problem(
                "voices.csv",
                number,
                "start",
                f"{row.start} leaves a gap or an overlap",
                f"start at {reached.get(row.passage)}",
            )
        if row.cue and any(word not in text for word in row.cue.split()):
            yield Problem(
                "voices.csv",
                number,
                "cue",
                f"{row.cue!r} is not in the passage",
                "copy the words from the passage",
            )
        reached[row.passage] = row.end
    for number, passage in _rows(atlas, "passages"):
        if reached[passage.id] != len(atlas.texts.get(passage.id, "")):
            yield Problem(
                "passages.csv",
                number,
                "id",
                "its voices do not cover it",
                "add the missing rows to voices.csv",
            )


def _places(atlas: Atlas) -> Iterator[Problem]:
    named = {mention.entity for mention in atlas.mentions.values()}
    for number, place in _rows(atlas, "places"):
        given = [value is not None for value in (place.lat, place.lon, place.radius_km)]
        if (all if place.geometry == "point" else any)(given) != (place.geometry == "point"):
            yield Problem(
                "places.csv",
                number,
                "geometry",
                "point goes with lat, lon and radius_km, and only point",
                "fill or empty all three",
            )
        if not (place.why_en and place.why_ar) and place.id not in named:
            yield Problem(
                "places.csv",
                number,
                "why_en",
                "the article does not name this place",
                "say in both languages why it is shown",
            )


def _aid(atlas: Atlas) -> Iterator[Problem]:
    for number, row in _rows(atlas, "aid"):
        if row.sums and (row.usd is None or row.status != "handed-over" or row.category not in ITEMS):
            yield Problem(
                "aid.csv",
                number,
                "sums",
                "only a handed-over item with an amount may be summed",
                "write no, or correct the row",
            )
        if row.sums and row.donor == OWN:
            yield Problem("aid.csv", number, "sums", "Tajikistan's own building is no aid", "write no")


def _story(atlas: Atlas) -> Iterator[Problem]:
    steps = list(atlas.story.values())
    yield from (
        p for p in story_problems(atlas, steps) if p.field not in references(Step)
    )  # _keys has said so
    for step, column in incomplete(steps):
        yield Problem(
            "story.csv",
            2 + [s.id for s in steps].index(step),
            column,
            "stands in one language only",
            "add the other",
        )


def _statements(atlas: Atlas) -> Iterator[Problem]:
    for number, row in _rows(atlas, "statements"):
        text = atlas.texts.get(row.passage, "")
        start = occurrence(text, row.quote, row.nth)
        if start is None:
            yield Problem(
                "statements.csv",
                number,
                "quote",
                "the passage does not have these words so often",
                "copy them from the passage",
            )
        elif (row.start, row.end) != (start, start + len(row.quote)):
            yield Problem(
                "statements.csv",
                number,
                "start",
                f"the words stand at {start}",
                "run python -m data check --fix",
            )
        if (row.assessment == "opinion") != (row.kind == "judgement"):
            yield Problem(
                "statements.csv",
                number,
                "assessment",
                "opinion goes with kind judgement, and only with it",
                "correct one",
            )
        if row.assessment in ("supported", "partly", "differ") and not atlas.evidence_of.get(row.id):
            yield Problem(
                "statements.csv",
                number,
                "assessment",
                "rests on no evidence",
                "add it to evidence.csv, or write open",
            )
    for number, row in _rows(atlas, "evidence"):
        source = atlas.sources.get(row.source)
        if source and not (source.url and source.publisher and source.seen_on):
            yield Problem(
                "evidence.csv",
                number,
                "source",
                f"{row.source} lacks url, publisher or seen_on",
                "fill them in sources.csv",
            )


def _revisions(atlas: Atlas) -> Iterator[Problem]:
    for number, row in _rows(atlas, "revisions"):
        table = PARENT_TABLE.get(row.of_table, row.of_table)
        if row.row not in getattr(atlas, table, {}):
            yield Problem(
                "revisions.csv",
                number,
                "row",
                f"{row.row!r} is not in {table}.csv",
                "name the row that was changed",
            )


def occurrence(text: str, words: str, nth: int) -> int | None:
    """Where the `nth` occurrence of `words` starts in `text`, overlapping ones counted; None when there are
    fewer."""
    start = -1
    for _ in range(nth):
        start = text.find(words, start + 1)
        if start < 0:
            return None
    return start


def _documents(atlas: Atlas, folder: Path) -> Iterator[Problem]:
    for number, document in _rows(atlas, "documents"):
        try:
            raw = (folder / "documents" / document.text).read_bytes()
            lines = raw.decode("utf-8").split("\n")
        except (OSError, UnicodeDecodeError):
            continue  # read() has said so
        if hashlib.sha256(raw).hexdigest() != document.sha256:
            yield Problem(
                "documents.csv",
                number,
                "sha256",
                "the text file has changed",
                "restore it: a quotation is kept byte for byte",
            )
        if document.title_line > len(lines) or lines[document.title_line - 1].strip() != document.title:
            yield Problem(
                "documents.csv",
                number,
                "title",
                "is not what the text file has on that line",
                "copy the title as printed",
            )
    for number, passage in _rows(atlas, "passages"):
        if not atlas.texts.get(passage.id):
            yield Problem(
                "passages.csv",
                number,
                "line",
                f"line {passage.line} of the text is empty",
                "give the line the passage stands on",
            )
        document_ = atlas.documents.get(passage.document)
        if document_ and document_.translation and not atlas.translations.get(passage.id):
            yield Problem(
                "passages.csv", number, "id", "has no translation", "give it a line in the translation file"
            )


def placeholders(text: str) -> set[str]:
    """Names of the {placeholders} in a string of the interface."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def forms(text: str) -> set[str]:
    """The forms that a string of the interface asks of its placeholders: {name:form}."""
    return {form for _, name, form, _ in string.Formatter().parse(text) if name and form is not None}


def _words(atlas: Atlas) -> Iterator[Problem]:
    for number, word in _rows(atlas, "words"):
        try:
            same = placeholders(word.en) == placeholders(word.ar)
        except ValueError as error:
            yield Problem("words.csv", number, "en", f"placeholder: {error}", "write {name}, closed")
            continue
        for column, known in (("ar", {"", "oblique"}), ("en", {""})):
            if odd := forms(getattr(word, column)) - known:
                told = f"no such form: {', '.join(sorted(odd))}"
                yield Problem("words.csv", number, column, told, "write {name} or, in Arabic, {name:oblique}")
        if not same:
            yield Problem(
                "words.csv",
                number,
                "ar",
                "the placeholders of the two languages differ",
                "use the same {names} in both",
            )


def _plurals(atlas: Atlas) -> Iterator[Problem]:
    for number, plural in _rows(atlas, "plurals"):
        missing = [
            f for f in ("zero", "two", "few", "many") if plural.lang == "ar" and not getattr(plural, f)
        ]
        if missing:
            yield Problem("plurals.csv", number, missing[0], "Arabic has six forms", "fill the form")
        if not {(plural.noun, "en"), (plural.noun, "ar")} <= atlas.plurals.keys():
            yield Problem("plurals.csv", number, "lang", "stands in one language only", "add the other")


def _lexicon(atlas: Atlas) -> Iterator[Problem]:
    keys = [row.list for row in atlas.lexicon.values()]
    words = list(zip(keys, folded([row.word for row in atlas.lexicon.values()]), strict=True))
    there, seen = set(words), set[tuple[str, str]]()
    for (number, row), key in zip(_rows(atlas, "lexicon"), words, strict=True):
        own = atlas.word_lists.get(row.list)
        wrong = [("word", f"{row.word!r} stands twice in {row.list}", "keep one row")] if key in seen else []
        seen.add(key)
        if own and not own.value.fullmatch(row.value):
            mend = f"expected {own.value.pattern or 'an empty cell'}"
            wrong.append(("value", f"{row.value!r} is no value of {row.list}", mend))
        if own and own.of and (own.of, key[1]) not in there:
            wrong.append(("word", f"{row.word!r} is not in the list {own.of}", f"add it to {own.of}, too"))
        yield from (Problem("lexicon.csv", number, *what) for what in wrong)


def fix(folder: Path = FILES) -> int:
    """Move wrong offsets of mentions and figures to the nearest occurrence of their words, those of
    statements to the occurrence that `nth` names. Returns how many moved."""
    atlas, _ = read(folder)
    return (
        0
        if atlas is None
        else sum(_move(atlas, folder / f"{table}.csv") for table in ("mentions", "figures", "statements"))
    )


def _move(atlas: Atlas, path: Path) -> int:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        rows, columns = list(reader), list(reader.fieldnames or ())
    moved = 0
    for row in rows:
        text, words = atlas.texts.get(row["passage"], ""), row.get("text") or row["quote"]
        start = (
            occurrence(text, words, int(row["nth"]))
            if "nth" in row
            else _nearest(text, words, int(row["start"]))
        )
        if start is not None and (start, start + len(words)) != (int(row["start"]), int(row["end"])):
            row["start"], row["end"] = str(start), str(start + len(words))
            moved += 1
    if moved:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return moved


def _nearest(text: str, words: str, near: int) -> int | None:
    starts = [i for i in range(len(text)) if text.startswith(words, i)]
    return min(starts, key=lambda i: abs(i - near), default=None)
