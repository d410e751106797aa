"""Names on poles: where the names of points on a line may stand above or below it, so that no name covers
another or a pole.

A name stands in one of several rows; a pole, straight up from its point, carries it. Lengths are in units of
the picture."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

GAP = 7.0
MIDDLE, START, END = (
    (0.5, 0.25, 0.75, 0.06, 0.94),
    (0.06, 0.25, 0.5),
    (0.94, 0.75, 0.5),
)  # where along a name its pole stands
NARROW = set("iljtfrI.,'|!:;()[] \u2066\u2067\u2068\u2069")


@dataclass(frozen=True)
class Wanted:
    """A name to be written: which, at what x its pole stands, and how broad it is."""

    key: str
    x: float
    breadth: float


@dataclass(frozen=True)
class Flag:
    """A name in its place: its left edge, its row (0 is the nearest to the line), and the x of its pole."""

    key: str
    left: float
    row: int
    x: float
    breadth: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.breadth


def text_breadth(text: str, size: float) -> float:
    """About how broad a text is at a font size: enough for the fonts in use, Latin and Arabic."""
    return size * sum(0.3 if c in NARROW else 0.68 if c.isupper() else 0.55 for c in text)


def spread_apart(points: Sequence[float], apart: float = 8.0) -> list[float]:
    """The same x, moved as little as needed to stand `apart`, in the same order."""
    moved = sorted(range(len(points)), key=lambda n: points[n])
    groups: list[list[int]] = []
    for n in moved:
        groups.append([n])
        while (
            len(groups) > 1
            and _ends(groups[-2], points, apart)[1] + apart > _ends(groups[-1], points, apart)[0]
        ):
            groups[-2:] = [groups[-2] + groups[-1]]
    found = list(points)
    for group in groups:
        start = _ends(group, points, apart)[0]
        for step, n in enumerate(group):
            found[n] = start + apart * step
    return found


def _ends(group: Sequence[int], points: Sequence[float], apart: float) -> tuple[float, float]:
    """First and last x of a group that stands `apart` around the middle of its points."""
    middle, half = sum(points[n] for n in group) / len(group), apart * (len(group) - 1) / 2
    return middle - half, middle + half


def place_labels(wanted: Sequence[Wanted], rows: int, left: float, right: float) -> dict[str, Flag]:
    """Key -> flag. The first wanted have the first choice; a name for which there is no room is left out.
    Several orders are tried, among them stairs down to the east and to the west; the one is taken that writes
    the most, and the most wanted, names."""
    east, west = sorted(wanted, key=lambda w: -w.x), sorted(wanted, key=lambda w: w.x)
    first = [
        w.key for w in wanted[:2]
    ]  # tried before all others too, in the outermost row, where they bar no pole
    down, up = (sorted(order, key=lambda w: w.key not in first) for order in (east, west))
    orders = ((wanted, MIDDLE), (wanted, START), (east, START), (west, END), (east, MIDDLE), (west, MIDDLE))
    tried = [_place(order, rows, shares, left, right) for order, shares in orders]
    tried += [_place(order, rows, shares, left, right, first) for order, shares in ((down, START), (up, END))]
    tried = [_centred(flags, left, right) for flags in tried]
    worth = {w.key: 1 + 4 / (1 + n) for n, w in enumerate(wanted)}
    return max(
        tried, key=lambda flags: (sum(worth[key] for key in flags), -sum(f.row for f in flags.values()))
    )


def _place(
    order: Iterable[Wanted],
    rows: int,
    shares: Sequence[float],
    left: float,
    right: float,
    outer: Container[str] = (),
) -> dict[str, Flag]:
    """Each name in the first free spot, from the row nearest to the line outwards; those of `outer` from the
    outermost inwards."""
    standing: dict[str, Flag] = {}
    for w in order:
        near = range(rows)[:: -1 if w.key in outer else 1]
        options = [
            Flag(w.key, w.x - share * w.breadth, row, w.x, w.breadth)
            for row in near
            for share in (MIDDLE if w.key in outer else shares)
        ]
        if (found := next((f for f in options if _free(f, standing, left, right)), None)) is not None:
            standing[w.key] = found
    return standing


def _centred(standing: dict[str, Flag], left: float, right: float) -> dict[str, Flag]:
    """The same flags, each with its pole as near its middle as its neighbours let it."""
    for key, flag in list(standing.items()):
        others = {k: f for k, f in standing.items() if k != key}
        better = (replace(flag, left=flag.x - share * flag.breadth) for share in MIDDLE)
        standing[key] = next((f for f in better if _free(f, others, left, right)), flag)
    return standing


def _free(flag: Flag, standing: dict[str, Flag], left: float, right: float) -> bool:
    return (
        left <= flag.left
        and flag.right <= right
        and not any(_clash(flag, other) for other in standing.values())
    )


def _clash(one: Flag, other: Flag) -> bool:
    """Do the names touch, or does the pole of the higher one run through the lower one?"""
    if one.row == other.row:
        return one.left < other.right + GAP and other.left < one.right + GAP
    low, high = sorted((one, other), key=lambda flag: flag.row)
    return low.left - 3 < high.x < low.right + 3
