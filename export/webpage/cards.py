"""The cards of the exported file as HTML: of everything that can be looked at, and of every passage."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from data.atlas.atlas import Atlas
from data.facts.locator import passage_title
from data.facts.origin import is_added
from data.facts.statements import subjects
from data.i18n import Text
from data.query.selection import Selection, focus_of
from data.query.story import step_selection
from data.query.view import select
from export.order import Order
from export.untrusted_text import TURNING
from export.webpage.packing import gzip_base64
from geo import precision
from ui.html.headings import document_shown
from ui.html.panel.panel import panel, passage_card


def reading(order: Order) -> dict[str, Any]:
    """What panel.js reads: cards, passages, and what a pick of a record or a statement leads to."""
    atlas, langs = order.atlas, order.langs
    every = {lang: dict(focus_cards(order, atlas.text(lang))) for lang in langs}
    return {
        "aid": {key: {"passages": row.passages, "place": row.place} for key, row in atlas.aid.items()},
        "statements": {
            key: {"passage": row.passage, "places": [e for e in subjects(atlas)[key] if e in atlas.places]}
            for key, row in atlas.statements.items()
        },
        "heads": {
            lang: {key: document_shown(atlas, row, atlas.text(lang)) for key, row in atlas.documents.items()}
            for lang in langs
        },
        "cards": gzip_base64(json.dumps(every, ensure_ascii=False)),
        "texts": {
            lang: {p: quoted_card(order, p, order.atlas.text(lang)) for p in atlas.passages} for lang in langs
        },
    }


def focus_cards(order: Order, t: Text) -> Iterable[tuple[str, str]]:
    """Focus -> the panel's HTML without passages, for everything that can be looked at."""
    atlas = order.atlas
    assessed = (f"statement:{key}" for key, row in atlas.statements.items() if row.passage in order.quotable)
    focuses = (
        "",
        *(focus_of(atlas, e) for e in atlas.entities),
        *(f"{k}:{i}" for k in ("passage", "aid") for i in _rows(atlas, k)),
        *assessed,
        *_opened(order),
    )
    for focus in dict.fromkeys(focuses):
        view = select(atlas, Selection(focus=focus))
        yield (
            focus,
            _tight(
                panel(
                    view,
                    t,
                    precision.precision_lines(view, t),
                    precision.inside(view, t),
                    passages=False,
                )
            ),
        )


def _opened(order: Order) -> Iterable[str]:
    """Bodies and events that the view and the steps of the story are about: nothing else in the file leads to
    one."""
    selections = (order.view.selection, *(step_selection(order.atlas, step) for step in order.story))
    return (one.in_focus for one in selections if one.in_focus.startswith(("body:", "event:")))


def _rows(atlas: Atlas, kind: str) -> Iterable[str]:
    return atlas.passages if kind == "passage" else atlas.aid


def quoted_card(order: Order, passage: str, t: Text) -> str:
    """A passage as the panel shows it, under the full citation of its document where there are several; one
    that the file may not quote is told in our own words, or, where an added document has it, only named."""
    atlas = order.atlas
    if passage not in order.quotable:
        return unquoted_passage(atlas, passage, t)
    view = select(atlas, Selection(focus=f"passage:{passage}"))
    source = t.citation(atlas.documents[atlas.passages[passage].document]) if len(atlas.documents) > 1 else ""
    return _tight(passage_card(view, passage, t, source)).translate(TURNING)


def unquoted_passage(atlas: Atlas, passage: str, t: Text) -> str:
    """A passage that the file does not quote."""
    row, own = atlas.passages[passage], is_added(atlas, passage)
    text, why = ("", "file.unquoted") if own else (t.name(row, "gist"), "file.not-quoted")
    return Markup(
        '<article class="d-passage x-unquoted" data-passage="{0}"><header><button type="button"'
        ' class="d-number" data-pick="passage:{0}">{1}</button></header>{2}{3}<p'
        ' class="d-line">{4}</p></article>'
    ).format(
        passage,
        passage_title(atlas, passage, t),
        Markup('<p class="d-from">{}</p>').format(t.citation(atlas.documents[row.document])) if own else "",
        Markup('<p class="d-note">{}</p>').format(text) if text else "",
        t(why),
    )


def _tight(html: str) -> str:
    return re.sub(r"\s*\n\s*", "\n", html.strip())
