"""Aid in words: what the article says beside what the records show, and what a sum leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from data.atlas.atlas import Atlas
from data.facts import locator
from data.facts.aid import (
    REASONS,
    bridges,
    dated_or_undated,
    exclusion_reason,
    is_counted_already,
    security,
    total,
)
from data.facts.alignment import rendering
from data.facts.origin import body_name, curated_atlas
from data.i18n import Text
from data.query.aid import filters_not_applied, narrows_records
from data.query.describe import filter_phrase
from data.query.view import View
from data.tables.model import Aid
from data.tables.model.aid import OwnAid
from ui.sentences.citation import passage_citation, quoted_at
from ui.sentences.editions import record_edition

US = "united-states"
POST = "border post"  # in English names of works: one of them, and neither several nor a detachment
BIGGEST = "c32"  # the statement of the article that Chaldivar was the biggest project
CLAIM = "us-cumulative-330m-2022-kurilla"  # the statement that the article passes on
PUMA, PACKAGE, CHALDIVAR, BRIDGE = (
    "us-puma-2022",
    "us-pledge-60m-2022",
    "us-chaldovar-outpost-2020",
    "us-bridge-panj-2007",
)


def claimed_usd(atlas: Atlas) -> float:
    """The sum of security aid that the article gives, in US dollars: the largest of its aid figures."""
    return max((float(f.value) for f in curated_atlas(atlas).figures.values() if f.kind == "aid"), default=0)


def records_by_claim(atlas: Atlas) -> list[Aid]:
    """The US records that can be set beside the sum in the article: dated by the day it was stated, or
    without a date."""
    us = [row for row in curated_atlas(atlas).aid.values() if row.donor == US]
    return dated_or_undated(us, atlas.aid[CLAIM].date or "") if CLAIM in atlas.aid else us


def us_works(atlas: Atlas) -> list[Aid]:
    """Priced US facilities and bridges, handed over or not, largest first; a second record of the same thing
    left out."""
    rows = [r for r in atlas.aid.values() if r.donor == US and r.category in ("facility", "bridge") and r.usd]
    rows = [r for r in rows if exclusion_reason(r) in (None, "not-handed-over")]
    rows = [r for r in rows if not is_counted_already(r, rows)]
    return sorted(rows, key=lambda r: -(r.usd or 0))


def posts(works: Sequence[Aid]) -> list[Aid]:
    """Those of the works that are single border posts, as their names say."""
    return [row for row in works if row.category == "facility" and POST in row.what_en]


def claims_vs_records(view: View, t: Text) -> list[dict[str, Any]]:
    """The claims of the article on money, each beside the records: passage, its number n, the words said,
    ours (in our translation), what they mean, found."""
    atlas = view.atlas
    claimed = claimed_usd(atlas)
    figures = sorted(
        (f for f in curated_atlas(atlas).figures.values() if f.kind == "aid"), key=lambda f: -float(f.value)
    )
    cards: list[dict[str, Any]] = []
    for figure, found in zip(figures, (_security, _puma), strict=False):
        cards.append(
            {
                "passage": figure.passage,
                "quotation": figure.text,
                "ours": rendering(atlas, figure.passage, figure.start, figure.end),
                "what": t.name(figure, "what"),
                "found": found(atlas, claimed, t),
            }
        )
    if CHALDIVAR in atlas.aid:
        s = atlas.statements[BIGGEST]
        cards.append(
            {
                "passage": s.passage,
                "quotation": s.quote,
                "ours": rendering(atlas, s.passage, s.start, s.end),
                "what": "",
                "found": _chaldivar(atlas, t),
            }
        )
    return [
        card
        | {
            "n": atlas.passages[card["passage"]].number,
            "citation": passage_citation(view, card["passage"], t),
            "at": quoted_at(atlas, card["passage"], t),
        }
        for card in cards
    ]


def _security(atlas: Atlas, claimed: float, t: Text) -> str:
    found = sums_against_claim(records_by_claim(atlas), claimed, t)
    return " ".join([t("aid.security"), *found])


def sums_against_claim(rows: Sequence[Aid], stated: float, t: Text) -> list[str]:
    """What rows add up to beside a stated sum, as sentences: security items, what they are equal to of it,
    bridges apart."""
    sentences, items = sums(rows, t), security(rows)
    if items.priced and items.usd <= stated:
        sentences.insert(1, t("aid.equal", share=t.number(100 * items.usd / stated, 1)))
    return sentences


def sums(rows: Sequence[Aid], t: Text) -> list[str]:
    """What rows add up to, as sentences: security items, then bridges apart, and how many of them people made
    here; empty where nothing may be summed."""
    kinds = {"aid.summed": security(rows), "aid.summed-bridges": bridges(rows)}
    sentences = [
        t(key, amount=t.amount(whole.usd, at_least=whole.at_least), items=t.count("items", len(whole.priced)))
        for key, whole in kinds.items()
        if whole.priced
    ]
    summed = {key for whole in kinds.values() for key in whole.priced}
    if own := {row.id for row in rows if row.id in summed and isinstance(row, OwnAid)}:
        sentences.append(t("aid.summed-own", count=t.number(len(own))))
    return sentences


def _puma(atlas: Atlas, claimed: float, t: Text) -> str:
    puma, package = atlas.aid[PUMA], atlas.aid[PACKAGE]
    return t(
        "aid.puma",
        date=t.date(puma.date or ""),
        package=t.amount(package.usd or 0, at_least=package.at_least),
        part=t.number(100 * (puma.usd or 0) / claimed),
        third=t.number(100 * (puma.usd or 0) / (package.usd or 1)),
    )


def _chaldivar(atlas: Atlas, t: Text) -> str:
    post, works = atlas.aid[CHALDIVAR], us_works(atlas)
    rank = works.index(post) + 1
    return t(
        "aid.chaldivar",
        amount=t.money(post.usd or 0),
        posts=t.number(len(posts(works))),
        rank=t.number(rank),
        top=t.conjunction([t.name(r, "what") for r in works[:3]]),
    )


def official_totals(atlas: Atlas, t: Text) -> list[tuple[str, str, str]]:
    """Dated statements of totals by US officials, newest first: heading, then date, amount, what. Empty where
    there are none."""
    rows = [
        r
        for r in curated_atlas(atlas).aid.values()
        if r.donor == US and r.category == "cumulative-total" and r.usd and r.date
    ]
    rows.sort(key=lambda r: r.date or "", reverse=True)
    head = tuple(t(f"aid.column.{key}") for key in ("date", "published", "what"))
    totals = [
        (t.date(r.date or ""), t.amount(r.usd or 0, at_least=r.at_least), t.name(r, "what")) for r in rows
    ]
    return [(head[0], head[1], head[2]), *totals] if totals else []


def sum_breakdown(rows: Sequence[Aid], t: Text) -> str:
    """What is summed of `rows`, security items and bridges apart, and what is left out and why."""
    whole = total(rows)
    reasons = {"no-amount": whole.unpriced, **whole.excluded}
    left = [
        t(f"aid.left.{reason}", count=t.count("records", len(reasons[reason])))
        for reason in REASONS
        if reasons.get(reason)
    ] or [t("aid.left.nothing")]
    sentences = sums(rows, t) or [t("aid.summed-none")]
    return " ".join([*sentences, t("aid.summed-left", left=t.conjunction(left))])


def records_summary(view: View, t: Text) -> str:
    """What the chosen records add up to: by which filters, the reckoning, and how many no date or place puts
    inside or outside them. Every page and file says it in these words."""
    if not view.aid:
        return f"{filters_applied(view, t)} {t('aid.none')}".strip()
    sentences = [filters_applied(view, t), sum_breakdown(view.certain_aid, t)]
    if view.uncertain_aid:
        sentences.append(t("aid.unsettled", count=t.count("records", len(view.uncertain_aid))))
    return " ".join(filter(None, sentences))


def filters_applied(view: View, t: Text) -> str:
    """Which filters narrow the records, and which of those in use do not; "" without any."""
    atlas, s = view.atlas, view.selection
    parts = [filter_phrase(atlas, s, row.key, t, "records") for row in s.in_use if narrows_records(row)]
    by = t("aid.narrowed", filters=t.semicolon_list(parts)) if parts else ""
    names = [t(row.title) for row in filters_not_applied(s)]
    idle = t("aid.unheeded", filters=t.comma_list(names)) if names else ""
    return f"{by} {idle}".strip()


def as_of_comparison(view: View, t: Text) -> str:
    """The statement at whose date the records are cut beside what they add up to by then; nothing without
    one."""
    atlas, key = view.atlas, view.selection.cut
    if not key:
        return ""
    row = atlas.aid[key]
    rows = [other for other in view.certain_aid if other.donor == row.donor]
    sentence = t(
        "aid.cut-sum",
        date=t.date(row.date or ""),
        what=t.name(row, "what"),
        said=t.amount(row.usd or 0, at_least=row.at_least),
        donor=body_name(atlas, row.donor, t),
    )
    return " ".join([sentence, *(sums_against_claim(rows, row.usd or 0, t) or [t("aid.summed-none")])])


def aid_table(atlas: Atlas, rows: Sequence[Aid], t: Text) -> list[dict[str, Any]]:
    """The rows as a table in words; amounts stay numbers, links stay links."""
    cells = (
        {
            "date": row.date or t("aid.undated"),
            "donor": body_name(atlas, row.donor, t),
            "what": t.name(row, "what"),
            "kind": t(f"category.{row.category}"),
            "amount": row.usd,
            "published": t.name(row, "amount_note"),
            "status": t(f"status.{row.status}"),
            "confidence": t(f"confidence.{row.confidence}"),
            "edition": record_edition(row, t),
            "note": t.name(row, "note"),
            "source": t.source_title(atlas.sources[row.sources[0]]),
            "link": locator.link(atlas, row) or None,
        }
        for row in rows
    )
    return [{t(f"aid.column.{key}"): value for key, value in row.items()} for row in cells]
