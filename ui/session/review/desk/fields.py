"""What the widgets of a mark say of it, when an act reads them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import streamlit as st

from data.documents.review.corrections import Values

Fields = Mapping[str, str]  # field -> key of the widget that has it
NO_FIELDS: Fields = MappingProxyType({})


def field_values(fields: Fields) -> Values:
    """What the widgets hold, by field; what a widget leaves open is not said."""
    held = {field: st.session_state.get(key) for field, key in fields.items()}
    return {field: str(value) for field, value in held.items() if value is not None}
