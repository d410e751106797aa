"""Answers of many passages in a real browser: those far below are laid out when one comes to them, and all of
them for the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import until

if TYPE_CHECKING:
    from conftest import Visitor

LAID_OUT = """() => [...document.querySelectorAll('.d-reader .d-passage')]
  .map((passage) => passage.firstElementChild.checkVisibility({ contentVisibilityAuto: true }))"""
LAST = "[...document.querySelectorAll('.d-reader .d-passage')].at(-1)"


def test_passages_far_below_are_laid_out_when_one_comes_to_them(visit: Visitor) -> None:
    reader = visit().open({"focus": "place:united-states"})
    until(lambda: reader.page.evaluate(LAID_OUT)[0])
    assert len(reader.page.evaluate(LAID_OUT)) == len(reader.panel) == 13
    assert not reader.page.evaluate(LAID_OUT)[-1]
    reader.page.evaluate(f"{LAST}.scrollIntoView()")
    until(lambda: reader.page.evaluate(LAID_OUT)[-1])


def test_on_paper_every_passage_is_laid_out(visit: Visitor) -> None:
    reader = visit().open({"focus": "place:united-states"})
    until(lambda: reader.page.evaluate(LAID_OUT)[0])
    reader.page.emulate_media(media="print")
    until(lambda: reader.page.evaluate(LAID_OUT), [True] * 13)


def test_an_answer_that_is_shown_again_is_laid_out_whole(visit: Visitor) -> None:
    """Where one stands in it is then as many pixels from its top as before."""
    reader = visit().open({"focus": "place:united-states"})
    until(lambda: reader.page.evaluate(LAID_OUT)[0])
    reader.switch("ar")
    until(lambda: reader.page.evaluate(LAID_OUT), [True] * 13)
