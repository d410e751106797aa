"""The app as a whole, without a browser: every page in both languages, filters and the URL, and broken
data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest
from test_i18n_words import FOREIGN, LATIN
from tiny import save, shipped, tiny

import data.tables.files
from data.atlas.read import digest
from data.i18n import name
from data.i18n.isolates import FSI, LRI, PDI, RLI
from data.load import load
from data.query.describe import describe
from data.query.selection import Selection, focus_of
from data.query.view import select
from data.tables.vocab import LANGS, Lang
from frame import UNFILTERED
from geo import precision
from ui.html.article import article, article_legend
from ui.html.headings import map_heading
from ui.html.panel.panel import panel
from ui.html.places import map_surroundings
from ui.session import cache
from ui.session.session import KEY
from web import assets

ROOT = Path(__file__).parents[1]
PAGES = [path.stem for path in sorted((ROOT / "pages").glob("*.py"))]
ARABIC = re.compile(r"[\u0600-\u06ff]+")
LATIN_IN_ARABIC = {  # words that may stand in Latin letters in the Arabic interface, and why
    **FOREIGN,
    **dict.fromkeys(
        (row.name for row in shipped().publishers.values() if row.name in row.name_ar),
        "a page without a name but its address",
    ),
    "English": "the language switch names each language in itself",
    **dict.fromkeys(("python", "-m", "data", "check"), "a command to type"),
}
DOCUMENT = next(iter(shipped().documents.values()))
OWN = {  # whole texts that stand in their own language on purpose
    f"«{DOCUMENT.title}»",
    "\n".join(DOCUMENT.links),
    *DOCUMENT.links,  # the article as printed
    *(source.title for source in shipped().sources.values() if not source.title_ar),
    *(publisher.name for publisher in shipped().publishers.values()),
}
ARABIC_IN_ENGLISH = {"العربية": "the language switch names each language in itself"}


@pytest.fixture(autouse=True)
def _frame_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit takes the folder `pages` for its own until st.navigation has run once in a process, as the
    served app does. AppTest forgets that before every run, and would then run a page without the frame."""
    make = PagesManager.__init__

    def init(self: PagesManager, *args: Any, **kwargs: Any) -> None:
        PagesManager.uses_pages_directory = False
        make(self, *args, **kwargs)

    monkeypatch.setattr(PagesManager, "__init__", init)


def open_app(page: str = "map", **query: str) -> AppTest:
    """The app after its first run."""
    app = AppTest.from_file(str(ROOT / "frame.py"), default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    if page != "map":
        app.switch_page(f"pages/{page}.py").run()
    assert [e.value for e in app.exception] == []
    return app


def forget() -> None:
    """Let the app read its data anew: what it keeps is known by version, and another test's store has the
    same numbers."""
    cache._atlas.clear()
    cache._joined.clear()
    cache._joined_other.clear()
    cache._version.cache_clear()


def plain(text: str) -> str:
    """Without the marks that isolate directions."""
    return text.translate(dict.fromkeys(map(ord, (LRI, RLI, FSI, PDI))))


class Texts(HTMLParser):
    """What a reader gets from HTML: its texts and titles, but for parts that are marked as another
    language."""

    def __init__(self, html: str, lang: Lang):
        super().__init__()
        self.lang, self.inside, self.found = lang, [""], list[str]()
        self.feed(re.sub(r"<style>.*?</style>", "", str(html), flags=re.S))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {key: value or "" for key, value in attrs}
        if tag not in ("img", "br", "input"):
            self.inside.append(attributes.get("lang", self.inside[-1]))
        if self.inside[-1] in ("", self.lang):
            texts = [
                attributes[key] for key in ("title", "aria-label", "placeholder", "alt") if key in attributes
            ]
            self.found += [text for text in texts if text not in OWN]

    def handle_endtag(self, tag: str) -> None:
        self.inside.pop()

    def handle_data(self, data: str) -> None:
        if self.inside[-1] in ("", self.lang) and data not in OWN:
            self.found.append(data)


def seen(app: AppTest, lang: Lang) -> Iterator[str]:
    """Every text of the page that is not in a component, in a table of sources, or the article's own."""
    for element in [*app.main, *app.sidebar]:
        kind = element.type
        if kind == "html":
            yield from Texts(element.proto.body, lang).found
        elif kind == "button_group":
            yield from (option.content for option in element.proto.options)
        elif kind not in ("dataframe", "arrow_data_frame"):
            yield from _words_of(element)


def _words_of(element: Any) -> Iterator[str]:
    for attribute in ("label", "placeholder", "help", "value", "options"):
        value = getattr(element, attribute, None)
        for text in value if isinstance(value, list | tuple) else [value]:
            if (
                isinstance(text, str)
                and plain(text) not in OWN
                and not (attribute == "value" and element.type in ("multiselect", "selectbox"))
            ):
                yield text


def stray(texts: Iterator[str] | list[str], lang: Lang) -> set[str]:
    """Words in the letters of the other language that no allow-list explains."""
    pattern, allowed = (LATIN, LATIN_IN_ARABIC) if lang == "ar" else (ARABIC, ARABIC_IN_ENGLISH)
    return {word for text in texts for word in pattern.findall(text)} - set(allowed)


# pages


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_in_both_languages(page: str, lang: Lang) -> None:
    app = open_app(page, lang=lang)
    texts = list(seen(app, lang))
    labels = {widget.label for widget in app.multiselect}
    assert (shipped().text(lang)("filter.actors") in labels) == (page not in UNFILTERED)
    assert queried(app)["lang"] == lang
    assert stray(texts, lang) == set()
    lists = [*app.selectbox, *app.multiselect]
    assert [widget.label for widget in lists if not widget.placeholder] == [], "Streamlit's own is English"


class Opened(dict[str, int]):
    """What is folded, all of it open."""

    def get(self, key: str, default: int | None = None) -> int:  # type: ignore[override]
        return 1 if default is None else default


@pytest.mark.parametrize("page", ["actors", "aid", "border", "sources"])
def test_what_is_folded_opens_in_arabic(page: str) -> None:
    app = open_app(page, lang="ar")
    tables = len(app.dataframe)
    app.session_state[KEY].opened = Opened()
    app.run()
    assert [e.value for e in app.exception] == []
    assert len(app.dataframe) > tables


@pytest.mark.parametrize("lang", LANGS)
def test_every_panel_speaks_one_language(lang: Lang) -> None:
    atlas, found = shipped(), dict[str, set[str]]()
    for focus in [
        "",
        *(focus_of(atlas, e) for e in atlas.entities),
        *(f"passage:{p}" for p in atlas.passages),
    ]:
        view = select(atlas, Selection(focus=focus, since=2015))
        html = panel(
            view,
            view.atlas.text(lang),
            precision.precision_lines(view, view.atlas.text(lang)),
            precision.inside(view, view.atlas.text(lang)),
        )
        if words := stray(Texts(html, lang).found, lang):
            found[focus] = words
    assert found == {}


@pytest.mark.parametrize("lang", LANGS)
def test_heading_places_legend_and_article_speak_one_language(lang: Lang) -> None:
    view = select(shipped(), Selection(actors=("russia",), voices=("attributed",), since=2015))
    for html in (
        map_heading(view, view.atlas.text(lang)),
        map_surroundings(shipped(), shipped().text(lang), ["moscow"]),
        article_legend(view, view.atlas.text(lang)),
        article(view, view.atlas.text(lang)),
    ):
        assert stray(Texts(html, lang).found, lang) == set()


@pytest.mark.parametrize("page", PAGES)
def test_the_page_a_link_names_is_the_page_that_opens_with_its_filters(page: str) -> None:
    app = open_app(page, lang="en", actors="russia")
    shown = [widget.value for widget in app.multiselect if widget.key == "actors"]
    assert shown == ([] if page in UNFILTERED else [["russia"]])
    assert queried(app)["actors"] == "russia"


# filters and the URL


def sentence(app: AppTest) -> str:
    """What the page says it shows."""
    for element in app.main:
        found = re.search(r'class="d-shown"[^>]*>(.*?)<span>', getattr(element.proto, "body", ""), re.S)
        if found:
            return plain(found[1]).strip()
    raise AssertionError("the page does not say what it shows")


def queried(app: AppTest) -> dict[str, str]:
    """The parameters of the URL."""
    return {key: str(value) for key, value in app.query_params.items()}


def told(lang: Lang, **filters: Any) -> str:
    """The sentence for these filters."""
    return plain(
        describe(
            select(shipped(), Selection(**filters)), select(shipped(), Selection(**filters)).atlas.text(lang)
        )
    )


@pytest.mark.parametrize("lang", LANGS)
def test_a_filter_changes_the_sentence_and_the_url(lang: Lang) -> None:
    app = open_app(lang=lang)
    assert sentence(app) == told(lang)
    app.multiselect(key="actors").select("russia").run()
    assert sentence(app) == told(lang, actors=("russia",))
    assert queried(app) == {"lang": lang, "actors": "russia"}
    app.multiselect(key="topics").select("border-security").run()
    # the whole: what a filter does not change is not drawn anew by it, and AppTest sees only what is drawn
    app.run()
    app.text_input(key="text").set_value(" حدود ").run()
    assert sentence(app) == told(lang, actors=("russia",), topics=("border-security",), text="حدود")
    assert queried(app) == {"lang": lang, "actors": "russia", "topics": "border-security", "text": "حدود"}


def test_all_of_the_actors_can_be_asked_for_once_there_are_two() -> None:
    app = open_app(lang="en", actors="russia")
    assert [g.key for g in app.get("button_group")] == ["lang"]
    app.multiselect(key="actors").select("china").run()
    group(app, "match").set_value("all").run()
    assert sentence(app) == told("en", actors=("russia", "china"), match="all")
    assert queried(app)["match"] == "all"


def group(app: AppTest, key: str) -> Any:
    """A segmented control, by its key."""
    return next(g for g in app.get("button_group") if g.key == key)


def test_a_period_is_written_only_where_it_is_narrowed() -> None:
    app = open_app(lang="en")
    low, high = app.slider(key="period").value
    app.slider(key="period").set_range(2010, high).run()
    assert queried(app) == {"lang": "en", "since": "2010"}
    app.slider(key="period").set_range(low, high).run()
    assert queried(app) == {"lang": "en"}


def test_clear_drops_every_filter_and_keeps_the_focus() -> None:
    app = open_app(
        lang="en", actors="russia,china", match="all", since="2010", text="border", focus="place:chaldovar"
    )
    (clear,) = (button for button in app.button if button.label == shipped().text("en")("filter.clear"))
    assert not clear.disabled
    clear.click().run()
    assert queried(app) == {"lang": "en", "focus": "place:chaldovar"}
    assert app.multiselect(key="actors").value == []
    assert app.text_input(key="text").value == ""
    assert sentence(app) == told("en")


@pytest.mark.parametrize("lang", LANGS)
def test_unknown_values_in_a_link_are_left_out_and_named(lang: Lang) -> None:
    app = open_app(lang=lang, actors="russia,atlantis", topics="weather")
    bodies = [getattr(element.proto, "body", "") for element in app.main if element.type == "html"]
    notices = [body for body in bodies if "d-notice" in body]
    assert len(notices) == 1
    assert "atlantis" in notices[0]
    assert "weather" in notices[0]
    assert sentence(app) == told(lang, actors=("russia",))


@pytest.mark.parametrize(
    "query",
    [
        {"since": "2020", "until": "2000"},
        {"since": "0001"},
        {"until": "9999"},
        {"since": "2050", "until": "2060"},
        {"text": "x" * 500},
        {"text": '"'},
        {"focus": "passage:"},
        {"match": "all"},
        {"lang": "xx"},
        {"voices": ",,,"},
    ],
)
def test_strange_links_open(query: dict[str, str]) -> None:
    assert sentence(open_app(**query))


def test_switching_the_language_keeps_filters_focus_and_page() -> None:
    app = open_app("article", lang="en", actors="russia", text="border", focus="place:gbao", reading="ar")
    group(app, "lang").set_value("ar").run()
    assert queried(app) == {
        "lang": "ar",
        "actors": "russia",
        "text": "border",
        "focus": "place:gbao",
        "reading": "ar",
    }
    assert app.multiselect(key="actors").value == ["russia"]
    assert app.multiselect(key="actors").label == shipped().text("ar")("filter.actors")
    assert (
        app.multiselect(key="actors")
        .options[0]
        .startswith(f"{FSI}{name(shipped().groups['united-states'], 'ar')}")
    )


def test_without_a_language_in_the_link_the_app_writes_the_one_it_speaks() -> None:
    assert queried(open_app())["lang"] in LANGS


# data of one's own


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The app's data: the tiny folder, for the time of a test."""
    path = tiny(tmp_path / "tiny")
    cache._version.cache_clear()
    monkeypatch.setattr(data.tables.files, "FILES", path)
    monkeypatch.setattr(cache, "load", lambda: load(path))
    monkeypatch.setattr(cache, "digest", lambda: digest(path))
    for known, empty in (("_paths", {}), ("_made", {}), ("_offers", {}), ("_keys", {}), ("_version", "")):
        monkeypatch.setattr(assets, known, empty)
    yield path
    cache._atlas.clear()
    cache._version.cache_clear()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", LANGS)
def test_the_app_runs_on_other_data(folder: Path, page: str, lang: Lang) -> None:
    app = open_app(page, lang=lang, focus="place:nora")
    offered = [len(widget.options) for widget in app.multiselect if widget.key == "topics"]
    assert offered == ([] if page in UNFILTERED else [2])


def shown_problems(app: AppTest) -> str:
    """The table of problems as text."""
    (table,) = app.dataframe
    return str(table.value.to_csv())


@pytest.mark.parametrize("lang", LANGS)
def test_broken_data_is_told_as_a_table_in_the_language_of_the_page(folder: Path, lang: Lang) -> None:
    (folder / "documents" / "note.txt").write_bytes((folder / "documents" / "note.txt").read_bytes() + b" ")
    app = open_app(lang=lang)
    assert shipped().text(lang)("problem.title") in [title.value for title in app.title]
    assert "documents.csv" in shown_problems(app)
    assert shipped().text(lang)("problem.mend") in shown_problems(app)
    assert not app.multiselect


def test_data_that_cannot_be_read_at_all_is_told_in_both_languages(folder: Path) -> None:
    save(folder / "words.csv", [["key", "en"], ["app.name", "Dalil"]])
    app = open_app(lang="en")
    assert ARABIC.search(app.title[0].value)
    assert LATIN.search(app.title[0].value)
    assert "words.csv" in shown_problems(app)


def test_mended_data_is_shown_without_a_restart(folder: Path) -> None:
    text = folder / "documents" / "note.txt"
    sound = text.read_bytes()
    text.write_bytes(sound + b" ")
    app = open_app(lang="en")
    assert app.dataframe
    text.write_bytes(sound)
    app.run()
    assert app.multiselect
