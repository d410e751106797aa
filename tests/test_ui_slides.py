"""What stands beside the title of a slide: a finding that says more, publishers once with the dates of their
pages, in both languages where both are shown."""

from __future__ import annotations

import re

import pytest
from test_ui_present import MEASURED, STEPS, plain
from tiny import shipped

from data.tables.vocab import LANGS, Lang
from ui.charts.registry import of_story
from ui.story import slides
from ui.story.steps import cite_sources


@pytest.mark.parametrize("lang", LANGS)
def test_beside_a_title_a_chart_finds_what_the_title_does_not_say(lang: Lang) -> None:
    """At least one number that the title lacks; the whole finding stands on the slide."""
    t = shipped().text(lang)
    made = slides.slides(shipped(), STEPS, t, MEASURED)
    for step, slide in zip(STEPS, made, strict=True):
        if step.show.startswith("chart:"):
            finding = plain(of_story(shipped(), step.show.removeprefix("chart:"), t).finding)
            said, found = (
                set(re.findall(r"\d+(?:[.,]\d+)*", text)) for text in (plain(slide["title"]), finding)
            )
            assert found - said, (step.id, finding)
            assert finding in plain(slide["html"])


@pytest.mark.parametrize("lang", LANGS)
def test_a_slide_names_each_publisher_once_with_the_dates_of_its_pages(lang: Lang) -> None:
    t = shipped().text(lang)
    for step in STEPS:
        lines = list(cite_sources(shipped(), step.sources, t))
        told = [shipped().sources[key].publisher or key for key in step.sources]
        assert len(lines) == len(set(told)), (step.id, lines)
    (embassy, *_) = cite_sources(shipped(), shipped().story["chaldivar"].sources, t)
    assert t.date("2020-12") in embassy
    assert t("aid.undated") in embassy


@pytest.mark.parametrize("lang", LANGS)
def test_with_both_languages_sources_stand_in_both(lang: Lang) -> None:
    t = shipped().text(lang)
    slide = next(s for s in slides.slides(shipped(), STEPS, t, MEASURED) if s["id"] == "chaldivar")
    for other in LANGS:
        for line in cite_sources(shipped(), shipped().story["chaldivar"].sources, shipped().text(other)):
            assert plain(line) in plain(slide["html"])
