"""The lists that a step can show: statements with our assessment, records of aid, sources; each line as label
and words."""

from __future__ import annotations

from collections.abc import Sequence

from data.atlas.atlas import Atlas
from data.facts.origin import own_record
from data.facts.sources import citations_by_source
from data.facts.statements import subjects
from data.i18n import Text
from data.query.view import View
from data.tables.model import Aid, Statement
from ui.sentences.editions import own_work
from ui.story.steps import cited_source

LISTS = ("statements", "records", "sources")
PAGES = {"statements": "evidence", "records": "aid", "sources": "sources"}  # which have them all
MOST = 6  # lines


def listed_rows(view: View, kind: str, t: Text) -> tuple[list[tuple[str, str]], str]:
    """The first lines of a list as (label, words), and in words of how many these are, and where the
    rest is."""
    atlas = view.atlas
    if kind == "statements":
        of = listed_statements(view)
        lines = [(_assessed(atlas, s, t), t.name(s, "says")) for s in of[:MOST]]
        return lines, _more("statements", len(of), t)
    if kind == "records":
        rows = listed_records(view)
        return [_record(row, t) for row in rows[:MOST]], _more("records", len(rows), t)
    keys = listed_sources(view)
    return [(cited_source(atlas, key, t), t.source_title(atlas.sources[key])) for key in keys[:MOST]], _more(
        "sources", len(keys), t
    )


def listed_statements(view: View) -> Sequence[Statement]:
    """The counted statements of the view; those about the focus that was chosen alone, where there are
    such."""
    key = "" if view.found_first else (view.selection.focus or "").partition(":")[2]
    about = [s for s in view.counted_statements if key in subjects(view.atlas)[s.id]]
    return about or view.counted_statements


def listed_records(view: View) -> Sequence[Aid]:
    """The chosen records of aid, those with the largest price first."""
    return sorted(view.aid, key=lambda row: (-(row.usd or 0), row.id))


def listed_sources(view: View) -> Sequence[str]:
    """The sources of what is shown, those on which most rows rest first."""
    atlas, chosen = view.atlas, view.selection.documents
    if chosen:
        return list(dict.fromkeys(source for own in chosen for source in atlas.documents[own].sources))
    return sorted(atlas.sources, key=lambda key: -_resting(atlas, key))


def _resting(atlas: Atlas, source: str) -> int:
    return sum(map(len, citations_by_source(atlas)[source].values()))


def _assessed(atlas: Atlas, row: Statement, t: Text) -> str:
    return " · ".join(filter(None, (t(f"assessment.{row.assessment}"), own_work(atlas, row, t))))


def _record(row: Aid, t: Text) -> tuple[str, str]:
    price = t("panel.aid-none") if row.usd is None else t.amount(row.usd, at_least=row.at_least)
    when = t.date(row.date) if row.date else ""
    return str(price), " · ".join(filter(None, (t.name(row, "what"), when, own_record(row, t))))


def _more(noun: str, n: int, t: Text) -> str:
    if n <= MOST:
        return ""
    whole, page = t.count(noun, n), t(f"page.{PAGES[noun]}")
    return t("present.more-rows", shown=t.number(MOST), count=whole, page=page)


def list_points(view: View, kind: str, t: Text) -> list[str]:
    """What a list holds, counted."""
    if kind == "statements":
        found = listed_statements(view)
        each = {key: sum(s.assessment == key for s in found) for key in view.assessed}
        parts = [f"{t(f'assessment.{key}')}: {t.number(n)}" for key, n in each.items() if n]
        return [t.count("statements", len(found)), *parts]
    if kind == "records":
        return [t.count("records", len(listed_records(view)))]
    used = {view.atlas.sources[key].publisher for key in listed_sources(view)} - {None, ""}
    return [t.count("sources", len(listed_sources(view))), t("story.publishers", n=t.number(len(used)))]
