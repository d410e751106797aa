"""The box for a reader's own PowerPoint template: the file is checked when it arrives, used, and not kept."""

from __future__ import annotations

import streamlit as st

from data.i18n import Text
from export.pptx.reader_template import LARGEST, TemplateRefused, open_template
from ui.session.session import session

MEGABYTE = 1_000_000


def choose_template(t: Text) -> bytes:
    """Show the upload of a template for slides, and what is wrong with it. Returns its bytes; b"" for our own
    design."""
    most = LARGEST // MEGABYTE
    given = st.file_uploader(
        t("leave.template"),
        type=["pptx"],
        key="leave-template",
        max_upload_size=most,
        help=t("leave.template-help"),
    )
    if given is None:
        return b""
    raw = given.getvalue()
    own = session()
    if own.template[0] != given.file_id:
        own.template = (given.file_id, _refusal(raw))
    if reason := own.template[1]:
        st.warning(t(f"leave.template-{reason}", most=most))
        return b""
    st.caption(t("leave.template-used"))
    return raw


def _refusal(raw: bytes) -> str:
    """Why a file cannot be a template, a key of REFUSED; "" where it can."""
    try:
        open_template(raw)
    except TemplateRefused as refused:
        return refused.reason
    return ""
