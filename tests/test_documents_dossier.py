"""The dossier as one file: what is saved comes back the same, and a file that somebody made says no more than
a reviewer could."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stores import ZARNIGAR
from tiny import shipped

from data.atlas.join import join
from data.documents.add import Given, entry
from data.documents.dossier import read
from data.documents.dossier.load import load_into
from data.documents.dossier.read import HEAD, read_dossier
from data.documents.dossier.save import document_cells, save_dossier
from data.documents.dossier.vetting import Notes, clean_passages
from data.documents.entities import actor_rows, place_rows
from data.documents.errors import Unfit
from data.documents.review.columns import with_marks
from data.documents.review.mentions import mentions_of_words
from data.documents.review.spellings import new_spellings
from data.documents.review.suggestion import Suggestion, suggestions_of
from data.documents.schema import KINDS
from data.documents.store import Store
from data.index.index import passages_naming
from data.query.selection import Selection
from data.query.view import select
from data.tables.columns import only_text
from data.tables.model import Figure
from data.tables.vocab import LANGS, Lang
from ui.html import review
from ui.html.passages import figure_meaning

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
TEXT = """زار أنتوني بلينكن دوشنبه وقال: «سندعم طاجيكستان بمبلغ 3 ملايين دولار».
وفي إشكاشم تحدث السكان عن مخفر جديد في قرية زرنيگار."""
ACTOR = {
    "name_ar": "السكان",
    "name_en": "Villagers",
    "type": "organisation",
    "group": "tajikistan",
    "role_ar": "",
    "role_en": "People of the village",
    "source": "A letter",
}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Two documents: one reviewed, with a place of its own; one undated, with everything still open."""
    own = Store(f"sqlite:///{tmp_path}/one.sqlite")
    for title, date, accept in (("زيارة", "2024-05", 0.5), ("Second", "", 2)):
        new_entry, extras = entry(
            shipped(), Given(title, TEXT, "كاتب", date, "https://example.org/a"), accept
        )
        own.add([new_entry], extras)
    first = own.entry(next(iter(own.overlay().documents)))
    assert first is not None
    extras = place_rows(shipped(), first.document.id, ZARNIGAR)
    extras += actor_rows(shipped(), first.document.id, ACTOR)
    names = {"زرنيگار": extras[0].key, "السكان": extras[3].key}
    found = [
        *suggestions_of(first),
        *(m for said, key in names.items() for m in mentions_of_words(first, said, key)),
    ]
    rejected = [replace(m, state="rejected") if m.what == "blinken" else m for m in found]
    own.change(with_marks(first, rejected), extras)
    return own


@pytest.fixture
def other(tmp_path: Path) -> Store:
    """A store with nothing in it."""
    return Store(f"sqlite:///{tmp_path}/other.sqlite")


def lines(raw: bytes) -> list[Any]:
    return [json.loads(line) for line in gzip.decompress(raw).splitlines()]


def packed(rows: list[Any]) -> bytes:
    return gzip.compress(b"".join(json.dumps(row).encode() + b"\n" for row in rows))


def test_what_is_saved_comes_back_the_same(store: Store, other: Store) -> None:
    raw, number = save_dossier(store)
    assert number == 2
    assert load_into(other, shipped(), raw) == (2, 0)
    assert save_dossier(other)[0] == raw
    one, two = join(shipped(), store.overlay()), join(shipped(), other.overlay())
    for key in store.overlay().documents:
        chosen = Selection(documents=(key,))
        assert select(one, chosen).counts == select(two, chosen).counts
        assert [one.texts[p] for p in one.passages if p.startswith(key)] == [
            two.texts[p] for p in two.passages if p.startswith(key)
        ]
        assert one.documents[key] == two.documents[key]
    added = next(key for key in two.places if key not in shipped().places)
    assert (two.places[added], two.sources[added], passages_naming(two)[added]) == (
        one.places[added],
        one.sources[added],
        passages_naming(one)[added],
    )
    actor = next(key for key in two.actors if key not in shipped().actors)
    assert (two.actors[actor], two.entities[actor], passages_naming(two)[actor]) == (
        one.actors[actor],
        one.entities[actor],
        passages_naming(one)[actor],
    )
    assert two.actors[actor].role_en == ACTOR["role_en"]
    assert passages_naming(two)[actor], "it is marked"


def test_what_is_there_already_stays_as_it_is(store: Store) -> None:
    raw, _ = save_dossier(store)
    key = next(iter(store.overlay().documents))
    own = store.entry(key)
    assert own is not None
    store.change(with_marks(own, [replace(m, state="rejected") for m in suggestions_of(own)]))
    assert load_into(store, shipped(), raw) == (0, 2)
    assert store.entries()[0][1]["accepted"] == 0
    store.delete(key)
    assert load_into(store, shipped(), raw) == (1, 1)


def change(row: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy of a document's line with one value changed: "marks.0.start"."""
    copy = json.loads(json.dumps(row))
    *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    inner = copy
    for part in way:
        inner = inner[part]
    inner[last] = value
    return dict(copy)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("texts.0", "Another text than the one that was saved."),
        ("texts", []),
        ("texts", None),
        ("texts", "text"),
        ("marks", None),
        ("marks.0.start", -1),
        ("marks.0.end", 10**6),
        ("marks.0.passage", 9),
        ("marks.0.state", "maybe"),
        ("marks.0.kind", "script"),
        ("marks.0.more", {"form": 5}),
        ("marks.0.more", {"form": "unknown"}),
        ("document.id", "../x"),
        ("document.date", "2024-13"),
        ("document.sha256", "0" * 64),
        ("rows.0.kind", "users"),
        ("rows.0.row", {"id": "x"}),
        ("rows.0.row.url", "javascript:alert(1)"),
    ],
)
def test_a_file_that_does_not_hold_together_adds_nothing(
    path: str, value: Any, store: Store, other: Store
) -> None:
    head, first, second = lines(save_dossier(store)[0])
    assert [row["kind"] for row in second["rows"]] == ["sources"]
    with pytest.raises(Unfit, match=r"dossier\.broken"):
        load_into(other, shipped(), packed([head, first, change(second, path, value)]))
    assert other.entries() == [], "not even the documents before it"


def test_no_file_takes_the_place_of_what_is_known(store: Store, other: Store) -> None:
    head, first, second = lines(save_dossier(store)[0])
    place = next(row for row in first["rows"] if row["kind"] == "places")["row"]
    forged = {"kind": "places", "row": place | {"lat": 0.0, "lon": 0.0}}
    curated = {"kind": "places", "row": place | {"id": "ishkashim", "lat": 0.0, "lon": 0.0}}
    load_into(other, shipped(), packed([head, first]))
    load_into(other, shipped(), packed([head, change(second, "rows", [*second["rows"], forged, curated])]))
    atlas = join(shipped(), other.overlay())
    assert atlas.places[place["id"]].lat == 37.5
    assert atlas.places["ishkashim"] == shipped().places["ishkashim"]
    assert load_into(other, shipped(), packed([head, change(second, "document.id", "issa-2023")])) == (
        0,
        1,
    )


def forged(store: Store, **changes: Any) -> bytes:
    """The dossier of a store, every row of its first document with these cells."""
    head, first, _ = lines(save_dossier(store)[0])
    rows = [
        {
            "kind": r["kind"],
            "row": r["row"] | {k: v for k, v in changes.items() if k in KINDS[r["kind"]].model_fields},
        }
        for r in first["rows"]
        if r["kind"] in KINDS
    ]
    return packed([head, first | {"rows": rows}])


@pytest.mark.parametrize(
    "changes",
    [
        {"category": "capital"},
        {"basis": "surveyed"},
        {"arabic_name": "sourced"},
        {"ar_status": "reviewed"},
        {"alleged": True},
        {"affiliation": "tajikistan"},
        {"aliases_en": ["border", "drug"]},
        {"aliases_ar": ["الحدود"]},
        {"context_only_ar": ["الوزير"]},
        {"side": "TJ"},
        {"province": "gbao"},
        {"geometry": "area"},
        {"wikidata": "Q1"},
        {"publisher": "asia-plus"},
        {"licence": "CC0"},
        {"name_ru": "Россия"},
        {"why_en": "It is known."},
        {"seen_on": "2024-01-01"},
        {"district_en": "Vanj"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_rows_of_a_dossier_are_what_the_desk_would_have_made(
    changes: dict[str, Any], store: Store, other: Store
) -> None:
    raw, notes = forged(store, **changes), Notes()
    assert load_into(other, shipped(), raw, notes) == (1, 0)
    (key,) = other.overlay().documents
    assert {(e.kind, e.key): e.row for e in other.extras()[key]} == {
        (e.kind, e.key): e.row for e in store.extras()[key] if e.kind != "spellings"
    }
    assert notes.changed, "it is told"
    assert notes.dropped == []


@pytest.mark.parametrize(
    "changes",
    [{"radius_km": 9_000.0}, {"lat": None}, {"type": "country", "group": None}, {"group": "nobody"}],
)
def test_rows_that_no_form_makes_are_left_out_and_told(
    changes: dict[str, Any], store: Store, other: Store
) -> None:
    head, first, _ = lines(save_dossier(store)[0])
    kind = "places" if {"lat", "radius_km"} & changes.keys() else "actors"
    rows = [
        r | {"row": r["row"] | {k: v for k, v in changes.items() if k in r["row"]}}
        if r["kind"] == kind
        else r
        for r in first["rows"]
    ]
    gone = next(r["row"]["id"] for r in rows if r["kind"] == kind)
    if changes.get("group", "") is None:
        rows = [r for r in rows if r["kind"] != kind]
    notes = Notes()
    assert load_into(other, shipped(), packed([head, first | {"rows": rows}]), notes) == (1, 0)
    assert not [e for extras in other.extras().values() for e in extras if e.key == gone]
    assert notes.dropped


@pytest.mark.parametrize(
    "names", [("border", "في"), ("The", "منظمة"), ("drug", "الحدود"), ("Zarnigar", "في")]
)
@pytest.mark.parametrize("kind", ["places", "actors"])
def test_an_entity_of_a_dossier_is_named_by_no_common_word(
    kind: str, names: tuple[str, str], store: Store, other: Store
) -> None:
    head, first, _ = lines(save_dossier(store)[0])
    gone = next(r["row"]["id"] for r in first["rows"] if r["kind"] == kind)
    named = dict(zip(("name_en", "name_ar"), names, strict=True))
    rows = [
        r | {"row": r["row"] | named} if r["kind"] == "entities" and r["row"]["id"] == gone else r
        for r in first["rows"]
    ]
    notes = Notes()
    load_into(other, shipped(), packed([head, first | {"rows": rows}]), notes)
    assert names[0] in notes.dropped, "it is told"
    atlas = join(shipped(), other.overlay())
    assert gone not in atlas.entities
    assert not {m.what for m in suggestions_of(entry(atlas, Given("", " ".join(names)))[0])} & {gone}


WRONG = [
    ("date", "2023-02-30"),
    ("date", "2023-13"),
    ("date", "2023-00"),
    ("date", "9999-99-99/0000"),
    ("date", "2023/2024/2025"),
    ("money", "1e999999"),
    ("money", "abc"),
    ("count", "nan"),
    ("length", "2023-01-01"),
    ("count", "9" * 400),
]


def with_figure(store: Store, kind: str, value: str, **other: str) -> bytes:
    """The dossier of a store with one more figure, accepted, in the first letters of its first document."""
    head, first, _ = lines(save_dossier(store)[0])
    more = {"value": value, "unit": {"date": "day", "money": "USD"}.get(kind, "km"), "qualifier": ""} | other
    mark = {
        "kind": "figure",
        "passage": 0,
        "start": 0,
        "end": 3,
        "what": kind,
        "score": 1.0,
        "state": "accepted",
        "more": more,
    }
    return packed([head, change(first, "marks", [*first["marks"], mark])])


@pytest.mark.parametrize(("kind", "value"), WRONG)
def test_a_figure_of_an_impossible_value_is_left_out_and_told(
    kind: str, value: str, store: Store, other: Store
) -> None:
    notes = Notes()
    load_into(other, shipped(), with_figure(store, kind, value), notes)
    assert any(value in told for told in notes.dropped)
    (key,) = other.overlay().documents
    own = other.entry(key)
    assert own is not None
    assert (0, 3) not in {(m.start, m.end) for m in suggestions_of(own)}


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("date", "2023-02-28"),
        ("date", "2023-02"),
        ("date", "2022/2023"),
        ("date", "--02-29"),
        ("date", "20"),
        ("money", "0.5"),
        ("count", ""),
        ("length", "5/10"),
    ],
)
def test_a_figure_of_a_possible_value_comes_along(kind: str, value: str, store: Store, other: Store) -> None:
    notes = Notes()
    load_into(other, shipped(), with_figure(store, kind, value), notes)
    assert notes == Notes()
    (key,) = other.overlay().documents
    own = other.entry(key)
    assert own is not None
    assert value in {f.value for f in own.content.figures if (f.start, f.end) == (0, 3)}


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("prose", {}),
        ("", {}),
        ("money", {"unit": "<b>USD</b>"}),
        ("money", {"unit": "usd"}),
        ("count", {"unit": "x" * 500}),
        ("count", {"unit": "men\nwomen"}),
        ("count", {"qualifier": "<script>"}),
        ("count", {"qualifier": "hardly"}),
    ],
    ids=str,
)
def test_a_figure_that_the_desk_refuses_is_left_out_of_a_dossier_and_told(
    kind: str, said: dict[str, str], store: Store, other: Store
) -> None:
    notes = Notes()
    load_into(other, shipped(), with_figure(store, kind, "31337", **said), notes)
    assert any("31337" in told for told in notes.dropped)
    (key,) = other.overlay().documents
    own = other.entry(key)
    assert own is not None
    assert (0, 3) not in {(m.start, m.end) for m in suggestions_of(own)}


@pytest.mark.parametrize(("kind", "form"), [("mention", "direct"), ("speech", "name"), ("speech", "<b>")])
def test_a_form_of_another_kind_of_mark_is_refused(kind: str, form: str, store: Store, other: Store) -> None:
    head, first, _ = lines(save_dossier(store)[0])
    mark = {"kind": kind, "passage": 0, "start": 0, "end": 3, "what": "khorog", "score": 1.0}
    with pytest.raises(Unfit, match=r"dossier\.broken"):
        load_into(
            other,
            shipped(),
            packed([head, change(first, "marks", [{**mark, "more": {"form": form}}])]),
        )
    assert not other.overlay().documents


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("kind", "value"), WRONG)
def test_a_stored_figure_of_an_impossible_value_breaks_no_page(
    kind: str, value: str, lang: Lang, store: Store
) -> None:
    own = next(iter(store.overlay().documents))
    atlas = join(shipped(), store.overlay())
    cells: dict[str, Any] = {
        "passage": f"{own}.p01",
        "start": 0,
        "end": 3,
        "text": "زار",
        "value": value,
        "unit": "day",
        "qualifier_en": "",
    }
    figure = Figure.model_construct(kind="aid" if kind == "money" else kind, **cells)
    assert figure_meaning(atlas, figure, atlas.text(lang)) == ("", "")


def test_marks_of_what_is_not_known_here_are_told(store: Store, other: Store) -> None:
    head, first, _ = lines(save_dossier(store)[0])
    whats = {"mention": "nowhere-town", "topic": "no-topic", "speech": "nobody-known"}
    marks = [
        {
            "kind": kind,
            "passage": 0,
            "start": 0,
            "end": 3,
            "what": what,
            "score": 1.0,
            "state": "accepted",
            "more": None,
        }
        for kind, what in whats.items()
    ]
    notes = Notes()
    load_into(other, shipped(), packed([head, change(first, "marks", marks)]), notes)
    assert sorted(notes.unknown) == sorted(whats.values())
    assert ("dossier.unknown", notes.unknown) in notes.messages()
    assert "dossier.unknown" in shipped().words


def test_what_a_document_says_of_itself_is_what_a_person_can_say(store: Store, other: Store) -> None:
    head, first, _ = lines(save_dossier(store)[0])
    claims = {
        "kind_en": "official report",
        "title_en": "Another",
        "rights_en": "Public",
        "links": ["https://example.org"],
        "title_slip": "x",
    }
    notes = Notes()
    load_into(other, shipped(), packed([head, change(first, "document", first["document"] | claims)]), notes)
    key = first["document"]["id"]
    assert other.overlay().documents[key] == store.overlay().documents[key]
    assert notes.changed == [first["document"]["title"]]


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("the", "russia"),
        ("في", "russia"),
        ("Bishkek", "russia"),
        ("He", "rahmon"),
        ("الحدود", "russia"),
        ("border", "russia"),
    ],
)
def test_a_spelling_of_a_dossier_needs_an_accepted_mark_and_a_name(
    text: str, entity: str, store: Store, other: Store
) -> None:
    head, first, _ = lines(save_dossier(store)[0])
    row = {"kind": "spellings", "row": {"entity": entity, "lang": "en", "text": text}}
    lone = change(first, "rows", [*first["rows"], row])
    new_entry, extras = entry(shipped(), Given("t", f"There was {text} and nothing else."))
    own = with_marks(new_entry, mentions_of_words(new_entry, text, entity))
    second = json.loads(json.dumps(document_cells(own, extras)))
    notes = Notes()
    second["rows"].append(row)
    assert load_into(other, shipped(), packed([head, lone, second]), notes) == (2, 0)
    assert other.overlay().spellings == ()
    assert notes.dropped == [text, text]
    again, _ = entry(join(shipped(), other.overlay()), Given("", f"Then {text} came."))
    assert entity not in {m.what for m in suggestions_of(again)}


def test_a_spelling_that_a_reviewer_made_comes_along(store: Store, other: Store) -> None:
    new_entry, extras = entry(shipped(), Given("t", "مرّ الوفد بقرية شلدوارة صباحاً."))
    own = with_marks(new_entry, mentions_of_words(new_entry, "شلدوارة", "chaldovar"))
    store.add([own], [*extras, *new_spellings(shipped(), own, suggestions_of(own))])
    notes = Notes()
    assert load_into(other, shipped(), save_dossier(store)[0], notes) == (3, 0)
    assert [s.text for s in other.overlay().spellings] == ["شلدوارة"]
    assert notes == Notes(), "and nothing is said, as nothing was changed"


def test_controls_of_direction_leave_a_dossier_and_marks_stay_on_their_words(
    store: Store, other: Store
) -> None:
    head, first, _ = lines(save_dossier(store)[0])
    row = json.loads(json.dumps(first))
    row["texts"] = ["\u202e" + row["texts"][0].replace("دوشنبه", "دوش\u2069نبه"), *row["texts"][1:]]
    row["document"] |= {
        "sha256": hashlib.sha256("\n".join(row["texts"]).encode()).hexdigest(),
        "title": "زيارة\u2069\u202e",
        "author": "A\u2069\u202eb",
    }
    cut = first["texts"][0].index("دوشنبه") + 3
    for mark in row["marks"]:
        if mark["passage"] == 0:
            mark["start"], mark["end"] = (at + 1 + (at > cut) for at in (mark["start"], mark["end"]))
    assert load_into(other, shipped(), packed([head, row])) == (1, 0)
    key = first["document"]["id"]
    one, two = store.entry(key), other.entry(key)
    assert one is not None
    assert two is not None
    assert (two.content, two.review) == (one.content, one.review)
    assert (two.document.title, two.document.author) == ("زيارة", "Ab")


@pytest.mark.parametrize("score", ["NaN", "Infinity", "-1", "2"])
def test_a_score_is_between_0_and_1(score: str, store: Store) -> None:
    head, first, _ = lines(save_dossier(store)[0])
    raw = json.dumps(first).replace(f'"score": {first["marks"][0]["score"]}', f'"score": {score}', 1)
    with pytest.raises(Unfit, match=r"dossier\.broken"):
        list(read_dossier(gzip.compress(json.dumps(head).encode() + b"\n" + raw.encode() + b"\n")))


@pytest.mark.parametrize(
    "large",
    [
        {"marks": "many"},
        {"rows": "many"},
        {"x": [[]] * 1_200_000},
        {"x": [""] * 2_500_000},
        {"texts": ["x" * 41_000_000]},
    ],
    ids=["marks", "rows", "lists", "strings", "bytes"],
)
def test_a_document_of_a_dossier_has_bounds(large: dict[str, Any], store: Store, other: Store) -> None:
    head, first, _ = lines(save_dossier(store)[0])
    many = {"marks": first["marks"][:1] * 1_000, "rows": first["rows"][:1] * 2_001}
    row = first | {k: many[k] if v == "many" else v for k, v in large.items()}
    with pytest.raises(Unfit, match=r"dossier\.(too-large)"):
        load_into(other, shipped(), packed([head, row]))
    assert other.entries() == []


def test_a_file_that_unpacks_beyond_all_measure_is_refused(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "LINE", 100_000)
    head, first, _ = lines(save_dossier(store)[0])
    copies = [change(first, "document.id", f"copy-{n}") for n in range(2_000)]
    with pytest.raises(Unfit, match=r"dossier\.too-large"):
        list(read_dossier(packed([head, *copies])))


def test_values_are_looked_at_one_by_one_where_a_line_may_hold_what_no_text_has(store: Store) -> None:
    raw, _ = save_dossier(store)
    head, first, *_ = gzip.decompress(raw).splitlines()

    def looked_at(line: bytes) -> int:
        """At how many lines but the first, before the document is read or refused."""
        with patch.object(read, "only_text", wraps=only_text) as looking:
            try:
                list(read_dossier(gzip.compress(b"\n".join((head, line, b"")))))
            except Unfit:
                return -looking.call_count + 1
        return looking.call_count - 1

    said, escaped = "زيارة".encode(), json.dumps("زيارة").strip('"').encode()
    assert looked_at(first) == 0
    assert looked_at(first.replace(said, escaped, 1)) == 1
    for barred in (b"\\u0000", b"\\ud800", b"\\uffff", b"\x7f", "\uffff".encode()):
        assert looked_at(first.replace(said, said + barred, 1)) == -1
    assert looked_at(first.replace(said, said + b"\xed\xa0\x80", 1)) == 0, "these bytes are no text"
    with pytest.raises(Unfit):
        list(read_dossier(gzip.compress(head + b"\n" + first.replace(said, said + b"\xed\xa0\x80", 1))))


def test_a_document_is_pickled_without_what_its_cells_say(store: Store) -> None:
    whole = store.entry(next(iter(store.overlay().documents)))
    assert whole
    assert suggestions_of(whole)
    again = pickle.loads(pickle.dumps(whole))
    assert again.review.parsed is None
    assert again.review == whole.review
    assert suggestions_of(again) == suggestions_of(whole)


def test_a_document_is_parsed_once(store: Store, other: Store) -> None:
    raw = save_dossier(store)[0]
    with patch.object(read, "_parse", wraps=read._parse) as parsed:
        assert load_into(other, shipped(), raw) == (2, 0)
    assert parsed.call_count == 2


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda raw: b"", "dossier.none"),
        (lambda raw: b"PK\x03\x04", "dossier.none"),
        (lambda raw: gzip.compress(b"{}"), "dossier.none"),
        (lambda raw: gzip.compress(b"[" * 900), "dossier.none"),
        (lambda raw: raw[: len(raw) // 2], "dossier.broken"),
        (lambda raw: packed([*lines(raw), lines(raw)[1]]), "dossier.broken"),
    ],
)
def test_what_is_no_whole_dossier_says_so(
    damage: Callable[[bytes], bytes], told: str, store: Store, other: Store
) -> None:
    with pytest.raises(Unfit, match=told):
        load_into(other, shipped(), damage(save_dossier(store)[0]))
    assert told in shipped().words
    assert other.entries() == []


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch, other: Store) -> None:
    monkeypatch.setattr(read, "LINE", 1_000_000)
    with pytest.raises(Unfit, match=r"dossier\.too-large"):
        load_into(other, shipped(), packed([HEAD, {"texts": ["x" * 3_000_000]}]))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)
PATHS = (
    "document",
    "document.title",
    "texts",
    "texts.0",
    "marks",
    "marks.0",
    "marks.0.more",
    "marks.0.what",
    "rows",
    "rows.0.row",
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PATHS), VALUES)
def test_any_change_is_refused_or_gives_a_document_that_can_be_shown(path: str, value: Any) -> None:
    new_entry, extras = entry(shipped(), Given("زيارة", TEXT, "كاتب", "2024", "here"), 0)
    row = json.loads(json.dumps(document_cells(new_entry, extras)))
    try:
        ((own, _),) = read_dossier(packed([HEAD, change(row, path, value)]))
    except Unfit:
        return
    for lang in LANGS:
        assert review.document(shipped(), own, suggestions_of(own), 0, shipped().text(lang))


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_refused(raw: bytes) -> None:
    for content in (
        raw,
        gzip.compress(raw),
        packed([HEAD]) + raw,
        gzip.compress(json.dumps(HEAD).encode() + b"\n" + raw),
    ):
        try:
            assert list(read_dossier(content)) == []
        except Unfit:
            continue


def test_the_command_line_saves_and_loads(store: Store, other: Store, tmp_path: Path) -> None:
    def run(act: str, own: Store) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "data", "dossier", act, str(tmp_path / "all.jsonl.gz")]
        return subprocess.run(
            command,
            cwd=ROOT,
            env=os.environ | {"DALIL_STORE": str(own.url)},
            capture_output=True,
            text=True,
            check=False,
        )

    assert run("save", store).returncode == 0
    assert "2 documents added, 0 were there already" in run("load", other).stdout
    assert "0 documents added, 2 were there already" in run("load", other).stdout
    (tmp_path / "all.jsonl.gz").write_bytes(b"no dossier")
    refused = run("load", other)
    assert refused.returncode == 1
    assert shipped().words["dossier.none"].en in refused.stderr


def test_further_places_of_a_name_that_are_none_are_not_taken_over() -> None:
    texts = ("Orla Brennick left.", "Brennick came.")
    good = Suggestion("mention", 0, 0, 13, "", 0.4, more={"name": "?person:orla brennick", "also": "1:0-8"})
    for also in ("1:0-99", "9:0-8", "1:8-8", "1:9-8", "0:0-3 1:0-99"):
        (bad,) = clean_passages(texts, [replace(good, more={**(good.more or {}), "also": also})])[1]
        assert bad.places == ((0, 0, 13),)
    assert clean_passages(texts, [good])[1] == [good]
    assert replace(good, more={"name": "rahmon", "also": "x"}).unknown == ""
