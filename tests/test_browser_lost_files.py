"""A script, sheet or text that the network loses for a moment is asked for again, and the page comes to stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from conftest import Visitor, until

if TYPE_CHECKING:
    from playwright.sync_api import Route

LOST = ("first", "app", "lists", "leaflet-js", "leaflet-css", "base-en", "places-en", "static/js/index")


@pytest.mark.parametrize("lost", LOST)
def test_a_file_that_the_network_loses_once_is_asked_for_again(visit: Visitor, lost: str) -> None:
    reader = visit("en")
    asked: list[str] = []

    def lose(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            route.abort("connectionreset")
        else:
            route.continue_()

    reader.context.route(re.compile(rf"/{lost}[-.][\w-]+\.(?:js|css|html)$"), lose)
    reader.open({"lang": "en"})
    reader.pick("chaldovar")
    until(lambda: reader.title, "Chaldivar")
    until(lambda: reader.page.locator(".d-map-side [data-pick]").count() > 5)
    assert len(asked) > 1
