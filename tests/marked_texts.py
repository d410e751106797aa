"""Texts with marks (tests/marked): passages, and the mentions and figures that a person marked in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "marked"
_MARK = re.compile(r"\[([^|\]]+)\|([^\]]*)\]|\{([^|}]+)\|([^|}]*)\|([^|}]*)\|([^|}]*)\|([^|}]*)\}")


@dataclass
class Marked:
    """A document with marks: mentions as (passage, start, end, entity), figures as (passage, start, end,
    kind, value, unit, qualifier); an entity with "?" before it must be left as a question. `written`: its
    date."""

    written: str = ""
    passages: list[str] = field(default_factory=list)
    mentions: list[tuple[int, int, int, str]] = field(default_factory=list)
    figures: list[tuple[int, int, int, str, str, str, str]] = field(default_factory=list)

    def add(self, line: str) -> None:
        """Read one line with marks."""
        text, reached, number = "", 0, len(self.passages)
        for match in _MARK.finditer(line):
            text += line[reached : match.start()]
            words = match[1] or match[3]
            if match[3]:
                self.figures.append(
                    (number, len(text), len(text) + len(words), match[4], match[5], match[6], match[7])
                )
            elif match[2]:
                self.mentions.append((number, len(text), len(text) + len(words), match[2]))
            text += words
            reached = match.end()
        self.passages.append(text + line[reached:])


def marked(lang: str) -> Iterator[Marked]:
    """The documents of one language."""
    document = Marked()
    for line in (FOLDER / f"{lang}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("date:"):
            document.written = line[5:].strip()
        elif line and not line.startswith("#"):
            document.add(line)
        elif not line and document.passages:
            yield document
            document = Marked()
    yield document
