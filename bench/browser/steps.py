"""The clicks that are measured, turn by turn, and how the page shows that it has answered."""

from __future__ import annotations

from collections.abc import Iterator
from json import dumps

from bench.browser.visit import Step
from data.atlas.atlas import Atlas
from data.index.index import passages_naming

PLACES = ("chaldovar", "ayvaj")  # points clicked in turn
MARKS = ("dea", "chaldovar-project")  # names marked in PASSAGE, clicked in turn
PASSAGE, TOPIC = (
    "issa-2023.p13",
    "counter-narcotics",
)  # shown for all of them; a topic of its own, so that counts change
ALL = "[...document.querySelectorAll('%s')].map((e) => %s).join()"
CLEAR = "[data-testid=stSidebar] [data-testid=stButton] button:enabled"
READY = {
    "empty": "[data-testid=stButton] button",
    "app": "html:not(:has(#d-first)) .d-map[data-state=ready] .d-point",  # in the place of what is seen first
    "aid": "[data-testid=stPlotlyChart] .bars",
    "profile": ".d-strip[data-state=ready] svg",
    "present": ".d-slide h1",
    "stock": "iframe",
}
PATHS = {  # of visits to the app, beyond its first page
    "aid": "/aid?lang=ar",
    "profile": f"/border?lang=ar&focus=passage:{PASSAGE}",
    "present": "/present?lang=ar&step=3",
}


def steps(atlas: Atlas, turn: int) -> Iterator[tuple[str, Step]]:
    """The clicks of one turn, in order, each with the row it counts for."""
    place, mark = PLACES[turn % 2], MARKS[turn % 2]
    chip = f'.d-reader [data-passage="{PASSAGE}"] [data-pick="topic:{TOPIC}"]'
    counts = (
        f"{text('.d-shown')}, {ALL % ('.d-map-side [data-count]', 'e.textContent')},"
        f" {ALL % ('.d-point', 'e.ariaLabel')}"
    )
    yield "empty", Step("empty", one("[data-testid=stButton] button"), text("[data-testid=stText]"))
    yield "point", Step("app", one(f".d-point[data-entity={place}]"), CARD, card(atlas, place))
    yield (
        "stock",
        Step(
            "stock",
            f"document.querySelector('iframe')?.contentDocument?.querySelector('path.{place}')",
            *said(atlas, place),
        ),
    )
    yield "filter", Step("app", one(chip), counts)
    yield "filter", Step("app", one(CLEAR), counts)
    yield (
        "mark",
        Step(
            "app",
            one(f'.d-reader [data-passage="{PASSAGE}"] mark[data-entity="{mark}"]'),
            CARD,
            card(atlas, mark),
        ),
    )
    yield from page_steps()


def page_steps() -> Iterator[tuple[str, Step]]:
    """A filter set and cleared on the aid page and on the border page, a step on and back, each with the row
    it counts for."""
    sums = f"{ALL % ('.d-shown', 'e.textContent')}, {ALL % ('.d-finding', 'e.textContent')}"
    yield "aid", Step("aid", one(".st-key-donors button"), sums)
    yield "aid", Step("aid", one(CLEAR), sums)
    chip = f'.d-reader [data-passage="{PASSAGE}"] [data-pick="topic:{TOPIC}"]'
    strip = f"{text('.d-shown')}, {ALL % ('.d-strip .d-off', 'e.dataset.item')}"
    yield "profile", Step("profile", one(chip), strip)
    yield "profile", Step("profile", one(CLEAR), strip)
    for does in ("next", "back"):
        yield "step", Step("present", one(f"[data-does={does}]"), text(".d-slide h1"))


def one(css: str) -> str:
    """JavaScript: the element."""
    return f"document.querySelector({dumps(css)})"


def text(css: str) -> str:
    """JavaScript: what the element says, or nothing."""
    return f"(({one(css)} || {{}}).textContent || '')"


CARD = f"{text('.d-card h2 bdi')}, {ALL % ('.d-reader [data-passage]', 'e.dataset.passage')}"


def card(atlas: Atlas, entity: str) -> list[str]:
    """What CARD is to show: the name and the passages."""
    return [atlas.entities[entity].name_ar, ",".join(passages_naming(atlas)[entity])]


def said(atlas: Atlas, place: str) -> tuple[str, list[str]]:
    """For the stock way: what to look at, and the beginning of every text to await."""
    wanted = [atlas.entities[place].name_ar, *(atlas.texts[p] for p in passages_naming(atlas)[place])]
    return ALL % ("[data-testid=stMarkdown]", "e.textContent.trim().slice(0, 40)"), [
        ",".join(t.strip()[:40].strip() for t in wanted)
    ]
