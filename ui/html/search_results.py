"""What a search found in a document, as safe HTML: pieces of its best passages, with the words marked."""

from __future__ import annotations

from markupsafe import Markup

from data.atlas.atlas import Atlas
from data.i18n import Text
from data.index.ranking import Ranking, snippet
from data.index.search import find
from ui.html.passages import Highlight, highlighted

MOST = 3  # passages of a document


def snippets(atlas: Atlas, found: Ranking, query: str, document: str, t: Text) -> str:
    """The best passages of a document, a piece of each, and how many more there are."""
    best, whole = found.of(document, MOST)
    own, hits = atlas.documents[document].language, find(atlas, query)
    rows = Markup("").join(_row(atlas, passage, [*hits[passage].text], own, t) for passage in best)
    count = t("documents.found", count=t.count("passages", whole)) if whole else ""
    return Markup('<section class="d-answers"><p>{}</p><ol>{}</ol></section>').format(count, rows)


def _row(atlas: Atlas, passage: str, hits: list[tuple[int, int]], own: str, t: Text) -> Markup:
    text, number = atlas.texts[passage], atlas.passages[passage].number
    start, end = snippet(text, hits)
    body = highlighted(text, [Highlight(a, b, "m-hit") for a, b in hits], start, end)
    return Markup('<li><small>{}</small><span lang="{}" dir="{}">{}{}{}</span></li>').format(
        t("passage.title", n=number),
        own,
        "rtl" if own == "ar" else "ltr",
        "… " if start else "",
        body,
        " …" if end < len(text) else "",
    )
