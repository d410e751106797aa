"""The form in which a person decides on a pair of passages that two documents have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from data.atlas.atlas import Atlas
from data.compare.comparison import Comparison
from data.compare.decisions import SuggestedPair, decisions, suggested_spans
from data.compare.spoken import PassageSpan
from data.documents.errors import Stale
from data.documents.ledger.comparisons import LONGEST_NOTE, comparison_row
from data.documents.schema import Extra
from data.facts.origin import is_added
from data.i18n import Text, shorten
from data.i18n.isolates import isolate
from data.tables.model.comparisons import ComparedPair
from data.tables.vocab import DIFFERENCE_REASONS, VERDICTS
from ui.session import people, state
from ui.session.pick_list import pick_list
from ui.session.review.messages import flash, guarded_act
from ui.session.story import own_story
from ui.session.written import write_line

LONGEST = 60  # letters of a side in the list of pairs


def show_decision(atlas: Atlas, found: Comparison, t: Text) -> None:
    """The form, for whoever may review: a pair, whether both say the same, and why a difference is no
    contradiction. For all others, the decided pairs as steps of their own story."""
    if not people.may("review"):
        _show_decided(atlas, found, t)
        return
    if not found.pairs:
        return
    st.header(t("compare.decide"), anchor=False)
    st.caption(t("compare.decide-lead"))
    number = pick_list(
        t("compare.pair"),
        range(len(found.pairs)),
        0,
        lambda n: _label(atlas, found.pairs[n]),
        "decision-pair",
        t,
    )
    one, other = suggested_spans(found.pairs[min(number, len(found.pairs) - 1)])
    row = decisions(atlas).get(frozenset((one, other)))
    with st.form("decision", border=True):
        written = _written(row, f"{one.passage}-{one.start}-{other.passage}-{other.start}", t)
        with st.container(horizontal=True):
            saved = st.form_submit_button(t("compare.save"), type="primary")
            withdrawn = st.form_submit_button(t("compare.withdraw"), disabled=row is None)
    if row:
        _to_story(row, t)
    if saved or withdrawn:
        decide_pair(atlas, one, other, written if saved else None)
        st.rerun()


def _show_decided(atlas: Atlas, found: Comparison, t: Text) -> None:
    """A decided pair of these two documents, to be taken into one's own story."""
    known = decisions(atlas)
    decided = {frozenset(suggested_spans(pair)): pair for pair in found.pairs}
    rows = [(known[spans], pair) for spans, pair in decided.items() if spans in known]
    if not rows:
        return
    number = pick_list(
        t("compare.pair"), range(len(rows)), 0, lambda n: _label(atlas, rows[n][1]), "decided-pair", t
    )
    _to_story(rows[min(number, len(rows) - 1)][0], t)


def _to_story(row: ComparedPair, t: Text) -> None:
    if st.button(t("compare.to-story"), key="pair-to-story"):
        own_story.add_pair(row.id)
        st.rerun()  # the whole page: what keeps the story stands outside this part


def _label(atlas: Atlas, pair: SuggestedPair) -> str:
    """Both sides of a pair in a line, each in its own direction."""
    return " / ".join(
        isolate(shorten(atlas.texts[spot.passage][spot.start : spot.end], LONGEST))
        for spot in suggested_spans(pair)
    )


def _written(row: ComparedPair | None, key: str, t: Text) -> dict[str, Any]:
    """The fields of the form, filled with what was decided before."""
    verdict = st.radio(
        t("compare.verdict"),
        VERDICTS,
        index=VERDICTS.index(row.verdict) if row else None,
        key=f"decision-verdict-{key}",
        format_func=lambda value: t(f"compare.verdict-{value}"),
    )
    reason = pick_list(
        t("compare.reason"),
        DIFFERENCE_REASONS,
        row.reason if row else None,
        lambda value: t(f"compare.reason-{value}"),
        f"decision-reason-{key}",
        t,
    )
    note = write_line(
        t("compare.note"), t.name(row, "note") if row else "", LONGEST_NOTE, f"decision-note-{key}"
    )
    kept = {"note_en": row.note_en, "note_ar": row.note_ar} if row and row.note_en != row.note_ar else {}
    return {"verdict": verdict, "reason": reason, **kept, f"note_{t.lang}": note}


@guarded_act("review")
def decide_pair(
    atlas: Atlas, one: PassageSpan, other: PassageSpan, written: Mapping[str, Any] | None
) -> None:
    """Keep a decision with the added document, or, where nothing is `written`, withdraw it."""
    document = (other if is_added(atlas, other.passage) else one).passage.rpartition(".p")[0]
    entry = state.open_store().entry(document)
    if entry is None:
        raise Stale(document)
    known = decisions(atlas).get(frozenset((one, other)))
    if written is None:
        dropped = [extra for extra in state.open_store().extras().get(document, []) if extra.row == known]
        state.open_store().change(entry, (), dropped, people.me())
        flash("compare.withdrawn")
        return
    columns = dict(
        zip(("one", "one_start", "one_end", "other", "other_start", "other_end"), (*one, *other), strict=True)
    )
    extra: Extra = comparison_row(document, {**columns, **written, "by": people.me().name})
    state.open_store().change(entry, [extra], (), people.me())
    flash("compare.kept")
