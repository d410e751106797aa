"""One story: every number that it names is read or computed from the data, and stands alike on the pages, on
the stage, in the exported page, in slides and PDF, in both languages."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

import pptx
import pypdfium2
import pytest
from test_export_leave_html import payload
from test_one_truth import slide_frames, strip_markup, words
from tiny import shipped, with_tables

from data.facts.aid import BRIDGE, security, total
from data.facts.statements import examples, tally
from data.i18n import in_marks
from data.query.selection import Selection
from data.query.view import select
from data.tables.model import TABLES
from data.tables.vocab import ASSESSMENTS, LANGS, Lang
from export.order import Order
from export.pdf import pages
from export.pptx import deck
from export.webpage import page
from geo import shapes, story_frames
from ui.charts.registry import of_story
from ui.charts.spec import Bars
from ui.html.aid import claims_vs_records_html
from ui.html.headings import document_title_html, map_heading
from ui.html.statements.page import assessment_counts_html
from ui.sentences.aid import CLAIM, PACKAGE, PUMA
from ui.story.figures import PLACEHOLDER, Figures, MapMeasurements, figure_names, fill_figures
from ui.story.slides import slides
from ui.story.steps import StepText, step_text

ATLAS = shipped()
STEPS = tuple(ATLAS.story.values())
MAIN = tuple(step for step in STEPS if not step.backup)
MEASURED = MapMeasurements(shapes.border_length(), story_frames.distance_km(ATLAS, "chaldovar", "ishkashim"))
NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")
IN_BOTH = pytest.mark.parametrize("lang", LANGS)
BY_STEP = pytest.mark.parametrize("step", STEPS, ids=[step.id for step in STEPS])


def figures(lang: Lang) -> Figures:
    """The figures of the story in words."""
    return Figures(ATLAS, ATLAS.text(lang), MEASURED)


def told(step: Any, lang: Lang) -> StepText:
    """A step in words."""
    return step_text(ATLAS, step, ATLAS.text(lang), figures(lang))


def lines(step: Any, lang: Lang) -> Iterator[str]:
    """Title, headings and points of a step."""
    one = told(step, lang)
    yield one.title
    for head, points in one.blocks:
        yield from (head, *points) if head else points


# in the table


@IN_BOTH
@BY_STEP
def test_no_number_is_typed_into_a_sentence(step: Any, lang: Lang) -> None:
    for part in ("title", "text", "notes"):
        written = getattr(step, f"{part}_{lang}")
        assert not re.search(r"\d", PLACEHOLDER.sub("", written))
        assert all(name in figures(lang) for name in figure_names(written))


@BY_STEP
def test_both_languages_name_the_same_numbers(step: Any) -> None:
    def named(lang: Lang, *parts: str) -> set[str]:
        text = " ".join(getattr(step, f"{part}_{lang}") for part in parts)
        return {re.sub(r"\.count$", ".number", name) for name in figure_names(text)}

    assert named("en", "title", "text") == named("ar", "title", "text")
    assert named("en", "notes") == named("ar", "notes")


@IN_BOTH
def test_the_notes_are_ten_minutes_of_talk(lang: Lang) -> None:
    spoken = {step.id: len(told(step, lang).notes.split()) for step in MAIN}
    assert 1200 <= sum(spoken.values()) <= 1500
    assert sum(step.seconds for step in MAIN) == 600
    assert all(100 <= 60 * spoken[step.id] / step.seconds <= 165 for step in MAIN), "words a minute"


@IN_BOTH
def test_the_story_tells_what_the_article_argues_in_its_own_words(lang: Lang) -> None:
    said = "\n".join(lines(ATLAS.story["argument"], lang))
    quoted = [ATLAS.statements[key] for key in ("c16", "c45", "c46", "c55", "c56")]
    for s in quoted:
        ours = ATLAS.alignments[s.passage, s.start, s.end].text
        assert in_marks(s.quote if lang == "ar" else ours, lang) in said


@IN_BOTH
def test_origin_and_reply_stand_on_one_slide_of_the_talk(lang: Lang) -> None:
    step = ATLAS.story["origin"]
    notes = words(told(step, lang).notes)
    for row in ("copy-seen", "publisher-treasury-2020", "publisher-denial", "publisher-treasury-reply"):
        assert words(ATLAS.text(lang).name(ATLAS.provenance[row], "text")) in notes
    assert {"taipei-times-1", "complianceconcourse-1", "mehr-2"} <= set(step.sources)


@IN_BOTH
def test_of_two_accounts_none_is_told_longer(lang: Lang) -> None:
    ministry, groups = told(ATLAS.story["badakhshan"], lang).blocks[0][1][1:3]
    assert abs(len(ministry) - len(groups)) <= 0.2 * len(ministry)


# as on the pages


@IN_BOTH
def test_the_scorecard_counts_as_the_map_page_does(lang: Lang) -> None:
    counts, values = tally(ATLAS.statements.values()), figures(lang)
    card = strip_markup(assessment_counts_html(select(ATLAS, Selection()), ATLAS.text(lang)))
    chart = of_story(ATLAS, "scorecard", ATLAS.text(lang))
    assert isinstance(chart, Bars)
    assert [bar.value for bar in chart.rows] == list(counts.values())
    for mark, bar in zip(ASSESSMENTS, chart.rows, strict=True):
        assert values[f"{mark}.number"] == str(counts[mark]) == bar.text
        assert f" {counts[mark]}" in card
        assert values[f"{mark}.example"] == ATLAS.text(lang).name(examples(ATLAS)[mark], "says")
    assert values["agree"] == str(counts["supported"] + counts["partly"])
    assert values["statements"] in card


@IN_BOTH
def test_the_notes_name_every_statement_on_which_sources_differ(lang: Lang) -> None:
    named = {
        "c52": {"en": "the length of the border", "ar": "طول الحدود"},
        "c38": {"en": "the payer of the post", "ar": "ممول النقطة"},
        "c42": {"en": "the rank of the drones", "ar": "مرتبة الطائرات المسيّرة"},
    }
    assert {s.id for s in ATLAS.statements.values() if s.assessment == "differ"} == named.keys()
    notes = told(ATLAS.story["scorecard"], lang).notes
    assert [key for key, words_ in named.items() if words_[lang] not in notes] == []


@IN_BOTH
def test_the_network_is_named_and_not_the_site_where_control_is_told(lang: Lang) -> None:
    said = words(" ".join(lines(ATLAS.story["document"], lang)))
    assert {"en": "whose network Washington calls", "ar": "تسيطر على شبكته"}[lang] in said
    heads = [head for head, _ in told(ATLAS.story["origin"], lang).blocks]
    assert {"en": "Its host", "ar": "الموقع المضيف"}[lang] in heads[-1], (
        "who hosts is not called who publishes"
    )


@IN_BOTH
def test_sums_are_those_of_the_page_of_aid_and_of_the_charts(lang: Lang) -> None:
    values, t = figures(lang), ATLAS.text(lang)
    beside = words(strip_markup(claims_vs_records_html(select(ATLAS, Selection()), t)))
    for name in ("shown", "share", "post", "posts", "puma_date", "package", "puma_share"):
        assert words(values[name]) in beside, name
    itemised, drones = (of_story(ATLAS, key, t) for key in ("itemised", "puma"))
    assert all(words(values[name]) in words(itemised.finding) for name in ("shown", "share"))
    for name in ("said", "package", "puma"):
        assert words(values[name]) in words(" ".join(drones.described)), name
    assert words(values["said"]) in words(" ".join(itemised.described))


def test_the_sum_is_cut_at_its_date_and_knows_no_bridge() -> None:
    date = ATLAS.aid[CLAIM].date or ""
    us = [row for row in ATLAS.aid.values() if row.donor == "united-states"]
    later = [row.id for row in us if row.date and row.date > date]
    counted = total(row for row in us if row.id not in later and row.category != BRIDGE)
    assert "us-national-guard-vehicles-2022" in later
    assert figures("en")["shown"] == ATLAS.text("en").amount(counted.usd, at_least=counted.at_least)
    assert len(counted.priced) < len(security(us).priced)
    for row in (CLAIM, PACKAGE):
        assert ATLAS.aid[row].at_least
    for key in ("said", "package"):
        assert "at least" in figures("en")[key]
        assert "على الأقل" in figures("ar")[key]


@IN_BOTH
def test_places_and_actors_are_those_of_the_head_of_the_map(lang: Lang) -> None:
    head = strip_markup(map_heading(select(ATLAS, Selection()), ATLAS.text(lang)))
    where = "\n".join(lines(ATLAS.story["where"], lang))
    for name in ("places", "actors"):
        assert figures(lang)[name] in head
        assert re.search(rf"(?<!\d){NUMBER.findall(figures(lang)[name])[0]}(?!\d)", where)


def test_a_changed_row_changes_every_sentence_that_names_it() -> None:
    dearer = ATLAS.aid[PUMA].model_copy(update={"usd": 21e6})
    changed = with_tables(ATLAS, aid={**ATLAS.aid, PUMA: dearer})
    values = Figures(changed, changed.text("en"), MEASURED)
    assert words(values["puma"]) == "$21 million" == words(values[f"{PUMA}.amount"])
    for part in ("text_en", "notes_en"):
        assert "20 million" not in fill_figures(getattr(ATLAS.story["puma"], part), values)


# in every output


def order(lang: Lang) -> Order:
    """The whole story with its notes."""
    return Order(select(ATLAS, Selection()), (lang,), story=STEPS, notes=True)


@cache
def exported(lang: Lang) -> dict[str, Any]:
    """The story in the exported page: step -> its slide."""
    shown = payload(page.webpage_file(order(lang)))["story"]["decks"][lang]["slides"]
    return {step.id: slide for step, slide in zip(STEPS, shown, strict=True)}


@cache
def outputs(lang: Lang) -> dict[str, str]:
    """The text of the story in each file."""
    said = [(strip_markup(slide["html"]), slide["notes"]) for slide in exported(lang).values()]
    shown = pptx.Presentation(io.BytesIO(deck.pptx_file(order(lang)))).slides
    frames = [frame.text for slide in shown for frame in slide_frames(slide)]
    paper = pypdfium2.PdfDocument(pages.pdf_file(order(lang)))
    return {
        "page": "\n".join(text for texts in said for text in texts),
        "slides": "\n".join(frames),
        "paper": "\n".join(sheet.get_textpage().get_text_range() for sheet in paper),
    }


@IN_BOTH
@BY_STEP
def test_the_stage_says_every_line_and_the_notes(step: Any, lang: Lang) -> None:
    (slide,) = (s for s in slides(ATLAS, STEPS, ATLAS.text(lang), MEASURED) if s["id"] == step.id)
    shown = words(strip_markup(slide["html"]))
    for line in lines(step, lang):
        assert words(line) in shown
    assert slide["notes"] == told(step, lang).notes


@pytest.mark.slow
@IN_BOTH
@BY_STEP
def test_page_and_slides_say_every_line_and_the_notes(step: Any, lang: Lang) -> None:
    for name in ("page", "slides"):
        shown = words(outputs(lang)[name])
        for line in (*lines(step, lang), *told(step, lang).notes.split("\n")):
            assert words(line) in shown, name


@pytest.mark.slow
@IN_BOTH
@BY_STEP
def test_paper_has_every_number_of_a_step(step: Any, lang: Lang) -> None:
    """Lines are broken there, so numbers are compared, and how often each stands."""
    shown = Counter(NUMBER.findall(outputs(lang)["paper"]))
    for line in (*lines(step, lang), told(step, lang).notes):
        for number, times in Counter(NUMBER.findall(words(line))).items():
            assert shown[number] >= times, number


# the words quoted


@pytest.mark.slow
@BY_STEP
def test_for_readers_of_english_the_translation_stands_first_and_the_original_is_called_so(step: Any) -> None:
    if not step.quote:
        return
    t, original = ATLAS.text("en"), in_marks(step.quote, "ar")
    ours = in_marks(step.quote_en, "en")
    (slide,) = (s for s in slides(ATLAS, STEPS, t, MEASURED) if s["id"] == step.id)
    called = (t("passage.translation"), t("passage.in-arabic"))
    on_stage, in_file = (words(strip_markup(one["html"])) for one in (slide, exported("en")[step.id]))
    for shown in (on_stage, in_file, outputs("en")["slides"]):
        assert shown.index(ours) < shown.index(original)
        assert all(label in shown for label in called)


def test_the_map_is_headed_in_the_readers_language_and_the_sources_have_the_title_as_printed_beside_it() -> (
    None
):
    (document,) = ATLAS.documents.values()
    for lang in LANGS:
        head = strip_markup(map_heading(select(ATLAS, Selection()), ATLAS.text(lang)))
        assert (document.title_en in head) == (lang == "en")
        assert (document.title.split()[0] in head) == (lang == "ar")
        assert document.title.split()[0] in strip_markup(
            document_title_html(ATLAS, document, ATLAS.text(lang))
        )
    english = strip_markup(document_title_html(ATLAS, document, ATLAS.text("en")))
    assert english.index(document.title_en) < english.index(ATLAS.text("en")("passage.translation"))
    assert english.index(document.title_en) < english.index(document.title.split()[0])


# a town's name


def test_khorog_has_one_arabic_name_in_all_tables_and_is_never_called_an_exit() -> None:
    """خروج is a way out; the town is خوروغ."""
    town = ATLAS.entities["khorog"]
    assert town.name_ar == "خوروغ"
    for table in (schema.table for schema in TABLES):
        for row in getattr(ATLAS, table).values():
            for column in type(row).model_fields:
                if column.endswith("_en") and re.search(r"\bKhorog\b", str(getattr(row, column))):
                    arabic = str(getattr(row, f"{column.removesuffix('_en')}_ar"))
                    assert town.name_ar in arabic, (table, column, arabic)
                    assert "خروج" not in arabic


@pytest.mark.slow
def test_slides_and_paper_of_passages_set_the_translation_first_in_english() -> None:
    t = ATLAS.text("en")
    chosen = select(ATLAS, Selection(topics=("counter-narcotics",)))
    shown = pptx.Presentation(io.BytesIO(deck.pptx_file(Order(chosen, ("en",))))).slides
    slides_ = words("\n".join(frame.text for slide in shown for frame in slide_frames(slide)))
    paper = pypdfium2.PdfDocument(pages.pdf_file(Order(chosen, ("en",))))
    printed = words("\n".join(sheet.get_textpage().get_text_range() for sheet in paper))
    for text in (slides_, printed):
        ours, original = t("passage.translation"), t("passage.in-arabic")
        at = text.index("This base is located in the area of Chaldivar")
        assert original not in text[text.rindex(ours, 0, at) : at]
        assert original in text[at:]
    assert slides_.index("وهذه القاعدة تقع") > slides_.index(t("passage.in-arabic"))
