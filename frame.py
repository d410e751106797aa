"""What stands around every page: the wordmark, language, navigation, the jump box and the filters."""

from __future__ import annotations

import streamlit as st

from data.atlas.atlas import Atlas
from data.atlas.join import basemap_atlas, drawable_atlas
from data.atlas.read import read
from data.documents.store import trouble, unreadable
from data.i18n import LANGS, Lang, actor_name, count, listed, name, say, titled, voice_name
from data.index.index import FACETS, Facet
from data.query.view import View
from data.tables.files import FILES
from data.tables.problem import BadData, Problem
from geo import leaflet, points
from geo import map as drawn
from geo.profile import draw
from ui import jump_index, theme
from ui.html import statements
from ui.html.headings import notice, wordmark
from ui.html.places import places
from ui.session import state, widgets
from ui.session.components import serve_scripts, show_jump, show_nav
from ui.session.guard import guarded
from ui.session.story import editor, stage
from ui.session.tables import show_table
from ui.story import slides
from web import assets

PAGES = ("map", "article", "evidence", "aid", "border", "actors", "present", "leave", "documents", "sources")
OFFERED = 200  # documents in the filter: those with most passages; the documents page leads to every one


def prepare(atlas: Atlas) -> None:
    """Make the files that every visitor needs: style sheet, base maps, jump index."""
    assets.once(basemap_atlas(atlas).digest, lambda: _draw(basemap_atlas(atlas)))
    assets.once(f"lists {atlas.digest}", lambda: _list(atlas))


def _draw(atlas: Atlas) -> None:
    """What added documents do not change: drawing the maps takes longest."""
    assets.put("icon", "svg", theme.ICON.read_bytes())
    for kind in ("js", "css"):
        assets.put(f"leaflet-{kind}", kind, (leaflet.folder() / f"leaflet.{kind}").read_bytes())
    theme.serve_fonts()
    assets.put("colours", "css", theme.faces() + theme.variables(atlas))
    serve_scripts()
    for lang in LANGS:
        assets.put(f"base-{lang}", "js", f"export default {drawn.script(drawn.base_map(atlas, lang))}")


def _list(atlas: Atlas) -> None:
    """What tells how often something is named."""
    for lang in LANGS:
        far = {place.id for place in points.far_places(atlas)}
        assets.put(f"places-{lang}", "html", places(atlas, lang, far))
        assets.put(f"statements-{lang}", "html", statements.cards(atlas, lang))
        assets.put(f"strip-{lang}", "svg", draw.svg(drawable_atlas(atlas), lang))
        assets.put(f"jump-{lang}", "json", jump_index.index(atlas, lang))
        assets.put(f"presenter-{lang}", "html", slides.speaker(atlas, lang, assets.path("colours")))


def main() -> None:
    """One run of the app."""
    try:
        with state.held():
            prepare(state.atlas())
            run()
    except BadData as bad:
        show_problems(bad.problems)


def run() -> None:
    """One run on sound data."""
    pages = [
        st.Page(
            f"pages/{key}.py",
            title=say(state.atlas(), f"page.{key}", state.language()),
            default=key == "map",
            url_path=key,
        )
        for key in PAGES
    ]
    page = st.navigation(pages, position="hidden")
    here = page.url_path or PAGES[0]
    unknown = state.begin()
    stage.begin(here)
    if turned := state.turn_page(here, PAGES):
        st.switch_page(f"pages/{turned}.py", query_params=state.query())
    atlas, lang = state.atlas(), state.lang()
    st.set_page_config(
        page_title=say(atlas, "app.title", lang), page_icon=str(theme.ICON), layout="wide", menu_items={}
    )
    st.html(f"<style>{theme.css(atlas)}{theme.direction(lang)}</style>")
    with st.sidebar, guarded(atlas):
        sidebar(lang, here)
        editor.menu(lang, here)
    show_nav(PAGES, here, lang)
    with st.container(
        key="notice"
    ):  # always there: what comes after must not move, or the map would be made anew
        editor.keep()
        notices(list(unknown), lang)
    with guarded(atlas):
        page.run()
    state.finish()


def notices(unknown: list[str], lang: Lang) -> None:
    """What of the address was left out, and what of the store cannot be read."""
    atlas = state.atlas()
    for key, values in (("notice.unknown", unknown), ("notice.unreadable", unreadable())):
        if values:
            st.html(notice(say(atlas, key, lang, values=listed(values, lang))))
    if trouble():
        st.html(notice(say(atlas, "notice.store-away", lang)))


def sidebar(lang: Lang, here: str) -> None:
    """Wordmark, language, jump box and filters, on the page `here`."""
    atlas = state.atlas()
    st.html(wordmark(assets.path("icon"), say(atlas, "app.name", lang), say(atlas, "app.tagline", lang)))
    st.segmented_control(
        say(atlas, "lang.switch", lang),
        LANGS,
        key="lang",
        required=True,
        format_func=lambda lg: {"ar": "العربية", "en": "English"}[lg],
        on_change=state.switch_language,
        label_visibility="collapsed",
        width="stretch",
    )
    show_jump(lang, here)
    filters()
    words()
    clear()


@state.live("filters", "unfocused", after=True)
def filters() -> None:
    """The filters, each value with the number of passages (or statements) it would give."""
    view, lang = state.view(), state.lang()
    atlas = view.atlas

    for facet in FACETS:
        shown = labels(view, facet, lang)
        st.multiselect(
            say(atlas, f"filter.{facet}", lang),
            list(shown),
            key=facet,
            format_func=lambda v, s=shown: s.get(v, v),
            placeholder=say(atlas, f"filter.{facet}-hint", lang),
            on_change=state.filter_changed,
            select_all=False,
            filter_mode="contains",
        )
        if facet == "actors" and len(view.selection.actors) > 1:
            st.segmented_control(
                say(atlas, "filter.match", lang),
                ("any", "all"),
                key="match",
                required=True,
                format_func=lambda m: say(atlas, f"filter.{m}", lang),
                on_change=state.filter_changed,
            )
    if len(atlas.documents) > 1:
        counts = view.by_document
        offered = {*view.selection.documents, *sorted(counts, key=lambda d: -counts[d])[:OFFERED]}
        st.multiselect(
            say(atlas, "filter.documents", lang),
            [d for d in counts if d in offered],
            key="documents",
            placeholder=say(atlas, "filter.documents-hint", lang),
            format_func=lambda d: f"{titled(atlas.documents[d])} ({counts[d]})",
            on_change=state.filter_changed,
            select_all=False,
            filter_mode="contains",
        )


@state.live("words", "text", "since", "until", after=True)
def words() -> None:
    """The filters that count nothing: searched words, and the period."""
    atlas, lang = state.atlas(), state.lang()
    st.text_input(
        say(atlas, "filter.text", lang),
        key="text",
        placeholder=say(atlas, "filter.text-hint", lang),
        on_change=state.filter_changed,
        max_chars=200,
    )
    low, high = widgets.years(atlas)
    st.slider(
        say(atlas, "filter.period", lang),
        low,
        high,
        key="period",
        format="%d",
        on_change=state.filter_changed,
    )


@state.live("clear", "narrowed", after=True)
def clear() -> None:
    """The button that clears every filter."""
    st.button(
        say(state.atlas(), "filter.clear", state.lang()),
        icon=":material/filter_alt_off:",
        on_click=state.clear,
        disabled=not state.selection().narrowed,
        width="stretch",
    )


def labels(view: View, facet: Facet, lang: Lang) -> dict[str, str]:
    """What a filter offers: its values, each by its name and its count."""
    counts = view.assessed if facet == "assessments" else view.facets[facet]
    return {value: f"{_label(view, facet, value, lang)} ({n})" for value, n in counts.items()}


def _label(view: View, facet: Facet, value: str, lang: Lang) -> str:
    atlas = view.atlas
    if facet == "topics":
        return name(atlas.topics[value], lang)
    if facet == "places":
        return name(atlas.entities[value], lang)
    if facet == "assessments":
        return statements.sign(atlas, value, lang)
    if facet == "voices":
        return voice_name(atlas, value, lang)
    if value in atlas.groups:
        return say(atlas, "filter.group", lang, name=name(atlas.groups[value], lang))
    key = "filter.alleged" if atlas.actors[value].alleged else ""
    return (
        say(atlas, key, lang, name=actor_name(atlas, value, lang)) if key else actor_name(atlas, value, lang)
    )


def show_problems(problems: list[Problem]) -> None:
    """What is wrong with the data, as a table, in the words of the interface as far as those can be read."""
    st.set_page_config(page_title="Dalil", layout="wide")
    atlas, _ = read(FILES)
    lang = state.language()
    rows = [{f: getattr(p, f) for f in ("file", "row", "field", "what", "mend")} for p in problems]
    if atlas is not None:
        st.title(say(atlas, "problem.title", lang))
        st.write(
            say(
                atlas,
                "problem.hint",
                lang,
                count=count(atlas, "problems", len(problems), lang),
                command="python -m data check",
            )
        )
        rows = [{say(atlas, f"problem.{f}", lang): v for f, v in row.items()} for row in rows]
    else:
        st.title("البيانات تحتاج إلى إصلاح · The data needs mending")
        st.write("python -m data check")
    show_table(rows, lang)


if __name__ == "__main__":
    main()
