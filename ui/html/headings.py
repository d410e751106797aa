"""The head of the map page as safe HTML: what this is, which document speaks, and what is shown, in one
sentence each."""

from __future__ import annotations

import re

from markupsafe import Markup

from data.atlas.atlas import Atlas
from data.atlas.case import Case
from data.facts.origin import has_added, is_curated, named_by_origin
from data.i18n import Text
from data.i18n.isolates import isolate
from data.query.describe import describe, describe_along_border, map_title
from data.query.view import View
from data.tables.model import Document

MARKS = re.compile(
    r"([\\`*_{}\[\]()<>#+\-.!|~$:&=])"
)  # what Markdown, as Streamlit reads it, may take for its own

TITLES = {
    "article": "article.title",
    "evidence": "evidence.title",
    "aid": "aid.title",
    "border": "strip.title",
    "actors": "actors.title",
    "compare": "compare.title",
    "present": "story.title",
    "sources": "sources.title",
}  # of the pages that are not called as in the bar of pages


def case_title(case: Case, t: Text) -> str:
    """A case by its name in the reader's language, or else in the other."""
    return t.name(case) or case.name_ar or case.name_en or t("case.first")


def case_line(case: Case, t: Text) -> Markup:
    """Which case is open, as safe HTML; nothing for one that nobody has named."""
    said = Markup('<p class="d-case">{}</p>').format(t("case.shown", name=case_title(case, t)))
    return said if case.named else Markup()


def map_heading(view: View, t: Text) -> str:
    """The head of the map page as safe HTML: title, the document's card in a line, and computed numbers with
    the sentence for the selection."""
    atlas = view.atlas
    return Markup(
        '<h1 class="d-title">{}</h1>'
        '<p class="d-document">{}</p>'
        '<p class="d-shown" role="status" aria-live="polite">{} <span>{}</span></p>'
    ).format(
        map_title(atlas, t),
        document_shown(atlas, view.document, t),
        describe(view, t),
        isolate(count_sentences(atlas, t)),
    )


def page_title(page: str, t: Text) -> str:
    """The title of a page, in the reader's language."""
    return t(TITLES.get(page, f"page.{page}"))


def first_heading(view: View, page: str, t: Text) -> str:
    """The head of a page as it is first seen: on the map page the whole of it, elsewhere the title."""
    if page == "map":
        return map_heading(view, t)
    if page == "border":
        return page_head(page_title(page, t), describe_along_border(view, t))
    return page_head(page_title(page, t))


def document_shown(atlas: Atlas, document: Document, t: Text) -> Markup:
    """Which document speaks, in the reader's language: whether it is the article or an added one, and
    which."""
    says = t("document.says" if is_curated(atlas, document.id) else "document.added")
    named = _title(atlas, document, t)
    return Markup('<span class="d-tag">{}</span> {} · {}').format(says, named, isolate(byline(document, t)))


def document_title_html(atlas: Atlas, document: Document, t: Text) -> Markup:
    """A document by its title and what is known of it. Readers of English get the title in English first,
    then as printed."""
    by = isolate(byline(document, t))
    if not _is_translated(document, t):
        return Markup("{} · {}").format(_title(atlas, document, t), by)
    html = Markup('{} <span class="d-original" lang="{}" dir="{}">{}</span> · {}')
    own = (document.language, _direction(document), title_with_sic(atlas, document))
    return html.format(_title(atlas, document, t), *own, by)


def _title(atlas: Atlas, document: Document, t: Text) -> Markup:
    """The title that a reader of the language of `t` gets: in English, called a translation, or as
    printed."""
    if _is_translated(document, t):
        html = Markup('<b lang="en" dir="ltr">“{}”</b> <small>{}</small>')
        return html.format(document.title_en, t("passage.translation"))
    html = Markup('<b lang="{}" dir="{}">{}</b>')
    return html.format(document.language, _direction(document), title_with_sic(atlas, document))


def _is_translated(document: Document, t: Text) -> bool:
    return t.document_title(document) != document.title


def _direction(document: Document) -> str:
    return "rtl" if document.language == "ar" else "ltr"


def byline(document: Document, t: Text) -> str:
    """What kind of text a document is, by whom, of when and in which language, as far as it is known."""
    kind, who = t.name(document, "kind"), t.author(document)
    written = t("document.in-ar" if document.language == "ar" else "document.in-en")
    by = t("document.of", kind=kind, author=who) if who else kind
    dated = [t.date(document.date)] if document.date else []
    ocr = [t("document.ocr")] if document.ocr else []
    return t.comma_list([by, *dated, written, *ocr])


def count_sentences(atlas: Atlas, t: Text) -> str:
    """How many places and actors the article names and, where there are any, added documents."""
    keys = ("document.numbers", "document.numbers-added")
    sentences = [
        t(key, places=t.count("places", places), actors=t.count("actors", actors))
        for key, (places, actors) in zip(keys, named_by_origin(atlas), strict=True)
    ]
    return " ".join(sentences if has_added(atlas) else sentences[:1])


def page_head(text: str, shown: str = "", lead: str = "") -> str:
    """The head of a page: its title, what the page is for, and what is shown; empty ones are left out."""
    rows = (
        (Markup('<h1 class="d-title">{}</h1>'), text),
        (Markup('<p class="d-lead">{}</p>'), lead),
        (Markup('<p class="d-shown" role="status" aria-live="polite">{}</p>'), shown),
    )
    return Markup().join(html.format(words) for html, words in rows if words)


def section_link(page: str, anchor: str, text: str) -> str:
    """A link to a section of a page, further down or on another page."""
    html = Markup('<p><a class="d-rule" href="{}#{}">{}</a></p>')
    return html.format(page, anchor, text)


def shown_sentence(sentence: str, more: str, by_mouse: str) -> str:
    """What is shown, in a sentence, and more about it, less loud; `by_mouse`: what a finger cannot do."""
    html = Markup(
        '<p class="d-shown" role="status">{} <span>{} <span class="d-by-mouse">{}</span></span></p>'
    )
    return html.format(sentence, more, by_mouse)


def status(*sentences: str, rules: str = "") -> str:
    """What is shown, in a sentence or more; empty ones are left out. rules: a link to the rules behind it."""
    shown = Markup("<br>").join(filter(None, sentences))
    return Markup('<p class="d-shown" role="status">{}</p>{}').format(shown, rules)


def chart_pick_status(text: str, key: str, chart: str, back: str) -> str:
    """What was picked in a chart, with a button (`back`: its words) that brings the chart into sight, as safe
    HTML. key tells one pick from another that has the same words."""
    html = Markup(
        '<p class="d-shown d-picked" role="status" data-key="{}">{} '
        '<button type="button" class="d-chip" data-sight="st-key-wide-{}">{}</button></p>'
    )
    return html.format(key, text, chart, back)


def notice(text: str) -> str:
    """A line that tells the reader something once, as safe HTML."""
    return Markup('<p class="d-notice" role="status">{}</p>').format(text)


def wordmark(icon: str, app: str, tagline: str) -> str:
    """The app's sign and name as safe HTML. icon: the path of the picture."""
    return Markup(
        '<div class="d-mark"><img src="{}" alt=""><span><b>{}</b> <small>{}</small></span></div>'
    ).format(icon, app, tagline)


def title_as_printed(view: View) -> Markup:
    """The title of the document in question as printed."""
    return title_with_sic(view.atlas, view.document)


def title_with_sic(atlas: Atlas, document: Document) -> Markup:
    """A document's title as printed, its slip marked (sic)."""
    before, slip, after = (
        document.title.partition(document.title_slip) if document.title_slip else (document.title, "", "")
    )
    sic = Markup(" <small>{}</small>").format(atlas.text("ar")("document.sic")) if slip else ""
    start, end = "«»" if document.language == "ar" else "“”"
    return Markup("{}{}{}{}{}{}").format(start, before, slip, sic, after, end)


def literal(text: str) -> str:
    """The text escaped for a place that shows Markdown: it stands there as it is, in one line."""
    return MARKS.sub(r"\\\1", " ".join(text.split()))
