"""One Arabic term for one thing: docs/TERMS.md names what is not said, and no text of ours says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from test_i18n_words import cells
from tiny import shipped

ROOT = Path(__file__).parents[1]
MARKS = "\u064b-\u0652"  # vowel marks, which are no letters to `re`


def terms() -> Iterator[tuple[str, str]]:
    """Each form that is not said, with the one that is."""
    for line in (ROOT / "docs/TERMS.md").read_text(encoding="utf-8").splitlines():
        parts = [part.strip() for part in line.strip("|").split("|")]
        if line.startswith("|") and len(parts) == 4 and not parts[2].startswith(("not", "---")):
            for form in filter(None, map(str.strip, parts[2].split("·"))):
                yield form, parts[1]


@cache
def written() -> tuple[tuple[str, str], ...]:
    """Where and what: every Arabic text of ours but the spellings of others."""
    readme = (ROOT / "README.ar.md").read_text(encoding="utf-8").splitlines()
    ours = [(where, text) for where, text in cells("ar") if not where.endswith("aliases_ar")]
    return (*ours, *((f"README.ar.md {number}", line) for number, line in enumerate(readme, start=1)))


def says(text: str, form: str) -> bool:
    """Whether a text says a form as words of its own, with or without و before them."""
    return re.search(rf"(?<!\w)و?{re.escape(form)}(?![\w{MARKS}])", text) is not None


@pytest.mark.parametrize(("form", "instead"), terms())
def test_a_form_that_the_glossary_bans_stands_nowhere(form: str, instead: str) -> None:
    found = {where: text for where, text in written() if says(text, form)}
    assert found == {}, instead


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("ذكران في الفقرات", "ذكران"),
        ("موضع ممسوح", "ممسوح"),
        ("والمسعّرة هنا", "المسعّرة"),
        ("أضف هذا العرض إلى", "هذا العرض"),
        ("مخطط (مخططة)؛", "مخططة)"),
    ],
)
def test_a_banned_form_is_found_in_a_sentence(text: str, form: str) -> None:
    assert form in dict(terms())
    assert says(text, form)


def test_a_longer_word_is_not_taken_for_a_banned_one() -> None:
    assert not says("المذكور والذكرى", "الذكر")
    assert not says("مسموح", "ممسوح")


def test_the_glossary_has_a_row_for_each_thing_once() -> None:
    forms = [form for form, _ in terms()]
    assert len(forms) > 60
    assert len(forms) == len(set(forms))


PASSIVES = {  # as it would be read without its vowel, and as it is written
    r"(?<!\w)(?:بنيت|رممت|جددت|اشتريت)(?!\w)": "بُنيت",
    r"(?<!\w)[فو]?(?:لا )?(?:ترسم|يرسم|تضاف|يضاف|لا تقارن|يقارن)(?= |[.؛،]|$)": "تُرسم",
    r"(?<!\w)[يت]ذكر (?=للاستدلال|للمقارنة|في القائمة)": "تُذكر",
    r"(?<!\w)[يت](?:عرف|سمى) أيضاً": "تُعرف",
    r"(?<!\w)(?:جسر|نقطة حدودية) افتتحت? ": "افتُتح",
    r"(?<!\w)أضيفت?(?!\w)": "أُضيف",
    r"(?<!\w)حوله?ما? المصدر": "حوّلها",
}


@pytest.mark.parametrize(("form", "instead"), PASSIVES.items())
def test_a_passive_that_would_be_read_as_something_else_has_its_vowel(form: str, instead: str) -> None:
    assert {where: text for where, text in written() if re.search(form, text)} == {}, instead


def test_the_straight_quotation_mark_stands_in_no_arabic_cell() -> None:
    assert [where for where, text in cells("ar") if '"' in text] == []


def test_the_name_of_the_app_is_told_apart_from_the_common_noun() -> None:
    bare = {key for key, row in shipped().words.items() if re.search(r"(?<!«)\bدليل\b", row.ar)}
    assert bare == {"app.name", "app.title"}


def test_our_english_quotes_as_newspapers_do() -> None:
    assert [where for where, text in cells("en") if '"' in text] == []
