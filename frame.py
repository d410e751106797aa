"""What stands around every page: the wordmark, language, navigation, the jump box and the filters."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from data.atlas.atlas import Atlas
from data.atlas.join import basemap_atlas, drawable_atlas
from data.documents.availability import trouble, unreadable
from data.facts.origin import has_added, is_added
from data.i18n import Text
from data.index.index import passages_naming
from data.index.search import LONGEST
from data.query.filters import FILTERS, PASSAGE_FILTERS, Filter
from data.query.selection import SWITCHES
from data.query.view import View
from data.tables.problem import BadData
from data.tables.vocab import LANGS
from geo import leaflet, world
from geo import map as geo_map
from geo.points import point_style, points
from geo.profile import draw
from ui import jump_index, theme
from ui.html.filtered import to_found
from ui.html.headings import case_line, notice, wordmark
from ui.html.places import map_surroundings
from ui.html.statements.page import statement_cards
from ui.session import state
from ui.session.components import ENDONYMS, serve_scripts, show_jump, show_nav
from ui.session.run import callbacks, live_parts, url_sync
from ui.session.run.guard import contain_failures
from ui.session.sections.data_problems import show_problems
from ui.session.session import session
from ui.session.story import editor, stage
from ui.story import slides
from web import assets

PAGES = (
    "map",
    "article",
    "evidence",
    "aid",
    "border",
    "actors",
    "compare",
    "present",
    "leave",
    "documents",
    "sources",
)
UNFILTERED = ("compare", "present", "documents")  # pages on which the filters do nothing
FOLDED = (*UNFILTERED, "sources")  # pages on which they do little or nothing: the side bar is closed
OFFERED = 200  # values in a pick list; the documents page leads to every document
COUNTLESS = [row for kind in ("text", "years") for row in PASSAGE_FILTERS if row.kind == kind]


def prepare_assets(atlas: Atlas) -> None:
    """Offer the files that every visitor needs: style sheet, base maps, jump index. What added documents may
    change is made when first asked for, and anew only when what it follows from has changed."""
    curated = atlas.base or atlas
    assets.once(curated.digest, lambda: _serve_curated(curated))
    for lang in LANGS:
        _offer_added(atlas, atlas.text(lang))


def _serve_curated(atlas: Atlas) -> None:
    """What added documents do not change."""
    assets.serve_asset("icon", "svg", theme.ICON.read_bytes())
    for kind in ("js", "css"):
        assets.serve_asset(f"leaflet-{kind}", kind, (leaflet.folder() / f"leaflet.{kind}").read_bytes())
    theme.serve_fonts()
    assets.serve_asset("colours", "css", theme.faces() + theme.variables(atlas))
    theme.serve_sheet(atlas)
    serve_scripts()
    for lang in LANGS:
        assets.serve_asset(f"world-{lang}", "json", world.world(atlas.text(lang)))
        assets.serve_asset(
            f"presenter-{lang}", "html", slides.speaker_window(atlas.text(lang), assets.asset_path("colours"))
        )


def _offer_added(atlas: Atlas, t: Text) -> None:
    """What the places, names, passages and statements of added documents change."""
    drawn, strip = basemap_atlas(atlas), drawable_atlas(atlas)
    named = passages_naming(atlas)
    stated = tuple(s for s in atlas.statements.values() if is_added(atlas, s.passage))
    spellings = atlas.overlay.spellings if atlas.overlay else ()
    along = {key: tuple(passages_naming(strip).get(key, ())) for key in strip.chainage}
    offers: tuple[tuple[str, str, object, Callable[[], str]], ...] = (
        ("base", "js", (), lambda: f"export default {geo_map.map_script(geo_map.base_map(drawn, t))}"),
        ("places", "html", (has_added(atlas), named.keys() & atlas.places), lambda: _places(atlas, t)),
        ("statements", "html", atlas.digest if stated else "", lambda: statement_cards(atlas, t)),
        ("strip", "svg", along, lambda: draw.svg(strip, t)),
        ("jump", "json", (spellings, stated, set(named)), lambda: jump_index.jump_index(atlas, t)),
    )
    case = atlas.case.suffix
    for stem, ending, key, make in offers:
        of = "" if stem == "base" else case  # it has no link, so cases with the same places share it
        follows = (stem, t.lang, of, drawn.digest, key)
        assets.offer(f"{stem}-{t.lang}{case}", ending, follows, make, group=case)


def _places(atlas: Atlas, t: Text) -> str:
    far = {place.id for place in points.far_places(atlas)}
    return map_surroundings(atlas, t, far, sizes=point_style.size_key())


def main() -> None:
    """One run of the app."""
    try:
        url_sync.open_case_of_url()
        with state.hold_data():
            prepare_assets(state.atlas())
            run()
    except BadData as bad:
        show_problems(bad.problems)


def run() -> None:
    """One run on sound data."""
    pages = [
        st.Page(
            f"pages/{key}.py",
            title=state.atlas().text(url_sync.language())(f"page.{key}"),
            default=key == "map",
            url_path=key,
        )
        for key in PAGES
    ]
    page = st.navigation(pages, position="hidden")
    here = page.url_path or PAGES[0]
    unknown = url_sync.begin_run()
    stage.begin_stage(here)
    if turned := url_sync.turn_page(here, PAGES):
        st.switch_page(f"pages/{turned}.py", query_params=url_sync.query())
    atlas, t = state.atlas(), state.text()
    st.set_page_config(
        page_title=t("app.title"),
        page_icon=str(theme.ICON),
        layout="wide",
        menu_items={},
        initial_sidebar_state="collapsed" if here in FOLDED else "auto",
    )
    with st.sidebar, contain_failures(atlas):
        show_sidebar(t, here)
        editor.menu(t, here)
    show_navigation(here)
    with st.container(
        key="notice"
    ):  # always there: what comes after must not move, or the map would be made anew
        editor.keep_own_story()
        show_notices(list(unknown), t)
    with contain_failures(atlas):
        page.run()
    url_sync.finish_run()


@live_parts.live("nav", "in_use", after=True)
def show_navigation(here: str) -> None:
    """The bar of pages, and how many filters are in use."""
    show_nav(PAGES, here, state.text(), filters=here not in UNFILTERED)


def show_notices(unknown: list[str], t: Text) -> None:
    """What of the address was left out, what of the store cannot be read, and that picks come too fast."""
    for key, values in (("notice.unknown", unknown), ("notice.unreadable", unreadable(session().case))):
        if values:
            st.html(notice(t(key, values=t.comma_list(values))))
    if away := trouble(session().case):
        st.html(notice(t(away)))
    if not session().picks.allowance.allows():
        st.html(notice(t("notice.too-fast")))


def show_sidebar(t: Text, here: str) -> None:
    """Wordmark, language, jump box and filters, on the page `here`."""
    st.html(wordmark(assets.asset_path("icon"), t("app.name"), t("app.tagline")))
    st.segmented_control(
        t("lang.switch"),
        LANGS,
        key="lang",
        required=True,
        format_func=lambda lg: ENDONYMS[lg],
        on_change=callbacks.switch_language,
        label_visibility="collapsed",
        width="stretch",
    )
    if case := case_line(state.atlas().case, t):
        st.html(case)
    show_jump(t, here)
    if here not in UNFILTERED:
        show_filter_widgets()
        show_search_and_period()
        show_clear_button(here)


@live_parts.live("filters", "unfocused", after=True)
def show_filter_widgets() -> None:
    """The filters with several values, each value with the number of passages (or statements) it would
    give."""
    for row in PASSAGE_FILTERS:
        if row.kind == "ids":
            show_pick_list(row)


def show_pick_list(row: Filter) -> None:
    """A filter with several values; nothing where it offers one alone."""
    view, t = state.view(), state.text()
    shown = option_labels(view, row.key, t)
    if len(shown) > 1:
        st.multiselect(
            t(row.title),
            list(shown),
            key=row.key,
            format_func=lambda value: shown.get(value, value),
            placeholder=t(row.hint),
            on_change=callbacks.filter_changed,
            select_all=False,
            filter_mode="contains",
        )
    if row.match and len(getattr(view.selection, row.key)) > 1:
        st.segmented_control(
            t("filter.match"),
            SWITCHES[row.match],
            key=row.match,
            required=True,
            format_func=lambda match: t(f"filter.{match}"),
            on_change=callbacks.filter_changed,
        )


@live_parts.live("words", *(name for row in COUNTLESS for name in row.fields), after=True)
def show_search_and_period() -> None:
    """The filters that count nothing: searched words, and the period."""
    for row in COUNTLESS:
        (show_text_input if row.kind == "text" else show_range_slider)(row)


def show_text_input(row: Filter) -> None:
    """A filter by words."""
    st.text_input(
        state.text()(row.title),
        key=row.key,
        placeholder=state.text()(row.hint),
        on_change=callbacks.filter_changed,
    )
    if len(state.current_selection().text) >= LONGEST:
        st.caption(state.text()("search.cut", longest=state.text().number(LONGEST)))


def show_range_slider(row: Filter) -> None:
    """A filter by years."""
    st.slider(
        state.text()(row.title),
        *row.limits(state.atlas()),
        key=row.key,
        format="%d",
        on_change=callbacks.filter_changed,
    )


@live_parts.live("clear", "unfocused", after=True)
def show_clear_button(here: str) -> None:
    """The button that clears every filter, and the one that leads to what they find on the page `here`."""
    st.button(
        state.text()("filter.clear"),
        icon=":material/filter_alt_off:",
        on_click=callbacks.clear,
        disabled=not state.current_selection().narrowed,
        width="stretch",
    )
    if state.current_selection().narrowed:
        st.html(to_found(state.view(), here, state.text()))


def option_labels(view: View, key: str, t: Text) -> dict[str, str]:
    """What a filter offers: its values, each by its name and its count; of very many those with most."""
    counts = view.assessed if key == "assessments" else view.facets[key]
    offered = {*getattr(view.selection, key), *sorted(counts, key=lambda value: -counts[value])[:OFFERED]}
    option = FILTERS[key].option
    return {value: f"{option(view.atlas, value, t)} ({n})" for value, n in counts.items() if value in offered}


if __name__ == "__main__":
    main()
