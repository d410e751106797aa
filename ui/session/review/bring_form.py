"""The form that brings documents: a pasted text or files, with what a person may say of them."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data.atlas.atlas import Atlas
from data.documents import add
from data.i18n import Text
from data.tables.vocab import LANGS
from ui.html.headings import notice
from ui.session.review import adding
from ui.session.written import overlong, write_line, write_long

TYPES = ("txt", "md", "docx", "pdf", "html", "htm")


def show_bring_form(atlas: Atlas, t: Text) -> None:
    """Show the form in which a text is pasted or files are brought."""
    if adding.waiting():
        adding.look(t)
        return
    way = st.segmented_control(
        t("documents.add"),
        ("paste", "upload"),
        default="paste",
        required=True,
        key="adding",
        format_func=lambda way: t(f"documents.{way}"),
    )
    with st.form("add", border=True):
        text = _text(t) if way == "paste" else None
        files = _files(t) if way == "upload" else []
        stated = _metadata_fields(t)
        sure = st.checkbox(t("documents.accept-sure"), help=t("documents.accept-sure-hint"))
        if st.form_submit_button(t("documents.submit"), type="primary"):
            told = overlong((text, stated))
            with st.spinner(t("documents.working")):
                wrong = (
                    t(told[0], **told[1]) if told else adding.bring(atlas, text, files, stated, t, sure=sure)
                )
            if wrong:
                st.html(notice(wrong))
            else:
                st.rerun()


def _text(t: Text) -> str | None:
    return write_long(t("documents.text"), "", add.LONGEST, "bring-text", height=220)


def _files(t: Text) -> list[Any]:
    label = t("documents.files")
    files: list[Any] = st.file_uploader(label, type=list(TYPES), accept_multiple_files=True)
    return files


def _metadata_fields(t: Text) -> dict[str, str]:
    """What a person may say of what is brought."""

    def line(place: Any, field: str, label: str, **more: Any) -> str:
        return write_line(label, "", add.LONGEST_SAID[field], f"bring-{field}", place, **more)

    left, right = st.columns(2)
    return {
        "title": line(left, "title", t("documents.title")),
        "author": line(right, "author", t("documents.author")),
        "date": line(left, "date", t("documents.date"), placeholder="2024-05-06"),
        "source": line(right, "source", t("documents.source")),
        "language": st.segmented_control(
            t("documents.language"),
            ("", *LANGS),
            default="",
            required=True,
            format_func=lambda lg: t(f"lang.{lg}") if lg else t("documents.language-guess"),
        )
        or "",
    }
