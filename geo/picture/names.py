"""Where the names on the picture of the map are written, so that none covers another at the size for which
they are placed: a few of the rules of web/map/labels.js, which places them for the size there is."""

from __future__ import annotations

from collections.abc import Sequence

NOMINAL = 600  # pixels across the frame
LETTER = 0.56  # breadth of a letter, in its size
SIGN, EDGE, ABOVE = 4, 44, 150  # pixels: half a sign; how far beside and above the frame a name may stand

Box = tuple[float, float, float, float]  # left, top, right, bottom


class NamePlacer:
    """Names written on a frame, in the order in which they are asked for; each takes its room from those that
    follow. Reckoned in pixels of a frame that is NOMINAL wide and ends at `bottom`."""

    def __init__(self, bottom: float, signs: Sequence[tuple[float, float]]):
        self.bottom = bottom
        self.taken: list[Box] = [(x - SIGN, y - SIGN, x + SIGN, y + SIGN) for x, y in signs]

    def side(self, x: float, y: float, half: float, text: str) -> str:
        """The side of a sign (`half` pixels from its middle to its edge) where its name is written; "" where
        there is no room."""
        w, h, r = text_pixels(text, 14), 17.0, half + 4
        at = {
            "e": (x + r, y - h / 2),
            "w": (x - r - w, y - h / 2),
            "n": (x - w / 2, y - r - h),
            "s": (x - w / 2, y + r),
        }
        return next(
            (side for side, (left, top) in at.items() if self.takes((left, top, left + w, top + h))), ""
        )

    def centre(self, spots: Sequence[tuple[float, float]], text: str) -> tuple[float, float] | None:
        """The first of the spots around which there is room."""
        w, h = text_pixels(text, 16), 19.0
        boxes = {(x, y): (x - w / 2, y - h / 2, x + w / 2, y + h / 2) for x, y in spots}
        return next((spot for spot, box in boxes.items() if self.takes(box)), None)

    def takes(self, box: Box) -> bool:
        """Take the room of a box, if it is free and in sight."""
        left, top, right, bottom = box
        if left < -EDGE or right > NOMINAL + EDGE or top < -ABOVE or bottom > self.bottom + ABOVE:
            return False
        if any(left < b[2] and right > b[0] and top < b[3] and bottom > b[1] for b in self.taken):
            return False
        self.taken.append(box)
        return True


def text_pixels(text: str, size: float) -> float:
    """Pixels that a text of `size` pixels takes across, roughly."""
    return LETTER * size * len(text) + 4
