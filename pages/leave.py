"""The page for files to leave behind: what goes in, in which languages, in which format; the file is made and
handed over."""

from __future__ import annotations

import streamlit as st

from data.documents.store import StoreDown
from data.i18n import LANGS, Lang, count, say
from data.query.describe import describe
from data.query.view import View
from data.tables.model import Step
from export.about import omitted_note, plain_label
from export.excerpt import Excerpt, excerpt
from export.image import chart_image, map_image
from export.image.qr import code
from export.order import Order
from export.pdf import pages
from export.pptx import deck
from export.tables import files
from export.webpage import page
from ui import share
from ui.charts.registry import CHARTS
from ui.html.headings import notice
from ui.session import state
from ui.session.components import show_share
from ui.session.export_options import with_added
from ui.session.session import session
from ui.session.story import own_story

FORMATS = ("html", "pptx", "pdf", "png", "svg", "xlsx")
TYPES = {
    "html": "text/html",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
STORIES = ("html", "pptx", "pdf")  # the formats that can tell a story
PICTURES: dict[str, map_image.Kind] = {"png": "png", "svg": "svg"}
CONTENTS = ("view", "ours", "mine")
LANGUAGES = ("ar", "en", "both")
SHARED = ("link", "citation", "embed")


def main() -> None:
    """Compose the page."""
    lang = state.lang()
    view, atlas = state.view(), state.atlas()
    st.header(say(atlas, "page.leave", lang), anchor=False)
    st.write(say(atlas, "leave.lead", lang))
    choice, made = st.columns([55, 45], gap="large")
    with choice:
        try:
            kind, order = ordered(view, lang)
            what = picked(kind, order, lang)
        except StoreDown as problem:
            st.html(notice(say(atlas, "documents.store-down", lang)))
            st.text(str(problem)[:300])
            return
    with made:
        hand_over(kind, what, order, lang)
        give_away(view, lang)


def ordered(view: View, lang: Lang) -> tuple[str, Order]:
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

    formats = {key: say(atlas, f"leave.format-{key}", lang) for key in FORMATS}
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
    content = one_of("leave.content", contents, "view") if kind in STORIES else "view"
    told = (
        own_story.presentable()
        if content == "mine"
        else tuple(atlas.story.values())
        if content == "ours"
        else ()
    )
    if content == "mine" and (gone := len(own_story.left_out())):
        st.caption(say(atlas, "story.left-out", lang, count=count(atlas, "steps", gone, lang)))
    held = goes_in(view, told, lang)
    st.text(describe(held.view, lang))
    languages = {key: say(atlas, f"leave.languages-{key}", lang) for key in LANGUAGES}
    asked = one_of("leave.languages", languages, "both") if kind in STORIES else lang
    whole = kind in STORIES and st.checkbox(
        say(atlas, "leave.whole", lang), key="leave-whole", help=say(atlas, "leave.whole-help", lang)
    )
    notes = bool(told) and st.checkbox(
        say(atlas, "leave.notes", lang), key="leave-notes", help=say(atlas, "leave.notes-help", lang)
    )
    other: Lang = "en" if lang == "ar" else "ar"
    both: tuple[Lang, ...] = (lang, other)
    langs = both if asked == "both" else tuple(lg for lg in LANGS if lg == asked)
    return kind, Order(held.view, langs, whole=whole, story=held.story, notes=notes)


def goes_in(view: View, story: tuple[Step, ...], lang: Lang) -> Excerpt:
    """What goes into the file; a step that cannot be told from it is counted."""
    held = with_added(
        view,
        lang,
        "leave-added",
        lambda curated: excerpt(view, story, curated=curated),
        lambda made: plain_label(omitted_note(made, lang)),
    )
    if untold := len(story) - len(held.story):
        st.caption(say(view.atlas, "leave.untold", lang, count=count(view.atlas, "steps", untold, lang)))
    return held


def picked(kind: str, order: Order, lang: Lang) -> str:
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


def hand_over(kind: str, what: str, order: Order, lang: Lang) -> None:
    """The button that makes the file, and then the file."""
    atlas, own = order.atlas, session()
    asked = (kind, what, order)
    if st.button(
        say(atlas, "leave.make", lang),
        type="primary",
        icon=":material/draft:",
        width="stretch",
        key="leave-make",
    ):
        bar = st.progress(0.0, text=say(atlas, "leave.making", lang))
        content = make(
            kind,
            what,
            order.reporting(lambda share: bar.progress(share, text=say(atlas, "leave.making", lang))),
        )
        bar.empty()
        own.file = (asked, content)
    made = own.file
    if made is None or made[0] != asked:
        st.caption(say(atlas, "leave.carries", lang))
        return
    called = "-".join(part for part in ("dalil", what, order.langs[0]) if part)
    st.download_button(
        say(atlas, "leave.download", lang, size=f"{len(made[1]) / 1e6:.1f}"),
        made[1],
        file_name=f"{called}.{kind}",
        mime=TYPES[kind],
        icon=":material/download:",
        on_click="ignore",
        width="stretch",
        key="leave-download",
    )
    st.caption(say(atlas, "leave.carries", lang))


def give_away(view: View, lang: Lang) -> None:
    """The link to the map as this view has it, also for other pages and, where the app has a public address,
    as a code."""
    atlas = view.atlas
    st.subheader(say(atlas, "share.title", lang), anchor=False)
    st.write(say(atlas, "share.lead", lang))
    show_share(atlas, lang, SHARED, "/", "share-map")
    if address := share.address_of(view, lang):
        st.html(code(address, say(atlas, "share.code", lang)))
        st.caption(address)
    else:
        st.caption(say(atlas, "share.no-address", lang))


def make(kind: str, what: str, order: Order) -> bytes:
    """The file's content; `what`: the chart that a picture shows, else the map."""
    if kind == "html":
        return page.page(order).encode()
    if kind in PICTURES:
        drawn, lang = PICTURES[kind], order.langs[0]
        return (
            chart_image.chart(order, what, lang, drawn)
            if what
            else map_image.picture(order.view, lang, drawn)
        )
    if kind == "xlsx":
        return files.workbook(order.view, order.langs[0])
    return deck.deck(order) if kind == "pptx" else pages.pages(order)


main()
