"""A translation of an added document that a person brought. Rows come with added documents alone: the files
have no such table."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from data.tables.columns import Id, Ref
from data.tables.row import Row
from data.tables.vocab import Maker


class OwnTranslation(Row):
    """A translation of an added document, passage by passage, into the other language. Unofficial, whoever
    made it."""

    table = "translations"
    id: Id
    document: Annotated[Id, Ref("documents")]
    made: Annotated[
        Maker, Field(description="by a person, by a machine, or by a machine and read by a person")
    ]
    by: Annotated[str, Field(description="who, or which program; empty where that is not said")] = ""
    texts: Annotated[tuple[str, ...], Field(description="as many as the document has passages")]
