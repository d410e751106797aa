"""Word documents (docx): the words of their paragraphs, tables, notes and text boxes, as they stand with all
changes accepted.

A docx is a zip archive of XML (`archive.py`)."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from data.documents.readers.archive import open_archive, parse_member
from data.documents.readers.docx_text import STRICT, USUAL, DocumentText, W
from data.documents.readers.draft import Draft, Unreadable, author_of

_KIND = "Word"
_SPACES = tuple(
    (f"{STRICT}{strict}".encode(), f"{USUAL}{usual}".encode())
    for strict, usual in (
        ("wordprocessingml/main", "wordprocessingml/2006/main"),
        ("officeDocument/relationships", "officeDocument/2006/relationships"),
    )
)
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DC = "{http://purl.org/dc/elements/1.1/}"
_MAIN, _CORE = "word/document.xml", "docProps/core.xml"  # what programs usually call these parts


def read_docx(raw: bytes) -> Draft:
    """The document in a docx file, each note in the passage that refers to it. Raises Unreadable for other
    archives, and for those that unpack to far more than they are. When the file was made says nothing of when
    the text was published."""
    with open_archive(raw, _KIND) as archive:
        package = _relations(archive, "")
        main = package.get("officeDocument", _MAIN)
        body, parts = _main(archive, main), _parts(archive, main)
        core = _part(archive, package.get("core-properties", _CORE))
    try:
        paragraphs = list(DocumentText(**parts).paragraphs(body))
    except RecursionError as error:  # nested deeper than any document
        raise Unreadable("broken", kind=_KIND) from error
    title = core.findtext(f"{_DC}title") or next(
        (text for style, text in paragraphs if style in ("title", "heading1") and text.strip()), ""
    )
    author = author_of(core.findtext(f"{_DC}creator") or "")
    texts = tuple(text for _, text in paragraphs)
    return Draft("docx", title, author, "", "", texts, ("doubt.author",) if author else ())


def _main(archive: zipfile.ZipFile, name: str) -> Any:
    """The part that holds the document. Raises Unreadable("archive") where there is none."""
    root = _part(archive, name)
    if root.tag != f"{W}document":
        raise Unreadable("archive")
    return root


def _parts(archive: zipfile.ZipFile, main: str) -> dict[str, Any]:
    """The parts that the document needs besides: notes and styles; empty where it has none."""
    folder, related = posixpath.dirname(main), _relations(archive, main)
    return {
        kind: _part(archive, related.get(kind, posixpath.join(folder, f"{kind}.xml")))
        for kind in ("footnotes", "endnotes", "styles")
    }


def _part(archive: zipfile.ZipFile, name: str) -> Any:
    if name not in archive.namelist():
        return Element("none")
    return parse_member(archive, name, _KIND, _SPACES)


def _relations(archive: zipfile.ZipFile, part: str) -> Mapping[str, str]:
    """What a part, or the package ("") refers to: the last word of the relation's type -> name of a part."""
    folder, name = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, str] = {}
    for relation in _part(archive, listed).iter(_RELATION):
        target = posixpath.join("/", folder, relation.get("Target") or "")
        if relation.get("TargetMode") != "External":
            kind = (relation.get("Type") or "").rpartition("/")[2]
            found.setdefault(kind, posixpath.normpath(target).lstrip("/"))
    return found
