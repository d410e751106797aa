"""Aid in words: what the article says beside what the records show, and what a sum leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from data.atlas.atlas import Atlas
from data.facts.aid import (
    REASONS,
    bridges,
    dated_or_undated,
    exclusion_reason,
    is_counted_already,
    security,
    total,
)
from data.facts.origin import curated
from data.i18n import Lang, amount, count, date, joined, listed, money, name, number, say
from data.query import locator
from data.query.aid import filters_not_applied, narrows_records
from data.query.describe import filter_phrase
from data.query.view import View
from data.tables.model import Aid
from ui.html.templating import TEMPLATES
from ui.sentences.rules import rules_link

US = "united-states"
BIGGEST = (
    "issa-2023.p12",
    "مشروع تشالديفار كان أكبر مشروع",
)  # the words of the article; a test holds them to it
CLAIM = "us-cumulative-330m-2022-kurilla"  # the statement that the article passes on
PUMA, PACKAGE, CHALDIVAR, BRIDGE = (
    "us-puma-2022",
    "us-pledge-60m-2022",
    "us-chaldovar-outpost-2020",
    "us-bridge-panj-2007",
)


def claimed_usd(atlas: Atlas) -> float:
    """The sum of security aid that the article gives, in US dollars: the largest of its aid figures."""
    return max((float(f.value) for f in curated(atlas).figures.values() if f.kind == "aid"), default=0)


def records_by_claim(atlas: Atlas) -> list[Aid]:
    """The US records that can be set beside the sum in the article: dated by the day it was stated, or
    without a date."""
    us = [row for row in atlas.aid.values() if row.donor == US]
    return dated_or_undated(us, atlas.aid[CLAIM].date or "") if CLAIM in atlas.aid else us


def us_works(atlas: Atlas) -> list[Aid]:
    """Priced US facilities and bridges, handed over or not, largest first; a second record of the same thing
    left out."""
    rows = [r for r in atlas.aid.values() if r.donor == US and r.category in ("facility", "bridge") and r.usd]
    rows = [r for r in rows if exclusion_reason(r) in (None, "not-handed-over")]
    rows = [r for r in rows if not is_counted_already(r, rows)]
    return sorted(rows, key=lambda r: -(r.usd or 0))


def posts(works: Sequence[Aid]) -> list[Aid]:
    """Those of the works that are border posts."""
    return [row for row in works if row.category == "facility" and "outpost" in row.id]


def claims_vs_records_html(view: View, lang: Lang) -> str:
    """The three claims of the article on money, each beside the records, as safe HTML."""
    return TEMPLATES.get_template("beside.html").render(
        cards=claims_vs_records(view, lang),
        rules=rules_link(view.atlas, "sums", lang),
        say=lambda word, **values: say(view.atlas, word, lang, **values),
    )


def claims_vs_records(view: View, lang: Lang) -> list[dict[str, Any]]:
    """The claims of the article on money, each beside the records: passage, its number n, the words said,
    what they mean, found."""
    atlas = view.atlas
    sum_said = claimed_usd(atlas)
    figures = sorted(
        (f for f in curated(atlas).figures.values() if f.kind == "aid"), key=lambda f: -float(f.value)
    )
    cards: list[dict[str, Any]] = []
    for figure, found in zip(
        figures, (_security(atlas, sum_said, lang), _puma(atlas, sum_said, lang)), strict=False
    ):
        cards.append(
            {
                "passage": figure.passage,
                "said": figure.text,
                "what": name(figure, lang, "what"),
                "found": found,
            }
        )
    if CHALDIVAR in atlas.aid:
        cards.append(
            {"passage": BIGGEST[0], "said": BIGGEST[1], "what": "", "found": _chaldivar(atlas, lang)}
        )
    return [card | {"n": atlas.passages[card["passage"]].number} for card in cards]


def _security(atlas: Atlas, sum_said: float, lang: Lang) -> str:
    found = compared(atlas, records_by_claim(atlas), sum_said, lang)
    return " ".join([say(atlas, "aid.security", lang), *found])


def compared(atlas: Atlas, rows: Sequence[Aid], stated: float, lang: Lang) -> list[str]:
    """What rows add up to beside a stated sum, as sentences: security items, what they are equal to of it,
    bridges apart."""
    told, items = sums(atlas, rows, lang), security(rows)
    if items.priced and items.usd <= stated:
        told.insert(1, say(atlas, "aid.equal", lang, share=number(100 * items.usd / stated, lang, 1)))
    return told


def sums(atlas: Atlas, rows: Sequence[Aid], lang: Lang) -> list[str]:
    """What rows add up to, as sentences: security items, then bridges apart; empty where nothing may be
    summed."""
    kinds = {"aid.summed": security(rows), "aid.summed-bridges": bridges(rows)}
    return [
        say(
            atlas,
            key,
            lang,
            amount=amount(atlas, whole.usd, whole.at_least, lang),
            items=count(atlas, "items", len(whole.priced), lang),
        )
        for key, whole in kinds.items()
        if whole.priced
    ]


def _puma(atlas: Atlas, sum_said: float, lang: Lang) -> str:
    puma, package = atlas.aid[PUMA], atlas.aid[PACKAGE]
    return say(
        atlas,
        "aid.puma",
        lang,
        date=date(puma.date or "", lang),
        package=amount(atlas, package.usd or 0, package.at_least, lang),
        part=number(100 * (puma.usd or 0) / sum_said, lang),
        third=number(100 * (puma.usd or 0) / (package.usd or 1), lang),
    )


def _chaldivar(atlas: Atlas, lang: Lang) -> str:
    post, works = atlas.aid[CHALDIVAR], us_works(atlas)
    rank = works.index(post) + 1
    return say(
        atlas,
        "aid.chaldivar",
        lang,
        amount=money(post.usd or 0, lang),
        posts=number(len(posts(works)), lang),
        rank=number(rank, lang),
        top=listed([name(r, lang, "what") for r in works[:3]], lang),
    )


def official_totals_html(atlas: Atlas, lang: Lang) -> str:
    """What US officials said the total is: dated statements, newest first, as safe HTML. They are never
    summed."""
    return TEMPLATES.get_template("totals.html").render(
        rows=official_totals(atlas, lang)[1:], title=say(atlas, "aid.totals", lang)
    )


def official_totals(atlas: Atlas, lang: Lang) -> list[tuple[str, str, str]]:
    """Dated statements of totals by US officials, newest first: heading, then date, amount, what. Empty where
    there are none."""
    rows = [
        r
        for r in atlas.aid.values()
        if r.donor == US and r.category == "cumulative-total" and r.usd and r.date
    ]
    rows.sort(key=lambda r: r.date or "", reverse=True)
    head = tuple(say(atlas, f"aid.column.{key}", lang) for key in ("date", "published", "what"))
    said = [
        (date(r.date or "", lang), amount(atlas, r.usd or 0, r.at_least, lang), name(r, lang, "what"))
        for r in rows
    ]
    return [(head[0], head[1], head[2]), *said] if said else []


def sum_breakdown(atlas: Atlas, rows: Sequence[Aid], lang: Lang) -> str:
    """What is summed of `rows`, security items and bridges apart, and what is left out and why."""
    whole = total(rows)
    reasons = {"no-amount": whole.unpriced, **whole.excluded}
    left = [
        say(atlas, f"aid.left.{reason}", lang, count=count(atlas, "records", len(reasons[reason]), lang))
        for reason in REASONS
        if reasons.get(reason)
    ] or [say(atlas, "aid.left.nothing", lang)]
    told = sums(atlas, rows, lang) or [say(atlas, "aid.summed-none", lang)]
    return " ".join([*told, say(atlas, "aid.summed-left", lang, left=listed(left, lang))])


def records_summary(view: View, lang: Lang) -> str:
    """What the chosen records add up to: by which filters, the reckoning, and how many no date or place puts
    inside or outside them. Every page and file says it in these words."""
    if not view.aid:
        return f"{filters_applied(view, lang)} {say(view.atlas, 'aid.none', lang)}".strip()
    atlas, told = view.atlas, [filters_applied(view, lang), sum_breakdown(view.atlas, view.settled, lang)]
    if view.unsettled:
        told.append(
            say(atlas, "aid.unsettled", lang, count=count(atlas, "records", len(view.unsettled), lang))
        )
    return " ".join(filter(None, told))


def filters_applied(view: View, lang: Lang) -> str:
    """Which filters narrow the records, and which of those in use do not; "" without any."""
    atlas, s = view.atlas, view.selection
    parts = [filter_phrase(atlas, s, row.key, lang, "records") for row in s.in_use if narrows_records(row)]
    by = say(atlas, "aid.narrowed", lang, filters=joined(parts, lang)) if parts else ""
    names = [say(atlas, row.title, lang) for row in filters_not_applied(s)]
    idle = say(atlas, "aid.unheeded", lang, filters=listed(names, lang)) if names else ""
    return f"{by} {idle}".strip()


def unsummed_records(view: View, lang: Lang) -> str:
    """Every chosen record that is in no sum, by reason: undated or unplaced within the filters, without an
    amount, and so on."""
    atlas, whole = view.atlas, total(view.settled)
    ids = [("unsettled", sorted(view.unsettled)), ("no-amount", whole.unpriced), *whole.excluded.items()]
    shown = [
        (say(atlas, f"aid.why.{why}", lang), [_told(atlas, key, lang) for key in found])
        for why, found in ids
        if found
    ]
    return TEMPLATES.get_template("left.html").render(title=say(atlas, "aid.left-out", lang), reasons=shown)


def _told(atlas: Atlas, key: str, lang: Lang) -> dict[str, str]:
    row = atlas.aid[key]
    source = atlas.sources[row.sources[0]]
    return {
        "date": date(row.date, lang) if row.date else say(atlas, "aid.undated", lang),
        "what": name(row, lang, "what"),
        "amount": amount(atlas, row.usd, row.at_least, lang) if row.usd else name(row, lang, "amount_note"),
        "source": source.title,
        "language": source.language,
        "url": locator.link(atlas, row),
    }


def as_of_comparison(view: View, lang: Lang) -> str:
    """The statement at whose date the records are cut beside what they add up to by then; nothing without
    one."""
    atlas, key = view.atlas, view.selection.cut
    if not key:
        return ""
    row = atlas.aid[key]
    rows = [other for other in view.settled if other.donor == row.donor]
    said = say(
        atlas,
        "aid.cut-sum",
        lang,
        date=date(row.date or "", lang),
        what=name(row, lang, "what"),
        said=amount(atlas, row.usd or 0, row.at_least, lang),
        donor=name(atlas.bodies[row.donor], lang),
    )
    return " ".join(
        [said, *(compared(atlas, rows, row.usd or 0, lang) or [say(atlas, "aid.summed-none", lang)])]
    )


def table(atlas: Atlas, rows: Sequence[Aid], lang: Lang) -> list[dict[str, Any]]:
    """The rows as a table in words; amounts stay numbers, links stay links."""
    heads = {
        key: say(atlas, f"aid.column.{key}", lang)
        for key in (
            "date",
            "donor",
            "what",
            "kind",
            "amount",
            "published",
            "status",
            "confidence",
            "note",
            "source",
            "link",
        )
    }
    return [
        {
            heads["date"]: row.date or say(atlas, "aid.undated", lang),
            heads["donor"]: name(atlas.bodies[row.donor], lang),
            heads["what"]: name(row, lang, "what"),
            heads["kind"]: say(atlas, f"category.{row.category}", lang),
            heads["amount"]: row.usd,
            heads["published"]: name(row, lang, "amount_note"),
            heads["status"]: say(atlas, f"status.{row.status}", lang),
            heads["confidence"]: say(atlas, f"confidence.{row.confidence}", lang),
            heads["note"]: name(row, lang, "note"),
            heads["source"]: atlas.sources[row.sources[0]].title,
            heads["link"]: locator.link(atlas, row) or None,
        }
        for row in rows
    ]
