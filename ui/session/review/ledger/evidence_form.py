"""The form of a piece of evidence: a page, or a passage of a document that stands here, and what it says."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data.atlas.atlas import Atlas
from data.documents.ledger.evidence import LONGEST_PUBLISHER, LONGEST_TITLE
from data.documents.ledger.written import LONGEST_LINE, LONGEST_URL
from data.facts.alignment import translated_into
from data.facts.locator import passage_title
from data.i18n import Text, shorten
from data.i18n.isolates import isolate
from data.index.index import Index
from data.tables.model import Evidence, Source, Statement
from data.tables.vocab import BEARINGS, LANGS
from ui.sentences.editions import translation_label
from ui.session.pick_list import pick_list
from ui.session.review.desk.ledger import save_evidence
from ui.session.review.ledger.said import said_in, say_in, value_fields
from ui.session.session import session
from ui.session.written import limit_field, write_line

WAYS = ("page", "passage")
READ = ("opening", "whole", "")
GIST = 120  # characters of a passage in its pick list


def evidence_form(atlas: Atlas, on: Statement, seen: Evidence | None, t: Text) -> None:
    """Write a piece of evidence on a statement, or the one that was `seen` anew."""
    turn = f"{session().review.written}-{on.id}-{seen.nth if seen else 0}"
    way = st.segmented_control(
        t("ledger.way"),
        WAYS,
        default="passage" if seen and seen.passage else "page",
        required=True,
        format_func=lambda way: t(f"ledger.way-{way}"),
        key=f"way-{turn}",
    )
    passage = _passage(atlas, on, seen, turn, t) if way == "passage" else ""
    with st.form(f"evidence-{turn}", border=False):
        values = _bearing(seen, turn, t)
        if way == "passage":
            values["passage"] = passage or "-"
        else:
            values |= _page(atlas, seen, turn, t)
        if st.form_submit_button(t("ledger.save"), type="primary"):
            save_evidence(values, on, seen)
            st.rerun()


def _bearing(seen: Evidence | None, turn: str, t: Text) -> dict[str, Any]:
    """How it bears on the statement, and what it says."""
    relation = st.segmented_control(
        t("ledger.field-relation"),
        BEARINGS,
        default=seen.relation if seen else None,
        format_func=lambda one: t(f"bears.{one}"),
        key=f"relation-{turn}",
    )
    values: dict[str, Any] = {"relation": relation}
    for lang in (t.lang, *(lang for lang in LANGS if lang != t.lang)):
        written = said_in(lang, seen, "says", t)
        values[f"says_{lang}"] = say_in(lang, t("ledger.field-evidence"), written, f"says-{lang}-{turn}", t)
    values |= value_fields(seen, turn, t)
    return values


def _page(atlas: Atlas, seen: Evidence | None, turn: str, t: Text) -> dict[str, Any]:
    """A page: where it stands, who issued it, when, and where on it to look."""
    known = atlas.sources[seen.source] if seen and not seen.passage else Source(id="new", title="—")
    title = known.title if known.id != "new" else ""

    def line(column: Any, what: str, value: str, longest: int, **more: Any) -> str:
        return write_line(t(f"ledger.field-{what}"), value, longest, f"{what}-{turn}", column, **more)

    limit_field(t("ledger.field-publisher"), LONGEST_PUBLISHER, f"publisher-{turn}")

    values = {
        "url": line(st, "url", known.url, LONGEST_URL, placeholder="https://"),
        "title": line(st, "title", title, LONGEST_TITLE),
        "publisher": pick_list(
            t("ledger.field-publisher"),
            atlas.publishers,
            known.publisher,
            lambda key: t.name(atlas.publishers[key]) if key in atlas.publishers else key,
            f"publisher-{turn}",
            t,
            placeholder=t("ledger.new-name-hint"),
            accept_new_options=True,
        ),
    }
    left, right = st.columns(2)
    return values | {
        "date": line(left, "date", known.date, LONGEST_LINE, placeholder="2024-05-06"),
        "read": pick_list(
            t("ledger.field-read"),
            READ,
            seen.read if seen else READ[0],
            lambda part: t(f"ledger.read-{part or 'none'}"),
            f"read-{turn}",
            t,
            right,
        ),
        f"locator_{t.lang}": line(left, "locator", t.name(seen, "locator") if seen else "", LONGEST_LINE),
        "look_for": line(right, "look-for", seen.look_for if seen else "", LONGEST_LINE),
    }


def _passage(atlas: Atlas, on: Statement, seen: Evidence | None, turn: str, t: Text) -> str:
    """A passage of a document, chosen by document and passage; "" while none is."""
    known = seen.passage if seen and seen.passage in atlas.passages else None
    document = pick_list(
        t("ledger.field-document"),
        atlas.documents,
        atlas.passages[known].document if known else next(iter(atlas.documents), None),
        lambda key: shorten(t.document_title(atlas.documents[key])),
        f"document-{turn}",
        t,
    )
    index = Index.of(atlas)
    passages = [index.passages[n] for n in index.documents[document]] if document else []
    passages = [key for key in passages if key != on.passage]
    chosen = pick_list(
        t("ledger.field-passage"),
        passages,
        known,
        lambda key: f"{passage_title(atlas, key, t)} · {isolate(shorten(_read_as(atlas, key, t), GIST))}",
        f"passage-{turn}-{document}",
        t,
    )
    if chosen:
        if (ours := _read_as(atlas, chosen, t)) != atlas.texts[chosen]:
            st.caption(translation_label(atlas, chosen, t))
            st.text(isolate(ours))
        st.text(isolate(atlas.texts[chosen]))
    return str(chosen or "")


def _read_as(atlas: Atlas, passage: str, t: Text) -> str:
    """A passage in the reader's language, where there is a translation into it, or else as it stands."""
    ours = translated_into(atlas, passage) == t.lang
    return atlas.translations[passage] if ours else atlas.texts[passage]
