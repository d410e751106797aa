"""The journeys of one who gives a view away, in a real browser: a copied link and citation, and the app
inside another page."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from conftest import Visit, Visitor, until

FRAME = "[data-testid=stSidebar]:visible, .d-nav:visible, [data-testid=stHeader]:visible"
SHOWN = {"lang": "en", "topics": "border-security", "focus": "place:chaldovar"}


def copied(reader: Visit, key: str) -> str:
    """What is on the clipboard after a press of the button in the side bar."""
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.page.locator(f".st-key-share [data-share={key}]").click()
    text: Any = reader.page.evaluate("navigator.clipboard.readText()")
    return str(text)


def test_a_copied_link_opens_what_is_shown(visit: Visitor) -> None:
    reader = visit("en").open(SHOWN)
    link = copied(reader, "link")
    assert dict(parse_qsl(urlsplit(link).query)) == SHOWN
    until(lambda: dict(parse_qsl(urlsplit(copied(reader, "translated")).query)), SHOWN | {"lang": "ar"})
    until(lambda: copied(reader, "citation").endswith(link))
    reader.press_point("ayvaj")
    until(lambda: dict(parse_qsl(urlsplit(copied(reader, "link")).query)), SHOWN | {"focus": "place:ayvaj"})


def test_embedded_the_frame_is_away_and_stays_away(visit: Visitor) -> None:
    reader = visit("en").open({"lang": "en", "embed": "1"})
    until(lambda: reader.page.locator(FRAME).count(), 0)
    for place, title in (("chaldovar", "Chaldivar"), ("dushanbe", "Dushanbe")):
        reader.press_point(place)
        until(lambda: reader.title, title)
    assert reader.page.locator(FRAME).count() == 0
    assert reader.errors == []
