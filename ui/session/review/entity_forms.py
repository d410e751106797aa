"""The forms that add what was not suggested: words to mark, a new place, a new actor or thing."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data.atlas.atlas import Atlas
from data.documents.add import degrees
from data.documents.review import ACTORS, LONGEST_NAME, LONGEST_SOURCE, RADIUS, THINGS
from data.i18n import Lang, name, say
from geo import points
from ui.session import state
from ui.session.components import show_map
from ui.session.review import desk
from ui.session.session import session

WRITTEN = ("name_ar", "name_en", "role_ar", "role_en")  # of an actor, in words


def words_form(atlas: Atlas, lang: Lang) -> None:
    """Mark words that were not suggested."""
    with st.form("words", border=False, clear_on_submit=True):
        said = st.text_input(say(atlas, "review.words", lang), max_chars=200)
        entity = st.selectbox(
            say(atlas, "review.means", lang),
            list(atlas.entities),
            index=None,
            format_func=lambda e: name(atlas.entities[e], lang),
            placeholder=say(atlas, "review.choose", lang),
            filter_mode="contains",
        )
        everywhere = st.checkbox(
            say(atlas, "review.everywhere", lang), help=say(atlas, "review.everywhere-hint", lang)
        )
        if st.form_submit_button(say(atlas, "review.mark", lang)):
            desk.mark_words(said, entity or "", everywhere)
            st.rerun()


def place_form(atlas: Atlas, lang: Lang) -> None:
    """Add a place that is not known yet: its position typed, or picked on the map with the precision that the
    map had."""
    lat, lon, km = desk.position() or (None, None, 10.0)
    if st.toggle(say(atlas, "review.pick", lang), key="picking", help=say(atlas, "review.pick-hint", lang)):
        show_map(points.live(state.view(), lang, state.frame()), lang, desk.position() or ())
    with st.form("place", border=False):
        values: dict[str, Any] = {
            "name_ar": st.text_input(say(atlas, "review.name-ar", lang), max_chars=LONGEST_NAME),
            "name_en": st.text_input(say(atlas, "review.name-en", lang), max_chars=LONGEST_NAME),
        }
        left, right = st.columns(2)
        values |= {
            "lat": degrees(
                left.text_input(
                    say(atlas, "review.lat", lang), "" if lat is None else f"{lat:.4f}", max_chars=20
                )
            ),
            "lon": degrees(
                right.text_input(
                    say(atlas, "review.lon", lang), "" if lon is None else f"{lon:.4f}", max_chars=20
                )
            ),
            "radius_km": left.number_input(say(atlas, "review.radius", lang), *RADIUS, value=km),
            "source": right.text_input(say(atlas, "review.place-from", lang), max_chars=LONGEST_SOURCE),
        }
        if st.form_submit_button(say(atlas, "review.place", lang)):
            desk.new_place(values)
            st.rerun()


def actor_form(atlas: Atlas, lang: Lang) -> None:
    """Add an actor, a programme or equipment that is not known yet. What was written stays until it is
    added."""
    turn = session().review.actors_added
    with st.form(f"actor-{turn}", border=False):
        values: dict[str, Any] = {
            what: st.text_input(say(atlas, asked, lang), max_chars=LONGEST_NAME, key=f"actor-{what}-{turn}")
            for what, asked in zip(
                WRITTEN, ("review.name-ar", "review.name-en", "review.role-ar", "review.role-en"), strict=True
            )
        }
        left, right = st.columns(2)
        values |= {
            "type": left.selectbox(
                say(atlas, "review.actor-kind", lang),
                ACTORS + THINGS,
                index=None,
                format_func=lambda t: say(atlas, f"type.{t}", lang),
                placeholder=say(atlas, "review.actor-choose", lang),
                key=f"actor-type-{turn}",
                filter_mode="contains",
            ),
            "group": right.selectbox(
                say(atlas, "review.actor-side", lang),
                list(atlas.groups),
                index=None,
                format_func=lambda g: name(atlas.groups[g], lang),
                placeholder=say(atlas, "review.actor-choose", lang),
                help=say(atlas, "review.actor-side-hint", lang),
                key=f"actor-group-{turn}",
                filter_mode="contains",
            ),
            "source": st.text_input(
                say(atlas, "review.actor-from", lang), max_chars=LONGEST_SOURCE, key=f"actor-source-{turn}"
            ),
        }
        if st.form_submit_button(say(atlas, "review.actor", lang)):
            session().review.actors_added = turn + desk.new_actor(values)
            st.rerun()
