"""The written rules as safe HTML, and the link from an assessment or a sum to the rules it was made by."""

from __future__ import annotations

from collections import Counter
from typing import Any, Literal, get_args

from markupsafe import Markup

from data.atlas.atlas import Atlas
from data.facts.origin import curated
from data.facts.statements import ASSESSMENTS
from data.i18n import Lang, date, name, number, say
from ui.html.templating import TEMPLATES

About = Literal["assessment", "sums"]
ABOUT: tuple[About, ...] = get_args(About)


def anchor(about: About, lang: Lang) -> str:
    """The id of the section with the rules on assessments or on sums."""
    return f"rules-{about}-{lang}"


def rules_link(atlas: Atlas, about: About, lang: Lang) -> Markup:
    """A link to the rules: in the app to their section of the sources page, in an exported file to the
    section in it."""
    return Markup('<a class="d-rule" href="sources?lang={}#{}">{}</a>').format(
        lang, anchor(about, lang), say(atlas, f"rules.{about}", lang)
    )


def rules(atlas: Atlas, lang: Lang) -> str:
    """All rules as safe HTML, a section for each of ABOUT."""
    return TEMPLATES.get_template("rules.html").render(
        sections=[_section(atlas, about, lang) for about in ABOUT], lang=lang
    )


def written(atlas: Atlas, about: About, lang: Lang) -> tuple[str, list[tuple[str, str]]]:
    """What the rules start from, in a sentence, and each rule as head and text; the marks and their meaning
    stand among those on assessments."""
    stated = [
        (name(r, lang, "head"), name(r, lang, "text")) for r in atlas.rules.values() if r.about == about
    ]
    if about == "sums":
        return say(atlas, "rules.sums-lead", lang), stated
    of = date(next(iter(curated(atlas).documents.values())).date, lang)
    marks = [(say(atlas, f"assessment.{a}", lang), say(atlas, f"meaning.{a}", lang)) for a in ASSESSMENTS]
    return say(atlas, "rules.assessment-lead", lang, date=of), [*stated[:1], *marks, *stated[1:]]


def _section(atlas: Atlas, about: About, lang: Lang) -> dict[str, Any]:
    lead, stated = written(atlas, about, lang)
    return {
        "id": anchor(about, lang),
        "head": say(atlas, f"rules.{about}", lang),
        "lead": lead,
        "rules": stated,
        "counted": _relations(atlas, lang) if about == "assessment" else "",
    }


def _relations(atlas: Atlas, lang: Lang) -> str:
    """How many rows of evidence bear on their statement in which way."""
    found = Counter(row.relation for row in atlas.evidence.values())
    counts = {key: number(found[key], lang) for key in ("supports", "contradicts", "context")}
    return say(atlas, "rules.assessment-found", lang, **counts)
