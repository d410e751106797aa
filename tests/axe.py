"""What axe-core finds in a page, less what is not ours to mend, each with its reason."""

from __future__ import annotations

import re
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
# rule, what it was found in (a pattern over the element's HTML or its selector), and why it is not ours to
# mend
ALLOWED: tuple[tuple[str, str, str], ...] = (
    (
        "target-size",
        r"leaflet-marker-icon",
        "where a point stands is essential; the list of places and the jump box do the same",
    ),
)


def findings(page: Page) -> list[str]:
    """What axe finds and the list does not allow."""
    found: list[dict[str, Any]] = Axe().run(page, options=RULES).response["violations"]
    rows = [
        (rule["id"], str(node["target"]), node["html"], node["failureSummary"])
        for rule in found
        for node in rule["nodes"]
    ]
    return [
        f"{rule} {target} {html[:160]} | {' '.join(why.split())[:200]}"
        for rule, target, html, why in rows
        if not any(rule == known and re.search(where, f"{target} {html}") for known, where, _ in ALLOWED)
    ]
