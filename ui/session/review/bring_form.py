"""The form that brings documents: a pasted text or files, with what a person may say of them."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data.atlas.atlas import Atlas
from data.documents import add
from data.i18n import LANGS, Lang, say
from ui.html.headings import notice
from ui.session.review import adding

TYPES = ("txt", "md", "docx", "pdf", "html", "htm")


def show_bring_form(atlas: Atlas, lang: Lang) -> None:
    """Paste a text, or bring files."""
    if adding.waiting():
        adding.look(atlas, lang)
        return
    way = st.segmented_control(
        say(atlas, "documents.add", lang),
        ("paste", "upload"),
        default="paste",
        required=True,
        key="adding",
        format_func=lambda way: say(atlas, f"documents.{way}", lang),
    )
    with st.form("add", border=True):
        text = _text(atlas, lang) if way == "paste" else None
        files = _files(atlas, lang) if way == "upload" else []
        said = _said(atlas, lang)
        sure = st.checkbox(
            say(atlas, "documents.accept-sure", lang), help=say(atlas, "documents.accept-sure-hint", lang)
        )
        if st.form_submit_button(say(atlas, "documents.submit", lang), type="primary"):
            with st.spinner(say(atlas, "documents.working", lang)):
                wrong = adding.bring(atlas, text, files, said, sure, lang)
            if wrong:
                st.html(notice(wrong))
            else:
                st.rerun()


def _text(atlas: Atlas, lang: Lang) -> str | None:
    return st.text_area(say(atlas, "documents.text", lang), height=220, max_chars=add.LONGEST)


def _files(atlas: Atlas, lang: Lang) -> list[Any]:
    label = say(atlas, "documents.files", lang)
    files: list[Any] = st.file_uploader(label, type=list(TYPES), accept_multiple_files=True)
    return files


def _said(atlas: Atlas, lang: Lang) -> dict[str, str]:
    """What a person may say of what is brought."""
    left, right = st.columns(2)
    return {
        "title": left.text_input(say(atlas, "documents.title", lang), max_chars=300),
        "author": right.text_input(say(atlas, "documents.author", lang), max_chars=200),
        "date": left.text_input(say(atlas, "documents.date", lang), max_chars=10, placeholder="2024-05-06"),
        "source": right.text_input(say(atlas, "documents.source", lang), max_chars=500),
        "language": st.segmented_control(
            say(atlas, "documents.language", lang),
            ("", *LANGS),
            default="",
            required=True,
            format_func=lambda lg: (
                say(atlas, f"lang.{lg}", lang) if lg else say(atlas, "documents.language-guess", lang)
            ),
        )
        or "",
    }
