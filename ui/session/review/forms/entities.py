"""The forms that add what is not known yet: a new place, a new actor or thing."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data.atlas.atlas import Atlas
from data.documents.add import degrees
from data.documents.entities import LONGEST_NAME, LONGEST_SOURCE, RADIUS, THINGS
from data.i18n import Text
from data.tables.vocab import ACTOR_TYPES
from geo.points import points
from ui.session import state
from ui.session.components import show_map
from ui.session.pick_list import pick_list
from ui.session.review.desk.additions import new_actor, new_place
from ui.session.review.desk.current import picked_position
from ui.session.session import session
from ui.session.written import write_line

WRITTEN = ("name_ar", "name_en", "role_ar", "role_en")  # of an actor, in words


def place_form(t: Text) -> None:
    """Add a place that is not known yet: its position typed, or picked on the map with the precision that the
    map had."""
    lat, lon, km = picked_position() or (None, None, 10.0)
    if st.toggle(t("review.pick"), key="picking", help=t("review.pick-hint")):
        show_map(points.map_state(state.view(), t, state.asked_frame()), t, picked_position() or ())
    with st.form("place", border=False):
        values: dict[str, Any] = {
            "name_ar": write_line(t("review.name-ar"), "", LONGEST_NAME, "place-name-ar"),
            "name_en": write_line(t("review.name-en"), "", LONGEST_NAME, "place-name-en"),
        }
        left, right = st.columns(2)
        values |= {
            "lat": degrees(left.text_input(t("review.lat"), "" if lat is None else f"{lat:.4f}")),
            "lon": degrees(right.text_input(t("review.lon"), "" if lon is None else f"{lon:.4f}")),
            "radius_km": left.number_input(t("review.radius"), *RADIUS, value=km),
            "source": write_line(t("review.place-from"), "", LONGEST_SOURCE, "place-source", right),
        }
        if st.form_submit_button(t("review.place")):
            new_place(values)
            st.rerun()


def actor_form(atlas: Atlas, t: Text) -> None:
    """Add an actor, a programme or equipment that is not known yet. What was written stays until it is
    added."""
    turn = session().review.actors_added
    with st.form(f"actor-{turn}", border=False):
        values: dict[str, Any] = {
            what: write_line(t(label), "", LONGEST_NAME, f"actor-{what}-{turn}")
            for what, label in zip(
                WRITTEN, ("review.name-ar", "review.name-en", "review.role-ar", "review.role-en"), strict=True
            )
        }
        left, right = st.columns(2)
        values |= {
            "type": pick_list(
                t("review.actor-kind"),
                (*ACTOR_TYPES, *THINGS),
                None,
                lambda kind: t(f"type.{kind}"),
                f"actor-type-{turn}",
                t,
                left,
            ),
            "group": pick_list(
                t("review.actor-side"),
                atlas.groups,
                None,
                lambda group: t.name(atlas.groups[group]),
                f"actor-group-{turn}",
                t,
                right,
                help=t("review.actor-side-hint"),
            ),
            "source": write_line(t("review.actor-from"), "", LONGEST_SOURCE, f"actor-source-{turn}"),
        }
        if st.form_submit_button(t("review.actor")):
            session().review.actors_added = turn + new_actor(values)
            st.rerun()
