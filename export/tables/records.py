"""What a table of the export holds: one record per chosen row, its cells in words, ids kept so that tables
can be joined.

With a filter on passages, places and actors are those that the chosen passages name; without one, all that
are known."""

from __future__ import annotations

from data.facts import locator
from data.facts.origin import is_added
from data.facts.statements import side, subjects
from data.i18n import Text
from data.index.index import passages_naming
from data.query.value_names import voice_name
from data.query.view import View
from data.tables.vocab import ROLES
from export.about import about_lines, plain_label
from export.tables.cells import (
    Record,
    body,
    cited_document_cells,
    listed_names,
    place_on_page,
    source_cells,
    yes_or_no,
)
from geo import precision
from ui.html.passages import filter_status
from ui.html.sources import licence
from ui.sentences.editions import edition_cell, record_edition, translation_label


def about_records(view: View, t: Text) -> list[Record]:
    """What the files are: the choice in words, up to which day, which data, whose."""
    return [{"about": head, "text": text} for head, text in about_lines(view, t)]


def passage_records(view: View, t: Text) -> list[Record]:
    """The chosen passages, quoted exactly, each with its document; of the article with our translation and
    reading. After them those that are counted apart, each with why."""
    atlas = view.atlas
    return [
        {
            "id": key,
            "document": row.document,
            "number": row.number,
            "quoted": atlas.texts[key],
            **cited_document_cells(atlas, row.document, t),
            "translation": atlas.translations.get(key, ""),
            "translation-by": plain_label(translation_label(atlas, key, t))
            if key in atlas.translations
            else "",
            "gist": "" if is_added(atlas, key) else t.name(row, "gist"),
            "stance": t.name(row, "stance"),
            "topics": listed_names(atlas.topics, row.topics, t),
            "named": listed_names(atlas.entities, dict.fromkeys(m.entity for m in atlas.mentions_of[key]), t),
            "page": locator.page_number(atlas, key),
            "ocr": yes_or_no(t, value=atlas.documents[row.document].ocr),
            "apart": plain_label(filter_status(view, key, t)),
        }
        for key, row in ((key, atlas.passages[key]) for key in (*view.passages, *view.undecided))
    ]


def mention_records(view: View, t: Text) -> list[Record]:
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
                    "name": t.name(atlas.entities[m.entity]),
                    "type": t(f"type.{atlas.entities[m.entity].type}"),
                    "form": t(f"form.{m.form}"),
                    "voice": voice_name(atlas, voice.voice, t),
                    "speaker": t.name(atlas.entities[voice.speaker]) if voice.speaker else "",
                }
            )
    return found


def place_records(view: View, t: Text) -> list[Record]:
    """Places: what they are, where, how surely, and how many of the chosen passages name them. WGS84
    degrees."""
    atlas, other = view.atlas, "en" if t.lang == "ar" else "ar"
    return [
        {
            "id": key,
            "name": t.name(atlas.entities[key]),
            f"name-{other}": getattr(atlas.entities[key], f"name_{other}"),
            "kind": t.name(row, "kind"),
            "side": t(f"where.{row.side.lower()}") if row.side else "",
            "province": t.name(atlas.entities[row.province]) if row.province else "",
            "district": t.name(row, "district"),
            "latitude": row.lat,
            "longitude": row.lon,
            "radius-km": row.radius_km,
            "precision": plain_label(precision.precision(row, t)),
            "passages-shown": view.counts.get(key, 0),
            "passages": " ".join(passages_naming(atlas).get(key, ())),
            "why": t.name(row, "why"),
            "note": t.name(row, "note"),
            **source_cells(atlas, row.sources, t),
        }
        for key, row in atlas.places.items()
        if key in entities_in_view(view)
    ]


def actor_records(view: View, t: Text) -> list[Record]:
    """Actors, with the mentions in the chosen passages by voice; alleged ones say so and belong to no side's
    count."""
    atlas = view.atlas
    return [
        {
            "id": key,
            "name": t.name(atlas.entities[key]),
            "group": t.name(atlas.groups[row.group]),
            "alleged": yes_or_no(t, value=row.alleged),
            "role": t.name(row, "role"),
            "affiliation": t.name(atlas.entities[row.affiliation]) if row.affiliation else "",
            "passages-shown": view.counts.get(key, 0),
            "passages": " ".join(passages_naming(atlas).get(key, ())),
            **source_cells(atlas, atlas.entities[key].sources, t),
        }
        for key, row in atlas.actors.items()
        if key in entities_in_view(view)
    ]


def aid_records(view: View, t: Text) -> list[Record]:
    """The chosen aid records as published. Only rows marked so may be summed (see data.facts.aid)."""
    atlas = view.atlas
    return [
        {
            "id": row.id,
            "date": row.date,
            **{role: body(atlas, getattr(row, role), t) for role in ROLES},
            "what": t.name(row, "what"),
            "category": t(f"category.{row.category}"),
            "usd": row.usd,
            "at-least": yes_or_no(t, value=row.at_least),
            "published": t.name(row, "amount_note"),
            "place": t.name(atlas.entities[row.place]) if row.place else "",
            "district": t.name(row, "district"),
            "status": t(f"status.{row.status}"),
            "sums": yes_or_no(t, value=row.sums),
            "edition": record_edition(row, t),
            "confidence": t(f"confidence.{row.confidence}"),
            "passages": " ".join(row.passages),
            "note": t.name(row, "note"),
            **source_cells(atlas, row.sources, t, row),
            **place_on_page(row, t),
        }
        for row in view.aid
    ]


def event_records(view: View, t: Text) -> list[Record]:
    """The events of the chosen period."""
    atlas = view.atlas
    return [
        {
            "id": row.id,
            "date": row.date,
            "event": t.name(row, "title"),
            "relation": t(f"panel.event-{row.relation}"),
            "actors": listed_names(atlas.entities, row.actors, t),
            "places": listed_names(atlas.entities, row.places, t),
            "passages": " ".join(row.passages),
            "note": t.name(row, "note"),
            **source_cells(atlas, row.sources, t),
        }
        for row in view.events
    ]


def statement_records(view: View, t: Text) -> list[Record]:
    """The chosen statements in the article's words, with our assessment. Offsets count code points of the
    passage."""
    atlas = view.atlas
    return [
        {
            "id": row.id,
            "passage": row.passage,
            "document": atlas.passages[row.passage].document,
            "edition": edition_cell(atlas, row, t),
            "start": row.start,
            "end": row.end,
            "words": row.quote,
            "says": t.name(row, "says"),
            "kind": t(f"claim.{row.kind}"),
            "assessment": t(f"assessment.{row.assessment}"),
            "confidence": t(f"confidence.{row.confidence}"),
            "assessed-on": row.assessed_on,
            "value": t.name(row, "value"),
            "explanation": t.name(row, "explanation"),
            "would-change": t.name(row, "would_change"),
            "subjects": listed_names(atlas.entities, subjects(atlas)[row.id], t),
        }
        for row in view.statements
    ]


def evidence_records(view: View, t: Text) -> list[Record]:
    """The evidence on the chosen statements, each with who issued it and whose copy was read."""
    atlas = view.atlas
    found: list[Record] = []
    for row in (row for s in view.statements for row in atlas.evidence_of[s.id]):
        source = atlas.sources[row.source]
        issued = atlas.publishers.get(source.publisher or "")
        found.append(
            {
                "statement": row.statement,
                "edition": edition_cell(atlas, atlas.statements[row.statement], t),
                "number": row.nth,
                "says": t.name(row, "says"),
                "value": t.name(row, "value"),
                "kind": t(f"text.{row.kind}"),
                "publisher": plain_label(t.with_original(issued)) if issued else "",
                "publisher-kind": t(f"publisher.{issued.kind}") if issued else "",
                "side": t(f"side.{side(atlas, source)}"),
                "owner": t.name(issued, "owner") if issued else "",
                "country": t.country(issued.country) if issued else "",
                "via": plain_label(t.with_original(atlas.publishers[source.via])) if source.via else "",
                "relation-to": t(f"bears.{row.relation}"),
                "title": t.source_title(source),
                "cited-passage": row.passage or "",
                "date": source.date,
                "seen": source.seen_on,
                **place_on_page(row, t),
                "url": locator.link(atlas, row),
            }
        )
    return found


def provenance_records(view: View, t: Text) -> list[Record]:
    """What is known of where the documents come from, with the sources that say so."""
    atlas = view.atlas
    return [
        {
            "id": row.id,
            "document": row.document,
            "about": t(f"provenance.{row.about}"),
            "text": t.name(row, "text"),
            "passages": " ".join(row.passages),
            **source_cells(atlas, row.sources, t),
        }
        for row in atlas.provenance.values()
    ]


def source_records(view: View, t: Text) -> list[Record]:
    """Every source, with its publisher. Titles stay in their own language, save for what is our own words."""
    atlas = view.atlas
    found: list[Record] = []
    for row in atlas.sources.values():
        publisher = atlas.publishers.get(row.publisher or "")
        found.append(
            {
                "id": row.id,
                "title": t.source_title(row),
                "publisher": plain_label(t.with_original(publisher)) if publisher else "",
                "owner": t.name(publisher, "owner") if publisher else "",
                "country": t.country(publisher.country) if publisher else "",
                "date": row.date,
                "seen": row.seen_on,
                "licence": licence(row, t),
                "url": row.url,
            }
        )
    return found


def entities_in_view(view: View) -> set[str]:
    """Ids of the entities that belong to the view: all without a filter on passages, else those that the
    passages name."""
    return set(view.counts) if view.selection.filtered else set(view.atlas.entities)
