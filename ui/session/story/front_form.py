"""The form for the front matter of the reader's own story: title, author, date, whom to ask, mark."""

from __future__ import annotations

import streamlit as st

from data.i18n import Text
from data.query.front_matter import LONGEST
from data.query.story import read_front
from data.text.normalize import fold
from ui.html.headings import literal
from ui.session.story import own_story
from ui.session.written import overlong, write_line


def show_front(t: Text) -> None:
    """Show the form of what stands on the first slide and in the files, folded until someone opens it."""
    now = own_story.own_front_matter()
    with (
        st.expander(literal(" · ".join(now.lines(t))) or t("story.front")),
        st.form("front", border=False, enter_to_submit=False),
    ):
        one, two = st.columns(2)
        given = {
            f"title_{lg}": write_line(
                f"{t('story.front-title')} · {t(f'present.say-{lg}')}",
                getattr(now, f"title_{lg}"),
                LONGEST["title"],
                f"front-title_{lg}-{now.title_en}{now.title_ar}",
                place,
            )
            for lg, place in zip((t.lang, "en" if t.lang == "ar" else "ar"), (one, two), strict=True)
        }
        for field, place in zip(("author", "date", "contact", "mark"), st.columns(4), strict=True):
            given[field] = write_line(
                t(f"story.front-{field}"),
                getattr(now, field),
                LONGEST[field],
                f"front-{field}-{getattr(now, field)}",
                place,
                placeholder=t(f"story.front-{field}-hint"),
            )
        if st.form_submit_button(t("story.keep")):
            _keep(given, t)


def _keep(given: dict[str, str], t: Text) -> None:
    if told := overlong((given,)):
        st.warning(t(told[0], **told[1]))
        return
    front, wrong = read_front(given | {"date": fold(given["date"]).text.strip()}, "")
    if wrong:
        st.warning(t("story.front-wrong-date"))
        return
    own_story.set_front(front)
    st.rerun()
