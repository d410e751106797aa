"""What is said of added documents: never that they are the article, never what nobody knows, always in their
own language."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
import streamlit as st
from matplotlib.figure import Figure
from streamlit.testing.v1 import AppTest
from test_session_app import _frame_first as _frame_first
from test_session_app import open_app, plain
from tiny import shipped, small

from data.atlas.atlas import Atlas
from data.atlas.join import join
from data.documents.add import Given, entry
from data.documents.store import Store, StoreDown
from data.facts.origin import has_added, is_curated, passages_naming_by_origin
from data.i18n import TITLE, document_citation, short_title, shorten
from data.query.describe import describe
from data.query.selection import Selection
from data.query.view import View, select
from data.tables.vocab import LANGS, Lang
from export.image import chart_image, map_furniture
from export.order import Order
from export.pdf import pages
from export.webpage.filters import filter_labels
from export.webpage.payload import payload
from ui.charts.article import shares, voices
from ui.charts.registry import CHARTS
from ui.html.article import article
from ui.html.headings import byline, map_heading
from ui.html.panel.panel import panel
from ui.html.passages import figure_meaning
from ui.html.places import starting_points
from ui.sentences.citation import passage_citation
from ui.session import state
from ui.story.figures import Figures, MapMeasurements
from ui.story.gathering import of_view
from ui.story.steps import cited_source

FOLDER = tempfile.TemporaryDirectory(prefix="dalil-")
HOSTILE = '</b><script>alert(1)</script> ${7*7} & "x" ' + "long " * 20
GIVEN = {
    "ar": Given(
        "المحطة الجديدة",
        "افتُتحت في دوشنبه محطة جديدة، وزارها مسؤولون من إشكاشم.\nلا اسم في هذا السطر.",
        "سلمى الراوي",
        "2024-05-06",
    ),
    "en": Given(
        "The new weighing house", "A clerk at Khorog wrote to Ishkashim about it.\nNobody has answered."
    ),
    "hostile": Given(
        HOSTILE, "Officials came from Astana and Dushanbe to Khorog.", HOSTILE, "2021-03", "A & B"
    ),
}


@cache
def store() -> Store:
    own = Store(f"sqlite:///{FOLDER.name}/told.sqlite")
    for given in GIVEN.values():
        new_entry, extras = entry(shipped(), given, accept=0)
        own.add([new_entry], extras)
    return own


@cache
def laid() -> Atlas:
    return join(shipped(), store().overlay())


@cache
def keys() -> dict[str, str]:
    """Which of GIVEN -> the id of its document."""
    titles = {document.title: key for key, document in laid().documents.items()}
    return {which: titles[" ".join(given.title.split())] for which, given in GIVEN.items()}


def seen(which: str = "", **more: Any) -> View:
    return select(laid(), Selection(documents=(keys()[which],) if which else (), **more))


class Elements(HTMLParser):
    """Every text of some HTML with the tag it stands in and that tag's attributes."""

    def __init__(self, html: str):
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = [("", {})]
        self.found: list[tuple[str, dict[str, str | None], str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("img", "br", "input"):
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.found.append((*self.open[-1], data))


def text_of(html: str) -> str:
    return plain("".join(data for *_, data in Elements(html).found))


def tags(html: str) -> list[str]:
    """What stands before the title of the document."""
    return [data for _, attrs, data in Elements(html).found if attrs.get("class") == "d-tag"]


# the head of a page, and the line under a title


@pytest.mark.parametrize("lang", LANGS)
def test_the_head_says_of_an_added_document_that_it_is_one_and_in_which_language(lang: Lang) -> None:
    says, added = (shipped().text(lang)(key) for key in ("document.says", "document.added"))
    assert tags(map_heading(seen(), seen().atlas.text(lang))) == [says]
    for which, language in (("ar", "ar"), ("en", "en"), ("hostile", "en")):
        html = map_heading(seen(which), seen(which).atlas.text(lang))
        assert tags(html) == [added]
        assert plain(shipped().text(lang)(f"document.in-{language}")) in text_of(html)
        start, end = "«»" if language == "ar" else "“”"
        title = start + laid().documents[keys()[which]].title + end
        texts = [
            (attrs["lang"], attrs["dir"])
            for tag, attrs, data in Elements(html).found
            if (tag, data) == ("b", title)
        ]
        assert texts == [(language, "rtl" if language == "ar" else "ltr")]


@pytest.mark.parametrize("lang", LANGS)
def test_a_byline_leaves_out_what_nobody_knows(lang: Lang) -> None:
    kind = {"ar": "نص مضاف", "en": "added text"}[lang]
    documents = laid().documents
    written = {key: shipped().text(lang)(f"document.in-{key}") for key in LANGS}
    comma = "، " if lang == "ar" else ", "
    assert plain(byline(documents[keys()["en"]], laid().text(lang))) == kind + comma + written["en"]
    text = plain(byline(documents[keys()["ar"]], laid().text(lang)))
    assert (
        text
        == {
            "en": "added text by سلمى الراوي, 6 May 2024, in Arabic",
            "ar": "نص مضاف بقلم سلمى الراوي، 6 مايو 2024، بالعربية",
        }[lang]
    )
    assert text in text_of(article(seen("ar"), seen("ar").atlas.text(lang)))
    first = byline(next(iter(documents.values())), laid().text(lang))
    assert (
        plain(first)
        == {
            "en": "op-ed by Majd Issa, 20 April 2023, in Arabic",
            "ar": "مقال رأي بقلم مجد عيسى، 20 أبريل 2023، بالعربية",
        }[lang]
    )


def test_a_byline_has_a_letter_of_its_own_so_that_it_runs_as_its_language_does() -> None:
    """Isolates say no direction: a phrase of nothing else would run left to right among Arabic ones."""
    for lang, letter in (("ar", "[\u0621-\u064a]"), ("en", "[a-z]")):
        assert re.search(letter, re.sub(r"{\w+}", "", getattr(shipped().words["document.of"], lang)))


@pytest.mark.parametrize("lang", LANGS)
def test_the_article_names_as_many_places_as_without_added_documents_and_what_they_name_is_told_apart(
    lang: Lang,
) -> None:
    bare, whole = (
        text_of(map_heading(select(shipped(), Selection()), select(shipped(), Selection()).atlas.text(lang))),
        text_of(map_heading(seen(), seen().atlas.text(lang))),
    )
    own = bare[bare.rindex(plain(shipped().text(lang)("document.numbers", places="", actors=""))[:6]) :]
    assert own in whole
    named = {m.entity for p in laid().passages if p not in shipped().passages for m in laid().mentions_of[p]}
    places, actors = (
        sum(key in named and not getattr(row, "alleged", False) for key, row in table.items())
        for table in (laid().places, laid().actors)
    )
    assert places >= 3
    counts = {
        "places": shipped().text(lang).count("places", places),
        "actors": shipped().text(lang).count("actors", actors),
    }
    assert plain(shipped().text(lang)("document.numbers-added", **counts)) in whole


# how to cite


def test_a_citation_leaves_out_what_nobody_knows_and_says_a_title_once() -> None:
    en, ar = (seen(which) for which in ("en", "ar"))
    passages = {which: f"{keys()[which]}.p01" for which in ("en", "ar")}
    assert passage_citation(en, passages["en"], en.atlas.text("en")) == "“The new weighing house”, Passage 1"
    assert passage_citation(en, passages["en"], en.atlas.text("ar")) == "«The new weighing house»، الفقرة 1"
    assert (
        passage_citation(ar, passages["ar"], ar.atlas.text("en"))
        == "سلمى الراوي, “المحطة الجديدة”, 6 May 2024, Passage 1"
    )
    assert (
        passage_citation(ar, passages["ar"], ar.atlas.text("ar"))
        == "سلمى الراوي، «المحطة الجديدة»، 6 مايو 2024، الفقرة 1"
    )
    assert "“\u2068المحطة الجديدة\u2069”" in document_citation(laid().documents[keys()["ar"]], "en"), (
        "English marks stand around it as they are"
    )
    own, document = next(iter(shipped().passages)), next(iter(shipped().documents.values()))
    title = f"“{document.title_en} ({document.title})”"
    assert (
        passage_citation(seen(), own, seen().atlas.text("en"))
        == f"{document.author_en}, {title}, 20 April 2023, Passage 1"
    )


# the sentence for what is shown


@pytest.mark.parametrize("lang", LANGS)
def test_the_sentence_does_not_call_added_documents_the_article(lang: Lang) -> None:
    shown = shipped().text(lang).count("passages", len(shipped().passages) + 5)
    assert has_added(laid())
    assert describe(seen(), seen().atlas.text(lang)) == shipped().text(lang)("shown.all-added", shown=shown)
    assert describe(
        select(shipped(), Selection()), select(shipped(), Selection()).atlas.text(lang)
    ).startswith(shipped().text(lang)("shown.all", shown="").partition("\u2068")[0])
    assert not has_added(shipped())


@pytest.mark.slow
def test_the_exported_page_has_the_words_and_knows_when_to_use_them() -> None:
    with_, without = (payload(Order(view, LANGS)) for view in (seen(), select(shipped(), Selection())))
    assert (with_["added"], without["added"]) == (True, False)
    assert all("shown.all-added" in with_["words"][lang] for lang in LANGS)


@pytest.mark.parametrize("lang", LANGS)
def test_a_title_that_is_cut_says_so(lang: Lang) -> None:
    key = keys()["hostile"]
    told, title = shorten(laid().documents[key].title), laid().documents[key].title
    assert len(title) > TITLE >= len(told)
    assert told.endswith("…")
    assert title.startswith(told[:-1] + " "), "cut between words"
    assert told in plain(describe(seen("hostile"), seen("hostile").atlas.text(lang)))
    assert filter_labels(laid(), laid().text(lang))["documents"][key] == {
        "name": told,
        "label": short_title(laid().documents[key], lang),
    }
    assert shorten("x" * 99) == "x" * (TITLE - 1) + "…"


# the story


@pytest.mark.parametrize("lang", LANGS)
def test_only_the_article_is_called_so_among_the_sources_of_a_step(lang: Lang) -> None:
    for source in next(iter(shipped().documents.values())).sources:
        if source in shipped().documents:
            assert cited_source(laid(), source, laid().text(lang)) == shipped().text(lang)(
                "present.the-article"
            )
    for key in keys().values():
        assert cited_source(laid(), key, laid().text(lang)) == document_citation(laid().documents[key], lang)
    assert plain(cited_source(laid(), keys()["en"], laid().text("en"))) == "“The new weighing house”"


@pytest.mark.parametrize("lang", LANGS)
def test_the_figures_of_the_story_are_of_the_article(lang: Lang) -> None:
    measured = MapMeasurements(1344, 300)
    told, bare = (Figures(atlas, atlas.text(lang), measured) for atlas in (laid(), shipped()))
    assert {key for key in bare if told[key] != bare[key]} == set()


def test_the_chart_of_voices_counts_the_articles_text_alone() -> None:
    assert shares(laid()) == shares(shipped())
    assert voices(laid(), laid().text("en")).rows == voices(shipped(), shipped().text("en")).rows
    order = Order(seen(), ("en",))
    drawn = chart_image.chart_figure(
        order.view, CHARTS["voices"], chart_image.drawable_charts(order, "en")["voices"]
    )
    texts = [text.get_text() for text in drawn.texts]
    assert any("Majd Issa" in text for text in texts)


def gathered(view: View) -> Any:
    return of_view(view, "map", ())


def test_a_gathered_step_lists_the_sources_of_its_passage_or_view_alone() -> None:
    own = next(iter(shipped().documents.values())).sources
    for which, key in keys().items():
        assert gathered(seen(focus=f"passage:{key}.p01")).sources == (key,)
        assert gathered(seen(which, focus="")).sources == (key,)
    place = seen(focus="place:ishkashim")  # only added documents name it
    assert gathered(place).sources == laid().documents[laid().passages[place.panel[0]].document].sources
    assert gathered(select(laid(), Selection(focus="place:chaldovar"))).sources == own
    record = next(iter(shipped().aid.values()))
    assert gathered(seen(focus=f"aid:{record.id}")).sources == record.sources
    assert gathered(seen(focus="")).sources == (
        *own,
        *(d for d in laid().documents if not is_curated(laid(), d)),
    )


def test_a_gathered_step_of_an_added_document_bears_its_title() -> None:
    for view in (seen("en", focus=""), seen(focus=f"passage:{keys()['en']}.p02")):
        step = gathered(view)
        assert (step.title_en, step.title_ar) == ("The new weighing house",) * 2
    assert gathered(seen(focus="")).title_ar == next(iter(shipped().documents.values())).kind_ar


# the card of a place


@pytest.mark.parametrize("lang", LANGS)
def test_a_card_tells_apart_who_names_a_place(lang: Lang) -> None:
    def told(key: str, n: int) -> str:
        return plain(shipped().text(lang)(key, count=shipped().text(lang).count("passages", n)))

    assert passages_naming_by_origin(laid(), "ishkashim") == (0, 2)
    text = text_of(panel(seen(focus="place:ishkashim"), seen(focus="place:ishkashim").atlas.text(lang)))
    assert told("panel.named-added", 2) in text
    assert shipped().text(lang)("panel.not-in-article") in text
    assert shipped().text(lang)("panel.not-named") not in text
    own, more = passages_naming_by_origin(laid(), "astana")
    assert (own > 0, more) == (True, 1)
    text = text_of(panel(seen(focus="place:astana"), seen(focus="place:astana").atlas.text(lang)))
    assert told("panel.named", own) in text
    assert told("panel.named-added", more) in text
    unnamed = next(key for key in laid().places if passages_naming_by_origin(laid(), key) == (0, 0))
    assert shipped().text(lang)("panel.not-named") in text_of(
        panel(seen(focus=f"place:{unnamed}"), seen(focus=f"place:{unnamed}").atlas.text(lang))
    )


def test_previous_and_next_stay_within_a_document() -> None:
    def ways(passage: str) -> list[str]:
        html = panel(seen(focus=f"passage:{passage}"), seen(focus=f"passage:{passage}").atlas.text("en"))
        turn = [attrs.get("data-pick") or "" for tag, attrs in Elements(html).tags if tag == "button"]
        return [pick for pick in turn if pick.startswith("passage:") and pick != f"passage:{passage}"]

    en, last = keys()["en"], list(shipped().passages)[-1]
    assert ways(f"{en}.p01") == [f"passage:{en}.p02"]
    assert ways(f"{en}.p02") == [f"passage:{en}.p01"]
    assert ways(f"{keys()['hostile']}.p01") == []
    assert ways(last) == [f"passage:{list(shipped().passages)[-2]}"]


def test_the_title_over_a_passage_says_its_language() -> None:
    html = panel(
        seen(focus=f"passage:{keys()['en']}.p01"), seen(focus=f"passage:{keys()['en']}.p01").atlas.text("ar")
    )
    assert [
        attrs["lang"]
        for _, attrs, data in Elements(html).found
        if attrs.get("class") == "d-from" and data.strip()
    ] == ["en"]


FIGURES = (
    "On 3 May 2024 they gave 12 million dollars and 5,000 somoni for 2 posts, in March 2020, between 2001 and"
    " 2005, for 3 years."
)


def test_numbers_and_dates_of_an_added_document_are_told_in_the_language_of_the_page() -> None:
    own = Store(f"sqlite:///{FOLDER.name}/figures.sqlite")
    new_entry, extras = entry(shipped(), Given("Figures", FIGURES), accept=0)
    own.add([new_entry], extras)
    atlas = join(shipped(), own.overlay())
    passage = f"{new_entry.document.id}.p01"
    meanings = {
        lang: {
            f.text: plain(figure_meaning(atlas, f, atlas.text(lang))[0]) for f in atlas.figures_of[passage]
        }
        for lang in LANGS
    }
    assert meanings["ar"] == {
        "3 May 2024": "3 مايو 2024",
        "12 million dollars": "12 مليون دولار",
        "5,000 somoni": "5,000 سوموني طاجيكستاني",
        "2 posts": "",
        "March 2020": "مارس 2020",
        "2001 and 2005": "2001–2005",
        "3 years": "",
    }
    assert (meanings["en"]["5,000 somoni"], meanings["en"]["3 May 2024"]) == ("5,000 Tajikistani somonis", "")
    html = panel(
        select(atlas, Selection(focus=f"passage:{passage}")),
        select(atlas, Selection(focus=f"passage:{passage}")).atlas.text("ar"),
    )
    assert "USD" not in text_of(html)
    assert [v for _, attrs, _ in Elements(html).found for v in attrs.values() if v and "USD" in v] == []
    first = next(f for f in shipped().figures.values())
    assert figure_meaning(atlas, first, atlas.text("en")) == (first.what_en, first.qualifier_en)


@pytest.mark.parametrize("lang", LANGS)
def test_the_legend_of_a_drawn_map_does_not_say_that_the_article_names_what_added_documents_name(
    lang: Lang,
) -> None:
    for view, key in ((seen(), "legend.named-added"), (select(shipped(), Selection()), "legend.named")):
        figure = Figure(figsize=(12, 8))
        ink = {name: token.light for name, token in shipped().colours.items()}
        t = view.atlas.text(lang)
        map_furniture.draw_legend(figure, ink, map_furniture.legend_rows(view.atlas, [t], 12), t)
        own, other = (
            {shipped().text(lang)(k) for k in keys}
            for keys in ([key], {"legend.named", "legend.named-added"} - {key})
        )
        labels = {text.get_text() for text in figure.axes[0].texts}
        assert own <= labels
        assert not other & labels


# the pages that are printed, and the sources page


@pytest.mark.parametrize("lang", LANGS)
def test_the_brief_counts_as_the_page_does(lang: Lang) -> None:
    written: list[str] = []
    paper = SimpleNamespace(
        add_page=lambda: None,
        heading=lambda *_: None,
        write_block=lambda *_: None,
        write_line=lambda text, *_, **__: written.append(text),
        will_page_break=lambda _: True,
    )
    pages.brief(paper, Order(seen(), (lang,)), Order(seen(), (lang,)).atlas.text(lang))  # type: ignore[arg-type]
    own = text_of(map_heading(seen(), seen().atlas.text(lang)))
    told = shipped().text(lang)("document.numbers-added", places="", actors="")
    assert [text for text in map(plain, written) if plain(told)[:10] in text and text in own] != []


@pytest.fixture
def opened(_frame_first: None, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """The sources page over the added documents."""
    monkeypatch.setattr(state, "atlas", laid)

    def go(lang: Lang, **query: str) -> AppTest:
        return open_app("sources", lang=lang, **query)

    return go


@pytest.mark.parametrize("lang", LANGS)
def test_the_sources_page_lists_the_article_and_added_documents_apart(lang: Lang, opened: Any) -> None:
    app = opened(lang)
    shown = "\n".join(text_of(element.proto.body) for element in app.main if element.type == "html")
    for document in laid().documents.values():
        assert all(part in shown for part in document.title.split(document.title_slip or "\n"))
    assert shipped().text(lang)("sources.added") in [head.value for head in app.header]
    assert "—" not in "".join(line for line in shown.split("\n") if "weighing house" in line)


@pytest.mark.slow
def test_downloads_carry_what_a_file_may_and_the_switch_leaves_added_documents_out(
    opened: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: dict[str, Callable[[], bytes]] = {}
    monkeypatch.setattr(
        st, "download_button", lambda _, data, file_name, **__: offered.update({file_name: data})
    )

    def files() -> str:
        book = openpyxl.load_workbook(io.BytesIO(offered["dalil-en.xlsx"]()))
        return (
            "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row)
            + offered["dalil-en.jsonld"]().decode()
        )

    app = opened("en", documents=keys()["en"])
    box = app.checkbox(key="sources-carried")
    assert plain(box.label) == plain(
        shipped().text("en")("leave.added", count=shipped().text("en").count("documents", 1))
    )
    assert shipped().text("en")("leave.added-rights") in [caption.value for caption in app.caption]
    assert files().count("A clerk at Khorog") > 1
    assert all(GIVEN[other].text.split("\n")[0] not in files() for other in ("ar", "hostile"))
    box.uncheck().run()
    assert not app.exception
    assert shipped().text("en")("leave.added-rights") not in [caption.value for caption in app.caption]
    assert "A clerk at Khorog" not in files()


def test_a_store_that_is_away_is_told_in_place_of_the_downloads(
    opened: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: Any, **__: Any) -> None:
        raise StoreDown("away")

    monkeypatch.setattr("ui.session.downloads.added_documents.excerpt", down)
    app = opened("en")
    assert any(
        shipped().text("en")("documents.store-down") in element.proto.body
        for element in app.main
        if element.type == "html"
    )
    assert app.get("download_button") == []


def test_small_atlases_have_nothing_added() -> None:
    assert (has_added(small()), passages_naming_by_origin(small(), "nora")[1]) == (False, 0)


@pytest.mark.parametrize("lang", LANGS)
def test_a_place_to_start_from_is_called_unnamed_only_while_no_document_names_it(lang: Lang) -> None:
    start = shipped().text(lang)("start.ishkashim")
    unnamed = shipped().text(lang)("start.not-named", start=start)
    assert f">{unnamed}<" in starting_points(shipped(), shipped().text(lang))
    assert f">{start}<" in starting_points(laid(), laid().text(lang))
    assert unnamed not in starting_points(laid(), laid().text(lang))
