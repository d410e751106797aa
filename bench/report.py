"""The measured figures in words: medians, quartiles, ratios and targets as a Markdown table, and where they
are written."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles

from bench.browser.arrival import LOADS
from bench.browser.visit import Sample
from bench.servers import ROOT

START, END = "<!-- bench -->", "<!-- /bench -->"
NAMES = {
    "empty": "Click in an empty Streamlit app",
    "point": "Point of the map → its passages",
    "filter": "Filter set or cleared → sentence and map",
    "mark": "Marked word → its card",
    "aid": "Filter set or cleared on the aid page",
    "profile": "Filter set or cleared on the border page",
    "step": "Step of the story, on and back",
    "stock": "Point of the map, the stock way (streamlit-folium)",
}
TARGETS = {"point": 1.15, "filter": 1.3, "aid": 1.5, "profile": 1.5, "step": 1.2}
LOAD_ROWS = (
    ("empty", "First load of the empty app, to its button", None),
    ("sight", "First sight: title and map, drawn by the server", 0.5),
    ("live", "The map can be moved and pointed at; what is picked waits for the app", 1.3),
    ("app", "First load, to the whole app in its place", 1.3),
)
TURN_ROWS = (
    ("later", "Later turns to the aid page, to its charts", None),
    ("first", "First turn to the aid page, to its charts", 2),
)
BYTES_TARGET, SHIFT_TARGET = 400, 0.1


def line(*cells: str) -> str:
    """A row of a Markdown table."""
    return f"| {' | '.join(cells)} |"


def middle(values: Sequence[float]) -> float:
    """The median; not a number, when there are no values."""
    return median(values) if values else float("nan")


def figures(values: Sequence[float]) -> tuple[str, str]:
    """Median and quartiles, in words."""
    if len(values) < 2:
        return "no answer", ""
    low, _, high = quantiles(values, n=4, method="inclusive")
    return f"{middle(values):.0f} ms", f"{low:.0f}–{high:.0f}"


def describe_ratio(ratio: float, target: float | None) -> tuple[str, str, str]:
    """Ratio, target and whether it was reached, in words."""
    return (
        f"{ratio:.2f} ×",
        f"≤ {target:g} ×" if target else "",
        ("yes" if ratio <= target else "no") if target else "",
    )


def table(samples: dict[str, list[Sample]]) -> str:
    """The figures of clicks as a Markdown table."""
    head = ("what", "n", "median", "quartiles", "ratio", "target", "reached", "run on the wire", "received")
    rows = [line(*head), line(*["---"] * len(head))]
    base = middle([s.took for s in samples["empty"]])
    for key, name in NAMES.items():
        took = [s.took for s in samples[key]]
        wire = (
            f"{middle([s.run for s in samples[key]]):.0f} ms",
            f"{middle([s.weight for s in samples[key]]) / 1024:.1f} KiB",
        )
        rows.append(
            line(
                name,
                str(len(took)),
                *figures(took),
                *describe_ratio(middle(took) / base, TARGETS.get(key)),
                *wire,
            )
        )
    return "\n".join(rows)


def arrivals(
    first: dict[str, list[float]],
    turns: dict[str, list[float]],
    shifts: dict[str, float],
    weight: tuple[int, int],
) -> str:
    """The figures of first loads and of turning the page, as further rows of that table."""
    rows = [
        line(
            name,
            str(len(found[key])),
            *figures(found[key]),
            *describe_ratio(middle(found[key]) / base, target),
            "",
            "",
        )
        for found, base, wanted in (
            (first, middle(first["empty"]), LOAD_ROWS),
            (turns, middle(turns["later"]), TURN_ROWS),
        )
        for key, name, target in wanted
    ]
    worst = max(shifts, key=lambda page: shifts[page], default="")
    moved = f"{shifts[worst]:.3f}" if worst else "no answer"
    reached = "yes" if worst and shifts[worst] <= SHIFT_TARGET else "no"
    what = f"Layout shift while a page loads, the worst page ({worst})"
    rows.append(line(what, str(len(shifts)), moved, "", "", f"≤ {SHIFT_TARGET}", reached, "", ""))
    total = sum(weight) / 1024
    sizes = (f"{total:.0f} KiB", f"{weight[0] / 1024:.0f} by HTTP, {weight[1] / 1024:.0f} by WebSocket")
    reached = "yes" if total <= BYTES_TARGET else "no"
    rows.append(line("First load, our own bytes", "1", *sizes, "", f"≤ {BYTES_TARGET} KiB", reached, "", ""))
    return "\n".join(rows)


def circumstances(chromium: str, runs: int, busy: float) -> str:
    """When, where and with what it was measured."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("streamlit", "folium", "streamlit-folium"))
    return (
        f"{date.today().isoformat()}: {runs} turns after warming up, {LOADS} first loads; {os.cpu_count()}"
        f" CPUs ({platform.machine()}), load {busy:.1f} at the start; Python {platform.python_version()},"
        f" {packages}, Chromium {chromium}. Ratios of clicks are to the click in the empty app, the ratio of"
        " first loads to its first load, that of a first turn to later ones. Run on the wire: from the first"
        " WebSocket frame sent to the last received. Our own bytes: without Streamlit's files, Leaflet and"
        " the fonts."
    )


def write(text: str, file: Path = ROOT / "docs" / "SPEED.md", marks: tuple[str, str] = (START, END)) -> None:
    """Put the figures between the two marks of the file. Raises ValueError when it has none."""
    before, start, rest = file.read_text(encoding="utf-8").partition(marks[0])
    _, end, after = rest.partition(marks[1])
    if not (start and end):
        raise ValueError(f"{file} has no lines {marks[0]} and {marks[1]}")
    file.write_text(f"{before}{start}\n{text}{end}{after}", encoding="utf-8")
