"""The readers that bench/load.py sends: two at once, in the app itself, each answered with what it asked
for."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest

from bench.load import Found, p95, slope
from bench.reader import Reader
from bench.servers import app
from bench.session import Failed, opened
from data.atlas.atlas import Atlas
from data.load import load

pytestmark = pytest.mark.slow


async def visit(address: str, atlas: Atlas, page: str, seed: int) -> Reader:
    """Three picks and two filters; every answer is checked."""
    async with opened(address, page, "lang=ar") as (session, _):
        reader = Reader(session, atlas, random.Random(seed))
        for turn in range(5):
            assert await reader.act(turn)[1] > 0
        return reader


async def both(address: str, atlas: Atlas) -> list[Reader]:
    return list(
        await asyncio.gather(
            *(visit(address, atlas, page, seed) for seed, page in enumerate(("", "border"), start=1))
        )
    )


def test_two_readers_at_once_are_answered_each_with_their_own(tmp_path: Path) -> None:
    atlas = load()
    with app("app.py", store=f"sqlite:///{tmp_path}/d.sqlite") as (address, _):
        one, other = asyncio.run(both(address, atlas))
    assert one.session.given("reader")["focus"] == f"place:{one.chosen['focus']}"
    assert one.chosen["focus"] != other.chosen["focus"]
    one.session.elements["reader"] = other.session.elements["reader"]
    with pytest.raises(Failed, match="wrong answer"):
        one.check()
    one.session.query = other.session.query
    with pytest.raises(Failed, match="wrong link"):
        one.check()


def test_a_reader_of_the_aid_page_sets_and_clears_a_filter(tmp_path: Path) -> None:
    async def act(address: str) -> None:
        async with opened(address, "aid", "lang=ar") as (session, _):
            reader = Reader(session, load(), random.Random(0))
            for turn, filtered in enumerate((True, False)):
                await reader.act(turn)[1]
                assert ("donors=" in session.query) == filtered

    with app("app.py", store=f"sqlite:///{tmp_path}/d.sqlite") as (address, _):
        asyncio.run(act(address))


def test_an_exception_on_the_page_is_an_error(tmp_path: Path) -> None:
    script = tmp_path / "broken.py"
    script.write_text(
        "import streamlit as st\nif st.button('Again'):\n    raise ValueError('broken')\n", encoding="utf-8"
    )
    found = Found()

    async def press(address: str) -> None:
        async with opened(address) as (session, _):
            await found.tried("press", session.press("button"))

    with app(str(script), store="sqlite://") as (address, _):
        asyncio.run(press(address))
    assert (found.lost, dict(found.took)) == (1, {})


def test_figures_of_the_bench() -> None:
    assert p95([float(n) for n in range(101)]) == 95
    assert slope([50.0] * 10 + [10.0 + n for n in range(11)], 20_000) == pytest.approx(1)
