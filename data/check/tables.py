"""Is the data sound? `python -m data check` prints every problem as file, row, field, what is wrong, how to
mend it."""

from __future__ import annotations

import hashlib
import string
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from data.atlas.atlas import Atlas
from data.atlas.read import read_atlas
from data.check.anchors import Check, misplaced_rows, numbered_rows
from data.facts.aid import ITEMS, OWN
from data.facts.bilingual import unsound_reviews
from data.query.story import incomplete
from data.query.story import story_problems as story_problems
from data.tables.assessment import NEEDED, obstacle
from data.tables.columns import references
from data.tables.files import FILES
from data.tables.model import TABLES, Step
from data.tables.problem import Finding, Problem
from data.text.lexicon import fold_lines

PARENT_TABLE = {"evidence": "statements", "corroboration": "aid"}  # whose row a revision names


def table_problems(folder: Path = FILES) -> list[Problem]:
    """Everything wrong with the tables of `folder`; empty when they are sound."""
    atlas, found = read_atlas(folder)
    return found if atlas is None else found + examine(atlas, folder)


def examine(atlas: Atlas, folder: Path) -> list[Problem]:
    """What schemas cannot see: keys between tables, quotes, offsets, hashes, strings in both languages."""
    checks: dict[str, Check] = {
        "places": _places,
        "aid": _aid,
        "statements": _statements,
        "evidence": _evidence,
        "sources": _sources,
        "revisions": _revisions,
        "words": _words,
        "plurals": _plurals,
        "lexicon": _lexicon,
        "documents": partial(_documents, folder=folder),
        "passages": _passages,
    }
    keys = list(_keys(atlas))
    story = [] if keys else list(_story(atlas))  # whether a view is known is asked only where every key is
    found = [Problem(f"{table}.csv", *finding) for table, check in checks.items() for finding in check(atlas)]
    return [*keys, *misplaced_rows(atlas), *found, *unsound_reviews(atlas), *story]


def _keys(atlas: Atlas) -> Iterator[Problem]:
    for schema in TABLES:
        for column, table in references(schema).items():
            for number, row in numbered_rows(atlas, schema.table):
                value = getattr(row, column)
                for key in value if isinstance(value, tuple) else (value,) if value else ():
                    if key not in getattr(atlas, table):
                        what, mend = f"{key!r} is not in {table}.csv", f"add it to {table}.csv or correct it"
                        yield Problem(f"{schema.table}.csv", number, column, what, mend)


def _places(atlas: Atlas) -> Iterator[Finding]:
    named = {mention.entity for mention in atlas.mentions.values()}
    for number, place in numbered_rows(atlas, "places"):
        given = [value is not None for value in (place.lat, place.lon, place.radius_km)]
        if (all if place.geometry == "point" else any)(given) != (place.geometry == "point"):
            what = "point goes with lat, lon and radius_km, and only point"
            yield number, "geometry", what, "fill or empty all three"
        if not (place.why_en and place.why_ar) and place.id not in named:
            what = "the article does not name this place"
            yield number, "why_en", what, "say in both languages why it is shown"


def _aid(atlas: Atlas) -> Iterator[Finding]:
    for number, row in numbered_rows(atlas, "aid"):
        if row.sums and (row.usd is None or row.status != "handed-over" or row.category not in ITEMS):
            what = "only a handed-over item with an amount may be summed"
            yield number, "sums", what, "write no, or correct the row"
        if row.sums and row.donor == OWN:
            yield number, "sums", "Tajikistan's own building is no aid", "write no"


def _story(atlas: Atlas) -> Iterator[Problem]:
    steps = list(atlas.story.values())
    # _keys has said what is wrong with the columns of keys
    yield from (p for p in story_problems(atlas, steps) if p.field not in references(Step))
    rows = {step.id: number for number, step in numbered_rows(atlas, "story")}
    for step, column in incomplete(steps):
        yield Problem("story.csv", rows[step], column, "stands in one language only", "add the other")


def _statements(atlas: Atlas) -> Iterator[Finding]:
    for number, row in numbered_rows(atlas, "statements"):
        relations = {piece.relation for piece in atlas.evidence_of.get(row.id, ())}
        against = obstacle(row.assessment, row.kind, relations)
        if against in ("judgement", "fact"):
            what = "opinion goes with kind judgement, and only with it"
            yield number, "assessment", what, "correct one"
        elif against:
            needed = " or ".join(NEEDED[row.assessment])
            what, mend = f"rests on no evidence that {needed}", "add it to evidence.csv, or write open"
            yield number, "assessment", what, mend


def _evidence(atlas: Atlas) -> Iterator[Finding]:
    for number, row in numbered_rows(atlas, "evidence"):
        source = atlas.sources.get(row.source)
        if source and not (source.url and source.publisher and source.seen_on):
            what = f"{row.source} lacks url, publisher or seen_on"
            yield number, "source", what, "fill them in sources.csv"


def _sources(atlas: Atlas) -> Iterator[Finding]:
    for number, row in numbered_rows(atlas, "sources"):
        if row.title.startswith("[") != row.title_ar.startswith("["):
            what = f"the title of {row.id} is our words in one language alone"
            yield number, "title_ar", what, "give both in square brackets, or leave title_ar empty"


def _revisions(atlas: Atlas) -> Iterator[Finding]:
    for number, row in numbered_rows(atlas, "revisions"):
        table = PARENT_TABLE.get(row.of_table, row.of_table)
        if row.row not in getattr(atlas, table, {}):
            yield number, "row", f"{row.row!r} is not in {table}.csv", "name the row that was changed"


def _documents(atlas: Atlas, folder: Path) -> Iterator[Finding]:
    for number, document in numbered_rows(atlas, "documents"):
        try:
            raw = (folder / "documents" / document.text).read_bytes()
            lines = raw.decode("utf-8").split("\n")
        except (OSError, UnicodeDecodeError):
            continue  # read() has said so
        if hashlib.sha256(raw).hexdigest() != document.sha256:
            mend = "restore it: a quotation is kept byte for byte"
            yield number, "sha256", "the text file has changed", mend
        if document.title_line > len(lines) or lines[document.title_line - 1].strip() != document.title:
            yield number, "title", "is not what the text file has on that line", "copy the title as printed"


def _passages(atlas: Atlas) -> Iterator[Finding]:
    for number, passage in numbered_rows(atlas, "passages"):
        if not atlas.texts.get(passage.id):
            what = f"line {passage.line} of the text is empty"
            yield number, "line", what, "give the line the passage stands on"
        document = atlas.documents.get(passage.document)
        if document and document.translation and not atlas.translations.get(passage.id):
            yield number, "id", "has no translation", "give it a line in the translation file"


def word_placeholders(text: str) -> set[str]:
    """Names of the {placeholders} in a string of the interface."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def forms(text: str) -> set[str]:
    """The forms that a string of the interface asks of its placeholders: {name:form}."""
    return {form for _, name, form, _ in string.Formatter().parse(text) if name and form is not None}


def _words(atlas: Atlas) -> Iterator[Finding]:
    for number, word in numbered_rows(atlas, "words"):
        try:
            same = word_placeholders(word.en) == word_placeholders(word.ar)
        except ValueError as error:
            yield number, "en", f"placeholder: {error}", "write {name}, closed"
            continue
        for column, known in (("ar", {"", "oblique"}), ("en", {""})):
            if odd := forms(getattr(word, column)) - known:
                what = f"no such form: {', '.join(sorted(odd))}"
                yield number, column, what, "write {name} or, in Arabic, {name:oblique}"
        if not same:
            what = "the placeholders of the two languages differ"
            yield number, "ar", what, "use the same {names} in both"


def _plurals(atlas: Atlas) -> Iterator[Finding]:
    for number, plural in numbered_rows(atlas, "plurals"):
        missing = [
            f for f in ("zero", "two", "few", "many") if plural.lang == "ar" and not getattr(plural, f)
        ]
        if missing:
            yield number, missing[0], "Arabic has six forms", "fill the form"
        if not {(plural.noun, "en"), (plural.noun, "ar")} <= atlas.plurals.keys():
            yield number, "lang", "stands in one language only", "add the other"


def _lexicon(atlas: Atlas) -> Iterator[Finding]:
    keys = [row.list for row in atlas.lexicon.values()]
    words = list(zip(keys, fold_lines([row.word for row in atlas.lexicon.values()]), strict=True))
    there, seen = set(words), set[tuple[str, str]]()
    for (number, row), key in zip(numbered_rows(atlas, "lexicon"), words, strict=True):
        own = atlas.word_lists.get(row.list)
        if key in seen:
            yield number, "word", f"{row.word!r} stands twice in {row.list}", "keep one row"
        seen.add(key)
        if own and not own.value.fullmatch(row.value):
            mend = f"expected {own.value.pattern or 'an empty cell'}"
            yield number, "value", f"{row.value!r} is no value of {row.list}", mend
        if own and own.of and (own.of, key[1]) not in there:
            yield number, "word", f"{row.word!r} is not in the list {own.of}", f"add it to {own.of}, too"
