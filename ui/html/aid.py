"""What the article says of aid beside what the records show, and what no sum holds, as safe HTML."""

from __future__ import annotations

from data.atlas.atlas import Atlas
from data.facts import locator
from data.facts.aid import total
from data.facts.origin import record_name
from data.i18n import Text
from data.query.view import View
from ui.html.templating import TEMPLATES
from ui.sentences.aid import claims_vs_records, official_totals
from ui.sentences.rules import rules_link


def claims_vs_records_html(view: View, t: Text) -> str:
    """The three claims of the article on money, each beside the records, as safe HTML."""
    return TEMPLATES.get_template("beside.html").render(
        cards=claims_vs_records(view, t),
        rules=rules_link("sums", t),
        t=t,
    )


def official_totals_html(atlas: Atlas, t: Text) -> str:
    """What US officials said the total is: dated statements, newest first, as safe HTML. They are never
    summed."""
    return TEMPLATES.get_template("totals.html").render(
        rows=official_totals(atlas, t)[1:], title=t("aid.totals")
    )


def unsummed_records(view: View, t: Text) -> str:
    """Every chosen record that is in no sum, by reason: undated or unplaced within the filters, without an
    amount, and so on."""
    atlas, whole = view.atlas, total(view.certain_aid)
    ids = [("unsettled", sorted(view.uncertain_aid)), ("no-amount", whole.unpriced), *whole.excluded.items()]
    shown = [
        (t(f"aid.why.{why}"), [_record_parts(atlas, key, t) for key in found]) for why, found in ids if found
    ]
    return TEMPLATES.get_template("left.html").render(title=t("aid.left-out"), reasons=shown)


def _record_parts(atlas: Atlas, key: str, t: Text) -> dict[str, str]:
    row = atlas.aid[key]
    source = atlas.sources[row.sources[0]]
    return {
        "date": t.date(row.date) if row.date else t("aid.undated"),
        "what": record_name(row, t),
        "amount": t.amount(row.usd, at_least=row.at_least) if row.usd else t.name(row, "amount_note"),
        "source": t.source_title(source),
        "language": t.source_language(source),
        "url": locator.link(atlas, row),
    }
