"""Who is signed on, and the buttons to sign on and off, where there is a sign-on."""

from __future__ import annotations

import streamlit as st

from data.i18n import Text
from data.i18n.isolates import isolate
from ui.session import people


def show_sign_on(t: Text) -> None:
    """Show, in one line, name and role of whoever is signed on, and what leads on or off."""
    own, here = people.me(), people.signs_on()
    if not (own.name or here):
        return
    with st.container(horizontal=True, vertical_alignment="center", key="sign-on"):
        if own.name:
            st.text(t("people.signed-on", name=isolate(own.name), role=t(f"people.{own.role}")))
        if here:
            st.button(
                t("people.sign-off" if own.name else "people.sign-on"),
                on_click=st.logout if own.name else st.login,
                icon=":material/logout:" if own.name else ":material/login:",
                key="sign",
            )
