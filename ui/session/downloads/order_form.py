"""The form that orders a file to leave behind: format, content, languages, and which picture."""

from __future__ import annotations

import streamlit as st

from data.i18n import LANGS, Lang, count, say
from data.query.describe import describe
from data.query.view import View
from data.tables.model import Step
from export.excerpt import Excerpt
from export.formats import FORMATS, PICTURES
from export.image import chart_image
from export.order import LANGUAGES, Order
from ui.charts.registry import CHARTS
from ui.session.downloads.added_documents import choose_excerpt
from ui.session.story import own_story

OFFERED = ("html", "pptx", "pdf", "png", "svg", "xlsx")
CONTENTS = ("view", "ours", "mine")


def order_form(view: View, lang: Lang) -> tuple[str, Order]:
    """What the reader orders: format, content, languages, and what may be quoted."""
    atlas = view.atlas

    def one_of(key: str, labels: dict[str, str], first: str) -> str:
        chosen: str = st.segmented_control(
            say(atlas, key, lang),
            list(labels),
            default=first,
            required=True,
            key=key.replace(".", "-"),
            format_func=labels.__getitem__,
        )
        return chosen

    formats = {key: say(atlas, f"leave.format-{key}", lang) for key in OFFERED}
    kind: str = st.pills(
        say(atlas, "leave.format", lang),
        list(formats),
        default="html",
        required=True,
        key="leave-format",
        format_func=formats.__getitem__,
    )
    st.caption(say(atlas, f"leave.about-{kind}", lang))
    contents = {
        key: say(atlas, f"leave.content-{key}", lang)
        for key in CONTENTS
        if key != "mine" or own_story.presentable()
    }
    content = one_of("leave.content", contents, "view") if FORMATS[kind].story else "view"
    told = (
        own_story.presentable()
        if content == "mine"
        else tuple(atlas.story.values())
        if content == "ours"
        else ()
    )
    if content == "mine" and (gone := len(own_story.left_out())):
        st.caption(say(atlas, "story.left-out", lang, count=count(atlas, "steps", gone, lang)))
    held = _excerpt(view, told, lang)
    st.text(describe(held.view, lang))
    languages = {key: say(atlas, f"leave.languages-{key}", lang) for key in LANGUAGES}
    asked = one_of("leave.languages", languages, "both") if FORMATS[kind].story else lang
    whole = FORMATS[kind].story and st.checkbox(
        say(atlas, "leave.whole", lang), key="leave-whole", help=say(atlas, "leave.whole-help", lang)
    )
    notes = bool(told) and st.checkbox(
        say(atlas, "leave.notes", lang), key="leave-notes", help=say(atlas, "leave.notes-help", lang)
    )
    other: Lang = "en" if lang == "ar" else "ar"
    both: tuple[Lang, ...] = (lang, other)
    langs = both if asked == "both" else tuple(lg for lg in LANGS if lg == asked)
    return kind, Order(held.view, langs, whole=whole, story=held.story, notes=notes)


def _excerpt(view: View, story: tuple[Step, ...], lang: Lang) -> Excerpt:
    """What goes into the file; a step that cannot be told from it is counted."""
    held = choose_excerpt(view, lang, "leave-added", story)
    if untold := len(story) - len(held.story):
        st.caption(say(view.atlas, "leave.untold", lang, count=count(view.atlas, "steps", untold, lang)))
    return held


def picture_form(kind: str, order: Order, lang: Lang) -> str:
    """Which picture is wanted: the map ("") or one of the charts that show something in this view."""
    if kind not in PICTURES:
        return ""
    atlas = order.atlas
    labels = {"": say(atlas, "leave.picture-map", lang)} | {
        key: say(atlas, CHARTS[key].subject, lang) for key in chart_image.drawn(order, lang)
    }
    asked, named = say(atlas, "leave.picture", lang), labels.__getitem__
    return str(
        st.selectbox(asked, list(labels), key="leave-picture", format_func=named, filter_mode="contains")
    )
