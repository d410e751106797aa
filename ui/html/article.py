"""The whole article to read, as safe HTML: Arabic, English, or side by side, with every mark pickable."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from data.facts.alignment import translated_into
from data.facts.locator import passage_title
from data.i18n import Text
from data.index.index import Index
from data.query.describe import describe
from data.query.selection import Selection
from data.query.view import View
from data.tables.vocab import ASSESSMENTS
from ui.html.filtered import filter_summary
from ui.html.headings import byline, title_as_printed
from ui.html.passages import filter_status, translation_spans, voice_spans
from ui.html.statements.card import marks_of_passage
from ui.html.templating import TEMPLATES
from ui.sentences.citation import passage_citation, quoted_at
from ui.sentences.editions import translation_label


def article(view: View, t: Text) -> str:
    """The passages of the document in question as safe HTML, in the language or languages that the selection
    reads; those outside the filters are dimmed, not hidden."""
    atlas = view.atlas
    document = view.document
    index = Index.of(atlas)
    own = [index.passages[n] for n in index.documents[document.id]]
    return TEMPLATES.get_template("article.html").render(
        document=document,
        title=title_as_printed(view),
        by=byline(document, t),
        t=t,
        reading=view.selection.reading,
        passages=[_passage(view, p, t) for p in own],
        next_found=dict(pairwise(p for p in own if p in view.passages)) if view.selection.filtered else {},
        found=filter_summary(view, t),
        shown=describe(view, t),
        **_read(view),
    )


def _read(view: View) -> dict[str, bool]:
    """What is read of a document: the words as printed, the translation, or both, and under which titles. One
    without a translation is read as printed (`plain`)."""
    reading, document, plain = view.selection.reading, view.document, not has_translation(view)
    both = not plain and reading != document.language
    titled = both and document.title_en != document.title
    original = plain or reading in ("both", document.language)
    return {
        "plain": plain,
        "reads_original": original,
        "reads_translation": both,
        "both_titles": titled,
        "printed_title": original or not titled,
    }


def has_translation(view: View) -> bool:
    """Is there a translation of the document to set beside it?"""
    index = Index.of(view.atlas)
    return any(index.passages[n] in view.atlas.translations for n in index.documents[view.document.id])


def article_legend(view: View, t: Text) -> str:
    """The legend of the marks in the article, as safe HTML."""
    return TEMPLATES.get_template("legend.html").render(
        searched=bool(view.hits), assessments=ASSESSMENTS, t=t
    )


def _passage(view: View, passage: str, t: Text) -> dict[str, Any]:
    atlas = view.atlas
    named = dict.fromkeys(m.entity for m in atlas.mentions_of[passage] if m.entity in atlas.places)
    query = {"lang": t.lang} | Selection(
        focus=f"passage:{passage}", reading=view.selection.reading, case=atlas.case.id
    ).to_query()
    return {
        "id": passage,
        "title": passage_title(atlas, passage, t),
        "gist": t.name(atlas.passages[passage], "gist"),
        "standing": filter_status(view, passage, t) if view.possible.any() else "",
        "here": view.selection.in_focus.partition(":")[0] in ("passage", "statement")
        and passage in view.of_focus,
        "statements": marks_of_passage(view, passage, t),
        "places": list(named),
        "spoken": voice_spans(view, passage, t),
        "translation": translation_spans(view, passage, t),
        "translated_into": translated_into(atlas, passage),
        "translation_label": translation_label(atlas, passage, t),
        "link": "?" + "&".join(f"{key}={value}" for key, value in query.items()),
        "citation": passage_citation(view, passage, t),
        "at": quoted_at(atlas, passage, t),
    }
