"""Plain text and Markdown, in the encodings that Arabic and English texts come in."""

from __future__ import annotations

import re

from charset_normalizer import from_bytes
from markdown_it import MarkdownIt

from data.readers import Draft, Unreadable

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"),
          (b"\xfe\xff", "utf-16"))  # fmt: skip
_OLD = ("cp1256", "cp1252", "iso8859_6", "mac_arabic", "cp1251")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ufffd]")
_HEAD = re.compile(r"\A---\s*\n(.*?)\n(?:---|\.\.\.)\s*\n", re.S)


def decoded(raw: bytes) -> str:
    """The text of some bytes: by their mark, as UTF-8, as UTF-16 without a mark, else as what an older encoding makes
    best sense of. Raises Unreadable for bytes that are no text."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _strictly(raw, encoding)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = _guessed(raw)
    else:
        if "\x00" in text:
            text = _guessed(raw)
    if len(_CONTROLS.findall(text)) > len(text) / 100 + 1:
        raise Unreadable("type")
    return text


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
    words = len(re.findall(r"(?<!\w)[وفبلك]{0,2}(?:ال[\u0621-\u064a]{2,}|في|من|على|إلى|أن|عن|التي|هذا)(?!\w)", text))
    strange = len(re.findall(r"[\u0080-\u00ff\u0192\u0152\u0153\u02c6ٹپچژڈگکںےہھ\ufffd]", text))
    return text if words >= 1 and letters > 5 * strange else ""


def read_plain(raw: bytes) -> Draft:
    """A plain text: its lines are its paragraphs; where lines are wrapped, empty lines part them."""
    text = decoded(raw).replace("\r\n", "\n").replace("\r", "\n")
    blocks = re.split(r"\n\s*\n", text)
    wrapped = len(blocks) > 1 and all(len(line) <= 100 for line in text.split("\n")) and any("\n" in b.strip() for b in blocks)
    lines = [block.replace("\n", " ") for block in blocks] if wrapped else text.split("\n")
    return Draft("txt", "", "", "", "", tuple(lines))


def read_markdown(raw: bytes) -> Draft:
    """A Markdown text without its marks; title, author and date from the lines between --- at its head, if it has them."""
    text = decoded(raw).replace("\r\n", "\n")
    head = _HEAD.match(text)
    given = dict(re.findall(r"^(title|author|date):\s*[\"']?(.*?)[\"']?\s*$", head[1], re.M)) if head else {}
    tokens = MarkdownIt("commonmark").enable("table").parse(text[head.end() :] if head else text)
    paragraphs, title = [], given.get("title", "")
    for number, token in enumerate(tokens):
        if token.type == "inline":
            words = "".join(
                "\n" if c.type == "hardbreak" else " " if c.type == "softbreak" else c.content
                for c in token.children or ()
                if c.type != "html_inline"
            )
            if not title and tokens[number - 1].type == "heading_open" and tokens[number - 1].tag == "h1":
                title = words
            paragraphs += words.split("\n")
        elif token.type in ("fence", "code_block"):
            paragraphs += token.content.split("\n")
    date = given.get("date", "")
    return Draft(
        "md", title, given.get("author", ""), date if re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", date) else "", "", tuple(paragraphs)
    )
