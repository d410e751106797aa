"""Slides, charts and checks of a presentation as HTML and figures; the board and the stage without a
browser."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from hostile import STRINGS
from streamlit.testing.v1 import AppTest
from test_session_app import _frame_first as frame_first  # noqa: F401
from test_session_app import open_app
from tiny import shipped, small, with_tables

from data.facts.aid import security
from data.query.front_matter import UNTITLED, FrontMatter
from data.query.story import parse, serialize, step_selection, story_problems
from data.tables.columns import printable
from data.tables.model import Step
from data.tables.vocab import LANGS, Lang
from geo import bounds as geo_bounds
from geo import shapes, story_frames
from ui.charts.article import shares
from ui.charts.registry import CHARTS as REGISTERED
from ui.charts.registry import of_story
from ui.charts.spec import Bars, Marks, Matrix
from ui.html.headings import literal
from ui.html.templating import TEMPLATES
from ui.sentences.aid import records_by_claim
from ui.session.session import KEY
from ui.session.story import own_story, step_form, story_file
from ui.story import readiness, slides
from ui.story.drawing import bars_drawing
from ui.story.figures import Figures, MapMeasurements, figure_names, fill_figures
from ui.story.steps import step_text

MEASURED = MapMeasurements(
    shapes.border_length(), story_frames.distance_km(shipped(), "chaldovar", "ishkashim")
)
STEPS = tuple(shipped().story.values())
IDS = [step.id for step in STEPS]


def plain(html: str) -> str:
    """What a reader gets."""
    return " ".join(
        unescape(re.sub(r"<[^>]+>", " ", html)).translate(dict.fromkeys(range(0x2066, 0x206A))).split()
    )


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("number", range(len(STEPS)), ids=IDS)
def test_each_step_is_shown_whole_in_each_language(number: int, lang: Lang) -> None:
    step, slide = STEPS[number], slides.slides(shipped(), STEPS, shipped().text(lang), MEASURED)[number]
    html, text = slide["html"], plain(slide["html"])
    assert not figure_names(html + slide["notes"]), "a figure is not filled in"
    for lg in LANGS:
        parts = step_text(
            shipped(), step, shipped().text(lg), Figures(shipped(), shipped().text(lg), MEASURED)
        )
        assert plain(parts.title) in text
        assert all(plain(point) in text for _, points in parts.blocks for point in points)
        assert parts.quote in text
    if step.passage:
        assert f"«{step.quote}»" in text, "the article is quoted as printed, whatever the language"
        assert plain(shipped().text(lang)("aid.says", n=shipped().passages[step.passage].number)) in text
    values = Figures(shipped(), shipped().text(lang), MEASURED)
    assert slide["notes"] == fill_figures(step.notes_ar if lang == "ar" else step.notes_en, values)
    assert html.index(f'class="d-one" lang="{lang}"') < html.index('class="d-two"')


@pytest.mark.parametrize("lang", LANGS)
def test_the_figures_are_those_of_the_data(lang: Lang) -> None:
    values = {key: plain(value) for key, value in Figures(shipped(), shipped().text(lang), MEASURED).items()}
    assert values["share"] == str(round(100 * security(records_by_claim(shipped())).usd / 330e6, 1))
    assert values["puma_share"] == "6"
    assert values["km"] == "1,344"
    assert int(values["author_share"]) == round(
        100
        * sum(v.end - v.start for v in shipped().voices.values() if v.voice == "author")
        / sum(len(t) for t in shipped().texts.values())
    )
    assert 300 < MEASURED.apart < 340


def test_only_known_figures_are_filled_in() -> None:
    assert (
        fill_figures("{km} {other} {0} {km.__class__} {{km}}", {"km": "7"}).translate(
            dict.fromkeys(range(0x2066, 0x206A))
        )
        == "7 {other} {0} {km.__class__} {7}"
    )


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("key", REGISTERED)
def test_every_chart_is_drawn_whole_in_boxes(key: str, lang: Lang) -> None:
    chart, other = (
        of_story(shipped(), key, shipped().text(lg)) for lg in (lang, "ar" if lang == "en" else "en")
    )
    html = bars_drawing(chart, other)
    words = plain(html)
    match chart:
        case Bars(upright=False):
            assert all(plain(bar.label) in words for bar in chart.rows)
            assert all(plain(bar.text) in words for bar in chart.rows if bar.value)
            assert chart.stacked or "inline-size: 100.00%" in html
        case Bars():
            assert html.count("block-size") == len(chart.rows)
        case Marks():
            assert html.count('class="d-datum') == len(chart.marks)
        case Matrix():
            assert html.count("d-cell") == len(chart.cells)
    shares = [float(share) for share in re.findall(r"(?:size|left|top|bottom): ([-.0-9]+)%", html)]
    assert all(0 <= share <= 100 for share in shares)


@pytest.mark.parametrize("lang", LANGS)
def test_with_both_languages_each_row_has_its_amount_in_both_and_a_bare_number_once(lang: Lang) -> None:
    second: Lang = "ar" if lang == "en" else "en"
    for key, twice in (("itemised", True), ("scorecard", False)):
        chart, other = (of_story(shipped(), key, shipped().text(lg)) for lg in (lang, second))
        assert isinstance(chart, Bars)
        assert isinstance(other, Bars)
        lines = re.findall(
            r'<span class="d-(one|two)" lang="(..)" dir="auto">(.*?)</span>', bars_drawing(chart, other)
        )
        said = [(language, plain(html)) for _, language, html in lines]
        for bar, again in zip(chart.rows, other.rows, strict=True):
            assert (lang, f"{plain(bar.label)} {plain(bar.text)}") in said
            assert (second, f"{plain(again.label)} {plain(again.text) if twice else ''}".strip()) in said


def test_the_voices_make_the_whole_text() -> None:
    assert sum(shares(shipped()).values()) == pytest.approx(1)
    assert next(iter(shares(shipped()))) == "author"


@pytest.mark.parametrize("text", [text for key, text in STRINGS.items() if key != "separators"])  # lines
def test_hostile_words_of_a_story_are_text_on_its_slide(text: str) -> None:
    step = Step(
        id="one", title_en=text, title_ar=text, text_en=text, text_ar=text, notes_en=text, notes_ar=text
    )
    (slide,) = slides.slides(small(), (step,), small().text("en"), MEASURED)
    own = TEMPLATES.from_string("{{ text }}").render(text=printable(text).strip())
    assert slide["html"].count(own) >= 2
    assert "<script" not in slide["html"]
    assert "<img" not in slide["html"]


@pytest.mark.parametrize("lang", LANGS)
def test_every_step_has_its_scene(lang: Lang) -> None:
    for step, (live, bounds) in zip(
        STEPS, story_frames.scenes(shipped(), STEPS, shipped().text(lang)), strict=True
    ):
        assert live["focus"] == step_selection(shipped(), step).focus
        assert bounds == geo_bounds.frame_of(shipped(), step.frame)
        assert bounds is not None


def test_the_checks_hold_for_the_shipped_story_in_both_languages() -> None:
    for lang in LANGS:
        assert [
            (c.key, c.found)
            for c in readiness.checks(shipped(), STEPS, shipped().text(lang), MEASURED)
            if not c.ok
        ] == []


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"quote": "ليست هنا"}, "quotes"),
        ({"title_ar": "{nobody_knows}"}, "languages"),
        ({"text_ar": ""}, "languages"),
    ],
)
def test_the_checks_find_what_is_wrong(changes: dict[str, str], key: str) -> None:
    steps = (STEPS[1].model_copy(update=changes),)
    assert [
        c.key for c in readiness.checks(shipped(), steps, shipped().text("en"), MEASURED) if not c.ok
    ] == [key]


def test_a_record_that_is_counted_nowhere_or_a_word_that_moved_is_found() -> None:
    moved = next(iter(shipped().mentions.values()))
    changed = {("x", 0): moved.model_copy(update={"start": moved.start + 1})}
    atlas = with_tables(shipped(), mentions={**shipped().mentions, **changed})
    assert [c.key for c in readiness.checks(atlas, STEPS, atlas.text("en"), MEASURED) if not c.ok] == [
        "quotes"
    ]


# the page


@pytest.mark.parametrize("lang", LANGS)
def test_the_board_lists_the_story(lang: Lang) -> None:
    app = open_app("present", lang=lang)
    shown = "\n".join(text.value for text in app.text)
    for step in STEPS:
        assert plain(
            fill_figures(getattr(step, f"title_{lang}"), Figures(shipped(), shipped().text(lang), MEASURED))
        ) in plain(shown)


def staged(**query: str) -> AppTest:
    """The app with the presentation on."""
    app = open_app("present", **query)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert [e.value for e in app.exception] == []
    return app


def test_a_step_in_the_url_begins_the_presentation_and_stays_there() -> None:
    app = staged(lang="en", step="3", both="1")
    assert asked(app) == {"lang": "en", "step": "3", "both": "1"}
    assert not [text for text in app.text if text.value.startswith("1 · ")]


@pytest.mark.parametrize("step", ["0", "99", "-1", "٣", "x" * 50, "<b>"])
def test_a_step_that_is_not_there_does_no_harm(step: str) -> None:
    staged(lang="ar", step=step)


def asked(app: AppTest) -> dict[str, str]:
    """The URL parameters."""
    return {
        key: value if isinstance(value, str) else ",".join(value) for key, value in app.query_params.items()
    }


def button(app: AppTest, key: str) -> Any:
    """A button by the key it has."""
    return next(b for b in app.button if b.key == key)


def unfold(app: AppTest, step: str) -> None:
    """Open the form of a step on the board."""
    app.session_state[KEY].opened[f"edit-{step}"] = 1
    app.run()


def test_the_form_of_a_step_is_drawn_once_it_is_opened() -> None:
    app = open_app("present", lang="en")
    button(app, "story-copy").click().run()
    assert len(app.multiselect) == 0
    unfold(app, STEPS[1].id)
    assert {box.key for box in app.multiselect} == {f"frame-{STEPS[1].id}-2", f"sources-{STEPS[1].id}-2"}


def test_views_are_gathered_moved_edited_and_told() -> None:
    app = open_app(lang="en", focus="place:chaldovar")
    button(app, "story-add").click().run()
    app.query_params["focus"] = "passage:issa-2023.p14"
    app.run()
    button(app, "story-add").click().run()
    mine = app.session_state[KEY].story.version.steps
    assert [step.view for step in mine] == ["focus=place%3Achaldovar", "focus=passage%3Aissa-2023.p14"]
    app.switch_page("pages/present.py").run()
    button(app, f"up-{mine[1].id}-2").click().run()
    assert [step.id for step in app.session_state[KEY].story.version.steps] == [mine[1].id, mine[0].id]
    unfold(app, mine[1].id)
    next(i for i in app.text_input if i.key == f"title_en-{mine[1].id}-1").set_value("Mine <b>")
    next(
        b for b in app.button if (b.key or "").startswith(f"FormSubmitter:form-{mine[1].id}-1-")
    ).click().run()
    assert app.session_state[KEY].story.version.steps[0].title_en == "Mine <b>"
    button(app, "story-start").click().run()
    assert [e.value for e in app.exception] == []
    assert asked(app) | {"story": "mine", "step": "1"} == asked(app)


def test_the_board_takes_front_matter_a_quotation_a_frame_and_an_empty_step() -> None:
    app = open_app("present", lang="en")
    button(app, "story-copy").click().run()
    button(app, "story-blank").click().run()
    steps = app.session_state[KEY].story.version.steps
    assert len(steps) == len(STEPS) + 1
    unfold(app, steps[0].id)
    key, passage = f"{steps[0].id}-1", next(iter(shipped().passages))
    next(i for i in app.selectbox if i.key == f"quote-{key}").set_value((passage, ""))
    next(i for i in app.multiselect if i.key == f"frame-{key}").set_value(["dushanbe"])
    next(b for b in app.button if b.key == f"FormSubmitter:form-{key}-Keep the changes").click().run()
    changed = app.session_state[KEY].story.version.steps[0]
    assert (changed.passage, changed.quote, changed.frame) == (passage, "", ("dushanbe",))
    assert list(story_problems(shipped(), [changed])) == []
    next(i for i in app.text_input if i.key == "front-title_en-").set_value("For <b>ministers</b>")
    next(i for i in app.text_input if i.key == "front-date-").set_value("٢٠٢٦-١١")
    next(b for b in app.button if b.key == "FormSubmitter:front-Keep the changes").click().run()
    assert [e.value for e in app.exception] == []
    front = app.session_state[KEY].story.version.front
    assert (front.title_en, front.date) == ("For <b>ministers</b>", "2026-11")
    button(app, "story-undo").click().run()
    assert app.session_state[KEY].story.version.front == UNTITLED


@pytest.mark.parametrize("lang", LANGS)
def test_title_author_date_and_mark_stand_on_the_first_slide_alone(lang: Lang) -> None:
    front = FrontMatter(title_en="A & <b>", title_ar="قصة", author="N. N.", contact="Desk 7", mark="Limited")
    t = shipped().text(lang)
    first, *others = (slide["html"] for slide in slides.slides(shipped(), STEPS, t, MEASURED, front))
    assert len(front.lines(t)) == 4
    for line in front.lines(t):
        assert plain(line) in plain(first)
    assert "<b>A &amp; &lt;b&gt;</b>" in first
    assert not any("d-front" in html for html in others)
    assert "d-front" not in slides.slides(shipped(), STEPS, t, MEASURED)[0]["html"]


def test_the_form_lists_what_stands_for_each_figure_that_a_step_names() -> None:
    t = shipped().text("en")
    step = Step(id="a", title_en="{km} and {nonsense}", title_ar="{km}")
    html = step_form.named_figures(step, t, Figures(shipped(), t, MEASURED))
    told = plain(html)
    assert "{km} 1,344" in told
    assert f"{{nonsense}} {t('story.no-figure')}" in told
    assert "{apart}" in told
    assert "<b>" not in step_form.named_figures(step, t, {"km": "<b>[x](http://a)"})


def test_a_title_from_elsewhere_is_no_markdown_on_the_board() -> None:
    app = open_app("present", lang="en")
    button(app, "story-copy").click().run()
    hostile = "![x](https://example.org/a.png)"
    next(i for i in app.text_input if i.key == "front-title_en-").set_value(hostile)
    next(b for b in app.button if b.key == "FormSubmitter:front-Keep the changes").click().run()
    assert app.session_state[KEY].story.version.front.title_en == hostile
    assert literal(hostile) != hostile
    assert literal(hostile) in [e.label for e in app.expander]


def test_the_time_of_a_step_and_whether_it_is_kept_for_the_discussion_are_set_on_the_board() -> None:
    app = open_app("present", lang="en")
    button(app, "story-copy").click().run()
    unfold(app, STEPS[0].id)
    key = f"{STEPS[0].id}-1"
    next(i for i in app.number_input if i.key == f"seconds-{key}").set_value(95)
    next(i for i in app.checkbox if i.key == f"backup-{key}").set_value(True)
    next(b for b in app.button if b.key == f"FormSubmitter:form-{key}-Keep the changes").click().run()
    assert [e.value for e in app.exception] == []
    changed = app.session_state[KEY].story.version.steps[0]
    assert (changed.seconds, changed.backup) == (95, True)
    captions = [caption.value for caption in app.caption]
    assert f"1:35 · {shipped().text('en')('present.backup')}" in captions
    left = sum(step.seconds for step in STEPS[1:] if not step.backup)
    assert any(f"{left // 60}:{left % 60:02}" in caption for caption in captions)


def test_a_broken_file_is_told_row_by_row_and_a_good_one_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_app("present", lang="en")
    button(app, "story-copy").click().run()
    assert app.session_state[KEY].story.version.steps == STEPS

    with monkeypatch.context() as patched:
        patched.setattr("streamlit.session_state", app.session_state)
        patched.setattr("ui.session.story.own_story.state.atlas", shipped)
        assert [
            p.field
            for p in own_story.load_story(
                b'{"dalil": "story", "version": 1, "steps": [{"id": "x"}]}', "f.json"
            )
        ] == ["title_en", "title_ar"]
        assert app.session_state[KEY].story.version.steps == STEPS
        assert own_story.load_story(serialize(STEPS[:2], "").encode(), "f.json") == []
    assert app.session_state[KEY].story.version.steps == STEPS[:2]


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_wrong_with_a_story_file_is_a_sentence_each_in_the_language_of_the_page(lang: Lang) -> None:
    step = STEPS[1].model_dump(mode="json", exclude_defaults=True)
    wrong = {"view": "<b>x</b>=1", "frame": ["atlantis"], "show": "chart:unicorn"}
    raw = json.dumps(
        {"dalil": "story", "version": 1, "steps": [step, step | {"id": "other"} | wrong]}
    ).encode()
    told = [plain(str(line)) for line in story_file.faults(parse(raw, shipped())[1], shipped().text(lang))]
    assert len(told) == len(wrong)
    for field, kind in (("view", "view"), ("frame", "id"), ("show", "show")):
        line = next(
            line
            for line in told
            if plain(shipped().text(lang)("story.fault-step", step=2, field=field)) in line
        )
        assert plain(shipped().text(lang)(f"story.expected-{kind}", most="")) in line
    assert "<b>x</b>" in "".join(told), "text, not markup"
    none = parse(b"[]", shipped())[1]
    assert plain(shipped().text(lang)("story.fault-file")) in plain(
        str(story_file.faults(none, shipped().text(lang))[0])
    )
    many = story_file.faults(none * (story_file.MOST_FAULTS + 3), shipped().text(lang))
    assert plain(shipped().text(lang)("story.faults-more", n=3)) in plain(str(many[-1]))


def test_a_story_of_ones_own_that_is_not_here_is_not_replaced_by_another() -> None:
    app = staged(lang="en", story="mine", step="2")
    assert [text for text in app.text if text.value.startswith("1 · ")], "the board, not another story"
