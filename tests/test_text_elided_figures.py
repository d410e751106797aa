"""Figures that leave something out or stand in unusual forms: units that were told before, cardinals with
their article, parts of money, speeds and energy, some of their number, hours that count nothing."""

from __future__ import annotations

import pytest

from data.documents.review.suggestion import SURE
from data.text.figures.figures import find_figures

Read = tuple[str, str, str, str]


def read(text: str, day: str = "2026-04-09") -> list[Read]:
    """Words, kind, value and unit of the figures of a text."""
    return [(figure.text, figure.kind, figure.value, figure.unit) for figure in find_figures(text, day)]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("It rose from $13,000 in 2020 to about 58,000.", ("about 58,000", "money", "58000", "USD")),
        (
            "قفز من 13 ألف دولار مطلع 2024 إلى ما يقارب 58 ألفاً.",
            ("ما يقارب 58 ألفاً", "money", "58000", "USD"),
        ),
        ("كانت 65 دولاراً للأسرة، ثم صارت 40، ثم توقفت.", ("40", "money", "40", "USD")),
        ("Power runs for three hours; it used to promise seven.", ("seven", "date", "7", "hours")),
        ("Built for 100 years. They lasted two.", ("two", "date", "2", "years")),
        ("It was 40 dollars. Now it goes for 90, on good days.", ("90", "money", "90", "USD")),
        ("بعناه ب25 دولاراً، ولا يجد من يشتريه بأحد عشر.", ("أحد عشر", "money", "11", "USD")),
    ],
)
def test_a_bare_number_set_against_an_amount_has_its_unit_and_is_asked_about(text: str, last: Read) -> None:
    figure = find_figures(text, "2026-04-09")[-1]
    assert (figure.text, figure.kind, figure.value, figure.unit) == last
    assert figure.score < SURE


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Aid fell from $5 million to 3 countries.", ("3 countries", "count", "3", "countries")),
        (
            "It ships 4 million boxes a year, up to 5.1 million.",
            ("up to 5.1 million", "count", "5100000", ""),
        ),
        ("The siege lasted five days and killed seven.", ("seven", "count", "7", "")),
        ("He paid $5. Later the police counted nine.", ("nine", "count", "9", "")),
    ],
)
def test_a_number_of_something_else_keeps_no_unit(text: str, last: Read) -> None:
    assert read(text)[-1] == last


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("فتاة ذات الخمسة عشر عاماً.", ("الخمسة عشر عاماً", "date", "15", "years")),
        ("خلال الثلاثة والعشرين عاماً.", ("الثلاثة والعشرين عاماً", "date", "23", "years")),
        ("السنوات الخمس عشرة الماضية.", ("السنوات الخمس عشرة", "date", "15", "years")),
        ("في العشرين يوماً الأخيرة.", ("العشرين يوماً", "date", "20", "days")),
        ("مر الاثني عشر شهراً.", ("الاثني عشر شهراً", "date", "12", "months")),
        ("عاد الثمانية والعشرون جندياً.", ("الثمانية والعشرون جندياً", "count", "28", "جندياً")),
        ("الدول السبع والعشرين.", ("الدول السبع والعشرين", "count", "27", "الدول")),
        ("طالب بالخمسين دولاراً.", ("الخمسين دولاراً", "money", "50", "USD")),
    ],
)
def test_a_cardinal_of_two_words_with_its_article_is_read_whole(text: str, found: Read) -> None:
    assert read(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "أزيلت أثناء الترميم.",
        "في أثناء ذلك وصلوا.",
        "الدورة الثلاثون.",
        "They work from midnight to three, when it ends.",
        "By six in the morning she was up.",
        "They won 95 to 83.",
    ],
)
def test_what_only_looks_like_a_number_counts_nothing(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("at 7.5 US cents a unit", ("7.5 US cents", "money", "0.075", "USD")),
        ("up to 14 US cents", ("up to 14 US cents", "money", "0.14", "USD")),
        ("for 20 euro cents", ("20 euro cents", "money", "0.2", "EUR")),
        ("بسعر 25 سنتاً أميركياً", ("25 سنتاً أميركياً", "money", "0.25", "USD")),
        ("delivers 1,300 megawatts", ("1,300 megawatts", "count", "1300", "MW")),
        ("قدرتها 300 ميغاواط", ("300 ميغاواط", "count", "300", "MW")),
        ("10 billion kilowatt-hours a year", ("10 billion kilowatt-hours", "count", "10000000000", "kWh")),
        ("2.7 billion kWh", ("2.7 billion kWh", "count", "2700000000", "kWh")),
        ("وينتج 500 ميغاواط ساعة", ("500 ميغاواط ساعة", "count", "500", "MWh")),
        ("winds of 95 to 110km/h", ("95 to 110km/h", "count", "95/110", "km/h")),
        ("سرعتها 95 كيلومتراً في الساعة", ("95 كيلومتراً في الساعة", "count", "95", "km/h")),
        ("at 60 miles an hour", ("60 miles an hour", "count", "60", "mph")),
    ],
)
def test_parts_of_money_speeds_and_energy_have_their_unit(text: str, found: Read) -> None:
    assert read(text) == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("closed three of its crossings", ("three of its crossings", "count", "3", "crossings")),
        ("two of their five boats were away", ("two of their five boats", "count", "2", "boats")),
        ("61 of the 140 posts have none", ("61 of the 140 posts", "count", "61", "posts")),
        ("fewer than 1,500 stand", ("fewer than 1,500", "count", "1500", "")),
        ("with two fingers missing", ("two fingers", "count", "2", "fingers")),
        ("a town of 30,000 people sits there", ("30,000 people", "count", "30000", "people")),
        ("12 arms dealers fled", ("12 arms dealers", "count", "12", "arms dealers")),
        ("porridge for 400 to 450.", ("400 to 450", "count", "400/450", "")),
        ("a 5 million rand loan", ("5 million rand", "count", "5000000", "rand")),
    ],
)
def test_what_is_counted_is_neither_left_out_nor_run_on(text: str, found: Read) -> None:
    assert read(text) == [found]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ومن المقرر أن تُفتح السوق قرب الجسر في 2 مايو.", "2026-05-02"),
        ("يجب أن تسلم الطلبات في 2 مايو.", "2026-05-02"),
        ("تبدأ الدورة في 2 مايو.", "2026-05-02"),
        ("تخفض الحصص اعتباراً من 2 مايو.", "2026-05-02"),
        ("أعلنت الوزارة أن تركيا أغلقت المعبر في 2 مايو.", "2025-05-02"),
        ("The market opened on 2 May.", "2025-05-02"),
        ("The market opens on 2 May.", "2026-05-02"),
    ],
)
def test_what_is_due_is_in_the_year_to_come_and_what_was_in_the_past(text: str, value: str) -> None:
    assert [figure.value for figure in find_figures(text, "2026-04-09")] == [value]
