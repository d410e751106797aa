"""The form of a statement: the words that were chosen, our reading of them, our assessment."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data.atlas.atlas import Atlas
from data.documents.ledger.statements import KINDS, NOT_SAID
from data.documents.schema import Entry
from data.i18n import Text
from data.i18n.isolates import isolate
from data.tables.assessment import JUDGEMENT, obstacle
from data.tables.model import Statement
from data.tables.vocab import ASSESSMENTS, LANGS, Assessment, Lang
from ui.sentences.rules import rules_link
from ui.session.pick_list import pick_list
from ui.session.review.desk.ledger import save_statement
from ui.session.review.ledger.said import said_in, say_in, value_fields
from ui.session.session import session

CONFIDENCES = ("low", "medium", "high")
FACT = "fact"
SAID = ("says", "would_change", "explanation")  # what is said in words, the most needed first
REQUIRED = ("says", "would_change")


def statement_form(
    atlas: Atlas, entry: Entry, words: tuple[int, int, int], seen: Statement | None, t: Text
) -> None:
    """Write a statement of these words, or the one that was `seen` anew. What was written stays until it is
    saved."""
    number, start, end = words
    turn = f"{session().review.written}-{number}-{start}-{end}"
    relations = {piece.relation for piece in atlas.evidence_of[seen.id]} if seen else set()
    offered = [one for one in ASSESSMENTS if one == "opinion" or not obstacle(one, FACT, relations)]
    (other,) = (lang for lang in LANGS if lang != t.lang)
    st.text(f"«{isolate(entry.content.texts[number][start:end])}»")
    with st.form(f"statement-{turn}", border=False):
        values: dict[str, Any] = {"passage": number, "start": start, "end": end}
        values |= {f"{what}_{t.lang}": _said(what, t.lang, seen, turn, t) for what in REQUIRED}
        values["assessment"] = _assessment(offered, seen, turn, t)
        values |= _kinds(seen, turn, t)
        values |= value_fields(seen, turn, t, _figures(entry, words))
        with st.expander(t("ledger.more")):
            values[f"explanation_{t.lang}"] = _said("explanation", t.lang, seen, turn, t)
            values["about"] = _about(atlas, seen, turn, t)
            values |= {f"{what}_{other}": _said(what, other, seen, turn, t) for what in SAID}
        if st.form_submit_button(t("ledger.save"), type="primary"):
            save_statement(values, seen)
            st.rerun()


def _said(what: str, lang: Lang, seen: Statement | None, turn: str, t: Text) -> str:
    """What is said in one language."""
    unsaid = seen and what == "explanation" and seen.explanation_en == NOT_SAID["explanation_en"]
    written = "" if unsaid else said_in(lang, seen, what, t)
    return say_in(lang, t(f"ledger.field-{what.replace('_', '-')}"), written, f"{what}-{lang}-{turn}", t)


def _assessment(offered: list[Assessment], seen: Statement | None, turn: str, t: Text) -> str:
    """The assessments that the rules allow now, and why not the others."""
    now = seen.assessment if seen and seen.assessment in offered else "open"
    chosen = st.radio(
        t("ledger.field-assessment"),
        offered,
        index=offered.index(now),
        format_func=lambda one: t(f"assessment.{one}"),
        key=f"assessment-{turn}",
    )
    missing = [t(f"assessment.{one}") for one in ASSESSMENTS if one not in offered]
    if missing:
        st.text(t("ledger.not-offered", names=t.comma_list(missing)))
    st.html(rules_link("assessment", t, apart=True))
    return str(chosen)


def _kinds(seen: Statement | None, turn: str, t: Text) -> dict[str, Any]:
    kinds = [kind for kind in KINDS if kind != JUDGEMENT]
    left, right = st.columns(2)
    return {
        "kind": pick_list(
            t("ledger.field-kind"),
            kinds,
            seen.kind if seen and seen.kind in kinds else kinds[0],
            lambda kind: t(f"claim.{kind}"),
            f"claim-{turn}",
            t,
            left,
        ),
        "confidence": pick_list(
            t("ledger.field-confidence"),
            CONFIDENCES,
            seen.confidence if seen else CONFIDENCES[0],
            lambda level: t(f"confidence.{level}"),
            f"confidence-{turn}",
            t,
            right,
        ),
    }


def _about(atlas: Atlas, seen: Statement | None, turn: str, t: Text) -> list[str]:
    return st.multiselect(
        t("ledger.field-about"),
        list(atlas.entities),
        default=[key for key in seen.about if key in atlas.entities] if seen else [],
        format_func=lambda key: t.name(atlas.entities[key]),
        placeholder=t("lists.choose"),
        key=f"about-{turn}",
        filter_mode="contains",
        select_all=False,
    )


def _figures(entry: Entry, words: tuple[int, int, int]) -> str:
    """The accepted figures in the words, as the document puts them."""
    number, start, end = words
    text, passage = entry.content.texts[number], entry.block.passages[number]
    own = [f for f in entry.content.figures_in.get(passage, ()) if start <= f.start and f.end <= end]
    return "; ".join(" ".join(text[f.start : f.end].split()) for f in own)
