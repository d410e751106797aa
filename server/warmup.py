"""Everything loaded before the first visitor comes."""

from __future__ import annotations

import ast
import contextlib
import gc
import importlib
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from data.tables.problem import BadData
from frame import PAGES, prepare_assets
from server import missing, preload
from server.streamlit import widgets
from ui.session import cache
from web import assets

# Seconds for which a run holds Python while others wait: somebody who loads a thousand documents would else
# take a turn of ten times as long before each step of everybody's clicks.
TURN = 0.0005


def libraries() -> None:
    """Import what the pages import, so that no visitor waits for it."""
    for page in PAGES:
        for node in ast.parse(
            Path(__file__).parents[1].joinpath("pages").joinpath(f"{page}.py").read_text(encoding="utf-8")
        ).body:
            if isinstance(node, ast.ImportFrom) and node.module:
                importlib.import_module(node.module)


@contextlib.asynccontextmanager
async def warm(_app: Any) -> AsyncIterator[None]:
    """Load libraries and data and draw the base maps before the first visitor comes."""
    sys.setswitchinterval(TURN)
    libraries()
    with contextlib.suppress(BadData):  # the frame shows what is wrong
        prepare_assets(cache.current_atlas())
        widgets.serve_widgets(cache.current_atlas())
        preload.serve_preload_script()
        missing.serve_missing_page(cache.current_atlas())
    assets.compress_assets(*preload.static_files().values())
    gc.collect()
    # what is loaded here for good need not be walked each time that Python collects
    gc.freeze()
    yield
