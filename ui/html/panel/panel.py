"""The panel beside the map: what the focus is, how surely known, and the passages that speak of it, as safe
HTML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from data.atlas.atlas import Atlas
from data.facts import locator
from data.facts.alignment import rendering, translated_into
from data.facts.origin import record_name
from data.i18n import Text
from data.index.index import Index
from data.query.actors import aid_roles
from data.query.describe import counted_apart
from data.query.view import View
from data.tables.model import Aid, Event
from ui.html.filtered import filter_summary
from ui.html.panel.cards import focus_card
from ui.html.passages import figure_meaning, filter_status, translation_spans, voice_spans
from ui.html.statements import card as statements
from ui.html.statements.evidence import testimony
from ui.html.templating import TEMPLATES
from ui.sentences.citation import passage_citation, quoted_at
from ui.sentences.editions import translation_label
from ui.sentences.rules import rules_link

WHOLE, PAGE = 25, 12  # so many passages are shown at once; where there are more, so many at a time


def panel(
    view: View, t: Text, where: Sequence[str] = (), inside: Sequence[str] = (), *, passages: bool = True
) -> str:
    """The whole panel as safe HTML. where: sentences of geography on the focus; inside: ids of places inside
    it; passages: with the passages that speak of it."""
    kind, _, key = ("" if view.found_first else view.selection.in_focus).partition(":")
    atlas = view.atlas
    plain = kind in ("", "passage", "statement")
    head = None if plain else focus_card(view, kind, key, t, where, inside)
    size = WHOLE if len(view.panel) <= WHOLE else PAGE
    pages = -(-len(view.panel) // size) if passages else 0
    page = min(view.selection.page, max(pages, 1))
    shown = view.panel[size * (page - 1) : size * page] if passages else ()
    return TEMPLATES.get_template("panel.html").render(
        atlas=atlas,
        view=view,
        t=t,
        card=head,
        kind=kind,
        found=filter_summary(view, t),
        **dict(
            zip(
                ("previous", "following"),
                _beside(atlas, key) if kind == "passage" else (None, None),
                strict=True,
            )
        ),
        passages=[_passage(view, p, t) for p in shown],
        alone=not passages,
        page=page,
        pages=pages,
        statement=statements.statement_card(view, atlas.statements[key], t) if kind == "statement" else None,
        statements=statements.marks_of_place(view, key, t) if kind in ("place", "actor") else [],
        aid=_aid(view, kind, key),
        record_name=record_name,
        further=_further(atlas, kind, key, t),
        rules=rules_link("sums", t),
        assessed_by=rules_link("assessment", t),
        events=_events(view, kind, key),
        sources=_sources(view, kind, key, shown),
    )


def _further(atlas: Atlas, kind: str, key: str, t: Text) -> list[dict[str, Any]]:
    """What further pages say on the record in focus."""
    rows = atlas.corroboration_of.get(key, ()) if kind == "aid" else ()
    return [testimony(atlas, row, t) for row in rows]


def passage_card(view: View, passage: str, t: Text, source: str = "") -> str:
    """A passage alone, as the panel shows it, as safe HTML. source: how its document is cited above it."""
    macros: Any = TEMPLATES.get_template("passage.html").make_module(
        {
            "kind": "passage",
            "t": t,
        }
    )
    card: str = macros.passage(_passage(view, passage, t) | {"source": source})
    return card


def _beside(atlas: Atlas, passage: str) -> tuple[str | None, str | None]:
    """The passages before and after one in its document; None where it begins or ends."""
    index = Index.of(atlas)
    own, at = index.documents[atlas.passages[passage].document], index.number[passage]
    return index.passages[at - 1] if at > own[0] else None, index.passages[at + 1] if at < own[-1] else None


def _aid(view: View, kind: str, key: str) -> list[Aid]:
    """The chosen records at a place, or in which an actor or body has a part, newest first."""
    parts = (
        (record for records in aid_roles(view.atlas, key).values() for record in records)
        if kind in ("place", "actor", "body")
        else ()
    )
    own = {record.id for record in parts}
    return sorted(
        (r for r in view.aid if r.id in own or (kind == "place" and r.place == key)),
        key=lambda r: r.date or "",
        reverse=True,
    )


def _passage(view: View, passage: str, t: Text) -> dict[str, Any]:
    atlas = view.atlas
    document = atlas.documents[atlas.passages[passage].document]
    title = t.document_title(document)
    return {
        "id": passage,
        "lang": document.language,
        "document": title if len(atlas.documents) > 1 else "",
        "document_lang": document.language if title == document.title else t.lang,
        "source": "",
        "title": locator.passage_title(atlas, passage, t),
        "standing": filter_status(view, passage, t),
        "apart": counted_apart(view, "passages", t)
        if view.found_first and passage in view.undecided[:1]
        else "",
        "row": atlas.passages[passage],
        "spoken": voice_spans(view, passage, t),
        "citation": passage_citation(view, passage, t),
        "at": quoted_at(atlas, passage, t),
        "translation": translation_spans(view, passage, t),
        "translated_into": translated_into(atlas, passage),
        "translation_label": translation_label(atlas, passage, t),
        "figures": _figures(atlas, passage, document.language, t),
        "statements": statements.marks_of_passage(view, passage, t),
        "rules": rules_link("assessment", t),
        "topics": [(topic, t.name(atlas.topics[topic])) for topic in atlas.passages[passage].topics],
    }


def _figures(atlas: Atlas, passage: str, language: str, t: Text) -> list[tuple[str, str, str, str]]:
    """Each number and date of a passage with its language, what it means, its qualifier; in English in the
    words of our translation, where they are aligned."""
    found = []
    for f in atlas.figures_of[passage]:
        ours = rendering(atlas, passage, f.start, f.end) if t.lang == "en" else ""
        meaning, qualifier = figure_meaning(atlas, f, t)
        if meaning:
            found.append((ours or f.text, "en" if ours else language, meaning, qualifier))
    return found


def _events(view: View, kind: str, key: str) -> list[Event]:
    if kind == "passage":
        return [e for e in view.events if key in e.passages]
    if kind == "event":
        return []
    return [e for e in view.events if key in e.places or key in e.actors] if kind else []


def _sources(view: View, kind: str, key: str, shown: Sequence[str]) -> list[Any]:
    atlas = view.atlas
    tables: list[Any] = [atlas.places, atlas.entities, atlas.aid, atlas.events]
    rows: list[Any] = [table[key] for table in tables if key in table] if kind else []
    if kind in ("", "passage", "statement"):
        rows = [atlas.documents[d] for d in dict.fromkeys(atlas.passages[p].document for p in shown)]
    ids = dict.fromkeys(s for row in [*rows, *_events(view, kind, key)] for s in row.sources)
    found = {s: atlas.sources[s] for s in ids}
    if row := atlas.aid.get(key) if kind == "aid" else None:
        found[row.sources[0]] = found[row.sources[0]].model_copy(update={"url": locator.link(atlas, row)})
    return list(found.values())
