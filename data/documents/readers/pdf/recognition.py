"""The text of pages that are pictures, recognised by Tesseract where an operator has installed it: the
package `tesserocr` and Tesseract's data of both languages (docs/DEPLOY.md).

Letters may be taken for others, digits too: what is read so is marked as such wherever it goes."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from data.documents.readers.draft import Unreadable
from data.documents.readers.pdf.layout import Paragraph
from data.text import hyphens

try:
    import tesserocr
except ImportError:  # an extra
    tesserocr = None

ARABIC, BOTH = ("ara",), ("eng", "ara")  # read as both, Arabic words are often taken for Latin letters
PAGES = 10  # of a scan, at most: more would not be done within the time that a file may take
_DATA = "/usr/share/tesseract-ocr/5/tessdata"  # where Debian has it
_SCALE, _LONGEST = 300 / 72, 3_600  # pixels a point, and pixels of a page's longer side at most
_STEERING = re.compile("[\u200e\u200f\u202a-\u202e]")  # that Tesseract puts around numbers


def is_installed() -> bool:
    """Can pictures of pages be read here, in both languages?"""
    return tesserocr is not None and set(BOTH) <= set(tesserocr.get_languages(_data())[1])


def recognize(pdf: Any) -> list[Paragraph]:
    """The paragraphs in the pictures of a document of pypdfium2. Raises Unreadable where none can be read, or
    where there are too many pages."""
    if not is_installed():
        raise Unreadable("scan")
    if len(pdf) > PAGES:
        raise Unreadable("scan-long", pages=PAGES)
    languages = ARABIC if _is_arabic("".join(_texts([pdf[0]], BOTH))) else BOTH
    blocks = [
        (number, block.splitlines())
        for number, text in enumerate(_texts(list(pdf), languages), 1)
        for block in text.split("\n\n")
    ]
    known = hyphens.vocabulary(line for _, lines in blocks for line in lines)
    found = [Paragraph(_joined(lines, known), number, 1) for number, lines in blocks]
    if not any(letter.isalpha() for paragraph in found for letter in paragraph.text):
        raise Unreadable("scan")
    return found


def _data() -> str:
    return os.environ.get("TESSDATA_PREFIX") or _DATA


def _is_arabic(text: str) -> bool:
    return len(re.findall("[\u0620-\u06ff]", text)) > len(re.findall("[A-Za-z]", text))


def _texts(pages: Sequence[Any], languages: Sequence[str]) -> list[str]:
    """What Tesseract reads on each page: a line each, an empty one between paragraphs."""
    with tesserocr.PyTessBaseAPI(path=_data(), lang="+".join(languages)) as engine:
        return list(map(partial(_text, engine), pages))


def _text(engine: Any, page: Any) -> str:
    scale = min(_SCALE, _LONGEST / max(page.get_size()))
    picture = page.render(scale=scale, grayscale=True)
    engine.SetImageBytes(bytes(picture.buffer), picture.width, picture.height, 1, picture.stride)
    engine.SetSourceResolution(round(72 * scale))
    picture.close()
    return _STEERING.sub("", engine.GetUTF8Text())


def _joined(lines: Sequence[str], known: set[str]) -> str:
    """The lines of a paragraph in one; a word that a hyphen parts is one."""
    parts = []
    for line, following in pairwise([*lines, ""]):
        whole = hyphens.join_hyphenated(line, following, known)
        parts.append(whole if whole != line or line.endswith("-") else f"{line} ")
    return "".join(parts)
