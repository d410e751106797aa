"""The marks of the texts that the annotation is tried on keep the rules of tests/marked/README.md."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from marked_texts import Marked, marked
from tiny import shipped

COMPLETE = ["fresh", "heldout", *(f"heldout{number}" for number in range(2, 8))]
COMPLETE += ["spoken", "spoken2", "spoken3"]
SETS = [f"{name}.{lang}" for name in COMPLETE for lang in ("ar", "en")]
TYPES = {"country", "person", "organisation", "place", "programme", "equipment", "name"}
NUMBER, DAY = r"\d+(?:\.\d+)?", r"\d{4}(?:-\d\d){0,2}"
SHAPES = {
    "money": (rf"{NUMBER}(/{NUMBER})?", r"[A-Z]{3}"),
    "length": (rf"{NUMBER}(/{NUMBER})?", r"mm|cm|m|km|ft|mi"),
    "count": (rf"{NUMBER}(/{NUMBER})?", r".*"),
    "date": (
        rf"({NUMBER}(/{NUMBER})?|{DAY}(/{DAY})?)?",
        r"day|month|year|decade|hours|days|weeks|months|years|decades",
    ),
    "?": ("", ""),
}
LIST_NUMBER = re.compile(r"\d+\. ")


@pytest.mark.parametrize("name", SETS)
def test_names_are_entities_or_types_and_speakers_are_marked_names(name: str) -> None:
    entities = shipped().entities
    for document in marked(name):
        names = {document.passages[n][start:end] for n, start, end, _ in document.mentions}
        for *_, entity in document.mentions:
            assert entity[1:] in TYPES if entity[0] == "+" else entity.lstrip("?") in entities
        for *_, speaker in document.speech:
            assert speaker in {"", "?"} or speaker in entities or speaker[1:] in names, speaker


@pytest.mark.parametrize("name", SETS)
def test_figures_have_the_value_and_the_unit_of_their_kind(name: str) -> None:
    for document in marked(name):
        for *_, kind, value, unit, _ in document.figures:
            shape = SHAPES[kind]
            assert re.fullmatch(shape[0], value), (kind, value)
            assert re.fullmatch(shape[1], unit), (kind, unit)


@pytest.mark.parametrize("name", SETS)
def test_marks_of_a_kind_do_not_overlap_and_leave_no_sign_in_the_text(name: str) -> None:
    for document in marked(name):
        for marks in (document.mentions, document.figures, document.speech):
            spans = sorted((mark[0], mark[1], mark[2]) for mark in marks)
            assert all(one[0] < other[0] or one[2] <= other[1] for one, other in pairwise(spans))
            assert all(start < end for _, start, end in spans)
        assert not any(sign in passage for passage in document.passages for sign in "{}[]|<>")


@pytest.mark.parametrize("name", SETS)
def test_no_number_in_digits_is_left_unmarked(name: str) -> None:
    assert [left for document in marked(name) for left in unmarked_digits(document)] == []


def unmarked_digits(document: Marked) -> list[str]:
    """Numbers in digits outside the marks, without those that only count the points of a list."""
    spans = [(mark[0], mark[1], mark[2]) for mark in document.mentions]
    spans += [(mark[0], mark[1], mark[2]) for mark in document.figures]
    return [
        f"{found.group()} in {passage}"
        for number, passage in enumerate(document.passages)
        for found in re.finditer(r"\d+", passage)
        if not any(n == number and start <= found.start() < end for n, start, end in spans)
        and not (found.start() == 0 and LIST_NUMBER.match(passage))
    ]
