"""Elements of an SVG picture, built as a tree so that every text is escaped."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET


def add_element(parent: ET.Element, tag: str, css: str = "", text: str = "", **given: Any) -> ET.Element:
    """A new element in `parent`; `_` in the name of an attribute stands for "-", numbers are written with one
    decimal."""
    values = {
        key.replace("_", "-"): f"{v:.1f}" if isinstance(v, float) else str(v) for key, v in given.items()
    }
    element = ET.SubElement(parent, tag, ({"class": css} if css else {}) | values)
    element.text = text or None
    return element


def add_text(
    parent: ET.Element, css: str, text: str, at: tuple[float, float], anchor: str = "middle"
) -> ET.Element:
    """A line of text at a point of its base line."""
    return add_element(parent, "text", css, text, x=at[0], y=at[1], text_anchor=anchor)


def add_pickable_group(parent: ET.Element, css: str, key: str, entity: str, title: str) -> ET.Element:
    """A group that can be picked, by mouse and by keyboard, and says of itself what it is."""
    label = {"aria-label": title}
    group = add_element(
        parent, "g", css, data_item=key, data_pick=key, data_entity=entity, tabindex=0, role="button", **label
    )
    add_element(group, "title", text=title)
    return group


def add_bracket(parent: ET.Element, css: str, ends: tuple[float, float], y: float) -> None:
    """A line with a stroke at either end."""
    start, end = ends
    add_element(
        parent,
        "path",
        css,
        d=f"M{start:.1f},{y - 5:.1f}v10M{start:.1f},{y:.1f}H{end:.1f}M{end:.1f},{y - 5:.1f}v10",
    )


def add_symbol(parent: ET.Element, symbol: str, at: tuple[float, float], r: float) -> None:
    """A diamond, a square or, for all else, a circle."""
    cx, cy = at
    if symbol == "diamond":
        d = 1.25 * r
        add_element(
            parent,
            "path",
            "d-strip-sign",
            d=f"M{cx:.1f},{cy - d:.1f}l{d:.1f},{d:.1f}l{-d:.1f},{d:.1f}l{-d:.1f},{-d:.1f}z",
        )
    elif symbol == "square":
        add_element(parent, "rect", "d-strip-sign", x=cx - r, y=cy - r, width=2 * r, height=2 * r)
    else:
        add_element(parent, "circle", "d-strip-sign", cx=cx, cy=cy, r=r)


def add_hatching(root: ET.Element) -> None:
    """The pattern #d-hatch, for what was announced only."""
    size: dict[str, Any] = {"width": 6, "height": 6}
    pattern = add_element(
        add_element(root, "defs"),
        "pattern",
        id="d-hatch",
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
        **size,
    )
    add_element(pattern, "rect", "d-hatch-ground", **size)
    add_element(pattern, "rect", "d-hatch-line", width=2.4, height=6)
