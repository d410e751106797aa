"""The panel beside the map: what the focus is, how surely known, and the passages that speak of it, as safe
HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from data.atlas.atlas import Atlas
from data.facts import locator
from data.facts.alignment import rendering
from data.facts.origin import passages_naming_by_origin
from data.i18n import Text, name
from data.i18n.isolates import isolate
from data.index.index import Index
from data.query.actors import aid_roles
from data.query.describe import counted_apart
from data.query.selection import focus_of
from data.query.view import View
from data.tables.model import Aid, Event
from data.tables.vocab import Lang
from ui.html import statements
from ui.html.filtered import filter_summary
from ui.html.passages import (
    citation,
    figure_meaning,
    filter_status,
    quoted_at,
    translation_spans,
    voice_spans,
)
from ui.html.revisions import revised
from ui.html.templating import TEMPLATES
from ui.sentences.actors import actor_lines, aid_lines
from ui.sentences.rules import rules_link

WHOLE, PAGE = 25, 12  # so many passages are shown at once; where there are more, so many at a time
NAMES = ("ar", "en", "tg")


@dataclass(frozen=True)
class Card:
    """The head of the panel: an entity, with everything said about it. Texts are plain; the template escapes
    them."""

    title: str
    names: list[tuple[str, str]]
    lines: list[str]
    notices: list[str]
    notes: list[str]
    links: list[tuple[str, str, str]]
    inside: list[tuple[str, str]] = field(default_factory=list)
    summed: list[str] = field(default_factory=list)  # what records of aid add up to, by rules that are linked


def panel(
    view: View, t: Text, where: Sequence[str] = (), inside: Sequence[str] = (), passages: bool = True
) -> str:
    """The whole panel as HTML. `where`: what geography says of the focus; `inside`: ids of places inside
    it."""
    kind, _, key = ("" if view.found_first else view.selection.in_focus).partition(":")
    atlas = view.atlas
    plain = kind in ("", "passage", "statement")
    card = None if plain else _head(view, kind, key, t, where, inside)
    size = WHOLE if len(view.panel) <= WHOLE else PAGE
    pages = -(-len(view.panel) // size) if passages else 0
    page = min(view.selection.page, max(pages, 1))
    shown = view.panel[size * (page - 1) : size * page] if passages else ()
    return TEMPLATES.get_template("panel.html").render(
        atlas=atlas,
        view=view,
        t=t,
        card=card,
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
        statement=statements.card(view, atlas.statements[key], t) if kind == "statement" else None,
        statements=statements.of_place(view, key, t) if kind in ("place", "actor") else [],
        aid=_aid(view, kind, key),
        further=_further(atlas, kind, key, t),
        rules=rules_link("sums", t),
        assessed_by=rules_link("assessment", t),
        events=_events(view, kind, key),
        sources=_sources(view, kind, key, shown),
    )


def _further(atlas: Atlas, kind: str, key: str, t: Text) -> list[dict[str, Any]]:
    """What further pages say on the record in focus."""
    rows = atlas.corroboration_of.get(key, ()) if kind == "aid" else ()
    return [statements.testimony(atlas, row, t) for row in rows]


def passage_card(view: View, passage: str, t: Text, source: str = "") -> str:
    """A passage alone, as the panel shows it; `source`: how its document is cited above it."""
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


def _head(view: View, kind: str, key: str, t: Text, where: Sequence[str], inside: Sequence[str]) -> Card:
    if kind == "aid":
        return _aid_card(view, key, t)
    if kind in ("event", "body"):
        return _event_card(view, key, t) if kind == "event" else _body_card(view, key, t)
    return _card(view, key, t, where, inside)


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
        "n": atlas.passages[passage].number,
        "standing": filter_status(view, passage, t),
        "apart": counted_apart(view, "passages", t)
        if view.found_first and passage in view.undecided[:1]
        else "",
        "row": atlas.passages[passage],
        "spoken": voice_spans(view, passage, t),
        "citation": citation(view, passage, t),
        "at": quoted_at(passage, t),
        "translation": translation_spans(view, passage, t),
        "figures": _figures(atlas, passage, document.language, t),
        "statements": statements.of_passage(view, passage, t),
        "rules": rules_link("assessment", t),
        "topics": [(topic, t.name(atlas.topics[topic])) for topic in atlas.passages[passage].topics],
    }


def _figures(atlas: Atlas, passage: str, language: str, t: Text) -> list[tuple[str, str, str, str]]:
    """Each number and date of a passage with its language, what it means, its qualifier; in English in the
    words of our translation, where they are aligned."""
    found = []
    for f in atlas.figures_of[passage]:
        ours = rendering(atlas, passage, f.start, f.end) if t.lang == "en" else ""
        meaning, qualifier = figure_meaning(atlas, f, t.lang)
        if meaning:
            found.append((ours or f.text, "en" if ours else language, meaning, qualifier))
    return found


def _card(view: View, key: str, t: Text, where: Sequence[str], inside: Sequence[str]) -> Card:
    atlas = view.atlas
    entity, place, actor = atlas.entities[key], atlas.places.get(key), atlas.actors.get(key)
    lines, notices, notes = [], [], []
    if actor and t.name(actor, "role"):
        lines.append(t.name(actor, "role"))
    if actor:
        lines += actor_lines(view, key, t)
    if place:
        lines.append(_kind_and_district(atlas, key, t))
    lines += where
    lines += _named(view, key, t)
    notices += _unnamed(atlas, (key,), t)
    if actor and actor.alleged:
        notices.append(t("panel.alleged"))
    if place and t.name(place, "why"):
        notes.append(f"{t('panel.why')}: {isolate(t.name(place, 'why'))}")
    notes += [note for row in (place, entity) if row and (note := t.name(row, "note"))][:1]
    if place and place.arabic_name == "editor" and t.lang == "ar":
        notes.append(t("panel.review"))
    own = getattr(entity, f"name_{t.lang}")
    names = [
        (lg, getattr(entity, f"name_{lg}")) for lg in NAMES if getattr(entity, f"name_{lg}") and lg != t.lang
    ]
    places = [(focus_of(atlas, p), t.name(atlas.entities[p])) for p in inside]
    summed = aid_lines(view, key, t) if actor else []
    return Card(own, names, lines, notices, notes, _links(atlas, key, t.lang), places, summed)


def _named(view: View, key: str, t: Text) -> list[str]:
    """In how many passages an entity is named: of the article and of added documents; with filters, in how
    many of those chosen."""
    found = passages_naming_by_origin(view.atlas, key)
    keys = ("panel.named", "panel.named-added")
    lines = [t(said, count=t.count("passages", n)) for said, n in zip(keys, found, strict=True) if n]
    if lines and view.selection.filtered:
        lines[-1] += " " + t("panel.chosen", count=t.count("passages", view.counts.get(key, 0)))
    return lines


def _unnamed(atlas: Atlas, keys: Sequence[str], t: Text) -> list[str]:
    """That the article names none of the entities; where added documents do, they are not called context."""
    own, more = map(sum, zip((0, 0), *(passages_naming_by_origin(atlas, key) for key in keys), strict=True))
    return [] if own else [t("panel.not-in-article" if more else "panel.not-named")]


def _aid_card(view: View, key: str, t: Text) -> Card:
    """A record of aid: what, how much, when, from whom, and what its sources leave open."""
    atlas = view.atlas
    row = atlas.aid[key]
    usd = t("panel.aid-none") if row.usd is None else t.amount(row.usd, row.at_least)
    lines = [
        t("panel.aid-amount", amount=usd, status=t(f"status.{row.status}")),
        " · ".join(
            map(
                isolate,
                [t.name(atlas.bodies[row.donor]), *([t.date(row.date)] if row.date else [])],
            )
        ),
    ]
    place = (
        [(focus_of(atlas, row.place), t.name(atlas.entities[row.place]), t.name(row, "district"))]
        if row.place
        else []
    )
    notes = [note for field in ("amount_note", "note") if (note := t.name(row, field))]
    notes += [" · ".join(map(isolate, told))] if (told := locator.where(row, t)) else []
    notes += revised(atlas, key, t)
    return Card(t.name(row, "what"), [], lines, [t("aid.found")], notes, place)


def _event_card(view: View, key: str, t: Text) -> Card:
    """An event: when, whether the article speaks of it, who and where."""
    atlas = view.atlas
    event = atlas.events[key]
    lines = [" · ".join(map(isolate, [t.date(event.date), t(f"panel.event-{event.relation}")]))]
    parts = [
        (focus_of(atlas, e), t.name(atlas.entities[e]), "")
        for e in dict.fromkeys((*event.places, *event.actors))
    ]
    return Card(
        t.name(event, "title"),
        [],
        lines,
        [],
        [note] if (note := t.name(event, "note")) else [],
        parts,
    )


def _body_card(view: View, key: str, t: Text) -> Card:
    """Someone in the aid records whom the documents may not name."""
    atlas = view.atlas
    body = atlas.bodies[key]
    notices = _unnamed(atlas, body.entities, t)
    parts = [(focus_of(atlas, e), t.name(atlas.entities[e]), "") for e in body.entities]
    return Card(t.name(body), [], [], notices, [], parts, summed=aid_lines(view, key, t))


def _kind_and_district(atlas: Atlas, key: str, t: Text) -> str:
    place = atlas.places[key]
    parts = [t.name(place, "kind")]
    province = atlas.entities.get(place.province or "")
    district = t.name(place, "district")
    if province and district:
        parts.append(t("where.province", district=district, province=t.name(province)))
    elif province:
        parts.append(t.name(province))
    if place.side and place.category not in ("country", "province", "group", "border"):
        parts.append(t(f"where.{place.side.lower()}"))
    return " · ".join(map(isolate, parts))


def _links(atlas: Atlas, key: str, lang: Lang) -> list[tuple[str, str, str]]:
    """(focus, name, reason) of everything a person linked to `key`, in either direction."""
    found = []
    for link in atlas.links.values():
        if key in (link.from_id, link.to_id):
            other = link.to_id if link.from_id == key else link.from_id
            found.append((focus_of(atlas, other), name(atlas.entities[other], lang), name(link, lang, "why")))
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
