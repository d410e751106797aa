"""What is said of one statement: everything, for its card, or the least, for a margin or a list."""

from __future__ import annotations

from typing import Any

from data.atlas.atlas import Atlas
from data.facts.alignment import rendering
from data.facts.origin import is_added
from data.facts.statements import evidence_summary, subjects
from data.i18n import Text
from data.query.selection import Selection, focus_of
from data.query.view import View
from data.tables.model import Statement
from ui.html.statements.evidence import evidence_piece
from ui.sentences.citation import passage_citation
from ui.sentences.editions import own_work
from ui.sentences.revisions import revision_lines
from ui.sentences.rules import rules_link


def statement_card(view: View, statement: Statement, t: Text) -> dict[str, Any]:
    """Everything said of a statement, in words; the template escapes it."""
    atlas = view.atlas
    weight = evidence_summary(atlas, statement.id)
    rows = [evidence_piece(atlas, row, t) for row in atlas.evidence_of[statement.id]]
    query = {"lang": t.lang} | Selection(focus=f"statement:{statement.id}", case=atlas.case.id).to_query()
    document = atlas.documents[atlas.passages[statement.passage].document]
    return statement_mark(view, statement, t) | {
        "row": statement,
        "n": atlas.passages[statement.passage].number,
        "lang": document.language,
        "of_document": document.title if is_added(atlas, statement.passage) else "",
        "evidence": rows,
        "quote": statement.quote,
        "citation": passage_citation(view, statement.passage, t),
        "ours": rendering(atlas, statement.passage, statement.start, statement.end),
        "kind": t(f"claim.{statement.kind}"),
        "confidence": _confidence(statement, t),
        "on": t("statement.on", date=t.date(statement.assessed_on)),
        "value": t.name(statement, "value"),
        "values": [row for row in rows if row["value"]],
        "sides": [(t(f"side.{key}"), n) for key, n in weight.sides.items()],
        "alone": "one-source" if weight.sources == 1 else "one-side" if weight.one_side else "",
        "revised": revision_lines(atlas, statement.id, t),
        "rules": rules_link("assessment", t),
        "read": _read(atlas, statement, t),
        "about": _about(atlas, statement, t),
        "places": any(entity in atlas.places for entity in subjects(atlas)[statement.id]),
        "link": "evidence?" + "&".join(f"{key}={value}" for key, value in query.items()),
    }


def statement_mark(view: View, statement: Statement, t: Text) -> dict[str, Any]:
    """The least that is said of a statement: its shape in a margin or a list, and where it leads."""
    return {
        "id": statement.id,
        "assessment": statement.assessment,
        "word": t(f"assessment.{statement.assessment}"),
        "own": own_work(view.atlas, statement, t),
        "says": t.name(statement, "says"),
        "here": view.selection.in_focus == f"statement:{statement.id}",
        "chosen": statement.id in view.chosen_statements,
    }


def marks_of_passage(view: View, passage: str, t: Text) -> list[dict[str, Any]]:
    """The marks of a passage's statements, in reading order."""
    return [statement_mark(view, s, t) for s in view.atlas.statements_of[passage]]


def marks_of_place(view: View, place: str, t: Text) -> list[dict[str, Any]]:
    """The marks of the statements about a place, chosen or not."""
    return [
        statement_mark(view, s, t)
        for s in view.atlas.statements.values()
        if place in subjects(view.atlas)[s.id]
    ]


def _confidence(statement: Statement, t: Text) -> str:
    return t("statement.confidence", level=t(f"confidence.{statement.confidence}"))


def _read(atlas: Atlas, statement: Statement, t: Text) -> str:
    weight = evidence_summary(atlas, statement.id)
    if not weight.sources:
        return t("statement.read-opinion" if statement.assessment == "opinion" else "statement.read-nothing")
    text = t("statement.read-parts", sources=t.count("sources", weight.sources))
    copies = t("statement.read-copies", copies=t.count("sources", weight.copies)) if weight.copies else ""
    return f"{text} {copies}".strip()


def _about(atlas: Atlas, statement: Statement, t: Text) -> list[dict[str, Any]]:
    """The places and actors it is about, to pick; actors known from the article alone say so."""
    found = []
    for entity in subjects(atlas)[statement.id]:
        alleged = entity in atlas.actors and atlas.actors[entity].alleged
        label = t.name(atlas.entities[entity])
        found.append(
            {
                "pick": focus_of(atlas, entity),
                "entity": entity,
                "alleged": alleged,
                "label": t("filter.alleged", name=label) if alleged else label,
            }
        )
    return found
