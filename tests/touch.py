"""Fingers on a screen: windows of phones and tablets, taps, swipes, and what can be seen and hit there."""

from __future__ import annotations

from typing import Any

from conftest import MIDDLE, Visit

from data.tables.vocab import Lang

PHONE, SMALL, TABLET, ZOOMED = (390, 844), (320, 640), (820, 1180), (700, 450)
SEEN = """css => { const r = document.querySelector(css).getBoundingClientRect();
  return r.top >= 0 && r.left >= -1 && r.right <= innerWidth + 1 && r.top + 20 < innerHeight; }"""
# What lies in the middle of an element is it, or in it: nothing covers it.
UNCOVERED = """e => { const r = e.getBoundingClientRect();
  return e.contains(document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2)); }"""


def tap(reader: Visit, place: str) -> None:
    """Tap a point of the map; where several may be meant, choose it."""
    reader.rests()
    reader.page.locator(".d-map").evaluate("map => map.scrollIntoView({block: 'center'})")
    reader.rests()
    reader.page.touchscreen.tap(*reader.point(place).evaluate(MIDDLE))
    if reader.page.locator(".d-pile").count():
        reader.page.locator(f'.d-pile [data-entity="{place}"]').tap()


def move_finger(reader: Visit, x: float, y: float, by: float) -> Any:
    """Move one finger up or down by so many pixels; gives what moves fingers."""
    fingers = reader.page.context.new_cdp_session(reader.page)
    moves = [
        ("Start", [{"x": x, "y": y}]),
        *(("Move", [{"x": x, "y": y + by * n / 12}]) for n in range(1, 13)),
    ]
    for kind, points in [*moves, ("End", [])]:
        fingers.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})
    return fingers


def swipe(reader: Visit, css: str, by: int) -> None:
    """Draw a finger from the middle of an element up or down."""
    x, y = reader.page.locator(css).first.evaluate(MIDDLE)
    move_finger(reader, x, y, by)


def in_sight(reader: Visit, page: str, lang: Lang, css: str) -> Any:
    """The first such part of a chart on a page, brought into the middle of the window."""
    reader.page.goto(f"{reader.server.url}/{page}?lang={lang}&focus=none")
    found = reader.page.locator(css).first
    found.wait_for()
    reader.idle().page.wait_for_timeout(600)
    found.evaluate("part => part.scrollIntoView({block: 'center', inline: 'center'})")
    reader.page.wait_for_timeout(400)
    return found
