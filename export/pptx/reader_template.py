"""A deck of a reader's own whose design slides take. It comes from outside: it is opened within bounds, and
nothing of it but its design is taken along."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

import pptx
from pptx.oxml.ns import qn

LARGEST, UNPACKED, MEMBERS = 20_000_000, 100_000_000, 4_000  # bytes, bytes unpacked, parts
XML = 20_000_000  # bytes of a part of XML
REFUSED = {
    "large": f"the template is larger than {LARGEST / 1e6:.0f} MB, or unpacks to far more than it is",
    "no-deck": "the template is no .pptx file",
    "code": "the template holds code or declares entities",
    "no-title": "the template has no layout with a title",
}
TITLES = (1, 3)  # kinds of placeholders
OF_SLIDES = ("p:custShowLst", "p:extLst", "p:modifyVerifier")  # of a presentation: what names or locks slides


class TemplateRefused(ValueError):
    """A file that cannot be a template; `reason`: a key of REFUSED."""

    def __init__(self, reason: str) -> None:
        super().__init__(REFUSED[reason])
        self.reason = reason


def open_template(given: bytes) -> Any:
    """The deck without its slides and without what names them. Raises TemplateRefused."""
    check_package(given)
    try:
        presentation = pptx.Presentation(io.BytesIO(given))
        for tag in OF_SLIDES:  # first: a slide that is named stays
            for element in presentation.part._element.findall(qn(tag)):
                presentation.part._element.remove(element)
        slides = presentation.slides._sldIdLst
        for row in list(slides):
            presentation.part.drop_rel(row.rId)
            slides.remove(row)
        titled = any(has_title(layout) for layout in presentation.slide_layouts)
    except Exception as error:  # whatever a broken package makes of its readers
        raise TemplateRefused("no-deck") from error
    if not titled:
        raise TemplateRefused("no-title")
    return presentation


def has_title(layout: Any) -> bool:
    """Whether a layout has a placeholder for a title."""
    return any(shape.placeholder_format.type in TITLES for shape in layout.placeholders)


def check_package(given: bytes) -> None:
    """Hold the archive to its bounds before anything parses it. Raises TemplateRefused."""
    if len(given) > LARGEST:
        raise TemplateRefused("large")
    try:
        with zipfile.ZipFile(io.BytesIO(given)) as archive:
            parts = archive.infolist()
            if len(parts) > MEMBERS or sum(part.file_size for part in parts) > UNPACKED:
                raise TemplateRefused("large")
            for part in parts:
                check_part(archive, part)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise TemplateRefused("no-deck") from error


def check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Hold a part to its bounds: no code, no declarations in XML. Raises TemplateRefused."""
    name = part.filename.lower()
    if "vbaproject" in name or "/activex/" in f"/{name}":
        raise TemplateRefused("code")
    if name.endswith((".xml", ".rels")):
        with archive.open(part) as opened:
            content = opened.read(XML + 1)
        if len(content) > XML:
            raise TemplateRefused("large")
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise TemplateRefused("code")
