"""The written rules in words, where they stand, and the link from an assessment or a sum to them."""

from __future__ import annotations

from collections import Counter
from typing import Literal, get_args

from markupsafe import Markup

from data.atlas.atlas import Atlas
from data.facts.origin import curated_atlas
from data.i18n import Text
from data.tables.vocab import ASSESSMENTS, BEARINGS, Lang

About = Literal["assessment", "sums"]
ABOUT: tuple[About, ...] = get_args(About)


def rules_anchor(about: About, lang: Lang) -> str:
    """The id of the section with the rules on assessments or on sums."""
    return f"rules-{about}-{lang}"


def rules_path(about: About, lang: Lang) -> str:
    """Where the rules stand in the app, from its address on."""
    return f"sources?lang={lang}#{rules_anchor(about, lang)}"


def rule_texts(atlas: Atlas, about: About, t: Text) -> tuple[str, list[tuple[str, str]]]:
    """What the rules start from, in a sentence, and each rule as head and text; the marks and their meaning
    stand among those on assessments."""
    stated = [(t.name(r, "head"), t.name(r, "text")) for r in atlas.rules.values() if r.about == about]
    if about == "sums":
        return t("rules.sums-lead"), stated
    of = t.date(next(iter(curated_atlas(atlas).documents.values())).date)
    marks = [(t(f"assessment.{a}"), t(f"meaning.{a}")) for a in ASSESSMENTS]
    return t("rules.assessment-lead", date=of), [*stated[:1], *marks, *stated[1:]]


def relation_counts(atlas: Atlas, t: Text) -> str:
    """How many rows of evidence bear on their statement in which way."""
    found = Counter(row.relation for row in curated_atlas(atlas).evidence.values())
    counts = {key: t.number(found[key]) for key in BEARINGS}
    return t("rules.assessment-found", **counts)


def rules_link(about: About, t: Text, *, apart: bool = False) -> Markup:
    """A link to the rules: in the app to their section of the sources page, in an exported file to the
    section in it. `apart`: in a window of its own, for a page that has to stay."""
    return Markup('<a class="d-rule" href="{}"{}>{}</a>').format(
        rules_path(about, t.lang),
        Markup(' target="_blank" rel="noopener"') if apart else "",
        t(f"rules.{about}"),
    )
