"""The written rules as safe HTML."""

from __future__ import annotations

from typing import Any

from data.atlas.atlas import Atlas
from data.i18n import Text
from ui.html.templating import TEMPLATES
from ui.sentences.rules import ABOUT, About, relation_counts, rule_texts, rules_anchor


def rules_html(atlas: Atlas, t: Text) -> str:
    """All rules as safe HTML, a section for each of ABOUT."""
    return TEMPLATES.get_template("rules.html").render(
        sections=[_section(atlas, about, t) for about in ABOUT], lang=t.lang
    )


def _section(atlas: Atlas, about: About, t: Text) -> dict[str, Any]:
    lead, stated = rule_texts(atlas, about, t)
    return {
        "id": rules_anchor(about, t.lang),
        "head": t(f"rules.{about}"),
        "lead": lead,
        "rules": stated,
        "counted": relation_counts(atlas, t) if about == "assessment" else "",
    }
