"""Who acts in this session, as the sign-on says: Streamlit's own OpenID Connect, or the headers of a proxy
that `server.trustedUserHeaders` names."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from data.documents.people import Act, Person, person


def me() -> Person:
    """The person of this session, with the role that the operator's lists give now."""
    return person(_claims())


def asked_later() -> Callable[[], Person]:
    """What tells who acts in this session outside a run, where Streamlit knows nobody, with the role that
    the operator's lists give then."""
    return partial(person, _claims())


def may(act: Act) -> bool:
    """Does the role of this session allow this act?"""
    return me().may(act)


def signs_on() -> bool:
    """Can a visitor sign on and off here, rather than at a proxy?"""
    return "is_logged_in" in st.user


def _claims() -> dict[str, Any] | None:
    """What the sign-on says of the visitor: nothing of one who has not signed on; None where there is no
    sign-on."""
    known: dict[str, Any] = dict(st.user.to_dict())
    if st.get_option("server.trustedUserHeaders"):
        return known
    if not signs_on():
        return None
    return known if known["is_logged_in"] else {}
