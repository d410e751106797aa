"""The written rules as safe HTML, and the link from an assessment or a sum to the rules it was made by."""

from __future__ import annotations

from collections import Counter
from typing import Any, Literal, get_args

from markupsafe import Markup

from data.atlas.atlas import Atlas
from data.facts.origin import curated
from data.i18n import Text
from data.tables.vocab import ASSESSMENTS, BEARINGS, Lang
from ui.html.templating import TEMPLATES

About = Literal["assessment", "sums"]
ABOUT: tuple[About, ...] = get_args(About)


def rules_anchor(about: About, lang: Lang) -> str:
    """The id of the section with the rules on assessments or on sums."""
    return f"rules-{about}-{lang}"


def rules_link(about: About, t: Text, *, apart: bool = False) -> Markup:
    """A link to the rules: in the app to their section of the sources page, in an exported file to the
    section in it. `apart`: in a window of its own, for a page that has to stay."""
    return Markup('<a class="d-rule" href="{}"{}>{}</a>').format(
        rules_path(about, t.lang),
        Markup(' target="_blank" rel="noopener"') if apart else "",
        t(f"rules.{about}"),
    )


def rules_path(about: About, lang: Lang) -> str:
    """Where the rules stand in the app, from its address on."""
    return f"sources?lang={lang}#{rules_anchor(about, lang)}"


def rules_html(atlas: Atlas, t: Text) -> str:
    """All rules as safe HTML, a section for each of ABOUT."""
    return TEMPLATES.get_template("rules.html").render(
        sections=[_section(atlas, about, t) for about in ABOUT], lang=t.lang
    )


def rule_texts(atlas: Atlas, about: About, t: Text) -> tuple[str, list[tuple[str, str]]]:
    """What the rules start from, in a sentence, and each rule as head and text; the marks and their meaning
    stand among those on assessments."""
    stated = [(t.name(r, "head"), t.name(r, "text")) for r in atlas.rules.values() if r.about == about]
    if about == "sums":
        return t("rules.sums-lead"), stated
    of = t.date(next(iter(curated(atlas).documents.values())).date)
    marks = [(t(f"assessment.{a}"), t(f"meaning.{a}")) for a in ASSESSMENTS]
    return t("rules.assessment-lead", date=of), [*stated[:1], *marks, *stated[1:]]


def _section(atlas: Atlas, about: About, t: Text) -> dict[str, Any]:
    lead, stated = rule_texts(atlas, about, t)
    return {
        "id": rules_anchor(about, t.lang),
        "head": t(f"rules.{about}"),
        "lead": lead,
        "rules": stated,
        "counted": _relations(atlas, t) if about == "assessment" else "",
    }


def _relations(atlas: Atlas, t: Text) -> str:
    """How many rows of evidence bear on their statement in which way."""
    found = Counter(row.relation for row in curated(atlas).evidence.values())
    counts = {key: t.number(found[key]) for key in BEARINGS}
    return t("rules.assessment-found", **counts)
