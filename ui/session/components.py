"""The live components: the map, the reader and the jump box. Each raises the same event, a list of picks {id,
seq, frame}."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import streamlit as st

from data.atlas.atlas import Atlas
from data.atlas.case import Case
from data.i18n import Text
from data.query.view import View
from data.tables.vocab import LANGS, Lang
from geo import precision
from geo.map import MAP
from ui import jump_index, share
from ui.html.filtered import panel_state
from ui.html.panel.panel import panel
from ui.html.places import map_words
from ui.session import state
from ui.session.run import callbacks
from ui.session.session import session
from ui.story.slides import DECK
from web import assets, modules

ASIDE = ("article", "actors", "compare")  # pages with a map beside the text
BAR_WORDS, SHEET_WORDS = ("label", "more", "map", "skip"), ("close", "more", "less")
ENDONYMS = {"ar": "العربية", "en": "English"}
READER = '<div class="d-reader" tabindex="-1"></div>'
SAME = dict.fromkeys(("card", "picked", "chips"), "reader")
HTML = {
    "nav": '<nav class="d-nav"></nav>',
    "mapview": (
        '<div class="d-map-starts"></div><div class="d-map" data-state="loading"></div><div'
        ' class="d-map-side"></div>'
    ),
    "deck": DECK,
    "boardpictures": '<div class="d-deck" aria-hidden="true" inert><div class="d-easel"></div></div>',
    "readiness": '<ul class="d-checks"></ul>',
    "keeper": "<i hidden></i>",
    "marks": "<i hidden></i>",
    "steporder": "<i hidden></i>",
    "share": '<div class="d-share"></div>',
    "reader": READER,
    "card": READER,
    "picked": READER,
    "chips": READER,
    "strip": '<div class="d-strip" data-state="loading"></div>',
    "jump": (
        '<div class="d-jump"><input type="search" role="combobox" aria-expanded="false"'
        ' aria-controls="d-jump-list" aria-autocomplete="list" autocomplete="off"><ul id="d-jump-list"'
        ' role="listbox" hidden></ul></div>'
    ),
}


# Streamlit sends a component's script with every rerun: this one only fetches the real one, which the browser
# keeps.
FETCH = """const path = new URL("{path}", window.location.origin).href;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const load = (ms) => import(path).catch((lost) => {{
  if (ms > 9999) throw lost;
  return pause(ms).then(() => load(3 * ms));
}});
const app = load(500);
export default (component) => {{ app.then(({{ components }}) => components.{name}(component)); }};"""


def serve_scripts() -> None:
    """Serve the scripts of the components as one file."""
    assets.serve_asset("app", "js", modules.as_module(*modules.APP))


@cache
def _component(name: str) -> Any:
    script = FETCH.format(path=assets.asset_path("app"), name=SAME.get(name, name))
    return st.components.v2.component(f"dalil_{name}", html=HTML[name], js=script, isolate_styles=False)


def mount(name: str, data: dict[str, Any]) -> None:
    """Show the component `name` with `data`, and tell it which picks have arrived."""
    _component(name)(
        key=name,
        data=data | {"received": state.last_pick_number(name)},
        on_picks_change=lambda: callbacks.take_picks(name),
    )


def show_map(live: dict[str, Any], t: Text, asks: Sequence[float] | None = None) -> None:
    """Show the live map. live: what geo.map.live says of the view; asks: let a click pick a position: the one
    picked so far, or ()."""
    mount("mapview", {**live, **map_in(t, state.atlas().case), "count": state.picks(), "asks": asks})


def map_in(t: Text, case: Case) -> dict[str, Any]:
    """What the map needs of a language and a case: the paths of its files, and its words."""
    files = {
        "leaflet": assets.asset_path("leaflet-js"),
        "css": assets.asset_path("leaflet-css"),
        "base": assets.asset_path(f"base-{t.lang}{case.suffix}"),
        "side": assets.asset_path(f"places-{t.lang}{case.suffix}"),
        "world": assets.asset_path(f"world-{t.lang}"),
        "map": MAP,
    }
    return {"assets": files, "words": map_words(t), "lang": t.lang}


def show_reader(html: str, focus: str, words: str | None = None) -> None:
    """Show passages as HTML, with marks to pick. words: at the review desk, which are selected, as
    passage:start-end, or ""."""
    mount("reader", _read(html, focus) | {"selected": words})


def show_card(html: str, focus: str) -> None:
    """Show a card beside the text: a reader with a name of its own."""
    mount("card", _read(html, focus))


def show_focus(view: View, t: Text, *, passages: bool = True) -> None:
    """Show the card of what is in focus, with or without its passages, or what the filters find before it."""
    lines = precision.precision_lines(view, t)
    show_card(panel(view, t, lines, passages=passages), panel_state(view))


def show_picked(html: str) -> None:
    """Show what was picked in a chart, brought into sight when it changes: a reader with a name of its
    own."""
    mount("picked", _read(html, ""))


def show_chips(html: str) -> None:
    """Show chips alone, on a page whose reader shows something else: a reader with a name of its own."""
    mount("chips", _read(html, ""))


def _read(html: str, focus: str) -> dict[str, Any]:
    t = state.text()
    words = {key: t(f"panel.{key}") for key in SHEET_WORDS}
    return {"html": html, "focus": focus, "words": words}


def answer_marks() -> None:
    """Let a click on a mark of the chart in the same container be a pick, where time can be brushed."""
    mount("marks", {})


def show_border_profile(live: dict[str, Any], lang: Lang) -> None:
    """Show the border profile. live: what geo.profile.live says of the view."""
    picture = assets.asset_path(f"strip-{lang}{state.atlas().case.suffix}")
    mount("strip", {**live, "picture": picture, "count": state.picks()})


def show_nav(pages: Sequence[str], here: str, t: Text, *, filters: bool) -> None:
    """Show the bar of pages. here: the page that is open; filters: the side bar has them."""
    (other,) = (lang for lang in LANGS if lang != t.lang)
    links = [
        {"key": key, "title": t(f"page.{key}"), "path": f"./{key if n else ''}"}
        for n, key in enumerate(pages)
    ]
    words = {key: t(f"nav.{key}") for key in BAR_WORDS} | {
        "opener": t("nav.opener-filters" if filters else "nav.opener")
    }
    used = len(state.current_selection().in_use) if filters else 0
    data = {
        "pages": links,
        "here": here,
        "lang": t.lang,
        "other": {"lang": other, "name": ENDONYMS[other]},
        "words": words,
        "used": (used, t("nav.used", n=str(used))),
        "aside": here in ASIDE and (here != "compare" or len(state.atlas().documents) > 1),
    }
    mount("nav", data)


def show_jump(t: Text, here: str) -> None:
    """Show the jump box. here: the page that is open."""
    words = {key: t(f"jump.{key}") for key in ("label", "hint", "none", "near", "last")}
    mount(
        "jump",
        {
            "index": assets.asset_path(f"jump-{t.lang}{state.atlas().case.suffix}"),
            "words": words,
            "lang": t.lang,
            "turns": jump_index.turns(here),
        },
    )


@st.fragment
def show_folded(label: str, key: str, draw: Callable[[], None]) -> None:
    """Show what stays folded until someone opens it, and is drawn only then: `draw` is called inside. It
    stays open in another language."""
    opened = session().opened
    folded = st.expander(
        label, expanded=bool(opened.get(key)), key=f"{key}-{state.lang()}", on_change="rerun"
    )
    opened[key] = int(bool(folded.open))
    if folded.open:
        with folded:
            draw()


def show_tabs(name: str, drawn: Mapping[str, Callable[[], None]]) -> None:
    """Show tabs, by their labels; only the open one is drawn. Which one is open outlives a change of
    language."""
    opened, labels = session().opened, list(drawn)
    tabs = st.tabs(
        labels, key=f"{name}-{state.lang()}", default=labels[opened.get(name, 0)], on_change="rerun"
    )
    for number, (tab, draw) in enumerate(zip(tabs, drawn.values(), strict=True)):
        if tab.open:
            opened[name] = number
            with tab:
                draw()


def show_deck(data: dict[str, Any], take: Callable[[dict[str, Any]], None]) -> None:
    """Show all slides at once. take: called with what the deck asks of Python, {"lang": …} or {"leave": id of
    the step}."""
    _component("deck")(
        key="deck", data=data, on_acts_change=lambda: take(dict(st.session_state["deck"].acts or {}))
    )


def show_board_pictures(data: dict[str, Any]) -> None:
    """Draw small pictures of slides into the rows of the board."""
    _component("boardpictures")(key="boardpictures", data=data)


def show_readiness(data: dict[str, Any]) -> None:
    """Show the list of what is checked before one presents."""
    _component("readiness")(key="readiness", data=data)


def keep_story(exchanged: dict[str, Any], take: Callable[[str, str], None]) -> None:
    """Keep the reader's story in the browser; `take` is called with the text that it has kept and this
    session does not know, or with the fragment of a link and its key."""

    def found() -> None:
        sent = dict(st.session_state["keeper"].found or {})
        if sent.get("case", "") != Case(session().case).suffix:  # what was kept for another
            return
        take(str(sent.get("text") or ""), str(sent.get("link") or ""))

    _component("keeper")(key="keeper", data=exchanged, on_found_change=found)


def order_steps(ids: Sequence[str], take: Callable[[list[str]], None]) -> None:
    """Let the rows of the board be dragged; `take` is called with the ids in their new order."""
    _component("steporder")(
        key="steporder",
        data={"ids": list(ids)},
        on_order_change=lambda: take(dict(st.session_state["steporder"].order or {}).get("ids") or []),
    )


def show_share(atlas: Atlas, t: Text, keys: Sequence[str], path: str, key: str, fragment: str = "") -> None:
    """Show buttons that copy the link, that in the other language, the citation, and the link for another
    page (`keys`) of the page that is open, or of `path`; with a `fragment`, the link to `path` with it,
    the language and the case alone."""
    words = {word: t(f"copy.{word}") for word in keys}
    cited, done = share.view_citation(atlas, t), t("copy.done")
    data = {"words": words, "done": done, "citation": cited, "public": share.public()}
    data |= {"base": assets.base_path(), "path": path, "fragment": fragment, "lang": t.lang}
    data["case"] = atlas.case.parameter
    data["other"] = next(lang for lang in LANGS if lang != t.lang)
    _component("share")(key=key, data=data)
