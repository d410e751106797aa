"""Charts of aid: rows of records -> what they show. Each finding is computed from the rows; each bar carries
the ids of its records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import ceil, sqrt
from typing import Any

from data.atlas.atlas import Atlas
from data.facts.aid import ITEMS, Total, bridges, exclusion_reason, security, total
from data.facts.origin import body_name, own_record, own_records, record_name
from data.i18n import Text, shorten
from data.i18n.isolates import strip_isolates
from data.tables.model import Aid, Annual
from ui.charts.callouts import with_callouts
from ui.charts.spec import (
    ARTICLE,
    OTHERS,
    RECORDS,
    UNKNOWN,
    Axis,
    Bar,
    Bars,
    Cell,
    Mark,
    Marks,
    Matrix,
    Swatch,
)

PHASES = ("handed-over", "under-construction", "announced")
TICKS = 4  # beside the 0
LARGEST, CALLED, PLOT = 4, 18, 270  # items in time that are named; letters of a name; pixels of the drawing
KEY = (1e6, 10e6, 100e6)  # US dollars whose circles the key shows


def by_donor(atlas: Atlas, rows: Sequence[Aid], t: Text) -> Bars:
    """A bar per donor, by name: what may be summed of security items, in US dollars; bridges have a bar of
    their own."""
    donors: dict[str, list[Aid]] = defaultdict(list)
    for row in rows:
        donors[row.donor].append(row)
    named = [(body_name(atlas, d, t), security(own)) for d, own in donors.items()]
    for donor, own in donors.items():
        label = t("chart.bridges-of", donor=body_name(atlas, donor, t))
        named.append((label, bridges(own)))
    named = sorted((one for one in named if one[1].priced), key=lambda one: strip_isolates(one[0]))
    bars = [
        Bar(
            label,
            whole.usd,
            f"{t.amount(whole.usd, at_least=whole.at_least)} · {_items(whole.priced, rows, t)}",
            whole.priced,
        )
        for label, whole in named
    ]
    finding = t("chart.empty")
    if named:
        finding = _published(rows, named[-1], len(named), t)
    return replace(money_bars(t, finding, bars, "donor"), narrow=True, wrap=34)


def _published(rows: Sequence[Aid], only: tuple[str, Total], bars: int, t: Text) -> str:
    """What has a published price, and how many items have none: a finding that ranks nobody."""
    label, whole = only
    if bars == 1:
        return t("chart.donors-few", donor=label, amount=t.amount(whole.usd, at_least=whole.at_least))
    return t("chart.donors", unpriced=t.count("items", len(total(rows).unpriced)))


def largest(rows: Sequence[Aid], t: Text, highlight: str = "", *, narrow: bool = False) -> Bars:
    """A bar per priced work, the largest at the top, hatched when not handed over. `highlight`: the one the
    article speaks of."""
    works = sorted(rows, key=lambda row: row.usd or 0)[::-1]
    bars = [
        Bar(
            record_name(row, t),
            row.usd or 0,
            f"{t.amount(row.usd or 0, at_least=row.at_least)} · {t(f'status.{row.status}')}",
            (row.id,),
            ARTICLE if row.id == highlight else RECORDS,
            hatched=row.status != "handed-over",
        )
        for row in works
    ]
    rank = next((n for n, row in enumerate(works, start=1) if row.id == highlight), 0)
    if not works:
        finding = t("chart.empty")
    elif rank:
        finding = t("chart.rank", rank=rank, total=len(works))
    else:
        what, usd = bars[0].label, t.money(bars[0].value)
        finding = t("chart.largest", what=what, amount=usd)
    chart = money_bars(t, finding, bars, "what", room=0 if narrow else 1.3)
    return replace(chart, narrow=narrow, wrap=34 if narrow else 44)


def in_time(atlas: Atlas, rows: Sequence[Aid], t: Text, focus: str = "") -> Marks:
    """A mark per dated item: year across, kind of aid up and down, size by amount; a hollow mark has no
    published amount. The focus ("aid:…", or "place:…" for all records of a place) is ringed."""
    dated = [row for row in rows if row.date and row.category in ITEMS]
    kinds = [category for category in ITEMS if any(row.category == category for row in dated)]
    series = {True: t("chart.priced"), False: t("chart.unpriced")}

    def donor(row: Aid) -> str:
        return body_name(atlas, row.donor, t)

    marks = [
        Mark(
            row.date or "",
            kinds.index(row.category),
            series[row.usd is not None],
            " · ".join(filter(None, (record_name(row, t), donor(row), (row.date or "")[:4]))),
            (row.id,),
            size=_diameter(row.usd or 0),
            ringed=focus in (f"aid:{row.id}", f"place:{row.place}"),
        )
        for row in dated
    ]
    unpriced = t.number(sum(row.usd is None for row in dated))
    key = "chart.time" if len(dated) > 2 else "chart.time-few" if dated else "chart.empty"
    return Marks(
        lang=t.lang,
        finding=t(key, dated=t.count("items", len(dated)), unpriced=unpriced),
        legend=(
            Swatch(series[True], RECORDS, "circle"),
            Swatch(series[False], UNKNOWN, "ring"),
            *(Swatch(t.compact_usd(usd), RECORDS, "circle", size=_diameter(usd)) for usd in KEY),
        ),
        marks=with_callouts(marks, _largest(dated, t), PLOT, ("above", "above-left", "above-right")),
        axis=Axis("date"),
        rows=tuple(t(f"category.{kind}") for kind in kinds),
        details=tuple(_dated(atlas, row, t) for row in dated),
    )


def _dated(atlas: Atlas, row: Aid, t: Text) -> dict[str, Any]:
    """An item as a row of the table."""
    cells = {
        "date": row.date,
        "donor": body_name(atlas, row.donor, t),
        "what": record_name(row, t),
        "kind": t(f"category.{row.category}"),
        "amount": row.usd,
    }
    return {t(f"aid.column.{key}"): cell for key, cell in cells.items()}


def _diameter(usd: float) -> float:
    """Of a mark in pixels: its area grows with the amount."""
    return 9 + 3 * sqrt(usd) / 1000


def _largest(rows: Sequence[Aid], t: Text) -> dict[int, str]:
    """The items with the largest amounts, by their number -> what they are, for how much, made here."""
    by_amount = sorted((n for n, row in enumerate(rows) if row.usd), key=lambda n: -(rows[n].usd or 0))
    return {
        n: " ".join(filter(None, (shorten(t.name(row, "what"), CALLED), usd, own_record(row, t))))
        for n in by_amount[:LARGEST]
        for row, usd in [(rows[n], t.compact_usd(rows[n].usd or 0))]
    }


def phases(rows: Sequence[Aid], t: Text) -> Matrix:
    """A cell per phase and kind of aid: how many items were announced, are under way, were handed over.
    Phases are never added up."""
    items = [row for row in rows if row.category in ITEMS and exclusion_reason(row) != "added"]
    kinds = [kind for kind in ITEMS if any(row.category == kind for row in items)]
    found = {
        (status, kind): tuple(row.id for row in items if (row.status, row.category) == (status, kind))
        for status in PHASES
        for kind in kinds
    }
    most = max(map(len, found.values()), default=1)
    cells = (
        Cell(
            PHASES.index(status),
            kinds.index(kind),
            len(ids),
            len(ids) / most,
            (f"{t(f'status.{status}')} · {t(f'category.{kind}')}: {_items(ids, items, t)}",),
            ids,
        )
        for (status, kind), ids in found.items()
        if ids
    )
    done = sum(row.status == "handed-over" for row in items)
    key = "chart.empty" if not items else "chart.phases-all" if done == len(items) else "chart.phases"
    values = {"done": t.number(done), "items": t.count("items", len(items))}
    named = {kind: t(f"category.{kind}") for kind in kinds}
    details = (
        {t("aid.column.status"): t(f"status.{status}")}
        | {named[kind]: len(found[status, kind]) for kind in kinds}
        for status in PHASES
    )
    return Matrix(
        lang=t.lang,
        finding=t(key, **values),
        details=tuple(details) if kinds else (),
        rows=tuple(t(f"status.{status}") for status in PHASES),
        columns=tuple(named.values()),
        cells=tuple(cells),
        colour=RECORDS,
        named=True,
    )


def yearly(years: Iterable[Annual], t: Text) -> Bars:
    """Official United States totals by fiscal year, one measure and one kind of dollar; a partial year is
    hatched."""
    rows = sorted(years, key=lambda row: row.year)
    peak = max((row for row in rows if not row.partial), key=lambda row: row.usd, default=None)
    bars = [
        Bar(
            str(row.year),
            row.usd,
            t.money(row.usd),
            (),
            OTHERS,
            row.partial,
            callout=f"{row.year}: {t.money(row.usd)}" if row is peak else "",
        )
        for row in rows
    ]
    finding = t("chart.empty")
    if peak:
        finding = t(f"chart.yearly-{peak.measure}", year=peak.year, amount=t.money(peak.usd))
    return replace(money_bars(t, finding, bars, "year"), upright=True)


def itemised(rows: Sequence[Aid], claimed: float, t: Text, claims: Sequence[str] = ()) -> Bars:
    """The sum that the article gives, below it what `rows` add up to by kind, as no parts of it; nothing
    without rows or a sum. `claims`: ids of the records that state the sum."""
    if not (rows and claimed):
        return money_bars(t, t("chart.empty"), [], "what")
    items = security(rows)
    stated = t.amount(claimed, at_least=True)
    bars = [Bar(t("chart.stated"), claimed, stated, tuple(claims), ARTICLE)]
    for category in ITEMS:
        part = total(row for row in rows if row.category == category)
        text = f"{t.amount(part.usd, at_least=part.at_least)} · {_items(part.priced, rows, t)}"
        if part.priced:
            bars.append(Bar(t(f"category.{category}"), part.usd, text, part.priced, RECORDS))
    finding = t(
        "chart.itemised",
        amount=t.amount(items.usd, at_least=items.at_least),
        share=t.number(100 * items.usd / claimed, 1),
        items=t.count("items", len(items.priced)),
    )
    return replace(money_bars(t, finding, bars, "what"), narrow=True, wrap=34)


def puma(rows: Sequence[Aid], claimed: float, t: Text) -> Bars:
    """The drones beside their package (two `rows`) and the sum the article counts them to, if all known."""
    if not (rows and claimed):
        return money_bars(t, t("chart.empty"), [], "what")
    drones, package = rows
    stated = t.amount(claimed, at_least=True)
    bars = [
        Bar(t("present.sum"), claimed, stated, colour=ARTICLE),
        Bar(t("present.package"), package.usd or 0, t.amount(package.usd or 0, at_least=package.at_least)),
        Bar(t("present.puma"), drones.usd or 0, t.amount(drones.usd or 0, at_least=drones.at_least)),
    ]
    values = {"puma": t.money(drones.usd or 0), "sum": stated}
    share = t.number(100 * (drones.usd or 0) / (package.usd or claimed))
    finding = t("chart.puma", **values, share=share)
    return money_bars(t, finding, bars, "what", room=1.5)


def dollars(top: float, t: Text, most: int = TICKS) -> tuple[tuple[float, str], ...]:
    """Round sums from 0 to `top` US dollars or just beyond for an axis, at most `most` beside the 0, in words
    of the language: plotly knows English ones."""
    step = next((m * 10**e for e in range(15) for m in (10, 20, 25, 50) if top <= m * 10**e * most), 1)
    sums = [step * n for n in range(ceil(top / step) + 1)]
    return ((0, "0"), *((usd, t.compact_usd(usd)) for usd in sums[1:]))


def money_bars(t: Text, finding: str, bars: Sequence[Bar], label: str, room: float = 0) -> Bars:
    """Bars of US dollars under a finding; `label`: what they are of; `room`: how far the axis reaches, in
    lengths of the longest."""
    top = max((bar.value for bar in bars), default=0)
    return Bars(
        lang=t.lang,
        finding=finding,
        heads=(t(f"aid.column.{label}"), t("aid.column.kind"), t("aid.column.amount")),
        rows=tuple(bars),
        axis=Axis("dollars", dollars(top, t), room * top),
    )


def _items(ids: Sequence[str], rows: Sequence[Aid], t: Text) -> str:
    """How many items, and how many of these people made here."""
    own = own_records((row for row in rows if row.id in ids), t)
    return " · ".join(filter(None, (t.count("items", len(ids)), own)))
