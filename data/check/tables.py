"""Is the data sound? `python -m data check` prints every problem as file, row, field, what is wrong, how to
mend it."""

from __future__ import annotations

import hashlib
import string
from collections.abc import Iterator
from pathlib import Path

from data.atlas.atlas import Atlas
from data.atlas.read import read
from data.check.anchors import misplaced, numbered_rows
from data.facts.aid import ITEMS, OWN
from data.facts.bilingual import unsound_reviews
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
    checks = (misplaced, _places, _aid, _statements, _revisions, _words, _plurals, _lexicon)
    keys = list(_keys(atlas))
    story = (
        [] if keys else list(_story(atlas))
    )  # whether a view is known can be asked only where every key is
    return (
        keys
        + [problem for check in (*checks, unsound_reviews) for problem in check(atlas)]
        + story
        + list(_documents(atlas, folder))
    )


def _keys(atlas: Atlas) -> Iterator[Problem]:
    for schema in TABLES:
        for column, table in references(schema).items():
            for number, row in numbered_rows(atlas, schema.table):
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


def _places(atlas: Atlas) -> Iterator[Problem]:
    named = {mention.entity for mention in atlas.mentions.values()}
    for number, place in numbered_rows(atlas, "places"):
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
    for number, row in numbered_rows(atlas, "aid"):
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
    for number, row in numbered_rows(atlas, "statements"):
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
    for number, row in numbered_rows(atlas, "evidence"):
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
    for number, row in numbered_rows(atlas, "revisions"):
        table = PARENT_TABLE.get(row.of_table, row.of_table)
        if row.row not in getattr(atlas, table, {}):
            yield Problem(
                "revisions.csv",
                number,
                "row",
                f"{row.row!r} is not in {table}.csv",
                "name the row that was changed",
            )


def _documents(atlas: Atlas, folder: Path) -> Iterator[Problem]:
    for number, document in numbered_rows(atlas, "documents"):
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
    for number, passage in numbered_rows(atlas, "passages"):
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
    for number, word in numbered_rows(atlas, "words"):
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
    for number, plural in numbered_rows(atlas, "plurals"):
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
    for (number, row), key in zip(numbered_rows(atlas, "lexicon"), words, strict=True):
        own = atlas.word_lists.get(row.list)
        wrong = [("word", f"{row.word!r} stands twice in {row.list}", "keep one row")] if key in seen else []
        seen.add(key)
        if own and not own.value.fullmatch(row.value):
            mend = f"expected {own.value.pattern or 'an empty cell'}"
            wrong.append(("value", f"{row.value!r} is no value of {row.list}", mend))
        if own and own.of and (own.of, key[1]) not in there:
            wrong.append(("word", f"{row.word!r} is not in the list {own.of}", f"add it to {own.of}, too"))
        yield from (Problem("lexicon.csv", number, *what) for what in wrong)
