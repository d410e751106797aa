"""Statements and their evidence as safe HTML: the page's strip and cards, the card in the panel, the marks in
the margin."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import Any

from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.atlas.join import basemap_atlas
from data.facts import locator
from data.facts.alignment import rendering
from data.facts.origin import curated, is_added
from data.facts.statements import evidence_summary, subjects, tally, ways_in
from data.i18n import Text
from data.i18n.isolates import isolate
from data.query.describe import counted_apart, filter_phrase
from data.query.selection import Selection, focus_of
from data.query.view import View, select
from data.tables.model import Corroboration, Evidence, Statement
from data.tables.vocab import ASSESSMENTS
from ui.html.filtered import filter_summary
from ui.html.passages import passage_citation
from ui.html.templating import TEMPLATES
from ui.sentences.editions import own_work
from ui.sentences.revisions import revised
from ui.sentences.rules import rules_link


def evidence_page(view: View, t: Text, src: str) -> str:
    """The strip of counts, how to read the page, and which of the cards are to be shown, as safe HTML. src:
    path of the file with all cards."""
    atlas = view.atlas
    kind, _, key = view.selection.in_focus.partition(":")
    return TEMPLATES.get_template("evidence.html").render(
        t=t,
        strip=assessment_counts(view, t),
        method=_method(atlas, t),
        assessments=ASSESSMENTS,
        rules=rules_link("assessment", t),
        src=src,
        chosen=[s.id for s in view.statements],
        here=key if kind == "statement" else "",
        shown=statements_shown(view, t),
        apart=undecided(view, t),
        found=filter_summary(view, t),
    )


def undecided(view: View, t: Text) -> dict[str, Any] | None:
    """The statements that the filters cannot judge, counted apart, to be opened; None without any. `open`:
    they are all that there is, or one of them is looked at."""
    if not (rows := view.undecided_statements):
        return None
    marks = [statement_mark(view, s, t) | {"chosen": True} for s in rows]
    return {
        "title": t("evidence.apart", count=t.count("statements", len(rows))),
        "marks": marks,
        "open": not view.statements or any(m["here"] for m in marks),
    }


def statements_shown(view: View, t: Text) -> str:
    """A sentence: how many statements are shown, by which filters, and how many are counted apart."""
    atlas, s = view.atlas, view.selection
    numbers = {
        "shown": t.count("statements", len(view.statements)),
        "total": t.number(len(atlas.statements)),
    }
    own = sum(is_added(atlas, row.passage) for row in view.statements)
    of_these = t("evidence.own-shown", count=t.number(own)) if own else ""
    if not s.filtered:
        return f"{t('evidence.shown', **numbers)} {of_these}".strip()
    filters = t.joined([filter_phrase(atlas, s, key, t) for key in s.active])
    sentence = t("shown.some" if view.statements else "shown.no-statements", **numbers, filters=filters)
    return " ".join(filter(None, (sentence, of_these, counted_apart(view, "statements", t))))


def statement_cards(atlas: Atlas, t: Text) -> str:
    """The cards of all statements, by passage, as safe HTML; a choice only changes which of them are
    shown."""
    bare, added = basemap_atlas(atlas), [s for s in atlas.statements.values() if is_added(atlas, s.passage)]
    return _curated_cards(bare, bare.text(t.lang)) + (_cards(atlas, t) if added else "")


@cached_per_atlas
def _curated_cards(atlas: Atlas, t: Text) -> str:
    return _cards(atlas, t)


def _cards(atlas: Atlas, t: Text) -> str:
    """The cards of the statements of added documents, where there are any, else of all."""
    view = select(atlas, Selection())
    rows = [s for s in view.statements if atlas.overlay is None or is_added(atlas, s.passage)]
    groups = [
        (atlas.passages[key], [statement_card(view, s, t) for s in own])
        for key, own in groupby(rows, lambda s: s.passage)
    ]
    return TEMPLATES.get_template("cards.html").render(t=t, groups=groups)


def assessment_counts(view: View, t: Text) -> list[dict[str, Any]]:
    """Each assessment with its word, the statements it gives with all other filters applied, and whether it
    is filtered for. Those of added documents are counted apart (`more`)."""
    others = select(view.atlas, replace(view.selection, assessments=()))
    counted, every = tally(others.counted_statements), tally(others.statements)
    return [
        {
            "key": key,
            "word": t(f"assessment.{key}"),
            "pressed": key in view.selection.assessments,
            "n": counted[key],
            "more": every[key] - counted[key],
            "marks": [statement_mark(view, s, t) for s in others.statements if s.assessment == key],
        }
        for key in ASSESSMENTS
    ]


def _method(atlas: Atlas, t: Text) -> dict[str, Any]:
    document = next(iter(atlas.documents.values()))
    author = document.author if t.lang == "ar" else document.author_en
    copies = [atlas.sources[s].via or "" for s in document.sources]
    text = t("evidence.article", kind=t.name(document, "kind"), author=author, date=t.date(document.date))
    return {"text": text, "publishers": [publisher(atlas, key, t) for key in copies if key]}


def lead(view: View, t: Text) -> str:
    """Sentences: how many statements, pieces of evidence and sources there are of the article, and apart from
    these, of added documents."""
    article, atlas = curated(view.atlas), view.atlas
    sources = {row.source for row in article.evidence.values()}
    told = t(
        "evidence.lead",
        statements=t.count("statements", len(article.statements)),
        evidence=t.count("evidence", len(article.evidence)),
        sources=t.count("sources", len(sources)),
    )
    if len(atlas.statements) == len(article.statements):
        return told
    own = t(
        "evidence.own",
        statements=t.count("statements", len(atlas.statements) - len(article.statements)),
        evidence=t.count("evidence", len(atlas.evidence) - len(article.evidence)),
    )
    return f"{told} {own}"


def assessment_counts_html(view: View, t: Text) -> str:
    """How many statements have which assessment with all other filters applied, each number leading to them,
    and for three assessments the statement that `ways_in` gives; "" where no document has statements. Those
    of added documents are counted where these alone are asked for, and called what they are."""
    atlas = view.atlas
    if not atlas.statements:
        return ""
    counted = select(atlas, replace(view.selection, assessments=())).counted_statements
    counts = tally(counted)
    total: str = t.count("statements", len(counted))
    if counted and (own := own_work(atlas, counted[0], t)):
        total = f"{total} · {own}"
    narrowed = len(counted) < len(curated(atlas).statements)
    return TEMPLATES.get_template("scorecard.html").render(
        total=t("start.filtered", statements=total) if narrowed else total,
        counts=[(key, t.number(n), t(f"assessment.{key}")) for key, n in counts.items()],
        ways=[(key, s.id, t(f"begin.{key}"), t.name(s, "says")) for key, s in ways_in(atlas).items()],
        t=t,
    )


def statement_card(view: View, statement: Statement, t: Text) -> dict[str, Any]:
    """Everything said of a statement, in words; the template escapes it."""
    atlas = view.atlas
    weight = evidence_summary(atlas, statement.id)
    rows = [evidence_piece(atlas, row, t) for row in atlas.evidence_of[statement.id]]
    query = {"lang": t.lang} | Selection(focus=f"statement:{statement.id}").to_query()
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
        "revised": revised(atlas, statement.id, t),
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
        "chosen": statement in view.statements,
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


def evidence_piece(atlas: Atlas, row: Evidence, t: Text) -> dict[str, Any]:
    """A piece of evidence: what it says, what kind of text it is, who issued it, where it was read and
    when."""
    return testimony(atlas, row, t) | {
        "value": t.name(row, "value"),
        "kind": t(f"text.{row.kind}"),
    }


def testimony(atlas: Atlas, row: Corroboration | Evidence, t: Text) -> dict[str, Any]:
    """What a page says on a statement or a record, who issued it, where it was read and when."""
    source = atlas.sources[row.source]
    via = t("evidence.via", name=t.name(atlas.publishers[source.via])) if source.via else ""
    return {
        "says": t.name(row, "says"),
        "value": "",
        "kind": "",
        "title": source.title,
        "language": source.language,
        "url": locator.link(atlas, row),
        "via": via,
        "relation": t(f"bears.{row.relation}"),
        "where": locator.where(row, t),
        "passage": row.passage or "",
        "passage_title": locator.passage_title(atlas, row.passage, t) if row.passage else "",
        "publisher": publisher(atlas, source.publisher, t)
        if source.publisher
        else _no_publisher(atlas, row, t),
        "date": t.date(source.date) if source.date else t("evidence.undated"),
        "seen": t("evidence.seen", date=t.date(source.seen_on)) if source.seen_on else "",
    }


def _no_publisher(atlas: Atlas, row: Corroboration | Evidence, t: Text) -> dict[str, str]:
    """The line on who issued a text of which nobody has said so: the article, or a text that a person
    added."""
    of_article = bool(row.passage) and not is_added(atlas, row.passage or "")
    name = t("present.the-article" if of_article else "evidence.added-text")
    return {"name": name, "lang": t.lang, "original": name, "line": "", "side": ""}


def publisher(atlas: Atlas, key: str, t: Text) -> dict[str, str]:
    """The line on a publisher, the same for every one: name and its language, its own name, kind, country,
    owner or funder, side."""
    row = atlas.publishers[key]
    owner = t.name(row, "owner")
    if owner:
        owned = t("owner.known", owner=owner)
    else:
        owned = t("owner.private" if row.kind in ("independent-media", "ngo") else "owner.unknown")
    parts = [
        t(f"publisher.{row.kind}"),
        t.country(row.country) if row.country else "",
        owned,
    ]
    return {
        "name": t.name(row),
        "lang": t.lang,
        "original": row.name,
        "line": " · ".join(map(isolate, filter(None, parts))),
        "side": t(f"side.{row.side}"),
    }


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
