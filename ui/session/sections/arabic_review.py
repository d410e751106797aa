"""The review of Arabic texts beside their English: what a reader of Arabic corrects or approves becomes a
file for `python -m data patch`. It changes nothing here."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import partial

import streamlit as st
from markupsafe import Markup

from data.atlas.atlas import Atlas
from data.corrections import patch_file
from data.facts.bilingual import BilingualText, bilingual_texts, reviews
from data.i18n import Text
from data.tables.model import ArabicReview
from ui.html.headings import literal
from ui.html.sources import row_title
from ui.session import state
from ui.session.pick_list import pick_list
from ui.session.session import session
from ui.session.written import write_line

A_PAGE = 8  # texts
NEAR = 2  # texts before and after one, where rows are not named
LONGEST_NAME = 120  # characters of a reviewer's
UNNAMED = ("words", "plurals")  # tables whose rows have a key and no name


def show_arabic_review() -> None:
    """Show the choice of texts, a page of them with what was decided, and the file of all decisions."""
    t = state.text()
    atlas = state.atlas()
    texts, done = list(bilingual_texts(atlas)), reviews(atlas)
    st.write(t("arabic.lead"))
    st.text(t("arabic.progress", done=t.number(len(done)), total=t.number(len(texts))))
    own = session().arabic
    own.reviewer = write_line(t("arabic.reviewer"), own.reviewer, LONGEST_NAME, "arabic-reviewer")
    found = _chosen(texts, set(done), t)
    pages = max(1, -(-len(found) // A_PAGE))
    page = pick_list(t("documents.page"), range(pages), 0, lambda n: str(n + 1), "arabic-page", t)
    for text in found[page * A_PAGE : (page + 1) * A_PAGE]:
        with st.container(border=True):
            _show(atlas, text, texts, done.get(text.where), t)
    if not found:
        st.text(t("arabic.none"))
    _show_download(t)


def _chosen(texts: Sequence[BilingualText], done: set[tuple[str, str, str]], t: Text) -> list[BilingualText]:
    """The texts of the table, words and state that the reader asks for."""
    tables = list(dict.fromkeys(text.table for text in texts))
    table = pick_list(t("sources.table"), tables, tables[0], lambda key: t(f"table.{key}"), "arabic-table", t)
    words = st.text_input(t("arabic.find"), key="arabic-find").strip().casefold()
    unreviewed = st.checkbox(t("arabic.open"), value=True, key="arabic-open")
    return [
        text
        for text in texts
        if text.table == table
        and not (unreviewed and text.where in done)
        and (words in text.en.casefold() or words in text.ar or words in text.row)
    ]


def _show(
    atlas: Atlas, text: BilingualText, texts: Sequence[BilingualText], review: ArabicReview | None, t: Text
) -> None:
    """A pair of texts with where it stands; what is written or approved is kept for the file."""
    st.caption(_context(atlas, text, texts, t))
    arabic, english = st.columns(2)
    english.caption(t("reading.en"))
    english.html(Markup('<p class="d-english" lang="en" dir="ltr">{}</p>').format(text.en))
    own, place = session().arabic.texts, "-".join(text.where).replace(" ", "_")
    ours = own.get(text)
    now = arabic.text_area(t("reading.ar"), ours or text.ar, key=f"correct_ar-{place}").strip()
    if names := re.findall(r"\{\w+(?::\w+)?\}", text.ar):
        st.caption(t("arabic.braces", names=t.comma_list(names)))
    approved = arabic.checkbox(t("arabic.approve"), ours == text.ar, key=f"approve-{place}")
    if now and (approved or now != text.ar):
        own[text] = now
    else:
        own.pop(text, None)
    if review:
        st.caption(t("arabic.reviewed", name=review.reviewer, date=t.date(review.reviewed_on)))


def _context(atlas: Atlas, text: BilingualText, texts: Sequence[BilingualText], t: Text) -> str:
    """Where a text stands: file, row and column; what the row is called, or its neighbours in the table."""
    place = f"{text.table}.csv · {text.row} · {text.field}"
    if text.table not in UNNAMED:
        named = text.row if " " in text.row else row_title(atlas, text.table, text.row, t)
        return literal(f"{place} · {named}")
    own = [other for other in texts if other.table == text.table]
    at = own.index(text)
    near = [other.ar for other in (*own[max(0, at - NEAR) : at], *own[at + 1 : at + 1 + NEAR])]
    return literal(f"{place} · {t('arabic.near', texts=t.comma_list(near))}")


def _show_download(t: Text) -> None:
    """The file of what was decided, once the reader has a name."""
    own = session().arabic
    today = dt.date.today().isoformat()
    st.download_button(
        t("arabic.download", n=t.number(len(own.texts))),
        partial(patch_file, own.reviewer, today, dict(own.texts)),
        file_name=f"dalil-arabic-{today}.json",
        mime="application/json",
        icon=":material/download:",
        disabled=not (0 < len(own.reviewer.strip()) <= LONGEST_NAME and own.texts),
        on_click="ignore",
        key="arabic-download",
    )
