"""The head of the map page as safe HTML: what this is, which document speaks, and what is shown, in one sentence each."""

from __future__ import annotations

import re

from markupsafe import Markup

from data.select import View
from data.words import Lang, count, date, describe, isolate, name, say

MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&=])")  # what Markdown, as Streamlit reads it, may take for its own


def heading(view: View, lang: Lang) -> str:
    """Title, the document's card in a line, computed numbers, and the sentence for the selection."""
    atlas = view.atlas
    document = view.document
    author = document.author if lang == "ar" else document.author_en
    by = say(atlas, "document.by", lang, kind=name(document, lang, "kind"), author=author, date=date(document.date, lang))
    named_places = sum(p in atlas.naming for p in atlas.places)
    named_actors = sum(a in atlas.naming and not actor.alleged for a, actor in atlas.actors.items())
    numbers = say(
        atlas, "document.numbers", lang,
        places=count(atlas, "places", named_places, lang), actors=count(atlas, "actors", named_actors, lang),
    )  # fmt: skip
    return Markup(
        '<h1 class="d-title">{}</h1><p class="d-lead">{}</p>'
        '<p class="d-document"><span class="d-tag">{}</span> <b lang="{}" dir="{}">{}</b> · {}</p>'
        '<p class="d-shown" role="status" aria-live="polite">{} <span>{}</span></p>'
    ).format(
        say(atlas, "map.title", lang), say(atlas, "app.sentence", lang), say(atlas, "document.says", lang),
        document.language, "rtl" if document.language == "ar" else "ltr", title_as_printed(view),
        isolate(by), describe(view, lang), isolate(numbers),
    )  # fmt: skip


def title(text: str, shown: str) -> str:
    """The head of a page: its title, and what is shown."""
    html = Markup('<h1 class="d-title">{}</h1><p class="d-shown" role="status" aria-live="polite">{}</p>')
    return html.format(text, shown)


def subject(text: str, finding: str) -> str:
    """The subject of a chart and what it shows."""
    return Markup('<h3 class="d-subject">{}</h3><p class="d-finding">{}</p>').format(text, finding)


def status(*sentences: str) -> str:
    """What is shown, in a sentence or more; empty ones are left out."""
    return Markup('<p class="d-shown" role="status">{}</p>').format(Markup("<br>").join(filter(None, sentences)))


def chosen(text: str, key: str) -> str:
    """What was picked in a chart; `key` tells one pick from another that is told in the same words."""
    return Markup('<p class="d-shown d-picked" role="status" data-key="{}">{}</p>').format(key, text)


def notice(text: str) -> str:
    """A line that tells the reader something once."""
    return Markup('<p class="d-notice" role="status">{}</p>').format(text)


def wordmark(icon: str, app: str, tagline: str) -> str:
    """The app's sign and name; `icon` is the path of the picture."""
    return Markup('<div class="d-mark"><img src="{}" alt=""><span><b>{}</b> <small>{}</small></span></div>').format(icon, app, tagline)


def title_as_printed(view: View) -> Markup:
    """The document's title as printed, its slip marked (sic)."""
    document = view.document
    before, slip, after = document.title.partition(document.title_slip) if document.title_slip else (document.title, "", "")
    sic = Markup(" <small>{}</small>").format(say(view.atlas, "document.sic", "ar")) if slip else ""
    return Markup("«{}{}{}{}»").format(before, slip, sic, after)


def literal(text: str) -> str:
    """The text for a place that shows Markdown: it stands there as it is, in one line."""
    return MARKS.sub(r"\\\1", " ".join(text.split()))
