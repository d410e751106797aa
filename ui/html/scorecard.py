"""The scorecard of the map page as safe HTML: all statements by assessment, and three to begin with."""

from __future__ import annotations

from data.atlas.atlas import Atlas
from data.facts.statements import tally, ways_in
from data.i18n import Text
from ui.html.templating import TEMPLATES


def scorecard(atlas: Atlas, t: Text) -> str:
    """How many statements have which assessment, each number leading to them, and for three assessments the
    statement that `ways_in` gives; "" where no document has statements."""
    if not atlas.statements:
        return ""
    return TEMPLATES.get_template("scorecard.html").render(
        total=t.count("statements", len(atlas.statements)),
        counts=[
            (key, t.number(n), t(f"assessment.{key}")) for key, n in tally(atlas.statements.values()).items()
        ],
        ways=[(key, s.id, t(f"start.{key}"), t.name(s, "says")) for key, s in ways_in(atlas).items()],
        t=t,
    )
