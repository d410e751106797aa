"""Statements and their evidence as safe HTML: the page's strip and cards, the card in the panel, the marks in
the margin."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import Any

from data import i18n
from data.atlas.atlas import Atlas
from data.facts.statements import ASSESSMENTS, evidence_summary, subjects
from data.i18n import Lang, count, date, name, number, say
from data.query import locator
from data.query.describe import counted_apart, filter_phrase
from data.query.selection import Selection, focus_of
from data.query.view import View, select
from data.tables.model import Corroboration, Evidence, Statement
from ui.html.filtered import filter_summary
from ui.html.revisions import revised
from ui.html.templating import TEMPLATES
from ui.sentences.rules import rules_link


def page(view: View, lang: Lang, src: str) -> str:
    """The strip of counts and how to read the page, and which of the cards in the file `src` are to be
    shown."""
    atlas = view.atlas
    kind, _, key = view.selection.in_focus.partition(":")
    return TEMPLATES.get_template("evidence.html").render(
        lang=lang,
        strip=strip(view, lang),
        method=_method(atlas, lang),
        assessments=ASSESSMENTS,
        rules=rules_link(atlas, "assessment", lang),
        src=src,
        chosen=[s.id for s in view.statements],
        here=key if kind == "statement" else "",
        shown=shown(view, lang),
        found=filter_summary(view, lang),
        say=lambda word, **values: say(atlas, word, lang, **values),
    )


def shown(view: View, lang: Lang) -> str:
    """How many statements are shown, by which filters, and how many are counted apart."""
    atlas, s = view.atlas, view.selection
    numbers = {
        "shown": count(atlas, "statements", len(view.statements), lang),
        "total": number(len(atlas.statements), lang),
    }
    if not s.filtered:
        return say(atlas, "evidence.shown", lang, **numbers)
    filters = i18n.joined([filter_phrase(atlas, s, key, lang) for key in s.active], lang)
    told = say(
        atlas, "shown.some" if view.statements else "shown.no-statements", lang, **numbers, filters=filters
    )
    return f"{told} {counted_apart(view, 'statements', lang)}".strip()


def cards(atlas: Atlas, lang: Lang) -> str:
    """The cards of all statements, by passage: what changes with a choice is which of them are shown."""
    view = select(atlas, Selection())
    groups = [
        (atlas.passages[key], [card(view, s, lang) for s in rows])
        for key, rows in groupby(view.statements, lambda s: s.passage)
    ]
    return TEMPLATES.get_template("cards.html").render(
        lang=lang,
        groups=groups,
        say=lambda word, **values: say(atlas, word, lang, **values),
        name=lambda row, field="name": name(row, lang, field),
    )


def strip(view: View, lang: Lang) -> list[dict[str, Any]]:
    """Each assessment with its word, the statements it gives with all other filters applied, and whether it
    is filtered for."""
    others = select(view.atlas, replace(view.selection, assessments=()))
    return [
        {
            "key": key,
            "word": say(view.atlas, f"assessment.{key}", lang),
            "pressed": key in view.selection.assessments,
            "marks": [mark(view, s, lang) for s in others.statements if s.assessment == key],
        }
        for key in ASSESSMENTS
    ]


def _method(atlas: Atlas, lang: Lang) -> dict[str, Any]:
    document = next(iter(atlas.documents.values()))
    author = document.author if lang == "ar" else document.author_en
    copies = [atlas.sources[s].via or "" for s in document.sources]
    text = say(
        atlas,
        "evidence.article",
        lang,
        kind=name(document, lang, "kind"),
        author=author,
        date=date(document.date, lang),
    )
    return {"text": text, "publishers": [publisher(atlas, key, lang) for key in copies if key]}


def lead(view: View, lang: Lang) -> str:
    """What stands on the page, counted."""
    atlas = view.atlas
    sources = {row.source for row in atlas.evidence.values()}
    return say(
        atlas,
        "evidence.lead",
        lang,
        statements=count(atlas, "statements", len(atlas.statements), lang),
        evidence=count(atlas, "evidence", len(atlas.evidence), lang),
        sources=count(atlas, "sources", len(sources), lang),
    )


def card(view: View, statement: Statement, lang: Lang) -> dict[str, Any]:
    """Everything said of a statement, in words; the template escapes it."""
    atlas = view.atlas
    weight = evidence_summary(atlas, statement.id)
    rows = [evidence(atlas, row, lang) for row in atlas.evidence_of[statement.id]]
    query = {"lang": lang} | Selection(focus=f"statement:{statement.id}").to_query()
    return mark(view, statement, lang) | {
        "row": statement,
        "n": atlas.passages[statement.passage].number,
        "evidence": rows,
        "quote": statement.quote,
        "kind": say(atlas, f"claim.{statement.kind}", lang),
        "confidence": _confidence(atlas, statement, lang),
        "on": say(atlas, "statement.on", lang, date=date(statement.assessed_on, lang)),
        "value": name(statement, lang, "value"),
        "values": [row for row in rows if row["value"]],
        "sides": [(say(atlas, f"side.{key}", lang), n) for key, n in weight.sides.items()],
        "alone": "one-source" if weight.sources == 1 else "one-side" if weight.one_side else "",
        "revised": revised(atlas, statement.id, lang),
        "rules": rules_link(atlas, "assessment", lang),
        "read": _read(atlas, statement, lang),
        "about": _about(atlas, statement, lang),
        "places": any(entity in atlas.places for entity in subjects(atlas)[statement.id]),
        "link": "evidence?" + "&".join(f"{key}={value}" for key, value in query.items()),
    }


def mark(view: View, statement: Statement, lang: Lang) -> dict[str, Any]:
    """The least that is said of a statement: its shape in a margin or a list, and where it leads."""
    return {
        "id": statement.id,
        "assessment": statement.assessment,
        "word": say(view.atlas, f"assessment.{statement.assessment}", lang),
        "says": name(statement, lang, "says"),
        "here": view.selection.in_focus == f"statement:{statement.id}",
        "chosen": statement in view.statements,
    }


def of_passage(view: View, passage: str, lang: Lang) -> list[dict[str, Any]]:
    """The marks of a passage's statements, in reading order."""
    return [mark(view, s, lang) for s in view.atlas.statements_of[passage]]


def of_place(view: View, place: str, lang: Lang) -> list[dict[str, Any]]:
    """The marks of the statements about a place, chosen or not."""
    return [
        mark(view, s, lang) for s in view.atlas.statements.values() if place in subjects(view.atlas)[s.id]
    ]


def evidence(atlas: Atlas, row: Evidence, lang: Lang) -> dict[str, Any]:
    """A piece of evidence: what it says, what kind of text it is, who issued it, where it was read and
    when."""
    return testimony(atlas, row, lang) | {
        "value": name(row, lang, "value"),
        "kind": say(atlas, f"text.{row.kind}", lang),
    }


def testimony(atlas: Atlas, row: Corroboration | Evidence, lang: Lang) -> dict[str, Any]:
    """What a page says on a statement or a record, who issued it, where it was read and when."""
    source = atlas.sources[row.source]
    via = (
        say(atlas, "evidence.via", lang, name=name(atlas.publishers[source.via], lang)) if source.via else ""
    )
    return {
        "says": name(row, lang, "says"),
        "value": "",
        "kind": "",
        "title": source.title,
        "language": source.language,
        "url": locator.link(atlas, row),
        "via": via,
        "relation": say(atlas, f"bears.{row.relation}", lang),
        "where": locator.where(atlas, row, lang),
        "publisher": publisher(atlas, source.publisher or "", lang),
        "date": date(source.date, lang) if source.date else say(atlas, "evidence.undated", lang),
        "seen": say(atlas, "evidence.seen", lang, date=date(source.seen_on, lang)),
    }


def publisher(atlas: Atlas, key: str, lang: Lang) -> dict[str, str]:
    """The line on a publisher, the same for every one: name and its language, its own name, kind, country,
    owner or funder, side."""
    row = atlas.publishers[key]
    owner = name(row, lang, "owner")
    if owner:
        owned = say(atlas, "owner.known", lang, owner=owner)
    else:
        owned = say(
            atlas, "owner.private" if row.kind in ("independent-media", "ngo") else "owner.unknown", lang
        )
    parts = [
        say(atlas, f"publisher.{row.kind}", lang),
        i18n.country(row.country, lang) if row.country else "",
        owned,
    ]
    return {
        "name": name(row, lang),
        "lang": lang,
        "original": row.name,
        "line": " · ".join(map(i18n.isolate, filter(None, parts))),
        "side": say(atlas, f"side.{row.side}", lang),
    }


def _confidence(atlas: Atlas, statement: Statement, lang: Lang) -> str:
    return say(
        atlas, "statement.confidence", lang, level=say(atlas, f"confidence.{statement.confidence}", lang)
    )


def _read(atlas: Atlas, statement: Statement, lang: Lang) -> str:
    weight = evidence_summary(atlas, statement.id)
    if not weight.sources:
        return say(
            atlas,
            "statement.read-opinion" if statement.assessment == "opinion" else "statement.read-nothing",
            lang,
        )
    text = say(atlas, "statement.read-parts", lang, sources=count(atlas, "sources", weight.sources, lang))
    copies = (
        say(atlas, "statement.read-copies", lang, copies=count(atlas, "sources", weight.copies, lang))
        if weight.copies
        else ""
    )
    return f"{text} {copies}".strip()


def _about(atlas: Atlas, statement: Statement, lang: Lang) -> list[dict[str, Any]]:
    """The places and actors it is about, to pick; actors known from the article alone say so."""
    found = []
    for entity in subjects(atlas)[statement.id]:
        alleged = entity in atlas.actors and atlas.actors[entity].alleged
        label = name(atlas.entities[entity], lang)
        found.append(
            {
                "pick": focus_of(atlas, entity),
                "entity": entity,
                "alleged": alleged,
                "label": say(atlas, "filter.alleged", lang, name=label) if alleged else label,
            }
        )
    return found
