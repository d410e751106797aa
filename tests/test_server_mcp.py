"""The tables as tools for programs: the same rows as /api, the same bounds, read and nothing else."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp_types import CallToolResult, ListToolsResult
from tiny import selections, shipped

from data.query.selection import Selection
from data.tables.vocab import LANGS
from export.tables.files import TABLES
from server.api import routes, tables
from server.api.mcp import SERVER
from server.api.openapi import openapi_document
from server.api.tables import table_content
from ui.session import cache

ROOT = Path(__file__).parents[1]
ATLAS = shipped()


@pytest.fixture(autouse=True)
def _data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "current_atlas", lambda: ATLAS)
    monkeypatch.delenv("DALIL_API_ADDED", raising=False)


def listed() -> ListToolsResult:
    async def ask() -> ListToolsResult:
        async with Client(SERVER) as client:
            return await client.list_tools()

    return asyncio.run(ask())


def called(*calls: tuple[str, dict[str, Any]]) -> list[CallToolResult]:
    async def ask() -> list[CallToolResult]:
        async with Client(SERVER) as client:
            return [await client.call_tool(table, arguments) for table, arguments in calls]

    return asyncio.run(ask())


def test_the_tools_are_the_tables_of_the_description() -> None:
    tools = {tool.name: tool for tool in listed().tools}
    told = openapi_document(ATLAS)
    assert [*tools] == [*TABLES] == [path["get"]["operationId"] for path in told["paths"].values()]
    for table, tool in tools.items():
        Draft202012Validator.check_schema(tool.input_schema)
        assert {*tool.input_schema["properties"]} == {*told["components"]["parameters"]}
        assert tool.description == told["paths"][f"/api/{table}.json"]["get"]["description"] != ""
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint


@pytest.mark.slow
@settings(max_examples=10, deadline=None)
@given(s=selections(ATLAS), lang=st.sampled_from(("", *LANGS)), table=st.sampled_from([*TABLES]))
def test_rows_are_those_of_the_api(s: Selection, lang: str, table: str) -> None:
    query = s.to_query() | ({"lang": lang} if lang else {})
    (told,) = called((table, query))
    assert told.structured_content == json.loads(json.dumps(table_content(ATLAS, table, query)))
    assert [json.loads(part.text) for part in told.content if part.type == "text"] == [
        told.structured_content
    ]
    assert not told.is_error


def test_numbers_are_taken_as_the_description_says() -> None:
    (told,) = called(("aid", {"since": 2010, "lang": "en"}))
    assert told.structured_content == table_content(ATLAS, "aid", {"since": "2010", "lang": "en"})


@pytest.mark.parametrize(
    ("table", "arguments", "named"),
    [
        ("aid", {"actors": "nobody"}, "nobody"),
        ("aid", {"actor": "russia"}, "actor"),
        ("aid", {"actors": ["russia"]}, "russia"),
        ("aid", {"text": "x" * 5_000}, str(tables.LONGEST)),
        ("none", {}, "passages, mentions"),
        ("../aid", {}, "passages, mentions"),
    ],
)
def test_what_is_refused_is_told_in_both_languages(table: str, arguments: dict[str, Any], named: str) -> None:
    (told,) = called((table, arguments))
    assert told.is_error
    assert told.structured_content is None
    (part,) = told.content
    assert part.type == "text"
    words = json.loads(part.text)["error"]
    assert {*words} == {*LANGS}
    assert all(named in text for text in words.values())


def test_bounds_are_those_of_the_api(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST", len(ATLAS.passages) - 1)
    monkeypatch.setattr(routes, "PATIENCE", 0.01)
    assert [told.is_error for told in called(("passages", {}), ("places", {}))] == [True, False]
    for _ in range(routes.AT_ONCE):
        assert routes._free.acquire(timeout=1)
    (told,) = called(("places", {}))
    routes._free.release(routes.AT_ONCE)
    assert told.is_error


@pytest.mark.slow
def test_it_is_served_over_standard_input_and_output(tmp_path: Path) -> None:
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "server.api.mcp"],
        cwd=ROOT,
        env={**os.environ, "DALIL_STORE": f"sqlite:///{tmp_path}/none.sqlite"},
    )

    async def ask() -> CallToolResult:
        async with Client(stdio_client(server)) as client:
            return await client.call_tool("aid", {"donors": "russia", "lang": "en"})

    told = asyncio.run(ask())
    assert told.structured_content == table_content(ATLAS, "aid", {"donors": "russia", "lang": "en"})
    assert not (tmp_path / "none.sqlite").exists(), "it only reads"
