"""A gathered step is what was seen: its large part, title and words are those of the page, and no two are
titled alike."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import parse_qsl

import pytest
from test_ui_present import MEASURED, plain
from tiny import shipped

from data.facts.alignment import rendered_sentence
from data.facts.origin import curated_atlas
from data.i18n.isolates import strip_isolates
from data.query.selection import Selection
from data.query.story import step_selection, story_problems
from data.query.view import View, select
from data.tables.model import Alignment, Step
from data.tables.vocab import LANGS, Lang
from data.text.sentences import sentence_ends
from ui.charts.registry import CHARTS, of_story
from ui.charts.spec import Marks
from ui.story import slides
from ui.story.gathering import of_view
from ui.story.lists import listed_statements
from ui.story.nearest import nearest, page_of_step
from ui.story.steps import quotation, rules_behind

PAGES = ("map", "article", "evidence", "aid", "border", "actors", "sources")
CHALDIVAR = "place:chaldovar"


def seen(**chosen: object) -> View:
    """The shipped data as this selection has it."""
    return select(shipped(), Selection(**chosen))  # type: ignore[arg-type]


def gathered(*wanted: tuple[View, str]) -> tuple[Step, ...]:
    """The steps that one gathers of these views, page by page."""
    steps: tuple[Step, ...] = ()
    for view, page in wanted:
        steps = (*steps, of_view(view, page, steps))
    return steps


def test_one_focus_on_seven_pages_makes_seven_slides_of_what_each_page_shows() -> None:
    steps = gathered(*((seen(focus=CHALDIVAR), page) for page in PAGES))
    assert [step.show for step in steps] == [
        "map",
        "map",
        "statements",
        "chart:itemised",
        "profile",
        "chart:events",
        "sources",
    ]
    for lang in LANGS:
        assert len({getattr(step, f"title_{lang}") for step in steps}) == len(steps)
        points = {getattr(step, f"text_{lang}") for step in steps if step.show not in ("map", "profile")}
        assert len(points) == 4, "what is large is told"
    assert list(story_problems(shipped(), steps)) == []


def test_the_same_view_twice_is_titled_apart() -> None:
    steps = gathered(*[(seen(focus=CHALDIVAR), "map")] * 3)
    assert [step.title_en for step in steps] == ["Chaldivar", "Chaldivar (2)", "Chaldivar (3)"]
    assert len({step.id for step in steps}) == 3


@pytest.mark.parametrize(
    ("page", "opened", "chosen", "shown"),
    [
        ("evidence", "", {"focus": "statement:c38"}, "statement:c38"),
        ("aid", "", {"focus": "aid:us-puma-2022"}, "aid:us-puma-2022"),
        ("aid", "", {"donors": ("united-states",)}, "records"),
        ("aid", "works", {"focus": CHALDIVAR}, "chart:works"),
        ("actors", "each", {"focus": CHALDIVAR}, "chart:each"),
        ("map", "works", {"focus": CHALDIVAR}, "map"),
        ("article", "", {}, "document"),
        ("article", "", {"focus": "passage:issa-2023.p14"}, "map"),
    ],
)
def test_what_was_open_on_the_page_is_large(
    page: str, opened: str, chosen: dict[str, object], shown: str
) -> None:
    assert of_view(seen(**chosen), page, (), opened).show == shown


@pytest.mark.parametrize("lang", LANGS)
def test_title_and_points_say_what_is_large(lang: Lang) -> None:
    t = shipped().text(lang)
    (evidence,) = gathered((seen(focus="statement:c38"), "evidence"))
    assert getattr(evidence, f"title_{lang}") == t.name(shipped().statements["c38"], "says")
    assert evidence.quote == shipped().statements["c38"].quote
    view = seen(since=2021)
    (timeline,) = gathered((view, "actors"))
    assert strip_isolates(CHARTS["events"].chart(view, t).finding) in getattr(timeline, f"text_{lang}")
    (stretch,) = gathered((seen(km_from=100, km_to=300), "border"))
    assert {"100", "300"} <= set(re.findall(r"\d+", getattr(stretch, f"title_{lang}")))


def test_a_long_passage_is_quoted_by_the_sentence_that_names_what_is_looked_at() -> None:
    (step,) = gathered((seen(focus=CHALDIVAR), "map"))
    whole = shipped().texts["issa-2023.p12"]
    assert step.passage == "issa-2023.p12"
    assert "تشالديفار" in step.quote
    assert step.quote in whole
    assert len(step.quote) < len(whole)
    assert step.quote_en in shipped().translations["issa-2023.p12"]
    assert "Chaldivar" in step.quote_en
    (made,) = slides.slides(shipped(), (step,), shipped().text("en"), MEASURED)
    assert step.quote_en in plain(made["html"])
    assert shipped().text("en")("passage.translation") in plain(made["html"])


def test_every_gathered_quotation_of_the_article_has_its_english_words() -> None:
    """The whole passage and the whole of our translation, or a sentence and the one that renders it."""
    for passage, text in shipped().texts.items():
        (step,) = gathered((seen(focus=f"passage:{passage}"), "article"))
        for lang in LANGS:
            assert quotation(shipped(), step, lang)
        assert bool(step.quote) == bool(step.quote_en) == (len(text) > 300)
    for key, row in curated_atlas(shipped()).statements.items():
        (step,) = gathered((seen(focus=f"statement:{key}"), "evidence"))
        assert step.quote_en
        assert row.quote in step.quote


@pytest.mark.parametrize("passage", shipped().texts)
def test_every_sentence_of_the_article_that_a_step_may_quote_has_the_english_words_that_render_it(
    passage: str,
) -> None:
    """Where our translation says in one sentence what the article says in two, it is cut between what is
    anchored in the one and in the other; a step that was kept without English words is given them too."""
    (step,) = gathered((seen(focus=f"passage:{passage}"), "article"))
    text, ours, at = shipped().texts[passage], shipped().translations[passage], 0
    for end in sentence_ends(text):
        words, at = text[at:end].strip(), end
        kept = step.model_copy(update={"passage": passage, "quote": words, "quote_en": ""})
        said = quotation(shipped(), kept, "en")
        assert said == rendered_sentence(shipped(), passage, words)
        assert said in ours
        assert said[-1] not in ",;:"
        ours = ours[ours.index(said) + len(said) :]
    assert not any(letter.isalnum() for letter in ours)


def test_the_second_half_of_a_sentence_is_rendered_alone() -> None:
    whole = shipped().texts["issa-2023.p02"]
    second = whole[whole.index("خاصة") :]
    assert rendered_sentence(shipped(), "issa-2023.p02", second).startswith("especially in view of the war")


def test_a_sentence_that_nothing_is_anchored_in_hands_its_words_to_no_other() -> None:
    """Both ends of the second sentence may lie at the one sign: nobody can tell whose words follow."""
    text, ours = "AAA aa. Bbb bbb. CCC cc.", "AAA aa; it was so and CCC cc"
    rows = (
        Alignment(
            passage="note.p01",
            start=text.index(word),
            end=text.index(word) + 3,
            target_start=ours.index(word),
            target_end=ours.index(word) + 3,
            text=word,
        )
        for word in ("AAA", "CCC")
    )
    anchored = {(row.passage, row.start, row.end): row for row in rows}
    atlas = replace(shipped(), texts={"note.p01": text}, translations={"note.p01": ours}, alignments=anchored)
    assert [rendered_sentence(atlas, "note.p01", words) for words in ("AAA aa", "Bbb bbb", "CCC cc")] == [
        "",
        "",
        "",
    ]
    plain = replace(atlas, texts={"note.p01": "AAA aa. ...... CCC cc."}, alignments={})
    assert rendered_sentence(plain, "note.p01", "CCC cc") == ""
    two = replace(atlas, texts={"note.p01": text.replace(" Bbb bbb.", " ooo ooo,")})
    assert rendered_sentence(two, "note.p01", "AAA aa") == "AAA aa"
    assert rendered_sentence(atlas, "note.p01", "") == ""


def test_a_gathered_stretch_of_the_border_leaves_the_room_to_its_picture() -> None:
    (step,) = gathered((seen(focus=CHALDIVAR), "border"))
    assert step.passage is None
    assert step.show == "profile"


@pytest.mark.parametrize("lang", LANGS)
def test_a_gathered_step_is_a_slide_in_each_language(lang: Lang) -> None:
    steps = gathered(*((seen(focus=CHALDIVAR), page) for page in PAGES))
    t = shipped().text(lang)
    for step, slide in zip(steps, slides.slides(shipped(), steps, t, MEASURED), strict=True):
        text = plain(slide["html"])
        assert plain(getattr(step, f"title_{lang}")) in text
        assert "{" not in text
    listed = {slide["show"]: plain(slide["html"]) for slide in slides.slides(shipped(), steps, t, MEASURED)}
    assert "Chaldivar" in listed["statements"] or "تشالديفار" in listed["statements"]
    assert plain(t("story.large-sources")) in listed["sources"]


def test_the_chart_of_a_gathered_step_is_of_its_view() -> None:
    (step,) = gathered((seen(since=2022, until=2022), "actors"))
    t = shipped().text("en")
    narrow = of_story(shipped(), "events", t, step_selection(shipped(), step))
    assert narrow.finding != of_story(shipped(), "events", t).finding
    assert narrow.finding == CHARTS["events"].chart(seen(since=2022, until=2022), t).finding
    (made,) = slides.slides(shipped(), (step,), t, MEASURED)
    assert isinstance(narrow, Marks)
    assert made["html"].count("d-faint") == sum(mark.faint for mark in narrow.marks) > 0
    assert dict(parse_qsl(step.view)) == {"since": "2022", "until": "2022"}


def told(show: str, **more: object) -> Step:
    """A step that shows this."""
    return Step.model_validate({"id": "a", "title_en": "A", "title_ar": "أ", "show": show, **more})


STORY = (
    told("document", view="focus=none"),
    told("profile", view="focus=place:tajik-afghan-border"),
    told("map", frame="gbao", view="focus=place:dushanbe"),
    told("statement:c38", view="focus=statement:c38"),
    told("chart:scorecard"),
    told("chart:itemised", view="focus=passage:issa-2023.p14"),
    told("map", view="focus=place:gbao"),
)


@pytest.mark.parametrize(
    ("page", "chosen", "number"),
    [
        ("aid", {}, 6),
        ("aid", {"donors": ("united-states",)}, 6),
        ("border", {}, 2),
        ("article", {}, 1),
        ("evidence", {"focus": "statement:c38"}, 4),
        ("evidence", {}, 4),
        ("map", {"focus": "place:gbao"}, 7),
        ("actors", {"focus": "place:gbao"}, 7),
        ("map", {"focus": "place:dushanbe"}, 3),
        ("map", {}, 1),
    ],
)
def test_present_from_here_begins_at_the_step_nearest_to_what_is_shown(
    page: str, chosen: dict[str, object], number: int
) -> None:
    assert nearest(seen(**chosen), page, "", STORY)[1] == number


def test_present_from_here_begins_at_the_first_step_where_no_step_is_near() -> None:
    assert nearest(seen(), "map", "", STORY) == (0, 1)
    assert nearest(seen(focus="place:kulob"), "map", "", STORY[:1]) == (0, 1)
    assert nearest(seen(), "map", "", ()) == (0, 1)


def test_the_chart_of_lengths_is_of_the_border_page_and_rests_on_no_rule_for_sums() -> None:
    step = told("chart:compared")
    assert (page_of_step(step), rules_behind(step)) == ("border", None)


@pytest.mark.parametrize("lang", LANGS)
def test_a_step_of_the_evidence_page_lists_what_the_page_lists(lang: Lang) -> None:
    t, view = shipped().text(lang), select(shipped(), Selection())
    step = of_view(view, "evidence", ())
    assert getattr(step, f"title_{lang}") == t("page.evidence"), "nothing was chosen to look at"
    assert len(listed_statements(view)) == len(view.counted_statements)
    chosen = select(shipped(), Selection(focus="place:ayvaj"))
    assert 0 < len(listed_statements(chosen)) < len(view.counted_statements)
    assert t.name(shipped().entities["ayvaj"]) in getattr(of_view(chosen, "evidence", ()), f"title_{lang}")
