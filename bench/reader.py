"""A reader of the app: picks places on the map and sets filters, and holds every answer to the data."""

from __future__ import annotations

import random
import re
from collections.abc import Awaitable
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from bench.session import Failed, Session
from data.atlas.atlas import Atlas
from data.i18n import name
from data.index.index import passages_naming
from data.query.selection import Selection

SHOWN = re.compile(r'<article class="d-passage( dim)?" data-passage="([^"]+)"')


@dataclass
class Reader:
    """What one reader of the app has chosen: a place, and, or not, a topic or a donor."""

    session: Session
    atlas: Atlas
    chance: random.Random
    chosen: dict[str, str] = field(default_factory=dict)
    picks: int = 0

    def act(self, turn: int) -> tuple[str, Awaitable[float]]:
        """On a turn: a pick and a filter by turns, and on the aid page always a filter."""
        if self.session.name == "aid":
            return "aid", self.filter(
                "donors", {d: name(body, "ar") for d, body in self.atlas.bodies.items() if d in self.donors}
            )
        if turn % 2:
            return "filter", self.filter(
                "topics", {t: name(topic, "ar") for t, topic in self.atlas.topics.items()}
            )
        return "pick", self.pick()

    @property
    def donors(self) -> set[str]:
        """Who gave something."""
        return {row.donor for row in self.atlas.aid.values()}

    async def pick(self) -> float:
        """Pick a place on the map. Raises Failed when not its passages are shown."""
        places = [
            p for p in self.atlas.places if p in passages_naming(self.atlas) and p != self.chosen.get("focus")
        ]
        self.chosen["focus"], self.picks = self.chance.choice(places), self.picks + 1
        pick = {"id": f"place:{self.chosen['focus']}", "seq": self.picks, "frame": False}
        took = await self.session.event("mapview", "picks", [pick])
        self.check()
        return took

    async def filter(self, key: str, names: dict[str, str]) -> float:
        """Set a filter, or clear it. Raises Failed when the passages shown are not marked accordingly."""
        self.chosen[key] = "" if self.chosen.get(key) else self.chance.choice(list(names))
        took = await self.session.choose(key, [names[self.chosen[key]]] if self.chosen[key] else [])
        self.check()
        return took

    def check(self) -> None:
        """Raises Failed unless the link says what was chosen, and the panel shows the passages that name the
        place, those on the topic first and the others dimmed; or, after a filter was set, all that are on the
        topic. Passages that somebody adds meanwhile are not looked at."""
        selection, _ = Selection.from_query(dict(parse_qsl(self.session.query)), self.atlas)
        link = {
            "focus": selection.in_focus.removeprefix("place:"),
            "topics": " ".join(selection.topics),
            "donors": " ".join(selection.donors),
        }
        if wrong := {key for key, value in self.chosen.items() if link[key] != value}:
            raise Failed(f"wrong link for {wrong}: {self.session.query}")
        if place := self.chosen.get("focus"):
            given, topic = self.session.given("reader"), self.chosen.get("topics")
            off = {p: bool(topic) and topic not in row.topics for p, row in self.atlas.passages.items()}
            own = (
                [p for p in off if not off[p]]
                if selection.aside
                else sorted(passages_naming(self.atlas)[place], key=lambda p: off[p])
            )
            wanted = [(p, off[p]) for p in own]
            shown = [(p, bool(dim)) for dim, p in SHOWN.findall(given["html"]) if p in off]
            if (given["focus"] != f"place:{place}" and not selection.aside) or shown != wanted:
                raise Failed(f"wrong answer for {place} {topic}: {given['focus']} {shown}")
