"""What the exported HTML file knows: the postings of the filters, cards and passages as HTML, words, charts;
as plain values for JSON."""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Iterable
from typing import Any

import plotly.graph_objects as go
from markupsafe import Markup

from data.atlas.atlas import Atlas
from data.facts.origin import has_added, is_added
from data.facts.statements import subjects
from data.i18n import Lang, cited, name, say
from data.index.index import Index, passages_naming
from data.index.search import name_keys
from data.query.filters import FACETS, PASSAGE_FILTERS, Filter
from data.query.selection import OPENING, SWITCHES, Selection, focus_of
from data.query.view import View, select
from export.excerpt import TURNING
from export.order import Order
from export.story import STATE, for_script, state, story_charts
from geo import bounds, points, precision
from geo import map as drawn
from ui.charts import aid as figures
from ui.html.headings import document_shown
from ui.html.panel import panel
from ui.html.places import map_words, places
from ui.sentences.aid import CHALDIVAR, claimed_usd, records_by_claim, us_works
from ui.story.slides import CHARTS

__all__ = ["charts", "payload", "state"]
WORDS = (
    "shown.all",
    "shown.some",
    "shown.none",
    "shown.all-added",
    "shown.apart",
    "shown.apart-both",
    "panel.found",
    "panel.narrowed",
    "panel.drop",
    "panel.aside",
    "panel.to-found",
    "passage.title",
    "filter.any",
    "filter.all",
    "filter.clear",
    "panel.none",
    "panel.close",
    "present.back",
    "present.next",
    "present.leave",
    "present.count",
    "present.notes",
    "passage.outside",
    *(word for row in PASSAGE_FILTERS for word in row.words("passages")),
)
FROM = re.compile(r'<p class="d-from".*?</p>', re.S)


def payload(order: Order) -> dict[str, Any]:
    """Everything the page's script reads."""
    atlas, langs = order.atlas, order.langs
    plain = select(atlas, Selection())
    return {
        "langs": langs,
        "map": drawn.MAP,
        "opening": OPENING,
        "state": state(order.view.selection),
        "empty": state(Selection()),
        "filters": [filter_row(atlas, row) for row in PASSAGE_FILTERS],
        "switches": {key: values for key, values in SWITCHES.items() if key in STATE},
        **postings(atlas),
        **map_index(atlas),
        "said": search_hits(order.view),
        **(search(order) if order.whole else {}),
        "aid": {key: {"passages": row.passages, "place": row.place} for key, row in atlas.aid.items()},
        "statements": {
            key: {"passage": row.passage, "places": [e for e in subjects(atlas)[key] if e in atlas.places]}
            for key, row in atlas.statements.items()
        },
        "titles": {lang: say(atlas, "app.title", lang) for lang in langs},
        "words": {lang: {key: say(atlas, key, lang) for key in WORDS} for lang in langs},
        "mapWords": {lang: map_words(atlas, lang) for lang in langs},
        "plurals": {
            lang: {
                "passages": (
                    atlas.plurals["passages", lang].model_dump(
                        exclude={"noun", "lang"}, exclude_defaults=True
                    )
                )
            }
            for lang in langs
        },
        "labels": {lang: labels(atlas, lang) for lang in langs},
        "heads": {
            lang: {key: document_shown(atlas, row, lang) for key, row in atlas.documents.items()}
            for lang in langs
        },
        "cards": gzip_base64({lang: dict(cards(order, lang)) for lang in langs}),
        "texts": {lang: {p: quoted(order, p, lang) for p in atlas.passages} for lang in langs},
        "side": {
            lang: places(atlas, lang, {place.id for place in points.far_places(atlas)}, ()) for lang in langs
        },
        "furniture": {lang: map_furniture(plain, lang) for lang in langs},
        "alt": {
            lang: points.live(plain, lang, {"seq": 0, "focus": "", "gentle": True})["alt"] for lang in langs
        },
        "story": for_script(order),
        "stepCharts": {
            key: {lang: bare(CHARTS[key](atlas, lang)) for lang in langs} for key in story_charts(order)
        },
        "charts": {lang: charts(order, lang) for lang in langs},
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
        "numbers": {p: row.number for p, row in atlas.passages.items()},
        "added": has_added(atlas),
    }


def filter_row(atlas: Atlas, row: Filter) -> dict[str, Any]:
    """A filter as the page's script reads it."""
    told = {key: getattr(row, key) for key in ("key", "kind", "fields", "phrase", "match", "apart")}
    return told | {"limits": row.limits(atlas), "bounds": row.bounds(atlas)}


def map_index(atlas: Atlas) -> dict[str, Any]:
    """Passage -> the places it names; place -> the frame around it."""
    named = {p: {m.entity for m in atlas.mentions_of[p]} for p in atlas.passages}
    return {
        "places_of": {p: [place for place in atlas.places if place in named[p]] for p in atlas.passages},
        "bounds": {place: box for place in atlas.places if (box := bounds.frame_of(atlas, [place]))},
    }


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
    """Filter -> value -> its name, and its label in the filter; and the names of aid records."""
    index = Index.of(atlas)
    told: dict[str, Any] = {
        row.key: {
            value: {"name": row.name(atlas, value, lang), "label": row.option(atlas, value, lang)}
            for value in index.facets[row.key]
        }
        for row in PASSAGE_FILTERS
        if row.kind == "ids"
    }
    return told | {
        "aid": {key: name(row, lang, "what") for key, row in atlas.aid.items()},
        "stance": {key: name(row, lang, "stance") for key, row in atlas.passages.items()},
    }


def cards(order: Order, lang: Lang) -> Iterable[tuple[str, str]]:
    """Focus -> the panel's HTML without passages, for everything that can be looked at."""
    atlas = order.atlas
    assessed = (f"statement:{key}" for key, row in atlas.statements.items() if row.passage in order.quotable)
    focuses = [
        "",
        *(focus_of(atlas, e) for e in atlas.entities),
        *(f"{k}:{i}" for k in ("passage", "aid") for i in _rows(atlas, k)),
        *assessed,
    ]
    for focus in focuses:
        view = select(atlas, Selection(focus=focus))
        yield (
            focus,
            _tight(
                panel(view, lang, precision.lines(view, lang), precision.inside(view, lang), passages=False)
            ),
        )


def gzip_base64(value: Any) -> str:
    """JSON, compressed with gzip (the same bytes each time), in base64."""
    return base64.b64encode(gzip.compress(json.dumps(value, ensure_ascii=False).encode(), mtime=0)).decode()


def _rows(atlas: Atlas, kind: str) -> Iterable[str]:
    return atlas.passages if kind == "passage" else atlas.aid


def quoted(order: Order, passage: str, lang: Lang) -> str:
    """A passage as the panel shows it; one that the file may not quote is told in our own words, or, where an
    added document has it, only named."""
    atlas, row = order.atlas, order.atlas.passages[passage]
    own = is_added(atlas, passage)
    if passage not in order.quotable:
        told, why = ("", "file.unquoted") if own else (name(row, lang, "gist"), "file.not-quoted")
        return Markup(
            '<article class="d-passage x-told" data-passage="{0}"><header><button type="button"'
            ' class="d-number" data-pick="passage:{0}">{1}</button></header>{2}{3}<p'
            ' class="d-line">{4}</p></article>'
        ).format(
            passage,
            say(atlas, "passage.title", lang, n=row.number),
            document_credit(atlas, row.document, lang) if own else "",
            Markup('<p class="d-note">{}</p>').format(told) if told else "",
            say(atlas, why, lang),
        )
    view = select(atlas, Selection(focus=f"passage:{passage}"))
    found = re.search(r'<article class="d-passage.*?</article>', panel(view, lang), re.S)
    return (
        _tight(FROM.sub(lambda _: document_credit(atlas, row.document, lang), found.group())).translate(
            TURNING
        )
        if found
        else ""
    )


def document_credit(atlas: Atlas, document: str, lang: Lang) -> str:
    """Author, title and date of the document that a passage is of."""
    return Markup('<p class="d-from">{}</p>').format(cited(atlas, document, lang))


def _tight(html: str) -> str:
    return re.sub(r"\s*\n\s*", "\n", html.strip())


def map_furniture(plain: View, lang: Lang) -> dict[str, Any]:
    """What of the base map depends on the language: credit, names, and the points of the unfiltered
    article."""
    names = drawn.area_names(plain.atlas, lang) + drawn.river_names(lang)
    return {
        "credit": say(plain.atlas, "map.credit", lang),
        "values": {"names": names, "points": points.points(plain, lang)},
    }


def charts(order: Order, lang: Lang) -> dict[str, Any]:
    """Chart -> figure, as plotly's JavaScript takes it. The donors' and the dated chart follow the view's
    filters of aid."""
    atlas = order.atlas
    us = records_by_claim(atlas)
    years = [row for row in atlas.annual.values() if (row.measure, row.dollars) == ("obligations", "current")]
    made = {
        "itemised": figures.itemised(atlas, us, claimed_usd(atlas), lang)
        if us and claimed_usd(atlas)
        else None,
        "largest": figures.largest(atlas, us_works(atlas), lang, CHALDIVAR),
        "by-donor": figures.by_donor(atlas, order.view.settled, lang),
        "in-time": figures.in_time(atlas, order.view.settled, lang),
        "yearly": figures.yearly(atlas, years, lang),
    }
    return {key: bare(figure) for key, figure in made.items() if figure is not None}


def bare(figure: go.Figure) -> dict[str, Any]:
    """A figure as plain values, without plotly's own template."""
    drawing: dict[str, Any] = json.loads(figure.to_json())
    drawing["layout"].pop("template", None)
    return drawing
