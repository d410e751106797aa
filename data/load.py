"""The Atlas of a folder of tables, read, checked and joined with the documents of a store."""

from __future__ import annotations

from pathlib import Path

from data.atlas.atlas import Atlas
from data.atlas.join import join
from data.atlas.overlay import Overlay
from data.atlas.read import read_atlas
from data.check.tables import examine
from data.tables.files import FILES
from data.tables.problem import BadData


def load(folder: Path = FILES, overlay: Overlay | None = None) -> Atlas:
    """Read, validate and join the tables of `folder`, and lay the documents of a store over them.

    Raises BadData with every problem found (see `data.check`), never a half-read Atlas.
    """
    atlas, problems = read_atlas(folder)
    if atlas is None or (problems := problems + examine(atlas, folder)):
        raise BadData(problems)
    if overlay is None:
        return atlas
    return join(atlas, overlay)
