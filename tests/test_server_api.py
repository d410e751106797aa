"""The door for programs: the rows of the workbook for any link's query, what is refused and why, added
documents only where the operator says so, and an OpenAPI document that is true."""

from __future__ import annotations

import gzip
import io
import json
from dataclasses import fields
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from asgi import ask_app
from conftest import Server
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from openpyxl import load_workbook
from starlette.applications import Starlette
from stores import entry as added_entry
from tiny import selections, shipped

from data.atlas.atlas import Atlas
from data.atlas.join import join
from data.documents.store import Store
from data.query.filters import FILTERS
from data.query.selection import Selection
from data.query.view import select
from data.tables.problem import BadData
from data.tables.vocab import LANGS, Lang
from export.tables.files import TABLES, xlsx_file
from server.api import routes, tables
from server.api.openapi import openapi_document
from server.api.tables import Refusal, table_content
from ui.session import cache as session_cache

ATLAS = shipped()
QUERIES = (
    "",
    "lang=en",
    "actors=russia&until=2022&donors=russia",
    "focus=place:chaldovar&lens=aid&reading=ar&page=2",
)


@pytest.fixture(autouse=True)
def _data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_cache, "current_atlas", lambda: ATLAS)
    monkeypatch.delenv("DALIL_API_ADDED", raising=False)


def ask(path: str, query: str = "", packed: bool = False) -> tuple[int, dict[str, str], Any]:
    """Status, headers and values of an answer."""
    packing = (("accept-encoding", "gzip"),) if packed else ()
    answer = ask_app(Starlette(routes=routes.ROUTES), path, query, packing)
    headers = dict(answer.headers)
    assert (headers.get("content-encoding") == "gzip") == packed
    return answer.status, headers, json.loads(gzip.decompress(answer.body) if packed else answer.body)


@cache
def document() -> dict[str, Any]:
    return openapi_document(ATLAS)


def schema(table: str) -> Draft202012Validator:
    answer = document()["paths"][f"/api/{table}.json"]["get"]["responses"]["200"]
    return Draft202012Validator(
        answer["content"]["application/json"]["schema"] | {"components": document()["components"]}
    )


def cells(record: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(None if cell == "" else cell for cell in record.values())


@pytest.mark.slow
@settings(max_examples=50, deadline=None)
@given(s=selections(ATLAS), lang=st.sampled_from(LANGS))
def test_rows_are_those_of_the_workbook(s: Selection, lang: Lang) -> None:
    t = ATLAS.text(lang)
    book = load_workbook(io.BytesIO(xlsx_file(select(ATLAS, s), t)), read_only=True)
    for table in TABLES:
        got = table_content(ATLAS, table, s.to_query() | {"lang": lang})
        heads, *found = book[t(f"export.sheet-{table}")].iter_rows(values_only=True)
        assert tuple(got["columns"][lang].values()) == heads
        assert [cells(record) for record in got["rows"][lang]] == found
        assert all(tuple(record) == tuple(got["columns"][lang]) for record in got["rows"][lang])
        assert Selection.from_query(got["query"], ATLAS) == (s, ())


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("table", TABLES)
def test_answers_keep_to_the_document(table: str, query: str) -> None:
    status, headers, values = ask(f"/api/{table}.json", query)
    assert (status, headers["content-type"]) == (200, "application/json")
    assert [*values["rows"]] == (["en"] if "lang" in query else [*LANGS])
    schema(table).validate(values)
    assert ask(f"/api/{table}.json", query, packed=True)[2] == values


def test_the_document_is_sound_and_served() -> None:
    status, _, values = ask("/api/openapi.json")
    assert status == 200
    assert values == json.loads(json.dumps(document()))
    validate(values)
    named = {one["name"] for one in values["components"]["parameters"].values()}
    assert named == {name for row in FILTERS.values() for name in (*row.fields, row.match) if name} | {"lang"}
    assert {*values["paths"]} == {f"/api/{table}.json" for table in TABLES}
    refusals = {*values["paths"]["/api/aid.json"]["get"]["responses"]} - {"200"}
    assert refusals == {"400", "414", "422", "503"}


def test_assessments_doubt_ids_and_sources_are_in_the_rows() -> None:
    _, _, values = ask("/api/statements.json", "lang=en")
    assert {row["id"] for row in values["rows"]["en"]} == {*ATLAS.statements}
    assert {"assessment", "confidence", "passage"} <= {*values["columns"]["en"]}
    _, _, values = ask("/api/evidence.json", "lang=en")
    assert {"statement", "publisher", "url"} <= {*values["columns"]["en"]}
    _, _, values = ask("/api/places.json", "lang=en")
    assert {"precision", "radius-km", "sources"} <= {*values["columns"]["en"]}


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("actors=nobody", "nobody"),
        ("actors=russia,nobody", "nobody"),
        ("actor=russia", "actor"),
        ("since=MMXX", "MMXX"),
        ("lang=fr", "fr"),
        ("lang=ar&lang=en", "ar,en"),
        ("focus=place:nowhere", "place:nowhere"),
        ("documents=secret-0a1b2c3d", "secret-0a1b2c3d"),
    ],
)
def test_what_is_not_known_is_refused_in_both_languages(query: str, named: str) -> None:
    status, _, values = ask("/api/passages.json", query)
    assert status == 400
    assert {*values["error"]} == {*LANGS}
    assert all(named in words for words in values["error"].values())


def test_a_link_of_the_app_is_taken_as_it_is() -> None:
    linked = {field.name for field in fields(Selection)} | {"lang", "step", "embed"}
    assert linked <= tables.PARAMETERS
    status, _, values = ask("/api/passages.json", "lang=ar&topics=border-security&step=2")
    assert (status, values["query"]) == (200, {"topics": "border-security"})


@settings(max_examples=100, deadline=None)
@given(
    query=st.dictionaries(
        st.sampled_from(sorted(tables.PARAMETERS)) | st.text(max_size=20), st.text(max_size=200), max_size=5
    ),
    table=st.sampled_from([*TABLES, "", "../x", "none"]),
)
def test_no_query_breaks_it(query: dict[str, str], table: str) -> None:
    values, refused = None, None
    try:
        values = table_content(ATLAS, table, query)
    except Refusal as refusal:
        refused = refusal
    if refused:
        assert refused.status in (400, 404)
        assert all(ATLAS.text(lang)(refused.key, **refused.values) for lang in LANGS)
    else:
        assert json.loads(json.dumps(values))["table"] == table


@pytest.mark.parametrize(
    "path", ["/api/none.json", "/api/", "/api/passages", "/api/x/y.json", "/api/%2e%2e/x"]
)
def test_other_addresses_say_which_there_are(path: str) -> None:
    status, _, values = ask(path)
    assert status == 404
    assert "passages, mentions, places" in values["error"]["en"]


def test_a_query_is_of_bounded_length() -> None:
    assert ask("/api/aid.json", urlencode({"text": "x" * 3_000}))[0] == 200
    assert ask("/api/aid.json", urlencode({"text": "x" * 4_000}))[0] == 414
    assert ask("/api/aid.json", "text=" + quote("حدود" * 200))[0] == 414


def test_more_passages_than_are_given_at_once_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST", len(ATLAS.passages) - 1)
    status = {table: ask(f"/api/{table}.json")[0] for table in TABLES}
    assert status == dict.fromkeys(TABLES, 200) | dict.fromkeys(("passages", "mentions"), 422)
    assert ask("/api/passages.json", "topics=border-security")[0] == 200


def test_who_waits_too_long_is_told_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "PATIENCE", 0.01)
    for _ in range(routes.AT_ONCE):
        assert routes._free.acquire(timeout=1)
    status, headers, values = ask("/api/aid.json")
    routes._free.release(routes.AT_ONCE)
    assert (status, headers["retry-after"]) == (503, "10")
    assert {*values["error"]} == {*LANGS}
    assert ask("/api/aid.json")[0] == 200


def test_a_refused_request_gives_its_turn_back() -> None:
    for _ in range(2 * routes.AT_ONCE):
        assert ask("/api/passages.json", "actors=nobody")[0] == 400
    assert ask("/api/aid.json")[0] == 200


def test_without_sound_data_there_are_no_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Atlas:
        raise BadData([])

    monkeypatch.setattr(session_cache, "current_atlas", broken)
    assert ask("/api/aid.json")[0] == 503


@pytest.fixture
def with_added(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    store = Store(f"sqlite:///{tmp_path}/documents.sqlite")
    own = added_entry("own-words")
    store.add([own])
    atlas = join(ATLAS, store.overlay())
    monkeypatch.setattr(session_cache, "current_atlas", lambda: atlas)
    return own.document.id


@pytest.mark.parametrize("setting", [None, "", "no", "0", "true"])
def test_added_documents_stay_out(
    with_added: str, setting: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if setting is not None:
        monkeypatch.setenv("DALIL_API_ADDED", setting)
    for table in TABLES:
        _, headers, values = ask(f"/api/{table}.json")
        assert with_added not in json.dumps(values)
        assert headers["cache-control"] == "no-cache"
    assert ask("/api/passages.json", f"documents={with_added}")[0] == 400


def test_added_documents_are_given_where_the_operator_says_so(
    with_added: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DALIL_API_ADDED", "yes")
    status, headers, values = ask("/api/passages.json", f"documents={with_added}")
    assert (status, headers["cache-control"]) == (200, "private, no-store")
    assert {row["document"] for row in values["rows"]["ar"]} == {with_added}
    schema("passages").validate(values)


@pytest.mark.slow
def test_the_served_app_answers_programs(server: Server) -> None:
    from server.headers import content_security_policy

    status, headers, text = server.get("/api/passages.json?actors=russia&lang=en")
    assert (status, headers["content-type"]) == (200, "application/json")
    own = f"127.0.0.1:{server.port}"
    assert headers["content-security-policy"] == content_security_policy(
        connect=f"'self' wss://{own} ws://{own}"
    )
    assert "access-control-allow-origin" not in headers
    assert (
        json.loads(text)["rows"]
        == table_content(ATLAS, "passages", {"actors": "russia", "lang": "en"})["rows"]
    )
    assert server.get("/api/openapi.json")[0] == 200
    assert server.get("/api/none.json")[0] == 404
    assert server.get("/api/passages.json?actors=nobody")[0] == 400
