"""The form that orders a file to leave behind: format, content, languages, and which picture."""

from __future__ import annotations

import streamlit as st

from data.i18n import Lang, count, say
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
    kind = _format(view, lang)
    tells = FORMATS[kind].story
    story = _story(view, lang) if tells else ()
    held = _excerpt(view, story, lang)
    st.text(describe(held.view, lang))
    langs = _languages(view, lang) if tells else (lang,)
    whole = tells and _option(view, "leave.whole", "leave.whole-help", lang)
    notes = bool(story) and _option(view, "leave.notes", "leave.notes-help", lang)
    return kind, Order(held.view, langs, whole=whole, story=held.story, notes=notes)


def _format(view: View, lang: Lang) -> str:
    """Which kind of file."""
    labels = {key: say(view.atlas, f"leave.format-{key}", lang) for key in OFFERED}
    kind: str = st.pills(
        say(view.atlas, "leave.format", lang),
        list(labels),
        default="html",
        required=True,
        key="leave-format",
        format_func=labels.__getitem__,
    )
    st.caption(say(view.atlas, f"leave.about-{kind}", lang))
    return kind


def _story(view: View, lang: Lang) -> tuple[Step, ...]:
    """The story to tell: none, that of the data, or the reader's own where there is one."""
    own = own_story.presentable()
    labels = {key: say(view.atlas, f"leave.content-{key}", lang) for key in CONTENTS if key != "mine" or own}
    content = _one_of(view, "leave.content", labels, "view", lang)
    if content == "mine" and (gone := len(own_story.left_out())):
        st.caption(say(view.atlas, "story.left-out", lang, count=count(view.atlas, "steps", gone, lang)))
    return {"view": (), "ours": tuple(view.atlas.story.values()), "mine": own}[content]


def _languages(view: View, lang: Lang) -> tuple[Lang, ...]:
    """The languages of the file, that of the page first."""
    labels = {key: say(view.atlas, f"leave.languages-{key}", lang) for key in LANGUAGES}
    asked = _one_of(view, "leave.languages", labels, "both", lang)
    both: tuple[Lang, ...] = (lang, "en" if lang == "ar" else "ar")
    return tuple(lg for lg in both if asked in ("both", lg))


def _one_of(view: View, key: str, labels: dict[str, str], first: str, lang: Lang) -> str:
    chosen: str = st.segmented_control(
        say(view.atlas, key, lang),
        list(labels),
        default=first,
        required=True,
        key=key.replace(".", "-"),
        format_func=labels.__getitem__,
    )
    return chosen


def _option(view: View, key: str, about: str, lang: Lang) -> bool:
    label, help_ = say(view.atlas, key, lang), say(view.atlas, about, lang)
    return st.checkbox(label, key=key.replace(".", "-"), help=help_)


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
