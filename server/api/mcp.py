"""`python -m server.api.mcp`: the tables of `/api` as tools of the Model Context Protocol, over standard
input and output. It only reads, within the same bounds. It needs what requirements-mcp.txt names.

Documents that people added are left out unless `DALIL_API_ADDED` is `yes`."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import anyio
from anyio import to_thread
from mcp.server import Server, ServerRequestContext
from mcp.server.stdio import stdio_server
from mcp_types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
    ToolAnnotations,
)

from data.atlas.atlas import Atlas
from export.tables.files import TABLES
from server.api.openapi import ABOUT, parameters, table_description
from server.api.routes import error, within_bounds
from server.api.tables import Refusal, readable, table_content
from ui.session import cache

Context = ServerRequestContext[Any]


async def list_tools(_context: Context, _params: PaginatedRequestParams | None) -> ListToolsResult:
    """A tool for each table."""
    atlas = await to_thread.run_sync(lambda: readable(cache.current_atlas()))
    return ListToolsResult(tools=[tool(atlas, table) for table in TABLES])


def tool(atlas: Atlas, table: str) -> Tool:
    """The tool that gives the rows of a table."""
    return Tool(
        name=table,
        title=atlas.text("en")(f"export.sheet-{table}"),
        description=table_description(table),
        input_schema={
            "type": "object",
            "properties": {
                one["name"]: one["schema"] | {"description": one["description"]} for one in parameters(atlas)
            },
            "additionalProperties": False,
        },
        annotations=ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False),
    )


async def call_tool(_context: Context, params: CallToolRequestParams) -> CallToolResult:
    """The rows of a table, as `/api` gives them, or why there are none, in words of both languages."""
    query = {key: str(value) for key, value in (params.arguments or {}).items()}
    return await to_thread.run_sync(lambda: table_result(params.name, query))


def table_result(table: str, query: dict[str, str]) -> CallToolResult:
    """What is told to a program that asks for a table."""
    atlas = cache.current_atlas()
    try:
        values = within_bounds(len(urlencode(query)), lambda: table_content(readable(atlas), table, query))
    except Refusal as refusal:
        return _result(error(atlas, refusal), refused=True)
    return _result(values)


def _result(values: dict[str, Any], *, refused: bool = False) -> CallToolResult:
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return CallToolResult(
        content=[TextContent(text=text)], structured_content=None if refused else values, is_error=refused
    )


SERVER: Server[dict[str, Any]] = Server(
    "dalil", instructions=ABOUT, on_list_tools=list_tools, on_call_tool=call_tool
)


async def main() -> None:
    """Answer one program until it leaves."""
    async with stdio_server() as (read, write):
        await SERVER.run(read, write, SERVER.create_initialization_options())


if __name__ == "__main__":
    anyio.run(main)
