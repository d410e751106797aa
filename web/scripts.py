"""Scripts for the browser as they are served; the one that folds gets its tables from
`data.text.normalize`."""

from __future__ import annotations

import json
from pathlib import Path

from data.text.normalize import tables
from web.assets import WEB

FOLD = WEB / "lib" / "fold.js"


def source(script: Path) -> str:
    """The text of a script; before fold.js stand the tables that it reads."""
    text = script.read_text(encoding="utf-8")
    if script != FOLD:
        return text
    return f"const FOLDING = {json.dumps(tables(), ensure_ascii=False, separators=(',', ':'))};\n{text}"
