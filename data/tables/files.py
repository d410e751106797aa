"""Where the tables are: `data/files`, or the folder that DALIL_DATA names."""

from __future__ import annotations

import os
from pathlib import Path

FILES = Path(os.environ.get("DALIL_DATA") or Path(__file__).parents[1] / "files")
