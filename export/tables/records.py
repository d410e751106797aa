"""What a table of the export holds: one record per chosen row, its cells in words, ids kept so that tables
can be joined.

With a filter on passages, places and actors are those that the chosen passages name; without one, all that
are known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from data.atlas.atlas import Atlas
from data.facts.origin import is_added
from data.facts.statements import subjects
from data.i18n import Lang, author, name, say, voice_name, with_original
from data.index.index import passages_naming
from data.query import locator
from data.query.view import View
from data.tables.model import Aid, Evidence
from export.about import plain_label
from geo import precision
from ui.html.passages import filter_status

Cell = str | int | float | None
Record = dict[str, Cell]


def passages(view: View, lang: Lang) -> list[Record]:
    """The chosen passages, quoted exactly, each with its document; of the article with our translation and
    reading. After them those that are counted apart, each with why."""
    atlas = view.atlas
    return [
        {
            "id": key,
            "document": row.document,
            "number": row.number,
            "quoted": atlas.texts[key],
            **_cited(atlas, row.document, lang),
            "translation": atlas.translations.get(key, ""),
            "gist": "" if is_added(atlas, key) else name(row, lang, "gist"),
            "stance": name(row, lang, "stance"),
            "topics": _names(atlas.topics, row.topics, lang),
            "named": _names(atlas.entities, dict.fromkeys(m.entity for m in atlas.mentions_of[key]), lang),
            "apart": plain_label(filter_status(view, key, lang)),
        }
        for key, row in ((key, atlas.passages[key]) for key in (*view.passages, *view.undecided))
    ]


def mentions(view: View, lang: Lang) -> list[Record]:
    """Every marked mention of the chosen passages, with the voice that speaks it. Offsets count code
    points."""
    atlas = view.atlas
    found: list[Record] = []
    for passage in view.passages:
        for m in atlas.mentions_of[passage]:
            voice = next(v for v in atlas.voices_of[passage] if v.start <= m.start < v.end)
            found.append(
                {
                    "passage": passage,
                    "start": m.start,
                    "end": m.end,
                    "words": m.text,
                    "entity": m.entity,
                    "name": name(atlas.entities[m.entity], lang),
                    "type": say(atlas, f"type.{atlas.entities[m.entity].type}", lang),
                    "form": say(atlas, f"form.{m.form}", lang),
                    "voice": voice_name(atlas, voice.voice, lang),
                    "speaker": name(atlas.entities[voice.speaker], lang) if voice.speaker else "",
                }
            )
    return found


def places(view: View, lang: Lang) -> list[Record]:
    """Places: what they are, where, how surely, and how many of the chosen passages name them. WGS84
    degrees."""
    atlas, other = view.atlas, "en" if lang == "ar" else "ar"
    return [
        {
            "id": key,
            "name": name(atlas.entities[key], lang),
            f"name-{other}": getattr(atlas.entities[key], f"name_{other}"),
            "kind": name(row, lang, "kind"),
            "side": say(atlas, f"where.{row.side.lower()}", lang) if row.side else "",
            "province": name(atlas.entities[row.province], lang) if row.province else "",
            "district": name(row, lang, "district"),
            "latitude": row.lat,
            "longitude": row.lon,
            "radius-km": row.radius_km,
            "precision": plain_label(precision.precision(atlas, row, lang)),
            "passages-shown": view.counts.get(key, 0),
            "passages": " ".join(passages_naming(atlas).get(key, ())),
            "why": name(row, lang, "why"),
            "note": name(row, lang, "note"),
            **_sources(atlas, row.sources),
        }
        for key, row in atlas.places.items()
        if key in shown(view)
    ]


def actors(view: View, lang: Lang) -> list[Record]:
    """Actors, with the mentions in the chosen passages by voice; alleged ones say so and belong to no side's
    count."""
    atlas = view.atlas
    return [
        {
            "id": key,
            "name": name(atlas.entities[key], lang),
            "group": name(atlas.groups[row.group], lang),
            "alleged": _yes(atlas, row.alleged, lang),
            "role": name(row, lang, "role"),
            "affiliation": name(atlas.entities[row.affiliation], lang) if row.affiliation else "",
            "passages-shown": view.counts.get(key, 0),
            "passages": " ".join(passages_naming(atlas).get(key, ())),
            **_sources(atlas, atlas.entities[key].sources),
        }
        for key, row in atlas.actors.items()
        if key in shown(view)
    ]


def aid(view: View, lang: Lang) -> list[Record]:
    """The chosen aid records as published. Only rows marked so may be summed (see data.money)."""
    atlas = view.atlas
    return [
        {
            "id": row.id,
            "date": row.date,
            **{
                role: _body(atlas, getattr(row, role), lang)
                for role in ("donor", "agency", "implementer", "recipient")
            },
            "what": name(row, lang, "what"),
            "category": say(atlas, f"category.{row.category}", lang),
            "usd": row.usd,
            "at-least": _yes(atlas, row.at_least, lang),
            "published": name(row, lang, "amount_note"),
            "place": name(atlas.entities[row.place], lang) if row.place else "",
            "district": name(row, lang, "district"),
            "status": say(atlas, f"status.{row.status}", lang),
            "sums": _yes(atlas, row.sums, lang),
            "confidence": say(atlas, f"confidence.{row.confidence}", lang),
            "passages": " ".join(row.passages),
            "note": name(row, lang, "note"),
            **_sources(atlas, row.sources, row),
            **_located(row, lang),
        }
        for row in view.aid
    ]


def events(view: View, lang: Lang) -> list[Record]:
    """The events of the chosen period."""
    atlas = view.atlas
    return [
        {
            "id": row.id,
            "date": row.date,
            "event": name(row, lang, "title"),
            "relation": say(atlas, f"panel.event-{row.relation}", lang),
            "actors": _names(atlas.entities, row.actors, lang),
            "places": _names(atlas.entities, row.places, lang),
            "passages": " ".join(row.passages),
            "note": name(row, lang, "note"),
            **_sources(atlas, row.sources),
        }
        for row in view.events
    ]


def statements(view: View, lang: Lang) -> list[Record]:
    """The chosen statements in the article's words, with our assessment. Offsets count code points of the
    passage."""
    atlas = view.atlas
    return [
        {
            "id": row.id,
            "passage": row.passage,
            "start": row.start,
            "end": row.end,
            "words": row.quote,
            "says": name(row, lang, "says"),
            "kind": say(atlas, f"claim.{row.kind}", lang),
            "assessment": say(atlas, f"assessment.{row.assessment}", lang),
            "confidence": say(atlas, f"confidence.{row.confidence}", lang),
            "assessed-on": row.assessed_on,
            "value": name(row, lang, "value"),
            "explanation": name(row, lang, "explanation"),
            "would-change": name(row, lang, "would_change"),
            "about": _names(atlas.entities, subjects(atlas)[row.id], lang),
        }
        for row in view.statements
    ]


def evidence(view: View, lang: Lang) -> list[Record]:
    """The evidence on the chosen statements, each with who issued it and whose copy was read."""
    atlas = view.atlas
    found: list[Record] = []
    for row in (row for s in view.statements for row in atlas.evidence_of[s.id]):
        source = atlas.sources[row.source]
        issued = atlas.publishers[source.publisher or ""]
        found.append(
            {
                "statement": row.statement,
                "number": row.nth,
                "says": name(row, lang, "says"),
                "value": name(row, lang, "value"),
                "kind": say(atlas, f"text.{row.kind}", lang),
                "publisher": with_original(issued, lang),
                "publisher-kind": say(atlas, f"publisher.{issued.kind}", lang),
                "side": say(atlas, f"side.{issued.side}", lang),
                "owner": name(issued, lang, "owner"),
                "country": issued.country,
                "via": with_original(atlas.publishers[source.via], lang) if source.via else "",
                "relation-to": say(atlas, f"bears.{row.relation}", lang),
                "title": source.title,
                "date": source.date,
                "seen": source.seen_on,
                **_located(row, lang),
                "url": locator.link(atlas, row),
            }
        )
    return found


def provenance(view: View, lang: Lang) -> list[Record]:
    """What is known of where the documents come from, with the sources that say so."""
    atlas = view.atlas
    return [
        {
            "id": row.id,
            "document": row.document,
            "about": say(atlas, f"provenance.{row.about}", lang),
            "text": name(row, lang, "text"),
            "passages": " ".join(row.passages),
            **_sources(atlas, row.sources),
        }
        for row in atlas.provenance.values()
    ]


def sources(view: View, lang: Lang) -> list[Record]:
    """Every source, with its publisher. Titles stay in their own language."""
    atlas = view.atlas
    found: list[Record] = []
    for row in atlas.sources.values():
        publisher = atlas.publishers.get(row.publisher or "")
        found.append(
            {
                "id": row.id,
                "title": row.title,
                "publisher": with_original(publisher, lang) if publisher else "",
                "owner": name(publisher, lang, "owner") if publisher else "",
                "country": publisher.country if publisher else "",
                "date": row.date,
                "seen": row.seen_on,
                "licence": row.licence,
                "url": row.url,
            }
        )
    return found


def shown(view: View) -> set[str]:
    """Ids of the entities that belong to the view: all without a filter on passages, else those that the
    passages name."""
    return set(view.counts) if view.selection.filtered else set(view.atlas.entities)


def _cited(atlas: Atlas, document: str, lang: Lang) -> Record:
    row = atlas.documents[document]
    return {"title": row.title, "author": author(row, lang), "date": row.date, "language": row.language}


def _names(table: Any, keys: Iterable[str], lang: Lang) -> str:
    return "; ".join(name(table[key], lang) for key in keys)


def _body(atlas: Atlas, key: str | None, lang: Lang) -> str:
    return name(atlas.bodies[key], lang) if key else ""


def _yes(atlas: Atlas, value: bool, lang: Lang) -> str:
    return say(atlas, "export.yes" if value else "export.no", lang)


def _located(row: Aid | Evidence, lang: Lang) -> Record:
    """Where on the page of its (first) source the row stands, and the words by which it is found there."""
    return {"locator": name(row, lang, "locator"), "look-for": row.look_for}


def _sources(atlas: Atlas, keys: Iterable[str], located: Aid | None = None) -> Record:
    rows = [atlas.sources[key] for key in keys]
    links = [row.url for row in rows]
    links[:1] = [locator.link(atlas, located)] if located else links[:1]
    return {"sources": "; ".join(row.title for row in rows), "links": " ".join(filter(None, links))}
