"""What is set for the whole process before the first visitor comes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from server.warmup import TURN

WARM = """
import asyncio, sys
from server.warmup import warm

async def main():
    async with warm(None):
        print(sys.getswitchinterval())

asyncio.run(main())
"""


@pytest.mark.slow
def test_one_who_loads_much_takes_short_turns() -> None:
    """In a process of its own, as it is set for all threads of one."""
    root = Path(__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", WARM], cwd=root, capture_output=True, text=True, check=True)
    assert float(done.stdout.split()[-1]) == pytest.approx(TURN)
