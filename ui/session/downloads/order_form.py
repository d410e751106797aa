"""The form that orders a file to share: format, content, languages, and which picture."""

from __future__ import annotations

import streamlit as st

from data.i18n import Text
from data.query.describe import describe
from data.query.front_matter import UNTITLED
from data.query.view import View
from data.tables.model import Step
from data.tables.vocab import LANGS, Lang
from export.excerpt import Excerpt
from export.formats import FORMATS, PICTURES
from export.image import chart_image
from export.order import LANGUAGES, Order
from ui.charts.registry import CHARTS
from ui.session.downloads.added_documents import choose_excerpt
from ui.session.downloads.template_upload import choose_template
from ui.session.pick_list import pick_list
from ui.session.story import own_story

OFFERED = ("html", "pptx", "pdf", "png", "svg", "xlsx")
CONTENTS = ("view", "ours", "mine")


def order_form(view: View, t: Text) -> tuple[str, Order]:
    """Show the form of a file: format, content, languages, and what may be quoted. Returns the format
    and what goes into the file."""
    kind = _format(t)
    tells = FORMATS[kind].story
    story = _story(view, t) if tells else ()
    excerpt = _excerpt(view, story, t)
    st.text(describe(excerpt.view, t))
    langs = _languages(t) if tells else _language(kind, t)
    template = choose_template(t) if kind == "pptx" else b""
    whole = tells and _option("leave.whole", "leave.whole-help", t)
    front = own_story.own_front_matter() if story and story == own_story.presentable() else UNTITLED
    notes = bool(story) and _option("leave.notes", "leave.notes-help", t)
    return kind, Order(
        excerpt.view, langs, whole=whole, story=excerpt.story, front=front, notes=notes, template=template
    )


def _format(t: Text) -> str:
    """Which kind of file."""
    labels = {key: t(f"leave.format-{key}") for key in OFFERED}
    kind: str = st.pills(
        t("leave.format"),
        list(labels),
        default="html",
        required=True,
        key="leave-format",
        format_func=labels.__getitem__,
    )
    st.caption(t(f"leave.about-{kind}"))
    return kind


def _story(view: View, t: Text) -> tuple[Step, ...]:
    """The story to tell: none, that of the data, or the reader's own where there is one."""
    own = own_story.presentable()
    labels = {key: t(f"leave.content-{key}") for key in CONTENTS if key != "mine" or own}
    content = _one_of("leave.content", labels, "view", t)
    if content == "mine" and (gone := len(own_story.unpresentable())):
        st.caption(t("story.left-out", count=t.count("steps", gone)))
    return {"view": (), "ours": tuple(view.atlas.story.values()), "mine": own}[content]


def _languages(t: Text) -> tuple[Lang, ...]:
    """The languages of the file, that of the page first."""
    labels = {key: t(f"leave.languages-{key}") for key in LANGUAGES}
    choice = _one_of("leave.languages", labels, "both", t)
    both: tuple[Lang, ...] = (t.lang, "en" if t.lang == "ar" else "ar")
    return tuple(lg for lg in both if choice in ("both", lg))


def _language(kind: str, t: Text) -> tuple[Lang, ...]:
    """The one language of a file that has no room for two."""
    labels = {str(key): t(f"leave.languages-{key}") for key in LANGS}
    choice = _one_of("leave.language", labels, t.lang, t)
    st.caption(t("leave.one-language-picture" if kind in PICTURES else "leave.one-language-tables"))
    return tuple(lg for lg in LANGS if lg == choice)


def _one_of(key: str, labels: dict[str, str], first: str, t: Text) -> str:
    chosen: str = st.segmented_control(
        t(key),
        list(labels),
        default=first,
        required=True,
        key=key.replace(".", "-"),
        format_func=labels.__getitem__,
    )
    return chosen


def _option(key: str, about: str, t: Text) -> bool:
    label, help_ = t(key), t(about)
    return st.checkbox(label, key=key.replace(".", "-"), help=help_)


def _excerpt(view: View, story: tuple[Step, ...], t: Text) -> Excerpt:
    """What goes into the file; a step that cannot be told from it is counted."""
    chosen = choose_excerpt(view, t, "leave-added", story)
    if omitted := len(story) - len(chosen.story):
        st.caption(t("leave.untold", count=t.count("steps", omitted)))
    return chosen


def picture_form(kind: str, order: Order, t: Text) -> str:
    """Show which pictures there are. Returns the one wanted: the map ("") or one of the charts that show
    something in this view."""
    if kind not in PICTURES:
        return ""
    labels = {"": t("leave.picture-map")} | {
        key: t(CHARTS[key].subject) for key in chart_image.drawable_charts(order, t.lang)
    }
    return str(pick_list(t("leave.picture"), labels, "", labels.__getitem__, "leave-picture", t))
