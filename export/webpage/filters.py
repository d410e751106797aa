"""What the exported file filters by: the rows of the filters, their postings and labels, and what free text
is looked for in."""

from __future__ import annotations

from typing import Any

from data.annotate.gazetteer.build import gazetteer
from data.atlas.atlas import Atlas
from data.facts.locator import passage_title
from data.facts.origin import has_added, is_added, record_name
from data.i18n import Text
from data.index.index import Index, passages_naming
from data.index.search import name_keys
from data.query.filters import FACETS, PASSAGE_FILTERS, Filter
from data.query.selection import OPENING, SWITCHES, Selection
from data.query.view import View
from export.order import Order
from export.story import STATE, state

WORDS = (
    "shown.all",
    "shown.some",
    "shown.none",
    "shown.stop-words",
    "shown.all-added",
    "shown.apart",
    "shown.apart-both",
    "panel.found",
    "panel.narrowed",
    "panel.drop",
    "panel.aside",
    "panel.to-found",
    "filter.any",
    "filter.all",
    "filter.clear",
    "panel.none",
    "panel.close",
    "panel.more",
    "panel.less",
    "present.back",
    "present.next",
    "present.leave",
    "present.count",
    "present.notes",
    "passage.outside",
    *(word for row in PASSAGE_FILTERS for word in row.words("passages")),
)


def filters(order: Order) -> dict[str, Any]:
    """What choice.js, search.js, filters.js and text.js read."""
    atlas, langs = order.atlas, order.langs
    return {
        "opening": OPENING,
        "state": state(order.view.selection),
        "empty": state(Selection()),
        "filters": [filter_row(atlas, row) for row in PASSAGE_FILTERS],
        "switches": {key: values for key, values in SWITCHES.items() if key in STATE},
        **postings(atlas),
        "said": search_hits(order.view),
        **(search(order) if order.whole else {}),
        "words": {lang: {key: atlas.text(lang)(key) for key in WORDS} for lang in langs},
        "plurals": {lang: {"passages": atlas.text(lang).plural_forms("passages")} for lang in langs},
        "labels": {lang: filter_labels(atlas, atlas.text(lang)) for lang in langs},
    }


def postings(atlas: Atlas) -> dict[str, Any]:
    """What the filters are computed from: spans, the passage of each, the spans of each value, the ranges of
    each passage."""
    index = Index.of(atlas)
    return {
        "passages": index.passages,
        "passage_of": index.passage_of.tolist(),
        "facets": {
            facet: {value: spans.tolist() for value, spans in index.facets[facet].items()} for facet in FACETS
        },
        "ranges": {
            row.key: row.ranges(atlas).by_passage(index.passages) for row in PASSAGE_FILTERS if row.is_range
        },
        "naming": {entity: list(passages) for entity, passages in passages_naming(atlas).items()},
        "document_of": [atlas.passages[p].document for p in index.passages],
        "added": has_added(atlas),
    }


def filter_row(atlas: Atlas, row: Filter) -> dict[str, Any]:
    """A filter as the page's script reads it."""
    fields = {key: getattr(row, key) for key in ("key", "kind", "fields", "phrase", "match", "apart")}
    return fields | {"limits": row.limits(atlas), "bounds": row.bounds(atlas)}


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


def _translation(order: Order, passage: str) -> str:
    """The translation of a passage; that of an added document as far as the file may quote it."""
    if is_added(order.atlas, passage) and passage not in order.quotable:
        return ""
    return order.atlas.translations.get(passage, "")


def search(order: Order) -> dict[str, Any]:
    """What free text is looked for in: every passage that the file may quote, with its translation, mentions
    and voices, and all names, folded."""
    atlas = order.atlas
    first = Index.of(atlas).first_span
    return {
        "search": True,
        "names": name_keys(atlas),
        **spelled_names(atlas),
        "whole": [
            {
                "text": atlas.texts[p] if p in order.quotable else "",
                "translation": _translation(order, p),
                "mentions": (
                    [(m.start, m.end, m.entity) for m in atlas.mentions_of[p]] if p in order.quotable else []
                ),
                "voices": [(v.start, v.end) for v in atlas.voices_of[p]],
                "first": first.get(p, 0),
            }
            for p in atlas.passages
        ],
    }


def spelled_names(atlas: Atlas) -> dict[str, Any]:
    """What names mean that a reader types: each name, folded; those that stand alone, which may be meant by
    another spelling; and the words of names that a spelling is compared with."""
    known = gazetteer(atlas)
    whole = {
        key: sorted({name.entity for name in names if name.strength != "context"})
        for key, names in known.names.items()
    }
    alone = {
        key: sorted({name.entity for name in known.names[key] if name.strength == "alone"})
        for key in known.neighbours.words & known.names.keys()
    }
    return {
        "called": {key: found for key, found in whole.items() if found},
        "alone": {key: found for key, found in alone.items() if any(found)},
        "vocabulary": sorted(known.neighbours.words),
    }


def filter_labels(atlas: Atlas, t: Text) -> dict[str, Any]:
    """Filter -> value -> its name, and its label in the filter; and the names of aid records and passages."""
    index = Index.of(atlas)
    options: dict[str, Any] = {
        row.key: {
            value: {"name": row.name(atlas, value, t), "label": row.option(atlas, value, t)}
            for value in index.facets[row.key]
        }
        for row in PASSAGE_FILTERS
        if row.kind == "ids"
    }
    return options | {
        "aid": {key: record_name(row, t) for key, row in atlas.aid.items()},
        "passage": {key: passage_title(atlas, key, t) for key in atlas.passages},
        "stance": {key: t.name(row, "stance") for key, row in atlas.passages.items()},
    }
