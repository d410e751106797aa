"""The layouts of our slides: which placeholders each has, and where, from left to right; Arabic mirrors
them. A title is the claim; beside it stand the quotation, our reading, a number, the picture, the sources."""

from __future__ import annotations

from dataclasses import dataclass, replace

Box = tuple[float, float, float, float]  # left, top, width, height in inches
WIDE, HIGH, EDGE = 13.333, 7.5, 0.6
FULL = WIDE - 2 * EDGE
TOP, COLUMN, GAP = 1.62, 5.15, 0.3  # where texts begin, how wide the column beside a picture is
LOW = 6.38  # where sources begin
BAND: Box = (0, 0, 0.14, HIGH)


@dataclass(frozen=True)
class Placeholder:
    """A placeholder: its box, type and number in the file, size in points and largest, colour and face of the
    theme, ground, and where its text stands."""

    box: Box
    idx: int
    type: str = "body"
    size: float = 16
    colour: str = "tx1"
    face: str = "mn"
    bold: bool = False
    fill: str = ""
    anchor: str = "t"


Layout = dict[str, Placeholder]
TITLE = Placeholder((EDGE, 0.36, FULL, 0.86), 0, "title", 28, face="mj", bold=True, anchor="ctr")
SECOND = Placeholder((EDGE, 1.16, FULL, 0.4), 10, size=14, colour="tx2", face="mj", anchor="ctr")
FOOTER = Placeholder((EDGE, 7.08, 9.5, 0.28), 11, "ftr", 10, "tx2", anchor="ctr")
NUMBER = Placeholder((WIDE - EDGE - 0.8, 7.08, 0.8, 0.28), 12, "sldNum", 10, "tx2", anchor="ctr")
READING = Placeholder((EDGE, TOP, FULL, LOW - TOP), 13, size=18)
VISUAL = Placeholder((EDGE + COLUMN + GAP, TOP, FULL - COLUMN - GAP, LOW - TOP - 0.1), 14, "", anchor="ctr")
QUOTATION = Placeholder((EDGE, TOP, COLUMN, 1.9), 15, face="mj", fill="bg2", anchor="ctr")
SOURCES = Placeholder((EDGE, LOW, FULL, 0.68), 17, size=10, colour="tx2", anchor="b")
FIGURE = Placeholder(
    (EDGE, TOP, COLUMN, 0.8), 18, size=36, colour="accent1", face="mj", bold=True, anchor="ctr"
)
THIRD = (FULL - 2 * GAP) / 3


def _column(n: int, idx: int) -> Placeholder:
    box = (EDGE + n * (THIRD + GAP), TOP, THIRD, LOW - TOP - 0.15)
    return replace(READING, box=box, idx=idx, fill="bg2", size=17)


LAYOUTS: dict[str, Layout] = {
    "cover": {
        "title": replace(TITLE, box=(1.2, 1.3, FULL - 1.2, 1.7), size=38, anchor="b"),
        "second": replace(SECOND, box=(1.2, 3.0, FULL - 1.2, 0.7), size=20),
        "reading": replace(READING, box=(1.2, 3.8, FULL - 1.2, 3.0), size=18),
    },
    "step": {
        "title": TITLE,
        "second": SECOND,
        "figure": FIGURE,
        "quotation": QUOTATION,
        "reading": replace(READING, box=(EDGE, 3.7, COLUMN, 2.7), size=17),
        "visual": VISUAL,
        "sources": SOURCES,
    },
    "strip": {
        "title": TITLE,
        "second": SECOND,
        "quotation": replace(QUOTATION, box=(EDGE, TOP, COLUMN, 1.3)),
        "reading": replace(READING, box=(EDGE + COLUMN + GAP, TOP, FULL - COLUMN - GAP, 1.3), size=14),
        "visual": replace(VISUAL, box=(EDGE, TOP + 1.35, FULL, LOW - TOP - 1.4)),
        "sources": SOURCES,
    },
    "points": {
        "title": TITLE,
        "second": SECOND,
        "reading": _column(0, 13),
        "reading-2": _column(1, 19),
        "reading-3": _column(2, 20),
        "sources": SOURCES,
    },
    "visual": {
        "title": TITLE,
        "second": SECOND,
        "visual": replace(VISUAL, box=(EDGE, TOP, FULL, LOW - TOP - 0.1)),
        "sources": SOURCES,
    },
    "quotation": {
        "title": TITLE,
        "second": SECOND,
        "quotation": replace(QUOTATION, box=(EDGE, TOP, FULL, LOW - TOP - 0.15), size=28),
        "sources": SOURCES,
    },
    "list": {"title": TITLE, "second": SECOND, "reading": replace(READING, box=(EDGE, TOP, FULL, 5.35))},
}
