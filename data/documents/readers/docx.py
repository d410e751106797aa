"""Word documents (docx): the words of their paragraphs, tables and text boxes, as they stand with all changes
accepted.

A docx is a zip archive of XML. It is opened within bounds, and XML that declares entities is refused
(defusedxml)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from data.documents.readers.draft import Draft, Unreadable, author_of
from data.text.numbers.superscripts import raised

_LARGEST, _RATIO, _MEMBERS = 60_000_000, 250, 10_000  # bytes unpacked, how far a member may expand, members
_STRICT, _USUAL = b"http://purl.oclc.org/ooxml/", b"http://schemas.openxmlformats.org/"
_SPACES = (
    (_STRICT + b"wordprocessingml/main", _USUAL + b"wordprocessingml/2006/main"),
    (_STRICT + b"officeDocument/relationships", _USUAL + b"officeDocument/2006/relationships"),
)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DC = "{http://purl.org/dc/elements/1.1/}"
_NOTES = ("footnotes", "endnotes")


def read_docx(raw: bytes) -> Draft:
    """The document in a docx file, its notes behind it. Raises Unreadable for other archives, and for those
    that unpack to far more than they are. When the file was made says nothing of when the text was
    published."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            main = _main_part(archive)
            body = _xml(archive, main)
            notes = [
                _xml(archive, part)
                for name in _NOTES
                if (part := f"{main.rpartition('/')[0]}/{name}.xml") in archive.namelist()
            ]
            core = (
                _xml(archive, "docProps/core.xml")
                if "docProps/core.xml" in archive.namelist()
                else Element("none")
            )
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, RuntimeError) as error:
        raise Unreadable("broken", kind="Word") from error
    try:
        paragraphs = [
            (style, text) for part in (body, *notes) for p in part.iter(f"{_W}p") for style, text in _lines(p)
        ]
    except RecursionError as error:  # nested deeper than any document
        raise Unreadable("broken", kind="Word") from error
    title = core.findtext(f"{_DC}title") or next(
        (text for style, text in paragraphs if style in ("title", "heading1") and text.strip()), ""
    )
    author = author_of(core.findtext(f"{_DC}creator") or "")
    return Draft(
        "docx",
        title,
        author,
        "",
        "",
        tuple(text for _, text in paragraphs),
        ("doubt.author",) if author else (),
    )


def _main_part(archive: zipfile.ZipFile) -> str:
    """The part that holds the document: programs call it differently, and the relations of the package say
    how."""
    _within_bounds(archive)
    names = set(archive.namelist())
    if "_rels/.rels" in names:
        for relation in _xml(archive, "_rels/.rels").iter(_RELATION):
            part = (relation.get("Target") or "").lstrip("/")
            if (
                (relation.get("Type") or "").endswith("/officeDocument")
                and part in names
                and part.startswith("word/")
            ):
                return part
    if "word/document.xml" not in names:
        raise Unreadable("archive")
    return "word/document.xml"


def _within_bounds(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable("locked")
    if len(members) > _MEMBERS or sum(member.file_size for member in members) > _LARGEST:
        raise Unreadable("bomb")
    if any(
        member.file_size > 1_000_000 and member.file_size > _RATIO * max(1, member.compress_size)
        for member in members
    ):
        raise Unreadable("bomb")


def _xml(archive: zipfile.ZipFile, name: str) -> Any:
    with archive.open(name) as member:
        content = member.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise Unreadable("bomb")
    for strict, usual in _SPACES:
        content = content.replace(strict, usual)
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
        elif child.tag not in (f"{_W}p", f"{_W}del", f"{_W}moveFrom", _FALLBACK) and not _is_hidden(child):
            words = _words(child)
            yield from map(raised, words) if _is_raised(child) else words


def _is_hidden(element: Element) -> bool:
    """Is it a run that is not shown?"""
    mark = element.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val", "true") not in ("0", "false", "off")


def _is_raised(element: Element) -> bool:
    """Is it a run in superscript?"""
    mark = element.find(f"{_W}rPr/{_W}vertAlign")
    return mark is not None and mark.get(f"{_W}val") == "superscript"
