"""Figures as newsrooms write them: money of countries, growth, duals, one and a half of a unit, decades,
months whose year only the tense tells; and nothing that raises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.documents.review.suggestion import SURE
from data.text.figures.figures import FoundFigure, find_figures
from data.text.lexicon import entries

DAY = "2024-01-10"
LISTS = [
    *(
        "number-one",
        "number-ten",
        "number-hundred",
        "scale",
        "scale-short",
        "scale-dual",
        "fraction",
        "month",
    ),
    *(
        "unit-time",
        "unit-alone",
        "unit-money",
        "unit-length",
        "currency-noun",
        "currency-adjective",
        "decade",
    ),
]
WORDS = sorted({word for name in LISTS for word in entries(name)})
JOINTS = [*"½%٪$-/.,()م", "و", "and", "a", "an", "نحو", "من", "إلى", "to"]
PIECES = st.sampled_from(WORDS) | st.integers(0, 10**7).map(str) | st.sampled_from(JOINTS)


def read(text: str, day: str = DAY) -> list[tuple[str, str, str]]:
    """Words, value and unit of the figures of a text."""
    return [(figure.text, figure.value, figure.unit) for figure in find_figures(text, day)]


def only(text: str, day: str = DAY) -> FoundFigure:
    """The one figure of a text."""
    (figure,) = find_figures(text, day)
    return figure


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("بلغ السعر 1.5 مليون ليرة سورية.", "1500000", "SYP"),
        ("بلغ السعر 300 جنيه سوداني.", "300", "SDG"),
        ("بلغ السعر 300 جنيهاً مصرياً.", "300", "EGP"),
        ("بلغ السعر 1240 ريالاً يمنياً.", "1240", "YER"),
        ("بلغ السعر 20 مليون كرونة سويدية.", "20000000", "SEK"),
        ("It cost 5 million Syrian pounds.", "5000000", "SYP"),
        ("It cost 300 Sudanese pounds.", "300", "SDG"),
        ("It cost 40 Swiss francs.", "40", "CHF"),
        ("It cost 40 pounds sterling.", "40", "GBP"),
    ],
)
def test_money_of_a_country_is_that_money(text: str, value: str, unit: str) -> None:
    figure = only(text)
    assert (figure.kind, figure.value, figure.unit) == ("money", value, unit)
    assert figure.score >= SURE


@pytest.mark.parametrize(
    "text", ["بلغ السعر 1240 ريالاً.", "It cost 300 pounds.", "It cost 15,000 CFA francs.", "Rs 500 crore"]
)
def test_money_that_may_be_of_several_countries_is_asked(text: str) -> None:
    assert only(text).score < SURE


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("It cost 5 million US dollars.", "US", "5000000"),
        ("بلغ السعر مليوناً ونصف المليون ليرة سورية.", "سورية", "1500000"),
        ("It cost US$5 million.", "US", "5000000"),
    ],
)
def test_the_name_of_a_country_in_its_money_hides_no_amount(text: str, name: str, value: str) -> None:
    start = text.index(name)
    found = find_figures(text, DAY, [(start, start + len(name))])
    assert [figure.value for figure in found] == [value]


def test_growth_is_two_amounts_and_no_range() -> None:
    assert [v for _, v, _ in read("The price rose from $1,170 to $4,400.")] == ["1170", "4400"]
    assert [v for _, v, _ in read("ارتفع السعر من 20 دولاراً إلى 35 دولاراً.")] == ["20", "35"]
    assert only("It costs from $20 to $35.").value == "20/35"


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("He waited a year and a half.", "a year and a half", "1.5", "years"),
        ("استمر عاماً ونصف العام.", "عاماً ونصف", "1.5", "years"),
        ("قبل نحو عام.", "نحو عام", "1", "years"),
        ("That was nearly a decade ago.", "nearly a decade", "1", "decades"),
        ("وصلت طائرتان من الجزائر.", "طائرتان", "2", "طائرتان"),
        ("بعد سبعينيات القرن الماضي.", "سبعينيات القرن الماضي", "1970/1979", "decade"),
        ("It takes 3,500 nautical miles.", "3,500 nautical miles", "3500", "nmi"),
        ("Some 15 pct of it.", "Some 15 pct", "15", "%"),
        ("منذ 2002م لم يصل شيء.", "2002م", "2002", "year"),
    ],
)
def test_what_has_no_number_in_digits_is_a_figure(text: str, words: str, value: str, unit: str) -> None:
    assert read(text) == [(words, value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "He waited for a year.",
        "بعد عام من ذلك.",
        "2021 were hard times.",
        "وصلت الطائرتان.",
        "Page 12 is torn.",
    ],
)
def test_what_counts_nothing_is_no_figure(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("text", ["321 are missing.", "They have 1,100, most of them there."])
def test_a_number_whose_noun_stands_elsewhere_is_asked(text: str) -> None:
    assert (only(text).unit, only(text).score < SURE) == ("", True)


@pytest.mark.parametrize(
    ("text", "day", "value"),
    [
        ("The post opened in July.", "2024-01-10", "2023-07"),
        ("وافتتح المعبر في يوليو.", "2024-01-10", "2023-07"),
        ("They met on 28 November.", "2024-11-18", "2023-11-28"),
        ("The post will open in June.", "2024-10-01", "2025-06"),
        ("سيفتتح المعبر في يونيو.", "2024-10-01", "2025-06"),
        ("He said in June that the post will open soon.", "2024-10-01", "2024-06"),
        ("The talks are in July.", "2024-01-10", "2024-07"),
        ("It could be ready by April.", "2024-01-10", "2024-04"),
    ],
)
def test_the_tense_tells_the_year_of_a_month(text: str, day: str, value: str) -> None:
    figure = only(text, day)
    assert (figure.value, figure.qualifier) == (value, "nearest")
    assert figure.score < SURE


@given(st.lists(PIECES, max_size=14), st.sampled_from(["", "2024-02-29", "2023-05"]))
def test_no_run_of_number_words_raises_and_what_is_guessed_is_asked(pieces: list[str], day: str) -> None:
    text = " ".join(pieces)
    for figure in find_figures(text, day):
        assert text[figure.start : figure.end] == figure.text
        if figure.unit in ("day", "month") and figure.value and figure.value[:4] not in figure.text:
            assert (
                figure.score < SURE
                or figure.value.startswith("--")
                or figure.qualifier in ("last", "this", "next")
            )


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("وصل أول من أمس إلى هنا", "أول من أمس", "2024-05-08", "day"),
        ("in January last year", "January last year", "2023-01", "month"),
        ("on 5 March of this year", "5 March of this year", "2024-03-05", "day"),
        ("في 15 مارس من العام الماضي", "15 مارس من العام الماضي", "2023-03-15", "day"),
        ("في كانون الثاني من العام الجاري", "كانون الثاني من العام الجاري", "2024-01", "month"),
        ("on Oct 7", "Oct 7", "2024-10-07", "day"),
        ("وصل أمس الأول", "أمس الأول", "2024-05-08", "day"),
        ("it left the day before yesterday", "the day before yesterday", "2024-05-08", "day"),
        ("on 12-14 May 2023", "12-14 May 2023", "2023-05-12/2023-05-14", "days"),
        ("on May 12-14, 2023", "May 12-14, 2023", "2023-05-12/2023-05-14", "days"),
        ("من 12 إلى 14 مايو الماضي", "12 إلى 14 مايو الماضي", "2023-05-12/2023-05-14", "days"),
        ("يومي 3 و9 حزيران 2022", "3 و9 حزيران 2022", "2022-06-03/2022-06-09", "days"),
    ],
)
def test_days_of_a_range_and_before_yesterday(text: str, words: str, value: str, unit: str) -> None:
    (found,) = find_figures(text, "2024-05-10")
    assert (found.text, found.value, found.unit) == (words, value, unit)


@pytest.mark.parametrize("text", ["at 10 am", "at 6 p.m. sharp", "الساعة 10 صباحاً", "في 9 مساءً"])
def test_an_hour_of_the_day_is_no_figure(text: str) -> None:
    assert find_figures(text) == ()


@pytest.mark.parametrize(
    ("text", "words", "value", "unit", "sure"),
    [
        ("وصل مهاجران من الهند.", "مهاجران", "2", "مهاجران", False),
        ("وصل طبيب ومهندسان من الهند.", "مهندسان", "2", "مهندسان", False),
        ("عبرت حافلتان الجسر.", "حافلتان", "2", "حافلتان", False),
        ("رأوا بغلتين كبيرتين في الوادي.", "بغلتين", "2", "بغلتين", False),
        ("أقلعت طائرتا شحن.", "طائرتا", "2", "طائرتا", True),
        ("تملك البلدة سيارتي إسعاف.", "سيارتي", "2", "سيارتي", False),
        ("انتظر ساعتين ونصف الساعة.", "ساعتين ونصف", "2.5", "hours", True),
        ("يبعد 12كلم عن النهر.", "12كلم", "12", "km", True),
        ("يبعد 800م عن النهر.", "800م", "800", "m", False),
        ("يصل الوفد غداً.", "غداً", "2024-01-11", "day", False),
        ("يصل الوفد بعد غد.", "بعد غد", "2024-01-12", "day", True),
        ("They leave the day after tomorrow.", "the day after tomorrow", "2024-01-12", "day", True),
        ("ترتفع بحلول 2031.", "2031", "2031", "year", True),
        ("بلغوا 90 ألفاً بحلول الصيف.", "90 ألفاً", "90000", "", True),
        ("بين 28 يناير و3 مارس 2023", "28 يناير و3 مارس 2023", "2023-01-28/2023-03-03", "days", True),
        ("from 5 May to 2 June 2023", "5 May to 2 June 2023", "2023-05-05/2023-06-02", "days", True),
        ("a 20-foot container", "20-foot", "20", "ft", True),
        ("a wall of 9 feet", "9 feet", "9", "ft", True),
        ("They bought 16 all-weather tents.", "16 all-weather tents", "16", "all-weather tents", True),
        ("It cost ₹300 million.", "₹300 million", "300000000", "INR", True),
        ("It cost KSh300.", "KSh300", "300", "KES", True),
        ("It cost 300 Uzbek soms.", "300 Uzbek soms", "300", "UZS", True),
        ("دفع ألف دولار وخمسمئة.", "ألف دولار وخمسمئة", "1500", "USD", False),
        ("دفع مئتا ريال وخمسة وسبعون.", "مئتا ريال وخمسة وسبعون", "275", "ريال", False),
        ("دفع مليون دولار ومئتي ألف.", "مليون دولار ومئتي ألف", "1200000", "USD", False),
        ("ثلاثة ملايين دولار ونصف المليون", "ثلاثة ملايين دولار ونصف المليون", "3500000", "USD", False),
        ("دفعوا مئتا ريال وعشرة في اليوم.", "مئتا ريال وعشرة", "210", "ريال", False),
        ("يبعد مئة كيلومتر وعشرين.", "مئة كيلومتر وعشرين", "120", "km", False),
        ("دفع مئتي دولار وخمسين سنتاً.", "مئتي دولار وخمسين سنتاً", "200.5", "USD", True),
        ("It cost two dollars and fifty cents.", "two dollars and fifty cents", "2.5", "USD", True),
    ],
)
def test_duals_units_days_and_signs_of_newsrooms(
    text: str, words: str, value: str, unit: str, sure: bool
) -> None:
    figure = only(text)
    assert (figure.text, figure.value, figure.unit) == (words, value, unit)
    assert (figure.score >= SURE) == sure


@pytest.mark.parametrize(
    "text",
    [
        "لست من أهل المدينة.",
        "زار بوتين أفغانستان ولبنان في مهرجان.",
        "الطرفان مختلفان في كل شيء.",
        "سيارتي القديمة",
        "في حديقة 1953م",
    ],
)
def test_what_only_looks_like_a_dual_or_a_number_is_no_figure(text: str) -> None:
    assert find_figures(text, DAY) == ()


@pytest.mark.parametrize(
    "text",
    [
        "دفع مئة دولار وثلاثة أطنان.",
        "دفع مئة دولار وعشرة آخرون دفعوا أقل.",
        "دفع ثلاثة دولارات وعشرة.",
        "He paid a hundred dollars and fifty of them did not.",
    ],
)
def test_another_number_behind_an_amount_is_not_added(text: str) -> None:
    assert read(text)[0][1] in ("100", "3")


def test_soldiers_on_foot_are_no_length() -> None:
    assert read("There were 500 foot soldiers.") == [("500 foot soldiers", "500", "foot soldiers")]
