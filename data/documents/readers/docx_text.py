"""The words of a Word document, passage by passage: a paragraph or the row of a table, with the notes that it
refers to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from data.text.numbers.superscripts import to_superscript

STRICT, USUAL = "http://purl.oclc.org/ooxml/", "http://schemas.openxmlformats.org/"
W = f"{{{USUAL}wordprocessingml/2006/main}}"
_FALLBACK = f"{{{USUAL}markup-compatibility/2006}}Fallback"
_GONE = {f"{W}del", f"{W}moveFrom", _FALLBACK}
_CELLS = 1_500  # letters of a row: what holds more is no table but a layout
Passage = tuple[str, str]  # its style, and what it says


class _Note(str):
    """A note where the text refers to it."""


class DocumentText:
    """The text of one document. footnotes, endnotes, styles: the parts of those names."""

    def __init__(self, footnotes: Element, endnotes: Element, styles: Element):
        self.hidden = _hidden_styles(styles)
        self.referred = 0
        self.notes: dict[tuple[str, str], str] = {}
        self.notes |= {key: text for part in (footnotes, endnotes) for key, text in self._notes(part)}

    def paragraphs(self, body: Element) -> Iterator[Passage]:
        """The passages in order; notes that nothing refers to stand after them."""
        yield from self._blocks(body)
        yield from (("", note) for note in self.notes.values())

    def _notes(self, part: Element) -> Iterator[tuple[tuple[str, str], str]]:
        for number, note in enumerate(part):
            text = " ".join(text for _, text in self._blocks(note))
            if note.get(f"{W}type", "normal") == "normal" and text.strip():
                kind = note.tag.removeprefix(W)
                yield (kind, note.get(f"{W}id") or f"unreferred {number}"), text.strip()

    def _blocks(self, element: Element) -> Iterator[Passage]:
        """The passages of anything that holds paragraphs and tables."""
        for child in element:
            if child.tag == f"{W}p":
                yield from self._lines(child)
                yield from self._boxes(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag not in _GONE:
                yield from self._blocks(child)

    def _boxes(self, paragraph: Element) -> Iterator[Passage]:
        """What text boxes in a paragraph hold: passages of their own."""
        for child in paragraph:
            if child.tag in (f"{W}p", f"{W}tbl"):
                yield from self._blocks([child])  # type: ignore[arg-type]
            elif child.tag not in _GONE and not self._is_hidden(child):
                yield from self._boxes(child)

    def _table(self, table: Element) -> Iterator[Passage]:
        """The rows, each a passage: cells side by side. A cell that goes on from the row above has its words
        in each row. What serves as a layout gives its paragraphs."""
        above: dict[int, str] = {}
        for row in _within(table, f"{W}tr"):
            cells = list(_within(row, f"{W}tc"))
            blocks = [list(self._blocks(cell)) for cell in cells]
            words = [" ".join(text.strip() for _, text in own if text.strip()) for own in blocks]
            nested = any(cell.find(f".//{W}tbl") is not None for cell in cells)
            if len(cells) == 1 or nested or sum(map(len, words)) > _CELLS:
                yield from (passage for own in blocks for passage in own)
                continue
            words = [
                above.get(n, "") if _goes_on(cell) and not parts else parts
                for n, (cell, parts) in enumerate(zip(cells, words, strict=True))
            ]
            above = dict(enumerate(words))
            yield "row", " | ".join(filter(None, words))

    def _lines(self, paragraph: Element) -> Iterator[Passage]:
        """A paragraph, a line at a time, each with its notes after it."""
        named = _style(paragraph, "p")
        if named in self.hidden:
            return
        line: list[str] = []
        for word in (*self._words(paragraph), "\n"):
            if word != "\n" or isinstance(word, _Note):
                line.append(word)
                continue
            yield named.lower(), self._with_notes(line)
            line = []

    def _with_notes(self, line: Iterable[str]) -> str:
        parts, notes = [], []
        for word in line:
            if isinstance(word, _Note):
                self.referred += 1
                mark = to_superscript(str(self.referred))
                notes.append(f" [{mark} {word}]")
                parts.append(mark)
            else:
                parts.append(word)
        return "".join(parts + notes)

    def _words(self, element: Element) -> Iterator[str]:
        for child in element:
            name = child.tag.removeprefix(W)
            if name == "t":
                yield child.text or ""
            elif name in ("tab", "noBreakHyphen"):
                yield "-" if name == "noBreakHyphen" else " "
            elif name in ("br", "cr"):
                yield "\n"
            elif name in ("footnoteReference", "endnoteReference"):
                if note := self.notes.pop((name.removesuffix("Reference"), child.get(f"{W}id") or ""), ""):
                    yield _Note(note)
            elif name not in ("p", "tbl") and child.tag not in _GONE and not self._is_hidden(child):
                words = self._words(child)
                yield from map(_raised, words) if _is_raised(child) else words

    def _is_hidden(self, element: Element) -> bool:
        """Is it a run that is not shown?"""
        own = _vanishes(element)
        return _style(element, "r") in self.hidden if own is None else own


def _raised(word: str) -> str:
    return word if isinstance(word, _Note) else to_superscript(word)


def _within(element: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, those in content controls among them."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in (f"{W}tr", f"{W}tc", f"{W}tbl", *_GONE):
            yield from _within(child, tag)


def _goes_on(cell: Element) -> bool:
    """Is it a cell that the one above it spans?"""
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    return merged is not None and merged.get(f"{W}val") != "restart"


def _style(element: Element, kind: str) -> str:
    """The id of the style of a paragraph ("p") or run ("r"); empty where it has none."""
    style = element.find(f"{W}{kind}Pr/{W}{kind}Style")
    return (style.get(f"{W}val") or "") if style is not None else ""


def _vanishes(element: Element) -> bool | None:
    """Whether a run or style says that it is hidden; None where it says nothing."""
    mark = element.find(f"{W}rPr/{W}vanish")
    return None if mark is None else mark.get(f"{W}val", "true") not in ("0", "false", "off")


def _hidden_styles(styles: Element) -> set[str]:
    """The ids of the styles whose words are hidden, by themselves or by what they rest on."""
    based = {}
    hidden: dict[str, bool] = {}
    for style in styles.iter(f"{W}style"):
        key, base = style.get(f"{W}styleId") or "", style.find(f"{W}basedOn")
        based[key] = (base.get(f"{W}val") or "") if base is not None else ""
        if (own := _vanishes(style)) is not None:
            hidden[key] = own
    for key in based:
        at, way = key, [key]
        while at not in hidden and (at := based.get(at, "")) and at not in way:
            way.append(at)
        hidden |= dict.fromkeys(way, hidden.get(at, False))
    return {key for key, is_hidden in hidden.items() if is_hidden}


def _is_raised(element: Element) -> bool:
    """Is it a run in superscript?"""
    mark = element.find(f"{W}rPr/{W}vertAlign")
    return mark is not None and mark.get(f"{W}val") == "superscript"
