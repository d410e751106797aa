"""The empty slide deck that ours begin with: python-pptx's default made 16:9, its metadata our own and no
picture of another deck."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pptx
from pptx.opc.constants import RELATIONSHIP_TYPE as REL
from pptx.oxml.ns import qn
from pptx.util import Inches

WIDE, HIGH = 13.333, 7.5  # inches
APP = (  # of docProps/app.xml
    (rb"<Application>.*?</Application>", b"<Application>Dalil</Application>"),
    (
        rb"<PresentationFormat>.*?</PresentationFormat>",
        b"<PresentationFormat>Widescreen</PresentationFormat>",
    ),
    (rb"<AppVersion>.*?</AppVersion>", b""),
)


def empty(title: str, author: str, language: str) -> Any:
    """A deck without slides, 16:9 in its layouts too, made now by `author`."""
    made = pptx.Presentation()
    _widen(made)
    _name(made.core_properties, title, author, language)
    related = made.part.package._rels
    for key in [key for key, rel in related.items() if rel.reltype == REL.THUMBNAIL]:
        related.pop(key)
    for part in [rel.target_part for rel in related.values() if rel.reltype == REL.EXTENDED_PROPERTIES]:
        for pattern, text in APP:
            part._blob = re.sub(pattern, text, part.blob)
    return made


def _widen(made: Any) -> None:
    """Stretch the slide, its master and layouts."""
    share = Inches(WIDE) / made.slide_width
    made.slide_width, made.slide_height = Inches(WIDE), Inches(HIGH)
    made.part._element.find(qn("p:sldSz")).attrib.pop("type", None)
    for master in made.slide_masters:
        for slide in (master, *master.slide_layouts):
            for element in slide._element.iter(qn("a:off"), qn("a:ext")):
                for side in {"x", "cx"} & set(element.keys()):
                    element.set(side, str(round(int(element.get(side)) * share)))


def _name(core: Any, title: str, author: str, language: str) -> None:
    """Say in the file's properties what it is, and who made it when."""
    core.title, core.author, core.last_modified_by, core.language = title, author, author, language
    core.comments, core.revision = "", 1
    core.created = core.modified = dt.datetime.now(dt.UTC).replace(microsecond=0, tzinfo=None)
