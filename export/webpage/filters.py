"""What the exported file filters by: postings, places in the text of words, names to be looked for, and the
words in which filters are told."""

from __future__ import annotations

from typing import Any

from data.atlas.atlas import Atlas
from data.facts.border import last_km, span
from data.facts.origin import has_added
from data.i18n import Lang, name, say, shortened
from data.index.index import FACETS, Facet, Index, passages_naming
from data.index.search import name_keys
from data.query.describe import value_name
from data.query.selection import OPENING
from data.query.view import View
from export.order import Order
from export.story import state
from ui.html.statements import sign

WORDS = (
    "shown.all",
    "shown.documents",
    "shown.some",
    "shown.none",
    "shown.actors",
    "shown.actors-all",
    "shown.topics",
    "shown.places",
    "shown.assessments",
    "shown.all-added",
    "shown.stretch",
    "shown.unplaced",
    "shown.apart",
    "shown.apart-both",
    "panel.found",
    "panel.narrowed",
    "panel.drop",
    "panel.aside",
    "panel.to-found",
    "passage.title",
    "passage.undated",
    "passage.unplaced",
    "shown.voices",
    "shown.period",
    "shown.since",
    "shown.until",
    "shown.undated",
    "shown.text",
    "filter.actors",
    "filter.actors-hint",
    "filter.topics",
    "filter.topics-hint",
    "filter.places",
    "filter.places-hint",
    "filter.voices",
    "filter.voices-hint",
    "filter.assessments",
    "filter.assessments-hint",
    "filter.documents",
    "filter.documents-hint",
    "filter.any",
    "filter.all",
    "filter.period",
    "filter.text",
    "filter.text-hint",
    "filter.clear",
    "panel.none",
    "panel.close",
    "present.back",
    "present.next",
    "present.leave",
    "present.count",
    "present.notes",
    "passage.outside",
)


def filters(order: Order) -> dict[str, Any]:
    """What choice.js, search.js, filters.js and text.js read."""
    atlas, langs = order.atlas, order.langs
    return {
        "opening": OPENING,
        "state": state(order.view.selection),
        **postings(atlas),
        "said": search_hits(order.view),
        **(search(order) if order.whole else {}),
        "words": {lang: {key: say(atlas, key, lang) for key in WORDS} for lang in langs},
        "plurals": {lang: {"passages": plurals(atlas, lang)} for lang in langs},
        "labels": {lang: labels(atlas, lang) for lang in langs},
    }


def plurals(atlas: Atlas, lang: Lang) -> dict[str, str]:
    """How so many passages are called, by the plural forms of CLDR."""
    forms: dict[str, str] = atlas.plurals["passages", lang].model_dump(
        exclude={"noun", "lang"}, exclude_defaults=True
    )
    return forms


def postings(atlas: Atlas) -> dict[str, Any]:
    """What the filters are computed from: spans, the passage of each, and the spans of each value."""
    index = Index.of(atlas)
    years = {p: sorted({int(e.date[:4]) for e in events}) for p, events in atlas.events_of.items()}
    found = sorted({int(e.date[:4]) for e in atlas.events.values()})
    return {
        "passages": index.passages,
        "passage_of": index.passage_of.tolist(),
        "facets": {
            facet: {value: spans.tolist() for value, spans in index.facets[facet].items()} for facet in FACETS
        },
        "years_of": years,
        "years": [found[0], found[-1]] if found else [0, 0],
        "naming": {entity: list(passages) for entity, passages in passages_naming(atlas).items()},
        "spans_of": spans_of(atlas),
        "document_of": [atlas.passages[p].document for p in index.passages],
        "numbers": {p: row.number for p, row in atlas.passages.items()},
        "added": has_added(atlas),
        "last_km": last_km(atlas),
    }


def spans_of(atlas: Atlas) -> dict[str, list[tuple[float, float]]]:
    """Passage -> the stretches of the border where the places that it names lie; passages that name none are
    left out."""
    found: dict[str, list[tuple[float, float]]] = {}
    for place, passages in passages_naming(atlas).items():
        if (at := span(atlas, place)) is not None:
            for passage in passages:
                found.setdefault(passage, []).append(at)
    return found


def search_hits(view: View) -> dict[str, Any]:
    """Where the words of the selection stand, for a file that does not hold every text: spans, and passages
    by number."""
    index = Index.of(view.atlas)
    spans = [
        index.first_span[p] + n
        for p, hits in view.hits.items()
        for n, voice in enumerate(view.atlas.voices_of[p])
        if any(voice.start <= start < voice.end for start, _ in hits.text)
    ]
    translated = [n for n, p in enumerate(index.passages) if p in view.hits and view.hits[p].translation]
    return {"words": view.selection.text.strip(), "spans": spans, "translated": translated}


def search(order: Order) -> dict[str, Any]:
    """What free text is looked for in: every passage that the file may quote, with its translation, mentions
    and voices, and all names, folded."""
    atlas = order.atlas
    first = Index.of(atlas).first_span
    return {
        "search": True,
        "names": name_keys(atlas),
        "whole": [
            {
                "text": atlas.texts[p] if p in order.quotable else "",
                "translation": atlas.translations.get(p, ""),
                "mentions": (
                    [(m.start, m.end, m.entity) for m in atlas.mentions_of[p]] if p in order.quotable else []
                ),
                "voices": [(v.start, v.end) for v in atlas.voices_of[p]],
                "first": first.get(p, 0),
            }
            for p in atlas.passages
        ],
    }


def labels(atlas: Atlas, lang: Lang) -> dict[str, Any]:
    """Facet -> value -> its name, and its label in the filter; and the names of aid records."""
    index = Index.of(atlas)
    told: dict[str, Any] = {}
    for facet in FACETS:
        named = {value: value_name(atlas, facet, value, lang) for value in index.facets[facet]}
        told[facet] = {
            value: {"name": called, "label": _label(atlas, facet, value, called, lang)}
            for value, called in named.items()
        }
    stances = {key: name(row, lang, "stance") for key, row in atlas.passages.items()}
    titles = {
        key: dict.fromkeys(("name", "label"), shortened(row.title)) for key, row in atlas.documents.items()
    }
    return {
        **told,
        "documents": titles,
        "aid": {key: name(row, lang, "what") for key, row in atlas.aid.items()},
        "stance": stances,
    }


def _label(atlas: Atlas, facet: Facet, value: str, called: str, lang: Lang) -> str:
    if facet != "actors":
        return sign(atlas, value, lang) if facet == "assessments" else called
    if value in atlas.groups:
        return say(atlas, "filter.group", lang, name=called)
    return say(atlas, "filter.alleged", lang, name=called) if atlas.actors[value].alleged else called
