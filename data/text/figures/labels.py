"""Nouns that a number names rather than counts: resolution 1373, the base 201, الطريق 41."""

from __future__ import annotations

import re

_NUMBERED = re.compile(
    r"(?<!\w)[وفبل]?(?:رقم|الماده|ماده|الفقره|فقره|القرار|قرار|صفحه|ص|طراز|غرفه|تشرين|كانون|resolution|article|paragraph|chapter|page|no|"
    r"number|section|model|flight)\W*$"
)
_NAMING = re.compile(  # a definite noun, or one of what is often numbered
    r"(?<!\w)(?:[وفبك]?ال\w{2,}|[وفبل]?(?:قاعده|طريق|فرقه|رحله|لوا|كتيبه|فوج|سريه|وحده|خط|شارع|محطه|قناه|بند|بوابه|قاعه|مبني|منزل|دوره|"
    r"المجموعه|منطقه|قطاع|نقطه|مخفر|معبر)|base|highway|road|route|unit|brigade|division|battalion|regiment|company|corps|gate|terminal|"
    r"room|building|house|street|bus|train|channel|line|sector|district|zone|class|type|version|phase|stage|table|figure|volume|issue|"
    r"post|outpost|camp|checkpoint|mission|operation|group|bill|law|decree|order)\s$"
)
_THE = re.compile(r"(?<!\w)(?:the|this|that|its|their|our)\s$")
_BACK = 32  # letters before a number that may say what it is


def is_numbered(text: str, start: int) -> bool:
    """Whether a number of a folded text that begins at `start` stands behind a word that only names."""
    return bool(_NUMBERED.search(text, max(0, start - _BACK), start))


def may_be_named(text: str, start: int, noun: str) -> bool:
    """Whether a number may be the name of what stands before it, or of the first of several English words
    behind it (the 201 base stays), rather than count `noun`."""
    named = _NAMING.search(text, max(0, start - _BACK), start)
    return bool(named) or (
        " " in noun and noun.isascii() and bool(_THE.search(text, max(0, start - 8), start))
    )
