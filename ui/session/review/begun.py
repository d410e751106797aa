"""Forms that write anew what is said already. Such a form stays as it began, whatever others write meanwhile:
that is told above it. What both have changed is not written until who saves has seen it; what only one has
changed stands beside what the other has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from zlib import crc32

import streamlit as st

from data.documents.errors import Unfit
from data.i18n import Text, shorten
from data.i18n.isolates import isolate
from ui.html.headings import notice
from ui.session import state
from ui.session.review.desk.fields import Fields, field_values
from ui.session.session import session

Values = Mapping[str, str]  # what a form says, by field


class Form(NamedTuple):
    """A form: its kind, and the id of what it is on."""

    kind: str
    of: str


def begin_form(form: Form, now: Values, labels: Values, t: Text) -> tuple[Values, Fields]:
    """What a form began with, which is what is said `now` unless it stands there already, and the keys of its
    fields. What was said elsewhere since is told."""
    first, _ = session().review.begun.get(form, (now, labels))
    if not any(key in st.session_state or key in session().held for key in _keys(form, first).values()):
        first = dict(now)  # nobody has written anything in it
    session().review.begun[form] = first, labels
    if first != now:
        st.html(notice(t("field.meanwhile", said=_changed(first, now, labels, t))))
        st.button(t("field.show-now"), on_click=close_form, args=(form,), key=f"now-{form.kind}-{form.of}")
    return first, _keys(form, first)


def close_form(form: Form) -> None:
    """Let a form begin anew when it is next drawn (a callback)."""
    session().review.begun.pop(form, None)


def settled_values(form: Form, now: Values, fields: Fields) -> Values:
    """What is to be written of what a form says, `now` being said: of each field what its writer has changed,
    or else what stands there. Raises Unfit where both have changed one in two ways; the form then holds what
    its writer wrote, and otherwise what is said now."""
    first, labels = session().review.begun.get(form, (now, {}))
    typed = {**now, **field_values(fields)}
    said = {field: value if value != first[field] else now[field] for field, value in typed.items()}
    clash = {field: now[field] for field in now if now[field] not in (first[field], said[field])}
    if not clash:
        return said
    session().review.begun[form] = dict(now), labels
    st.session_state.update({key: said[field] for field, key in _keys(form, now).items()})
    raise Unfit("field.clash", said=_changed(first, clash, labels, state.text()))


def _changed(first: Values, now: Values, labels: Values, t: Text) -> str:
    """What is said now where a form began with something else, field by field."""

    def shown(field: str, value: str) -> str:
        named = t(f"lang.{value}") if field == "language" else ""
        named = t(f"translation.made-{value}") if field == "made" and value else named
        return isolate(named or shorten(value) or "—")

    changed = [(field, value) for field, value in now.items() if value != first[field]]
    return t.comma_list([f"{labels[field]}: {shown(field, value)}" for field, value in changed])


def _keys(form: Form, first: Values) -> Fields:
    """The keys of the fields of a form that began with these values."""
    turn = f"{form.of}-{crc32(repr(sorted(first.items())).encode()):x}"
    return {field: f"{form.kind}-{field}-{turn}" for field in first}
