"""A document as read from a file, before a person has looked at it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from data.text.lexicon import word_set
from data.text.normalize import fold

Kind = Literal["txt", "md", "docx", "pdf", "html"]
MAX_LETTERS = 2_000_000


class Unreadable(Exception):
    """A file that cannot be read. `key`: a row of words.csv; `values`: what its placeholders stand for."""

    def __init__(self, key: str, **values: str | int):
        super().__init__(key)
        self.key, self.values = f"unreadable.{key}", values


@dataclass(frozen=True)
class Draft:
    """A document as read, before a person has looked at it. Title, author and date are what the file says, or
    empty.

    date: ISO day, month or year. language: empty where it is neither Arabic nor English. paragraphs: in
    order, without the title; white space within them is single spaces. doubts: what a person should look at,
    as keys of words.csv, some with the pages that they speak of (`doubt_sentence`). pages: the page that
    each paragraph begins on, from 1; empty for files without. ocr: a machine read it in pictures of pages."""

    kind: Kind
    title: str
    author: str
    date: str
    language: Literal["ar", "en", ""]
    paragraphs: tuple[str, ...]
    doubts: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    ocr: bool = False

    @property
    def text(self) -> str:
        """The document as plain text, one paragraph per line: what `data.annotate.pipeline` takes."""
        return "\n".join(self.paragraphs)


class _Words(Protocol):
    """What is asked of the interface's words in one language: a sentence, and a list as a phrase."""

    def __call__(self, key: str, **values: Any) -> str: ...
    def conjunction(self, parts: list[str]) -> str: ...


def doubt_sentence(t: _Words, doubt: str) -> str:
    """What a person should look at, in words. `t`: the interface's words in one language."""
    key, _, pages = doubt.partition(" ")
    return t(key, pages=t.conjunction(pages.split(", "))) if pages else t(key)


def _clean(text: str) -> str:
    """Single spaces; no control characters, and no marks of direction at the ends."""
    plain = "".join(
        " " if letter.isspace() else letter
        for letter in text
        if letter.isspace() or letter.isprintable() or letter in "\u200c\u200d\u200e\u200f"
    )
    return re.sub(r" {2,}", " ", plain).strip(" \u200e\u200f\ufeff")


def author_of(creator: str) -> str:
    """Whom a file names as its creator, unless that is a program or whoever a computer calls its user."""
    name = _clean(creator)
    return "" if fold(name).text in word_set("no-author") else name
