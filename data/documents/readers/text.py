"""Plain text and Markdown, in the encodings that Arabic and English texts come in."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

from charset_normalizer import from_bytes
from markdown_it import MarkdownIt
from markdown_it.token import Token

from data.documents.readers.draft import Draft, Unreadable
from data.documents.readers.front_matter import split_front_matter
from data.text.lexicon import alternatives, entries
from data.text.numbers.superscripts import with_superscripts

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_OLD = ("cp1256", "cp1252", "iso8859_6", "mac_arabic", "cp1251")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ufffd]")
_FREQUENT = re.compile(
    r"(?<!\w)[وفبلك]{0,2}(?:ال[\u0621-\u064a]{2,}|"
    rf"{alternatives([entry.written for entry in entries('frequent-word').values()])})(?!\w)"
)
_WRAPPED = 100  # characters: longer lines are not wrapped
_SILENT = ("script", "style", "template", "noscript", "head", "title", "iframe", "object", "svg")
_WITHIN = (
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "cite",
    "code",
    "em",
    "font",
    "i",
    "mark",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "u",
)


def decode(raw: bytes) -> str:
    """The text of some bytes: by their mark, as UTF-8, as UTF-16 without a mark, else as what an older
    encoding makes best sense of. Raises Unreadable for bytes that are no text."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _strictly(raw, encoding)
    text = nearly_utf8(raw) or _guessed(raw)
    if len(_CONTROLS.findall(text)) > len(text) / 100 + 1:
        raise Unreadable("type")
    return text


def nearly_utf8(raw: bytes) -> str:
    """The text as UTF-8, with U+FFFD for a byte here and there that is none; nothing where most of what is
    not ASCII is none."""
    text = raw.decode("utf-8", "replace")
    bad, good = text.count("\ufffd"), len(re.findall(r"[^\x00-\x7f\ufffd]", text))
    return "" if "\x00" in text or bad > max(good / 50, 1 if good >= 5 else 0) else text


def _strictly(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable("encoding") from error


def _guessed(raw: bytes) -> str:
    if b"\x00" in raw:
        pairs = len(raw) // 2 or 1
        for encoding, zeros in (
            ("utf-16-le", raw[1::2].count(0) + raw[1::2].count(6)),
            ("utf-16-be", raw[::2].count(0) + raw[::2].count(6)),
        ):
            if zeros > pairs * 0.7 and len(raw) % 2 == 0:
                return _strictly(raw, encoding)
        raise Unreadable("type")
    arabic = _arabic(raw)
    if arabic:
        return arabic
    best = from_bytes(raw, cp_isolation=list(_OLD)).best()
    if best is None:
        raise Unreadable("encoding")
    return str(best)


def _arabic(raw: bytes) -> str:
    """The text as Windows-1256, where that gives words of Arabic letters and hardly anything else."""
    text = raw.decode("cp1256", "replace")
    letters = len(re.findall(r"[\u0621-\u064a]", text))
    words = len(_FREQUENT.findall(text))
    strange = len(re.findall(r"[\u0080-\u00ff\u0192\u0152\u0153\u02c6ٹپچژڈگکںےہھ\ufffd]", text))
    return text if words >= 1 and letters > 5 * strange else ""


def read_plain(raw: bytes) -> Draft:
    """A plain text, in whatever encoding it comes."""
    return Draft("txt", "", "", "", "", paragraphs_in(decode(raw)))


def paragraphs_in(text: str) -> tuple[str, ...]:
    """The paragraphs of a plain text: its lines; where lines are wrapped, empty lines part them. Form feeds
    and the separators of Unicode end a paragraph."""
    pages = re.split(r"[\f\x85\u2028\u2029]", re.sub(r"\r\n?|\v", "\n", text))
    blocks = [[block.strip("\n") for block in re.split(r"\n[^\S\n]*\n", page)] for page in pages]
    whole = [block for page in blocks for block in page]
    wrapped = any(len(page) > 1 for page in blocks) and any("\n" in block for block in whole)
    if wrapped and all(len(line) <= _WRAPPED for block in whole for line in block.split("\n")):
        return tuple(block.replace("\n", " ") for block in whole)
    return tuple(line for block in whole for line in block.split("\n"))


def read_markdown(raw: bytes) -> Draft:
    """A Markdown text without its marks, a row of a table in one paragraph; title, author and date from its
    head, if it has one."""
    given, text = split_front_matter(with_superscripts(re.sub(r"\r\n?", "\n", decode(raw))))
    paragraphs, title = [], given.get("title", "")
    row: list[str] | None = None
    for before, token in pairwise([None, *MarkdownIt("commonmark").enable("table").parse(text)]):
        words = _words(token) if token else ""
        if not title and before and before.type == "heading_open" and before.tag == "h1":
            title = words
        if token and token.type in ("tr_open", "tr_close"):
            paragraphs.append(" | ".join(filter(None, row or ())))
            row = [] if token.type == "tr_open" else None
        elif row is None:
            paragraphs += words.split("\n")
        else:
            row.append(" ".join(words.split()))
    return Draft("md", title, given.get("author", ""), given.get("date", ""), "", tuple(paragraphs))


def _words(token: Token) -> str:
    """What a part of a Markdown text says; a line for each paragraph in it."""
    if token.type == "inline":
        replacements = {"hardbreak": "\n", "softbreak": " ", "html_inline": ""}
        return "".join(replacements.get(part.type, part.content) for part in token.children or ())
    if token.type == "html_block":
        return _without_tags(token.content)
    return token.content if token.type in ("fence", "code_block") else ""


def _without_tags(html: str) -> str:
    """The words of a piece of HTML; a line for each block of it."""
    found = _Words()
    found.feed(html)
    found.close()
    return "".join(found.words)


class _Words(HTMLParser):
    """Gathers what a piece of HTML says."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.silent = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        """Begin what is not said, or another line."""
        self.silent = self.silent or (tag if tag in _SILENT else "")
        self.words.append("" if tag in _WITHIN else "\n")

    def handle_endtag(self, tag: str) -> None:
        """End it."""
        self.silent = "" if tag == self.silent else self.silent
        self.words.append("" if tag in _WITHIN else "\n")

    def handle_data(self, data: str) -> None:
        """Words; their line ends are spaces, an empty line parts them."""
        if not self.silent:
            self.words.append("\n".join(" ".join(part.split("\n")) for part in re.split(r"\n\s*\n", data)))
