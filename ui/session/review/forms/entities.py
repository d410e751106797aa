"""The forms that add what is not known yet: a new place, a new actor or thing. They begin with the words that
are selected, or the name that is looked at where no table knows it, and the kind that these seem to be of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from data.annotate.pipeline import language_of
from data.annotate.unknown.names import guessed_type
from data.atlas.atlas import Atlas
from data.documents.add import degrees
from data.documents.entities import LONGEST_NAME, LONGEST_SOURCE, RADIUS, THINGS
from data.documents.review.suggestion import Place, words_at
from data.documents.schema import Entry
from data.i18n import Text
from data.tables.vocab import ACTOR_TYPES, LANGS
from geo.points import points
from ui.session import state
from ui.session.components import show_map
from ui.session.pick_list import pick_list
from ui.session.review.desk.additions import new_actor, new_place
from ui.session.review.desk.current import picked_position
from ui.session.session import session
from ui.session.written import write_line

NAMES = {"name_ar": "review.name-ar", "name_en": "review.name-en"}  # field -> its label
ROLES = {"role_ar": "review.role-ar", "role_en": "review.role-en"}
KINDS = (*ACTOR_TYPES, *THINGS)


def offer_name(atlas: Atlas, entry: Entry, at: Place | None) -> None:
    """Let the forms begin with the words at this place, once, in the language of their letters. What was
    written or chosen there stays."""
    desk = session().review
    words = words_at(entry, at) if at else ""
    if not at or words == desk.offered:
        return
    before, desk.offered = desk.offered, words
    for form in ("place", "actor"):
        for lang in LANGS:
            _offer(f"{form}-name_{lang}", words if lang == language_of(words) else "", before)
    before, kind = desk.offered_type, guessed_type(atlas, entry.content.texts[at[0]], at[1:])
    desk.offered_type = kind if kind in KINDS else ""
    _offer("actor-type", desk.offered_type or None, before)


def _offer(what: str, value: str | None, before: str) -> None:
    """Let a field begin with a value, in place of nothing or of what it was to begin with before."""
    if not (there := st.session_state.get(key := _key(what))) or there == before:
        st.session_state[key] = value


def _key(what: str) -> str:
    """The key of a form or of a field of one: another once something was added with it."""
    return f"{what}-{session().review.added[what.partition('-')[0]]}"


def place_form(t: Text) -> None:
    """Add a place that is not known yet: its position typed, or picked on the map with the precision that the
    map had."""
    lat, lon, km = picked_position() or (None, None, 10.0)
    if st.toggle(t("review.pick"), key="picking", help=t("review.pick-hint")):
        show_map(points.map_state(state.view(), t, state.asked_frame()), t, picked_position() or ())
    with st.form(_key("place"), border=False):
        values: dict[str, Any] = _lines("place", NAMES, t)
        left, right = st.columns(2)
        values |= {
            "lat": degrees(left.text_input(t("review.lat"), "" if lat is None else f"{lat:.4f}")),
            "lon": degrees(right.text_input(t("review.lon"), "" if lon is None else f"{lon:.4f}")),
            "radius_km": left.number_input(t("review.radius"), *RADIUS, value=km),
            "source": write_line(t("review.place-from"), "", LONGEST_SOURCE, _key("place-source"), right),
        }
        if st.form_submit_button(t("review.place")):
            session().review.added["place"] += new_place(values)
            st.rerun()


def actor_form(atlas: Atlas, t: Text) -> None:
    """Add an actor, a programme or equipment that is not known yet. What was written stays until it is
    added."""
    with st.form(_key("actor"), border=False):
        values: dict[str, Any] = _lines("actor", NAMES | ROLES, t)
        left, right = st.columns(2)
        values |= {
            "type": pick_list(
                t("review.actor-kind"),
                KINDS,
                None,
                lambda kind: t(f"type.{kind}"),
                _key("actor-type"),
                t,
                left,
            ),
            "group": pick_list(
                t("review.actor-side"),
                atlas.groups,
                None,
                lambda group: t.name(atlas.groups[group]),
                _key("actor-group"),
                t,
                right,
                help=t("review.actor-side-hint"),
            ),
            "source": write_line(t("review.actor-from"), "", LONGEST_SOURCE, _key("actor-source")),
        }
        if values["type"] and values["type"] == session().review.offered_type:
            st.caption(t("review.actor-guessed"))
        if st.form_submit_button(t("review.actor")):
            session().review.added["actor"] += new_actor(values)
            st.rerun()


def _lines(form: str, fields: Mapping[str, str], t: Text) -> dict[str, str]:
    """The names and roles of a form, in words."""
    return {
        what: write_line(t(label), "", LONGEST_NAME, _key(f"{form}-{what}")) for what, label in fields.items()
    }
