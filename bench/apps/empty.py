"""The yardstick: a Streamlit app that does nothing but run again."""

from __future__ import annotations

import streamlit as st

st.session_state["runs"] = st.session_state.get("runs", 0) + 1
st.button("Again")
st.text(f"run {st.session_state['runs']}")
