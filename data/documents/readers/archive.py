"""Zip archives of XML, as office programs write documents: opened within bounds, and XML that declares
entities is refused (defusedxml)."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from data.documents.readers.draft import Unreadable

_LARGEST, _RATIO, _MEMBERS = 60_000_000, 250, 10_000  # bytes unpacked, how far a member may expand, members


@contextmanager
def open_archive(raw: bytes, kind: str) -> Iterator[zipfile.ZipFile]:
    """Open an archive. kind: what the file is called where it is damaged. Raises Unreadable, also for
    archives that unpack to far more than they are."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            _hold_to_bounds(archive)
            yield archive
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,
        RuntimeError,
        zlib.error,
    ) as error:
        raise Unreadable("broken", kind=kind) from error


def parse_member(
    archive: zipfile.ZipFile, name: str, kind: str, spellings: Sequence[tuple[bytes, bytes]] = ()
) -> Any:
    """The XML of a member. spellings: what is replaced in it first, as two spellings of a namespace. Raises
    Unreadable."""
    with archive.open(name) as member:
        content = member.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise Unreadable("bomb")
    for other, usual in spellings:
        content = content.replace(other, usual)
    try:
        return fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise Unreadable("bomb") from error
    except ParseError as error:
        raise Unreadable("broken", kind=kind) from error


def _hold_to_bounds(archive: zipfile.ZipFile) -> None:
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
