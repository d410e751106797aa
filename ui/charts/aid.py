"""Charts of aid: rows of records -> what they show. Each finding is computed from the rows; each bar carries
the ids of its records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from data.atlas.atlas import Atlas
from data.facts.aid import ITEMS, Total, bridges, security, total
from data.i18n import Lang, amount, compact_usd, count, money, name, number, say, strip_isolates
from data.tables.model import Aid, Annual
from ui.charts.spec import Axis, Bar, Bars, Mark, Marks, Swatch

PHASES = ("handed-over", "under-construction", "announced")
TICKS = 4  # beside the 0


def by_donor(atlas: Atlas, rows: Sequence[Aid], lang: Lang) -> Bars:
    """A bar per donor, by name: what may be summed of security items, in US dollars; bridges have a bar of
    their own."""
    donors: dict[str, list[Aid]] = defaultdict(list)
    for row in rows:
        donors[row.donor].append(row)
    named = [(name(atlas.bodies[d], lang), security(own), False) for d, own in donors.items()]
    for donor, own in donors.items():
        label = say(atlas, "chart.bridges-of", lang, donor=name(atlas.bodies[donor], lang))
        named.append((label, bridges(own), True))
    named = sorted((one for one in named if one[1].priced), key=lambda one: strip_isolates(one[0]))
    bars = [
        Bar(
            label,
            whole.usd,
            f"{amount(atlas, whole.usd, whole.at_least, lang)} · {_items(atlas, whole.priced, lang)}",
            whole.priced,
            2 if bridge else 1,
            hatched=bridge,
        )
        for label, whole, bridge in named
    ]
    finding = say(atlas, "chart.empty", lang)
    if named:
        finding = _published(atlas, rows, named[-1][:2], len(named), lang)
    return replace(money_bars(atlas, lang, finding, bars, "donor"), narrow=True, wrap=34)


def _published(atlas: Atlas, rows: Sequence[Aid], only: tuple[str, Total], bars: int, lang: Lang) -> str:
    """What has a published price, and how many items have none: a finding that ranks nobody."""
    label, whole = only
    if bars == 1:
        sum_ = amount(atlas, whole.usd, whole.at_least, lang)
        return say(atlas, "chart.donors-few", lang, donor=label, amount=sum_)
    return say(atlas, "chart.donors", lang, unpriced=count(atlas, "items", len(total(rows).unpriced), lang))


def largest(
    atlas: Atlas, rows: Sequence[Aid], lang: Lang, highlight: str = "", *, narrow: bool = False
) -> Bars:
    """A bar per priced work, the largest at the top, hatched when not handed over. `highlight`: the one the
    article speaks of."""
    works = sorted(rows, key=lambda row: row.usd or 0)[::-1]
    bars = [
        Bar(
            name(row, lang, "what"),
            row.usd or 0,
            f"{amount(atlas, row.usd or 0, row.at_least, lang)} · {say(atlas, f'status.{row.status}', lang)}",
            (row.id,),
            3 if row.id == highlight else 1,
            hatched=row.status != "handed-over",
        )
        for row in works
    ]
    rank = next((n for n, row in enumerate(works, start=1) if row.id == highlight), 0)
    if not works:
        finding = say(atlas, "chart.empty", lang)
    elif rank:
        finding = say(atlas, "chart.rank", lang, rank=rank, total=len(works))
    else:
        what, usd = bars[0].label, money(bars[0].value, lang)
        finding = say(atlas, "chart.largest", lang, what=what, amount=usd)
    made = money_bars(atlas, lang, finding, bars, "what", room=1.05 if narrow else 1.3)
    return replace(made, narrow=narrow, wrap=34 if narrow else 44)


def in_time(atlas: Atlas, rows: Sequence[Aid], lang: Lang, focus: str = "") -> Marks:
    """A mark per dated item: year across, kind of aid up and down, size by amount; a hollow mark has no
    published amount. The focus ("aid:…", or "place:…" for all records of a place) is ringed."""
    dated = [row for row in rows if row.date and row.category in ITEMS]
    kinds = [category for category in ITEMS if any(row.category == category for row in dated)]
    series = {True: say(atlas, "chart.priced", lang), False: say(atlas, "chart.unpriced", lang)}
    marks = [
        Mark(
            row.date or "",
            kinds.index(row.category),
            series[row.usd is not None],
            f"{name(row, lang, 'what')} · {name(atlas.bodies[row.donor], lang)} · {(row.date or '')[:4]}",
            (row.id,),
            size=9 + 3 * (row.usd or 0) ** 0.5 / 1000,
            ringed=focus in (f"aid:{row.id}", f"place:{row.place}"),
        )
        for row in dated
    ]
    unpriced = number(sum(row.usd is None for row in dated), lang)
    key = "chart.time" if len(dated) > 2 else "chart.time-few" if dated else "chart.empty"
    return Marks(
        lang=lang,
        finding=say(atlas, key, lang, dated=count(atlas, "items", len(dated), lang), unpriced=unpriced),
        legend=(Swatch(series[True], 1, "circle", 3), Swatch(series[False], 4, "ring")),
        marks=tuple(marks),
        axis=Axis("date"),
        rows=tuple(say(atlas, f"category.{kind}", lang) for kind in kinds),
    )


def phases(atlas: Atlas, rows: Sequence[Aid], lang: Lang) -> Bars:
    """A bar per phase, by kind of aid: how many items were announced, are under way, were handed over. Phases
    are never added up."""
    items = [row for row in rows if row.category in ITEMS]
    bars: list[Bar] = []
    legend = []
    for n, category in enumerate(ITEMS, start=1):
        kind = [row for row in items if row.category == category and row.status in PHASES]
        series = say(atlas, f"category.{category}", lang)
        if kind:
            legend.append(Swatch(series, n))
        for status in PHASES if kind else ():
            ids = tuple(row.id for row in kind if row.status == status)
            text = number(len(ids), lang) if ids else ""
            bars.append(Bar(say(atlas, f"status.{status}", lang), len(ids), text, ids, n, series=series))
    done = sum(row.status == "handed-over" for row in items)
    key = "chart.empty" if not items else "chart.phases-all" if done == len(items) else "chart.phases"
    values = {"done": number(done, lang), "items": count(atlas, "items", len(items), lang)}
    return Bars(
        lang=lang,
        finding=say(atlas, key, lang, **values),
        legend=tuple(legend),
        heads=_heads(atlas, "status", "items", lang),
        rows=tuple(bars),
        axis=Axis("count"),
    )


def yearly(atlas: Atlas, years: Iterable[Annual], lang: Lang) -> Bars:
    """Official United States totals by fiscal year, one measure and one kind of dollar; a partial year is
    hatched."""
    rows = sorted(years, key=lambda row: row.year)
    bars = [Bar(str(row.year), row.usd, money(row.usd, lang), (), 2, row.partial) for row in rows]
    finding = say(atlas, "chart.empty", lang)
    if rows:
        peak = max((row for row in rows if not row.partial), key=lambda row: row.usd)
        usd = money(peak.usd, lang)
        finding = say(atlas, f"chart.yearly-{rows[0].measure}", lang, year=peak.year, amount=usd)
    return replace(money_bars(atlas, lang, finding, bars, "year"), upright=True)


def itemised(atlas: Atlas, rows: Sequence[Aid], claimed: float, lang: Lang) -> Bars:
    """The sum that the article gives, and below it what `rows` add up to, by kind: bars of their own, no
    parts of the sum. Without rows or a sum, nothing."""
    if not (rows and claimed):
        return money_bars(atlas, lang, say(atlas, "chart.empty", lang), [], "what")
    items = security(rows)
    stated = amount(atlas, claimed, True, lang)
    bars = [Bar(say(atlas, "chart.stated", lang), claimed, stated, (), 4, hatched=True)]
    for n, category in enumerate(ITEMS, start=1):
        part = total(row for row in rows if row.category == category)
        text = f"{amount(atlas, part.usd, part.at_least, lang)} · {_items(atlas, part.priced, lang)}"
        if part.priced:
            bars.append(Bar(say(atlas, f"category.{category}", lang), part.usd, text, part.priced, n))
    finding = say(
        atlas,
        "chart.itemised",
        lang,
        amount=amount(atlas, items.usd, items.at_least, lang),
        share=number(100 * items.usd / claimed, lang, 1),
        items=_items(atlas, items.priced, lang),
    )
    return replace(money_bars(atlas, lang, finding, bars, "what"), narrow=True, wrap=34)


def puma(atlas: Atlas, drones: Aid, package: Aid, claimed: float, lang: Lang) -> Bars:
    """The drones beside the package they were announced in and the sum that the article counts them to."""
    rows = [("present.puma", drones.usd or 0, 3), ("present.package", package.usd or 0, 1)]
    rows.append(("present.sum", claimed, 2))
    bars = [Bar(say(atlas, key, lang), usd, money(usd, lang), colour=n) for key, usd, n in reversed(rows)]
    values = {"puma": money(drones.usd or 0, lang), "sum": money(claimed, lang)}
    share = number(100 * (drones.usd or 0) / claimed, lang)
    finding = say(atlas, "chart.puma", lang, **values, share=share)
    return money_bars(atlas, lang, finding, bars, "what", room=1.5)


def dollars(top: float, lang: Lang, most: int = TICKS) -> tuple[tuple[float, str], ...]:
    """Round sums from 0 to `top` US dollars for an axis, `most` beside the 0, in words of the language:
    plotly knows English ones."""
    step = next((m * 10**e for e in range(15) for m in (10, 20, 25, 50) if top <= m * 10**e * most), 1)
    sums = [step * n for n in range(int(top // step) + 1)]
    return ((0, "0"), *((usd, compact_usd(usd, lang)) for usd in sums[1:]))


def money_bars(
    atlas: Atlas, lang: Lang, finding: str, bars: Sequence[Bar], label: str, room: float = 0
) -> Bars:
    """Bars of US dollars under a finding; `label`: what they are of; `room`: how far the axis reaches, in
    lengths of the longest."""
    top = max((bar.value for bar in bars), default=0)
    return Bars(
        lang=lang,
        finding=finding,
        heads=_heads(atlas, label, "amount", lang),
        rows=tuple(bars),
        axis=Axis("dollars", dollars(top, lang), room * top),
    )


def _heads(atlas: Atlas, label: str, value: str, lang: Lang) -> tuple[str, str, str]:
    label, kind, value = (say(atlas, f"aid.column.{head}", lang) for head in (label, "kind", value))
    return label, kind, value


def _items(atlas: Atlas, ids: Sequence[str], lang: Lang) -> str:
    return count(atlas, "items", len(ids), lang)
