"""A step made of what is looked at: its title, its words, what is large, and whose words it quotes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import count
from urllib.parse import urlencode

from data.facts.origin import is_curated
from data.i18n import listed, name, shortened
from data.index.index import Index
from data.query.describe import describe
from data.query.view import View
from data.tables.columns import printable
from data.tables.model import Step
from data.tables.vocab import LANGS, Lang

CHART_PAGE = "aid"
CITED = 6  # documents whose sources a gathered step lists


def of_view(view: View, here: str, taken: Collection[str]) -> Step:
    """A step that shows this view on the page `here`: titled by what is looked at, told by the sentence for
    what is shown. `taken`: ids that other steps have."""
    atlas, key = view.atlas, view.selection.in_focus.partition(":")[2]
    passages = view.panel if view.selection.in_focus else ()
    own = next(f"view-{n}" for n in count(len(taken) + 1) if f"view-{n}" not in taken)
    row = atlas.entities.get(key)
    said = {f"text_{lang}": _plain(describe(view, view.atlas.text(lang)))[:3000] for lang in LANGS}
    said |= {
        f"title_{lang}": _plain(_title(view, lang) if row is None else name(row, lang))[:300] or "—"
        for lang in LANGS
    }
    return Step.model_validate(
        {
            "id": own,
            **said,
            "view": urlencode(view.selection.to_query()),
            "show": _shown(view, here),
            "passage": passages[0] if passages else None,
            "sources": _sources(view, passages[:1]),
        }
    )


def _sources(view: View, passages: Sequence[str]) -> tuple[str, ...]:
    """The sources of the record or event that is looked at, else of the documents of `passages` or, without
    any, of those in view, the first of them."""
    atlas, (kind, _, key) = view.atlas, view.selection.in_focus.partition(":")
    if kind in ("aid", "event"):
        return (atlas.aid if kind == "aid" else atlas.events)[key].sources
    shown = [own for own, n in Index.of(atlas).documents.among(view.chosen).items() if n][:CITED]
    documents = [atlas.passages[passage].document for passage in passages] or shown
    return tuple(dict.fromkeys(source for own in documents for source in atlas.documents[own].sources))


def _shown(view: View, here: str) -> str:
    """What is large on the page `here`."""
    kind, _, key = view.selection.in_focus.partition(":")
    if kind == "statement":
        return f"statement:{key}"
    return {CHART_PAGE: "chart:itemised", "border": "profile"}.get(here, "map")


def _title(view: View, lang: Lang) -> str:
    kind, _, key = view.selection.in_focus.partition(":")
    if kind == "aid":
        return name(view.atlas.aid[key], lang, "what")
    if kind == "statement":
        return name(view.atlas.statements[key], lang, "says")
    document = view.document
    asked = () if kind == "passage" else view.selection.documents
    if not all(is_curated(view.atlas, key) for key in (document.id, *asked)):
        return listed([shortened(view.atlas.documents[key].title) for key in asked or (document.id,)], lang)
    if kind == "passage":
        return name(view.atlas.passages[key], lang, "gist")
    return name(document, lang, "kind").capitalize()


def _plain(text: str) -> str:
    return printable(text).strip()
