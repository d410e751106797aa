"""The HTML: the passage comes out letter for letter, marks tell what they mean, and nothing in the data
becomes markup."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from hostile import PRINTED
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape
from tiny import shipped, small, with_tables

from data.atlas.atlas import Atlas
from data.i18n import name
from data.i18n.isolates import FSI, LRI, PDI, RLI
from data.index.index import passages_naming
from data.query.filters import FACETS
from data.query.selection import Selection, focus_of, is_focus
from data.query.view import View, select
from data.tables.model import TABLES, Source
from data.tables.vocab import LANGS, Lang
from data.text.units import MEASURES
from geo import map as drawn
from ui.html import review
from ui.html.article import article
from ui.html.headings import map_heading
from ui.html.panel.cards import focus_card
from ui.html.panel.panel import panel
from ui.html.passages import Highlight, figure_meaning, highlight_marks, translation_spans, voice_spans
from ui.html.places import STARTS, map_surroundings
from ui.jump_index import jump_index
from ui.sentences.rules import ABOUT, rules_anchor

TAGS = {
    "section",
    "figure",
    "figcaption",
    "header",
    "footer",
    "nav",
    "article",
    "h1",
    "h2",
    "h3",
    "p",
    "ul",
    "li",
    "div",
    "span",
    "b",
    "i",
    "em",
    "small",
    "br",
    "bdi",
    "q",
    "blockquote",
    "mark",
    "time",
    "button",
    "a",
    "details",
    "summary",
    "h4",
    "ol",
    "dl",
    "dt",
    "dd",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
VOID = {"br"}


class Reader(HTMLParser):
    """Reads HTML: its text, its tags, their attributes; every tag closed in its turn."""

    def __init__(self, html: str):
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.marks: list[tuple[str, str]] = []
        self.feed(str(html))
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {key: value or "" for key, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.open and self.open[-1] == "mark":
            self.marks.append((self.tags[-1][1]["class"], data))

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


TO_RULES = {f"sources?lang={lang}#{rules_anchor(about, lang)}" for about in ABOUT for lang in LANGS}
TO_SOURCES = {f"sources?lang={lang}#all-sources-{lang}" for lang in LANGS}
SIZED = re.compile(  # a point in a legend, as large as on the map; a bar of a slide
    r"width: [\d.]+px; height: [\d.]+px|--c: var\(--d-[a-z0-9-]+\); inline-size: [\d.]+%"
)


def read(html: str) -> Reader:
    """The HTML as a browser would take it, with no tag, handler or link that is not ours."""
    reader = Reader(html)
    for tag, attributes in reader.tags:
        assert tag in TAGS
        assert not [key for key in attributes if key.startswith("on") or key in ("srcdoc", "action")]
        assert SIZED.fullmatch(attributes.get("style", "width: 1px; height: 1px"))
        href = attributes.get("href", "https://")
        assert href.startswith(("https://", "http://")) or href in TO_RULES | TO_SOURCES
    return reader


def plain(html: str) -> str:
    """The text of HTML without the marks that isolate directions, its blanks evened out."""
    return " ".join(read(html).text.translate(dict.fromkeys(map(ord, (LRI, RLI, FSI, PDI)))).split())


def view_of(focus: str, atlas: Atlas | None = None, **filters: Any) -> View:
    """The view with a focus."""
    return select(atlas or shipped(), Selection(focus=focus, **filters))


# a passage


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("passage", shipped().passages)
def test_a_passage_comes_out_letter_for_letter(passage: str, lang: Lang) -> None:
    view = view_of(f"passage:{passage}", text="الحدود أمريكا border")
    assert (
        "".join(read(part.html).text for part in voice_spans(view, passage, view.atlas.text(lang)))
        == shipped().texts[passage]
    )
    ours = translation_spans(view, passage, view.atlas.text(lang))
    assert "".join(read(part.html).text for part in ours) == shipped().translations[passage]


@pytest.mark.parametrize("passage", shipped().passages)
def test_every_mention_is_marked_and_leads_to_its_entity(passage: str) -> None:
    pieces: dict[str, str] = {}
    for part in voice_spans(view_of(""), passage, view_of("").atlas.text("en")):
        for tag, attributes in read(part.html).tags:
            if tag == "mark" and "data-entity" in attributes:
                pieces[attributes["data-entity"]] = attributes["data-pick"]
    assert pieces == {m.entity: focus_of(shipped(), m.entity) for m in shipped().mentions_of[passage]}


def test_where_marks_overlap_a_piece_has_the_classes_of_all() -> None:
    html = highlight_marks(
        "abcdef", [Highlight(0, 4, "one"), Highlight(2, 6, "two"), Highlight(3, 4, "three")]
    )
    assert read(html).marks == [("one", "ab"), ("one two", "c"), ("one two three", "d"), ("two", "ef")]
    assert read(html).text == "abcdef"


def test_a_part_of_a_text_is_marked_as_in_the_whole() -> None:
    assert read(highlight_marks("abcdef", [Highlight(0, 4, "one")], 2, 5)).marks == [("one", "cd")]
    assert read(highlight_marks("abcdef", [Highlight(0, 2, "one")], 2, 5)).tags == []


spans = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(sorted)


@settings(max_examples=100, deadline=None)
@given(
    st.text(min_size=12, max_size=12).filter(lambda t: not re.search("[\r\x00]", t)),
    st.lists(spans, max_size=5),
)
def test_marks_never_change_the_text(text: str, found: list[list[int]]) -> None:
    assert (
        read(highlight_marks(text, [Highlight(a, b, f"m{n}") for n, (a, b) in enumerate(found)])).text == text
    )


@pytest.mark.parametrize("lang", LANGS)
def test_each_voice_tells_who_speaks(lang: Lang) -> None:
    atlas = shipped()
    for passage, voices in atlas.voices_of.items():
        texts = [part.says for part in voice_spans(view_of(""), passage, view_of("").atlas.text(lang))]
        for voice in voices:
            author = atlas.text(lang)("voice.says-author")
            unnamed = atlas.text(lang)("voice.unnamed")
            who = (
                author
                if voice.voice == "author"
                else name(atlas.entities[voice.speaker], lang)
                if voice.speaker
                else unnamed
            )
            assert any(who in words for words in texts), (passage, who)
        assert all(one != next_one for one, next_one in pairwise(texts)), (
            "a new name only when the voice changes"
        )


@pytest.mark.parametrize(
    ("lang", "quoted", "reported"), [("en", "(quoted)", "(reported)"), ("ar", "اقتباس", "كلام منقول")]
)
def test_quoted_and_reported_words_are_told_apart(lang: Lang, quoted: str, reported: str) -> None:
    says = [part.says for part in voice_spans(view_of(""), "issa-2023.p07", view_of("").atlas.text(lang))]
    assert [quoted in s for s in says] == [False, True]
    assert [reported in s for s in says] == [True, False]


@pytest.mark.parametrize(("passage", "capital"), [("issa-2023.p02", "واشنطن"), ("issa-2023.p04", "موسكو")])
@pytest.mark.parametrize(
    ("lang", "words"), [("en", "the capital stands for the state"), ("ar", "اسم العاصمة هنا يعني الدولة")]
)
def test_a_capital_that_stands_for_its_state_says_so(
    passage: str, capital: str, lang: Lang, words: str
) -> None:
    titles = {}
    for part in voice_spans(view_of(""), passage, view_of("").atlas.text(lang)):
        found = read(part.html)
        for piece, attributes in zip(
            found.marks, (attrs for tag, attrs in found.tags if tag == "mark"), strict=True
        ):
            titles[piece[1]] = attributes["title"]
    assert words in titles[capital]
    assert [text for text, title in titles.items() if words in title] == [capital]


# the panel

ELSEWHERE = (
    "ishkashim",
    "badakhshan-afghanistan",
    "khatlon",
    "takhar",
    "kunduz-province",
    "kunduz",
    "balkh",
    "new-delhi",
)
NOT_NAMED = {"en": "Not named in the article", "ar": "لا يرد الاسم في المقال"}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("place", ELSEWHERE)
def test_the_panel_says_of_a_place_for_context_that_the_article_does_not_name_it(
    place: str, lang: Lang
) -> None:
    text = plain(panel(view_of(f"place:{place}"), view_of(f"place:{place}").atlas.text(lang)))
    assert NOT_NAMED[lang] in text
    assert name(shipped().places[place], lang, "why") in text, "and why it is shown"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("place", ["chaldovar", "gbao", "tajik-afghan-border", "ayvaj"])
def test_the_panel_does_not_say_so_of_a_place_that_is_named(place: str, lang: Lang) -> None:
    html = panel(view_of(f"place:{place}"), view_of(f"place:{place}").atlas.text(lang))
    assert NOT_NAMED[lang] not in plain(html)
    assert re.findall(r'data-passage="([^"]+)"', html) == list(passages_naming(shipped())[place])


@pytest.mark.parametrize("lang", LANGS)
def test_a_figure_is_not_qualified_again_by_its_own_words(lang: Lang) -> None:
    atlas = shipped()
    qualified = [f for f in atlas.figures.values() if f.qualifier_ar and f.qualifier_ar in f.text]
    assert len(qualified) > 1
    for figure in qualified:
        assert figure_meaning(atlas, figure, atlas.text(lang)) == (atlas.text(lang).name(figure, "what"), "")


@pytest.mark.parametrize("lang", LANGS)
def test_the_head_of_a_place_with_one_priced_record_says_what_it_cost(lang: Lang) -> None:
    atlas, t = shipped(), shipped().text(lang)
    html = panel(select(atlas, Selection(focus="place:chaldovar")), t)
    (row,) = (row for row in atlas.aid.values() if row.place == "chaldovar")
    assert row.usd
    head = html[: html.index("</header>")]
    assert f'data-pick="aid:{row.id}"' in head
    assert t.amount(row.usd, at_least=row.at_least) in head
    assert t(f"status.{row.status}") in head


@pytest.mark.parametrize("lang", LANGS)
def test_the_panel_says_what_is_known_from_the_article_alone(lang: Lang) -> None:
    alleged = shipped().text(lang)("panel.alleged")
    assert alleged in plain(
        panel(view_of("actor:us-military-companies"), view_of("actor:us-military-companies").atlas.text(lang))
    )
    assert alleged not in plain(panel(view_of("actor:dea"), view_of("actor:dea").atlas.text(lang)))


@pytest.mark.parametrize("lang", LANGS)
def test_there_is_a_panel_for_everything_that_can_be_looked_at(lang: Lang) -> None:
    atlas = shipped()
    for focus in [
        "",
        *(focus_of(atlas, e) for e in atlas.entities),
        *(f"passage:{p}" for p in atlas.passages),
        *(f"statement:{s}" for s in atlas.statements),
    ]:
        read(
            panel(
                view_of(focus, voices=("author",), since=2010),
                view_of(focus, voices=("author",), since=2010).atlas.text(lang),
            )
        )


def test_every_button_of_the_panel_leads_somewhere() -> None:
    atlas = shipped()
    for entity in atlas.entities:
        for _, attributes in read(
            panel(view_of(focus_of(atlas, entity)), view_of(focus_of(atlas, entity)).atlas.text("en"))
        ).tags:
            kind, _, key = attributes.get("data-pick", "").partition(":")
            known = {
                "passage": atlas.passages,
                "aid": atlas.aid,
                "topic": atlas.topics,
                "statement": atlas.statements,
            }.get(kind, atlas.entities)
            assert not kind or key in known


# hostile data


FREE = (
    "title",
    "name",
    "author",
    "author_en",
    "quote",
    "look_for",
)  # free texts beside those that end in a language
KEPT = ("words", "plurals", "colours")  # the tables of the interface


def spoil(row: Any) -> Any:
    """The row with every free text made hostile."""
    words = {
        k: PRINTED + v
        for k, v in row
        if isinstance(v, str) and (k in FREE or k.endswith(("_en", "_ar", "_tg")))
    }
    return row.model_copy(
        update=words | ({"url": 'https://x/"onmouseover="1'} if isinstance(row, Source) else {})
    )


@cache
def hostile() -> Atlas:
    """The tiny atlas with every free text made hostile, in all tables but the interface's own."""
    atlas = small()
    changes: dict[str, Any] = {t.table: getattr(atlas, t.table) for t in TABLES if t.table not in KEPT}
    changes = {table: {key: spoil(row) for key, row in rows.items()} for table, rows in changes.items()}
    texts = {key: text + PRINTED for key, text in atlas.texts.items()}
    translations = dict.fromkeys(atlas.passages, PRINTED)
    for key, voice in atlas.voices.items():
        if voice.end == len(atlas.texts[voice.passage]):
            changes["voices"][key] = voice.model_copy(update={"end": voice.end + len(PRINTED)})
    return with_tables(replace(atlas, texts=texts, translations=translations), **changes)


FOCUSES = [
    "",
    "place:nora",
    "place:kasr",
    "actor:minister",
    "actor:company",
    "passage:note.p01",
    "passage:note.p03",
    "statement:s4",
]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("focus", FOCUSES)
def test_hostile_strings_stay_text_in_the_panel(focus: str, lang: Lang) -> None:
    view = view_of(focus, hostile(), text=PRINTED[:40])
    assert PRINTED in read(panel(view, view.atlas.text(lang), [PRINTED], ["nora"])).text


@pytest.mark.parametrize("lang", LANGS)
def test_hostile_strings_stay_text_in_heading_places_and_article(lang: Lang) -> None:
    values: dict[str, Any] = {
        facet: tuple(select(hostile(), Selection()).facets[facet])[:2] for facet in FACETS
    }
    view = view_of("", hostile(), text=PRINTED, **values)
    for html in (
        map_heading(view, view.atlas.text(lang)),
        map_surroundings(hostile(), hostile().text(lang), ["luma"]),
        article(view_of("", hostile()), view_of("", hostile()).atlas.text(lang)),
    ):
        assert PRINTED in read(html).text.replace(FSI, "").replace(PDI, "")


@pytest.mark.parametrize("lang", LANGS)
def test_hostile_strings_stay_values_in_the_jump_index(lang: Lang) -> None:
    labels = [row["label"] for row in json.loads(jump_index(hostile(), hostile().text(lang)))]
    assert sum(PRINTED in label for label in labels) >= len(hostile().entities)


@pytest.mark.parametrize("lang", LANGS)
def test_hostile_strings_stay_values_in_the_map_script(lang: Lang) -> None:
    script = drawn.map_script(drawn.base_map(hostile(), hostile().text(lang)))
    assert "<" not in re.sub(r" < | <= |<!--|<style|</style", "", script), (
        "no markup, so nothing can end the script"
    )
    start = script.index(".dalil = ") + len(".dalil = ")
    values, end = json.JSONDecoder().raw_decode(script[start:])
    assert script[start + end] == ";"
    names = {point["id"]: point["properties"]["name"] for point in values["points"]}
    assert names == {
        place: PRINTED + name(small().entities[place], lang) for place in ("nora", "luma", "kasr")
    }


@pytest.mark.parametrize("lang", LANGS)
def test_the_four_starts_pick_what_there_is(lang: Lang) -> None:
    picks = [
        attributes["data-pick"]
        for _, attributes in Reader(map_surroundings(shipped(), shipped().text(lang), ())).tags
        if "d-start" in attributes.get("class", "").split()
        and not attributes["data-pick"].startswith("lens:")
    ]
    assert picks == list(STARTS.values())
    assert all(is_focus(shipped(), pick) for pick in picks)


@pytest.mark.parametrize("lang", LANGS)
def test_the_card_of_a_record_of_aid_opens_with_its_source_and_says_why_passages_follow(lang: Lang) -> None:
    atlas = shipped()
    row = next(row for row in atlas.aid.values() if row.passages and atlas.sources[row.sources[0]].url)
    view = select(atlas, Selection(focus=f"aid:{row.id}"))
    html = panel(view, atlas.text(lang))
    source = html.index(str(escape(atlas.text(lang).source_title(atlas.sources[row.sources[0]]))))
    why = html.index(atlas.text(lang)("panel.aid-passages"))
    assert source < why < html.index("data-passage=")
    opened = html[html.rindex("<details", 0, source) : source]
    assert opened.startswith('<details class="d-more" open>')


@pytest.mark.parametrize("lang", LANGS)
def test_the_card_of_a_state_says_once_that_it_is_one(lang: Lang) -> None:
    atlas = shipped()
    states = [p for p in atlas.places.values() if p.category == "country" and p.id in atlas.actors]
    assert len(states) > 9
    for state in states:
        view, t = select(atlas, Selection(focus=focus_of(atlas, state.id))), atlas.text(lang)
        kind, _, key = view.selection.in_focus.partition(":")
        lines = [line.strip(FSI + LRI + RLI + PDI) for line in focus_card(view, kind, key, t, (), ()).lines]
        assert t.name(atlas.actors[state.id], "role") in lines
        assert t.name(state, "kind") not in lines[1:]


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_place_cost_is_read_without_unfolding_where_one_record_says_it(lang: Lang) -> None:
    atlas = shipped()
    t = atlas.text(lang)
    html = panel(select(atlas, Selection(focus="place:chaldovar")), t)
    (record,) = [row for row in atlas.aid.values() if row.place == "chaldovar"]
    summaries = re.findall(r"<summary>(.*?)</summary>", html)
    assert f"{t('page.aid')} (1) · {t.amount(record.usd or 0, at_least=record.at_least)}" in summaries


@pytest.mark.parametrize(
    ("value", "unit", "lang", "wanted"),
    [
        ("40000000", "USD", "ar", "40 مليون دولار"),
        ("40000000", "USD", "en", "$40 million"),
        ("1344", "km", "en", "1,344 km"),
        ("1344", "km", "ar", "1,344 كم"),
        ("2", "kg", "ar", "2 كغ"),
        ("5", "t", "ar", "5 أطنان"),
        ("2.5", "t", "ar", "2.5 طن"),
        ("12", "mi", "ar", "12 ميلاً"),
        ("3.5", "km²", "ar", "3.5 كم²"),
        ("600", "MW", "en", "600 MW"),
        ("600", "MW", "ar", "600 ميغاواط"),
        ("80", "km/h", "ar", "80 كم/ساعة"),
        ("30", "%", "ar", "30%"),
        ("2", "جملتين", "ar", "2 (جملتين)"),
        ("3", "centuries", "ar", "3 قرون"),
        ("2", "years", "ar", "سنتان"),
        ("11", "days", "ar", "11 يوماً"),
        ("2", "years", "en", "2 years"),
        ("2002", "year", "ar", "2002"),
        ("2021-09", "month", "ar", "سبتمبر 2021"),
        ("2024-05-12", "day", "en", "12 May 2024"),
        ("15", "دورية", "ar", "15 دورية"),
        ("2024-05-12", None, "ar", "2024-05-12"),
        ("--11-04", "day", "en", "4 November"),
        ("--11-04/--11-06", "day", "ar", "4 نوفمبر–6 نوفمبر"),
        ("11", "hours", "ar", "11 ساعة"),
        (None, "week", "en", "value not known"),
        (None, "USD", "en", "value not known (USD)"),
    ],
)
def test_a_figure_under_review_is_read_as_numbers_are(
    value: str | None, unit: str | None, lang: Lang, wanted: str
) -> None:
    found = review.figure_value({"value": value, "unit": unit}, shipped().text(lang))
    assert found.translate(dict.fromkeys(map(ord, (FSI, LRI, RLI, PDI)))) == wanted


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("unit", sorted(MEASURES))
def test_every_measure_that_is_read_has_a_name(unit: str, lang: Lang) -> None:
    found = review.figure_value({"value": "7", "unit": unit}, shipped().text(lang))
    assert found.startswith("7 ")
    assert lang == "en" or not re.search("[A-Za-z]", found)
