"""The written rules as safe HTML, and the link from an assessment or a sum to the rules it was made by."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from data.atlas.atlas import Atlas
from data.i18n import Text
from ui.html.templating import TEMPLATES
from ui.sentences.rules import ABOUT, About, relation_counts, rule_texts, rules_anchor, rules_path


def rules_link(about: About, t: Text, *, apart: bool = False) -> Markup:
    """A link to the rules: in the app to their section of the sources page, in an exported file to the
    section in it. `apart`: in a window of its own, for a page that has to stay."""
    return Markup('<a class="d-rule" href="{}"{}>{}</a>').format(
        rules_path(about, t.lang),
        Markup(' target="_blank" rel="noopener"') if apart else "",
        t(f"rules.{about}"),
    )


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
