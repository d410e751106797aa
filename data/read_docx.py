"""Word documents (docx): the words of their paragraphs, tables and text boxes, as they stand with all changes accepted.

A docx is a zip archive of XML. It is opened within bounds, and XML that declares entities is refused (defusedxml).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from data.readers import Draft, Unreadable

_LARGEST, _RATIO, _MEMBERS = 60_000_000, 250, 10_000  # bytes unpacked, how far a member may expand, members
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DC, _TERMS = "{http://purl.org/dc/elements/1.1/}", "{http://purl.org/dc/terms/}"


def read_docx(raw: bytes) -> Draft:
    """The document in a docx file. Raises Unreadable for other archives, and for those that unpack to far more than they are."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            _within_bounds(archive)
            body = _xml(archive, "word/document.xml")
            core = _xml(archive, "docProps/core.xml") if "docProps/core.xml" in archive.namelist() else Element("none")
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, RuntimeError) as error:
        raise Unreadable("broken", kind="Word") from error
    try:
        paragraphs = [(style, text) for p in body.iter(f"{_W}p") for style, text in _lines(p)]
    except RecursionError as error:  # nested deeper than any document
        raise Unreadable("broken", kind="Word") from error
    title = core.findtext(f"{_DC}title") or next(
        (text for style, text in paragraphs if style in ("title", "heading1") and text.strip()), ""
    )
    changed = core.findtext(f"{_TERMS}created") or ""
    return Draft(
        "docx", title, core.findtext(f"{_DC}creator") or "", changed[:10] if _is_day(changed) else "", "", tuple(t for _, t in paragraphs)
    )


def _is_day(value: str) -> bool:
    return bool(re.match(r"\d{4}-\d{2}-\d{2}", value))


def _within_bounds(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable("locked")
    names = {member.filename for member in members}
    if "word/document.xml" not in names:
        raise Unreadable("archive")
    if len(members) > _MEMBERS or sum(member.file_size for member in members) > _LARGEST:
        raise Unreadable("bomb")
    if any(member.file_size > 1_000_000 and member.file_size > _RATIO * max(1, member.compress_size) for member in members):
        raise Unreadable("bomb")


def _xml(archive: zipfile.ZipFile, name: str) -> Any:
    with archive.open(name) as member:
        content = member.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise Unreadable("bomb")
    try:
        return fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise Unreadable("bomb") from error
    except ParseError as error:
        raise Unreadable("broken", kind="Word") from error


def _lines(paragraph: Element) -> Iterator[tuple[str, str]]:
    """Style and words of a paragraph, a line at a time. What a text box holds is a paragraph of its own."""
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    named = (style.get(f"{_W}val") or "").lower() if style is not None else ""
    for line in "".join(_words(paragraph)).split("\n"):
        yield named, line


def _words(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in (f"{_W}tab", f"{_W}noBreakHyphen"):
            yield "-" if child.tag.endswith("Hyphen") else " "
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif child.tag not in (f"{_W}p", f"{_W}del", f"{_W}moveFrom", _FALLBACK):
            yield from _words(child)
