"""Texts with marks (tests/marked): passages, and the mentions, figures and speech that a person marked in
them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "marked"
_MARK = re.compile(
    r"\[(?P<name>[^|\]]+)\|(?P<entity>[^\]]*)\]"
    r"|\{(?P<figure>[^|}]+)\|(?P<kind>[^|}]*)\|(?P<value>[^|}]*)\|(?P<unit>[^|}]*)\|(?P<qualifier>[^|}]*)\}"
    r"|<said by=(?P<q>[\"'])(?P<by>.*?)(?P=q)>|(?P<end></said>)"
)


@dataclass
class Marked:
    """A document with marks. mentions: (passage, start, end, entity); "?" before an entity: it must be left
    as a question; "+" and a type: a name that the tables may lack. figures: (passage, start, end, kind,
    value, unit, qualifier); kind "?": may be read as a figure or not. speech: (passage, start, end, speaker);
    the speaker is an entity, "+" and the words of a name, empty for who has no name, or "?" for words that
    may be taken for speech or not. written: its date. on_subject: it is about the region of the article."""

    written: str = ""
    passages: list[str] = field(default_factory=list)
    mentions: list[tuple[int, int, int, str]] = field(default_factory=list)
    figures: list[tuple[int, int, int, str, str, str, str]] = field(default_factory=list)
    speech: list[tuple[int, int, int, str]] = field(default_factory=list)
    on_subject: bool = True

    def add(self, line: str) -> None:
        """Read one line with marks."""
        text, reached, number, opened = "", 0, len(self.passages), (0, "")
        for match in _MARK.finditer(line):
            text += line[reached : match.start()]
            words = match["name"] or match["figure"] or ""
            span = (number, len(text), len(text) + len(words))
            if match["figure"]:
                self.figures.append((*span, match["kind"], match["value"], match["unit"], match["qualifier"]))
            elif match["entity"]:
                self.mentions.append((*span, match["entity"]))
            elif match["end"]:
                self.speech.append((number, opened[0], len(text), opened[1]))
            elif not words:
                opened = (len(text), match["by"])
            text += words
            reached = match.end()
        self.passages.append(text + line[reached:])


def marked(lang: str) -> Iterator[Marked]:
    """The documents of one language."""
    document = Marked()
    for line in (FOLDER / f"{lang}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("date:"):
            document.written = line[5:].strip()
        elif line.startswith("subject:"):
            document.on_subject = line[8:].strip() == "on"
        elif line and not line.startswith("#"):
            document.add(line)
        elif not line and document.passages:
            yield document
            document = Marked()
    yield document
