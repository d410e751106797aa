"""What the tests stand on: a tiny but complete data folder, the shipped atlas, and selections made of an
atlas's values."""

from __future__ import annotations

import csv
import hashlib
import shutil
import tempfile
from collections import ChainMap
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from data.atlas.atlas import Atlas, lookups
from data.load import load
from data.query.filters import FILTERS, Filter
from data.query.selection import SWITCHES, Selection, focus_of
from data.tables.files import FILES
from data.tables.model import TABLES, Row

NOTE = """خبر قصير

زار الوزير مدينة نورا وقال: «عادت نورا إلى بلاد الشمس».

تقع لوما في بلاد القمر قرب نورا.

نقلت شركة مجهولة 20 صندوقاً من بلاد القمر إلى بلاد الشمس عام 2020.

لا اسم في هذه الفقرة.
"""
NOTE_EN = """The minister visited the town of Nora and said: "Nora came back to Sunland".
Luma lies in Moonland, near Nora.
An unknown company moved 20 boxes from Moonland to Sunland in 2020.
No name in this passage.
"""
LETTER = """A letter

Luma is open again.
"""
RIGHTS = ("own", "لنا")

# passage, words, which occurrence, entity, form
MENTIONS = (
    ("note.p01", "الوزير", 0, "minister", "title"),
    ("note.p01", "نورا", 0, "nora", "name"),
    ("note.p01", "نورا", 1, "nora", "name"),
    ("note.p01", "بلاد الشمس", 0, "sunland", "name"),
    ("note.p02", "لوما", 0, "luma", "name"),
    ("note.p02", "بلاد القمر", 0, "moonland", "name"),
    ("note.p02", "نورا", 0, "nora", "name"),
    ("note.p03", "شركة مجهولة", 0, "company", "descriptor"),
    ("note.p03", "بلاد القمر", 0, "moonland", "name"),
    ("note.p03", "بلاد الشمس", 0, "sunland", "name"),
    ("letter.p01", "Luma", 0, "luma", "name"),
)


def tiny(folder: Path) -> Path:
    """Write the tiny data into `folder`, which it makes, and return it. Two countries, a minister who is
    quoted in p01, and an alleged company in p03; only p01 (2022) and p03 (2020) are tied to a year."""
    (folder / "documents").mkdir(parents=True)
    for name, text in (("note.txt", NOTE), ("note.en.txt", NOTE_EN), ("letter.txt", LETTER)):
        (folder / "documents" / name).write_bytes(text.encode())
    for name in ("words", "plurals", "colours", "word_lists", "lexicon"):
        shutil.copy(FILES / f"{name}.csv", folder)
    tables = _tables()
    for schema in TABLES:
        if not (folder / f"{schema.table}.csv").exists():
            _write(folder, schema, tables.get(schema.table, []))
    return folder


def with_tables(atlas: Atlas, **tables: Any) -> Atlas:
    """The atlas with other rows in some of its tables, and the look-ups that follow from them."""
    own = {schema.table: getattr(atlas, schema.table) for schema in TABLES} | tables
    return replace(atlas, **{**tables, **lookups(own)})


@cache
def small() -> Atlas:
    """The tiny atlas."""
    with tempfile.TemporaryDirectory() as folder:
        return load(tiny(Path(folder) / "tiny"))


@cache
def shipped() -> Atlas:
    """The atlas of data/files."""
    return load()


WORDS = ("and", "border of", "border", "حدود", "نورا", "أمريكا", "Luma", "no such word", "“nowhere at all”")


def filtering(atlas: Atlas, row: Filter) -> st.SearchStrategy[dict[str, Any]]:
    """Fields of a selection with this filter set, if `atlas` offers a value."""
    if row.is_range:
        (low, high), (least, most) = row.limits(atlas), row.bounds(atlas)
        end = st.none() | st.integers(max(low - 5, least), min(high + 5, most))
        ends = st.tuples(end, end).filter(lambda pair: pair != (None, None))
        return ends.map(lambda pair: dict(zip(row.fields, pair, strict=True)))
    if row.kind == "text":
        return st.sampled_from(WORDS).map(lambda words: {row.key: words})
    if not (values := sorted(row.values(atlas))):
        return st.just({})
    if row.kind == "one":
        return st.sampled_from(values).map(lambda value: {row.key: value})
    some = st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True).map(tuple)
    match = st.sampled_from(SWITCHES[row.match]) if row.match else st.just("")
    return st.builds(lambda ids, how: {row.key: ids} | ({row.match: how} if how else {}), some, match)


def selections(atlas: Atlas) -> st.SearchStrategy[Selection]:
    """Selections of the values that the filters and the map of `atlas` offer."""
    filters: list[st.SearchStrategy[dict[str, Any]]] = [
        st.just({}) | filtering(atlas, row) for row in FILTERS.values()
    ]
    focuses = ["", *(focus_of(atlas, e) for e in atlas.entities), *(f"passage:{p}" for p in atlas.passages)]
    switches = {key: st.sampled_from(values) for key, values in SWITCHES.items()}
    looks = st.fixed_dictionaries({"focus": st.none() | st.sampled_from(focuses), **switches})
    return st.tuples(looks, *filters).map(lambda parts: Selection(**dict(ChainMap(*reversed(parts)))))


def rows_of(path: Path) -> list[list[str]]:
    """The cells of a CSV file, the header first."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def save(path: Path, rows: Iterable[Sequence[Any]]) -> None:
    """Write the cells of a CSV file, the header first."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def _write(folder: Path, schema: type[Row], rows: Iterable[dict[str, Any]]) -> None:
    columns = list(schema.model_fields)
    save(
        folder / f"{schema.table}.csv",
        [
            columns,
            *(
                [row.get(column, "drafted" if column == "ar_status" else "") for column in columns]
                for row in rows
            ),
        ],
    )


def _lines() -> dict[str, str]:
    """Passage id -> its text."""
    note, letter = NOTE.split("\n"), LETTER.split("\n")
    return {f"note.p{n:02d}": note[2 * n] for n in range(1, 5)} | {"letter.p01": letter[2]}


def _alignment(passage: str, words: str, ours: str) -> dict[str, Any]:
    """The first occurrence of words in a passage of the note, and in its line of the translation."""
    text, line = NOTE.split("\n\n")[1], NOTE_EN.split("\n")[0]
    start, target = text.index(words), line.index(ours)
    offsets = {
        "start": start,
        "end": start + len(words),
        "target_start": target,
        "target_end": target + len(ours),
    }
    return {"passage": passage, **offsets, "text": ours}


def _mention(passage: str, words: str, nth: int, entity: str, form: str) -> dict[str, Any]:
    text, start = _lines()[passage], -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return {
        "passage": passage,
        "start": start,
        "end": start + len(words),
        "text": words,
        "entity": entity,
        "form": form,
    }


def _voices() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {"passage": p, "start": 0, "end": len(t), "voice": "author", "form": "narration"}
        for p, t in _lines().items()
    ]
    first, cut = rows[0], _lines()["note.p01"].index("وقال")
    said = first | {
        "start": cut,
        "voice": "attributed",
        "speaker": "minister",
        "form": "direct",
        "cue": "وقال",
    }
    return [first | {"end": cut}, said, *rows[1:]]


def _both(field: str, english: str, arabic: str) -> dict[str, str]:
    return {f"{field}_en": english, f"{field}_ar": arabic}


def _document(key: str, content: str, **more: Any) -> dict[str, Any]:
    fixed = {"title_line": 1, "author": "كاتب", "author_en": "Writer", "date": "2023-01-02", "sources": "own"}
    named = _both("kind", "note", "خبر") | _both("rights", *RIGHTS)
    return {"id": key, "sha256": hashlib.sha256(content.encode()).hexdigest(), **fixed, **named, **more}


def _passages() -> list[dict[str, Any]]:
    rows = []
    for passage in _lines():
        document, number = passage.split(".p")
        topics = {"note.p01": "visits", "note.p03": "visits trade"}.get(passage, "trade")
        own = _both("gist", f"Gist of {number}", f"خلاصة {number}") | _both(
            "stance", "The writer speaks", "الكاتب يتحدث"
        )
        rows.append(
            {"id": passage, "document": document, "line": 2 * int(number) + 1, "topics": topics, **own}
        )
    return rows


def _entities() -> list[dict[str, Any]]:
    rows = (
        ("sunland", "country", "Sunland", "بلاد الشمس", ""),
        ("moonland", "country", "Moonland", "بلاد القمر", ""),
        ("minister", "person", "The minister", "الوزير", ""),
        ("company", "organisation", "Unknown company", "شركة مجهولة", ""),
        ("nora", "place", "Nora", "نورا", "Nourah"),
        ("luma", "place", "Luma", "لوما", ""),
        ("kasr", "place", "Kasr", "قصر", ""),
        ("tajik-afghan-border", "place", "The border", "الحدود", ""),
    )
    return [
        {"id": i, "type": t, **_both("name", en, ar), "aliases_en": alias, "sources": "own"}
        for i, t, en, ar, alias in rows
    ]


def _places() -> list[dict[str, Any]]:
    point = {
        "category": "settlement",
        "geometry": "point",
        "basis": "estimate",
        "side": "TJ",
        "radius_km": 2,
        **_both("kind", "town", "بلدة"),
    }
    line = {
        "category": "border",
        "geometry": "line",
        "basis": "outline",
        "side": "border",
        **_both("kind", "border", "حدود"),
    }
    why = _both("why", "It lies between them", "يقع بينهما")
    rows: list[dict[str, Any]] = [
        {"id": "nora", **point, "lat": 38.1, "lon": 69.2},
        {"id": "luma", **point, "lat": 36.8, "lon": 69.4, "side": "AF"},
        {"id": "kasr", **point, "lat": 38.3, "lon": 69.5, **why},
        {"id": "tajik-afghan-border", **line, **why},
    ]
    return [row | {"arabic_name": "sourced", "sources": "own"} for row in rows]


def _chainage() -> list[dict[str, Any]]:
    """A border of 50 km, with Nora at 20 and Luma at 45."""
    columns = ("place", "km", "distance_km", "from_km", "to_km")
    rows = (("tajik-afghan-border", "", "", 0, 50), ("nora", 20, 3, 18, 22), ("luma", 45, 1, 43, 47))
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _events() -> list[dict[str, Any]]:
    rows = (
        ("visit", "2022-05", "article", "minister", "nora", "note.p01"),
        ("boxes", "2020", "article", "company", "", "note.p03"),
        ("founding", "1999", "context", "", "luma", "note.p02"),
    )
    columns = ("id", "date", "relation", "actors", "places", "passages")
    return [
        dict(zip(columns, row, strict=True)) | _both("title", row[0], "حدث") | {"sources": "own"}
        for row in rows
    ]


def _statements() -> list[dict[str, Any]]:
    """One in each assessment: the two of p01 overlap, and the second starts inside a word."""
    rows = (
        ("s1", "note.p01", "زار الوزير مدينة نورا", 1, "visit", "supported", "", "", ""),
        ("s2", "note.p01", "لوزير مدينة نورا وقال", 1, "attribution", "partly", "luma", "", ""),
        ("s3", "note.p02", "لوما في بلاد القمر", 1, "geography", "open", "", "", ""),
        ("s4", "note.p03", "20 صندوقاً", 1, "count", "differ", "company", "20 boxes", "20 صندوقاً"),
        ("s5", "note.p04", "لا اسم", 1, "judgement", "opinion", "", "", ""),
    )
    made = []
    for key, passage, quote, nth, kind, assessment, about, en, ar in rows:
        start = _lines()[passage].index(quote)
        fixed = {
            "id": key,
            "passage": passage,
            "quote": quote,
            "nth": nth,
            "start": start,
            "end": start + len(quote),
            "kind": kind,
        }
        assessed = {
            "assessment": assessment,
            "confidence": "high",
            "assessed_on": "2023-02-01",
            "about": about,
            "ar_status": "drafted",
        }
        said = (
            _both("says", f"Says {key}", "يقول")
            | _both("explanation", f"Why {key}", "لماذا")
            | _both("would_change", "This", "هذا")
        )
        made.append(fixed | assessed | said | _both("value", en, ar))
    return made


def _evidence() -> list[dict[str, Any]]:
    rows = (
        ("s1", 1, "sun-1", "", ""),
        ("s1", 2, "free-1", "", ""),
        ("s2", 1, "sun-1", "", ""),
        ("s2", 2, "sun-2", "", ""),
        ("s4", 1, "free-1", "12 boxes", "12 صندوقاً"),
    )
    return [
        {
            "statement": s,
            "nth": n,
            "source": source,
            "kind": "report",
            "relation": "contradicts" if s == "s4" else "supports",
            "ar_status": "drafted",
        }
        | _both("says", f"{source} on {s}", "خبر")
        | _both("value", en, ar)
        for s, n, source, en, ar in rows
    ]


def _page(key: str) -> dict[str, str]:
    """A page that evidence rests on; sun-2 was read in a copy."""
    issued = {"publisher": "us" if key == "free-1" else "sun-radio", "via": "us" if key == "sun-2" else ""}
    return {
        "id": key,
        "title": f"Page of {key}",
        "url": f"https://{key}.example/a",
        "seen_on": "2023-02-01",
        **issued,
    }


def _tables() -> dict[str, list[dict[str, Any]]]:
    figure = _mention("note.p03", "20 صندوقاً", 0, "", "")
    figure |= {
        "value": "20",
        "unit": "boxes",
        "kind": "count",
        **_both("what", "Boxes moved", "صناديق منقولة"),
    }
    return {
        "statements": _statements(),
        "evidence": _evidence(),
        "documents": [
            _document(
                "note",
                NOTE,
                text="note.txt",
                translation="note.en.txt",
                title="خبر قصير",
                title_en="A short note",
                language="ar",
            ),
            _document(
                "letter", LETTER, text="letter.txt", title="A letter", title_en="A letter", language="en"
            ),
        ],
        "passages": _passages(),
        "mentions": [_mention(*row) for row in MENTIONS],
        "voices": _voices(),
        "figures": [figure],
        "alignments": [_alignment("note.p01", "نورا", "Nora")],
        "topics": [
            {
                "id": "visits",
                **_both("name", "Visits", "زيارات"),
                **_both("about", "Who went where", "من ذهب إلى أين"),
            },
            {
                "id": "trade",
                **_both("name", "Trade", "تجارة"),
                **_both("about", "What was moved", "ما الذي نُقل"),
            },
        ],
        "entities": _entities(),
        "demonyms": [
            {"entity": "sunland", "lang": "ar", "adjective": "شمسي", "plural": "الشمسيون", "sources": "own"}
        ],
        "authorities": [
            {"id": "starland", "type": "country", "group": "moon", **_both("name", "Starland", "بلاد النجم")}
            | {"url": "https://example.org/"}
        ],
        "ambiguities": [
            {
                "entity": "kasr",
                **_both("rival", "any castle", "أي قصر"),
                "cues": "مدينة; بلدة",
                "rival_cues": "ملك",
                "sources": "own",
            }
        ],
        "actors": [
            {"id": "sunland", "group": "sun"},
            {"id": "moonland", "group": "moon"},
            {"id": "minister", "group": "sun", "affiliation": "sunland"},
            {"id": "company", "group": "sun", "alleged": "yes"},
        ],
        "groups": [
            {"id": "sun", **_both("name", "The sun's side", "جانب الشمس")},
            {"id": "moon", **_both("name", "The moon's side", "جانب القمر")},
        ],
        "places": _places(),
        "chainage": _chainage(),
        "reaches": [
            {
                "place": "nora",
                "from_km": "0",
                "to_km": "40",
                **_both("why", "Some say so", "قيل"),
                "sources": "own",
            }
        ],
        "lengths": [
            {
                "id": "own",
                "km": "50",
                "bound": "about",
                "kind": "press",
                **_both("who", "Us", "نحن"),
                "sources": "own",
            }
        ],
        "links": [
            {
                "from_id": "nora",
                "to_id": "sunland",
                "relation": "within",
                **_both("why", "It says so", "هكذا ورد"),
            }
        ],
        "events": _events(),
        "bodies": [
            {"id": "giver", **_both("name", "The giver", "المانح")},
            {"id": "office", **_both("name", "An office", "مكتب"), "entities": "moonland"},
        ],
        "aid": [
            {
                "id": "boxes",
                "date": "2020",
                "date_precision": "year",
                "donor": "giver",
                "agency": "giver",
                "implementer": "giver",
                "recipient": "giver",
                **_both("what", "Boxes", "صناديق"),
                "category": "equipment",
                "usd": "100",
                "place": "nora",
                "status": "handed-over",
                "sums": "yes",
                "confidence": "high",
                "passages": "note.p03",
                "sources": "own",
            }
        ],
        "corroboration": [
            {"aid": "boxes", "source": "free-1", "relation": "supports", **_both("says", "So many", "كذا")}
        ],
        "annual": [
            {"year": "2020", "measure": "obligations", "dollars": "current", "usd": "5", "sources": "own"}
        ],
        "story": [
            {
                "id": "nora",
                **_both("title", "Nora", "نورا"),
                **_both("text", "A town", "بلدة"),
                **_both("notes", "Slowly", "على مهل"),
                "view": "focus=place:nora",
                "frame": "nora",
                "sources": "own",
                "passage": "note.p01",
                "quote": "عادت نورا",
                "quote_en": "Nora came back",
            }
        ],
        "provenance": [
            {
                "id": "seen",
                "document": "note",
                "about": "copy",
                **_both("text", "A copy was seen", "شوهدت نسخة"),
                "sources": "found",
            },
            {
                "id": "like",
                "document": "note",
                "about": "likeness",
                **_both("text", "Alike", "تشابه"),
                "sources": "own",
            },
        ],
        "sources": [
            {"id": "found", "title": "A copy"},
            {"id": "own", "title": "Own", "publisher": "us"},
            *map(_page, ("sun-1", "sun-2", "free-1")),
        ],
        "publishers": [
            {
                "id": "us",
                "name": "Us",
                "name_ar": "نحن",
                "country": "KZ",
                "kind": "independent-media",
                "side": "independent",
            },
            {
                "id": "sun-radio",
                "name": "Radio Sun",
                "name_ar": "راديو الشمس",
                "country": "TJ",
                "kind": "state-media",
                "side": "tajik",
            }
            | _both("owner", "The sun", "الشمس"),
        ],
    }
