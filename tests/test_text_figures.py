"""Numbers and dates as people write them: separators, groups, fractions, ranges, doubled months; and what is
only a guess."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import shipped

from data.annotate.pipeline import annotate
from data.documents.review.suggest import suggestions_from
from data.documents.review.suggestion import SURE
from data.text.figures.figures import FoundFigure, find_figures
from data.text.numbers.digits import in_digits, reads_two_ways

DAY = "2024-01-10"
SEPARATORS = ".,٫٬،' ·\u00a0\u202f\u2009’٪/-"
SCRIPTS = [[chr(start + n) for n in range(10)] for start in (0x30, 0x660, 0x6F0, 0x966, 0xFF10)]


@st.composite
def digits_and_separators(draw: st.DrawFn) -> str:
    """Digits of one script with separators of any kind between and around them."""
    digit = st.sampled_from(draw(st.sampled_from(SCRIPTS)))
    return draw(st.text(alphabet=digit | st.sampled_from(SEPARATORS), min_size=1, max_size=24))


@given(
    digits_and_separators(),
    st.sampled_from(
        [
            "",
            " كيلومتر",
            " million dollars",
            "%",
            " و5 ألف",
            " نيسان",
            " Apr. 2023",
            " half of 20",
            " млн.",
            "م3",
        ]
    ),
)
def test_no_digits_and_separators_raise(written: str, behind: str) -> None:
    in_digits(written)
    of = (f"half of {written}{behind}", f"نصف {written} {behind}", f"5 thousand, {written}{behind}")
    for text in (written, f"بلغ {written}{behind}.", f"${written}{behind}-{written}", *of):
        for figure in find_figures(text, DAY):
            assert text[figure.start : figure.end] == figure.text


@given(
    st.integers(1000, 10**12),
    st.integers(0, 99),
    st.sampled_from([(",", "."), (".", ","), (" ", ","), ("٬", "٫"), ("'", ".")]),
)
def test_groups_and_point_say_which_is_which(whole: int, cents: int, signs: tuple[str, str]) -> None:
    written = f"{whole:,}".replace(",", signs[0]) + f"{signs[1]}{cents:02}"
    assert in_digits(written) == Decimal(f"{whole}.{cents:02}")
    assert not reads_two_ways(written)


@pytest.mark.parametrize(
    ("written", "value", "doubtful"),
    [
        ("1.234,5", "1234.5", False),
        ("1.234.567,89", "1234567.89", False),
        ("1,234,567.890", "1234567.890", False),
        ("1.600", "1600", True),
        ("1,400", "1400", False),
        ("0.125", "0.125", False),
        ("0,125", "0.125", False),
        ("12,5", "12.5", False),
        ("١٬٣٥٧٫٢", "1357.2", False),
        ("١٫٣٥٧٬٢", "1357.2", True),
        ("١٫٦٠٠", "1.6", False),
        ("١٬٣٥٧", "1357", False),
        ("١٢٫٠٠٠", "12000", True),
        ("12 000", "12000", False),
        ("1 500 000", "1500000", False),
        ("20 300", "20300", True),
        ("12,34,567", "1234567", False),
        ("3.14.15", None, False),
        ("12.5,30.5", None, False),
        ("1,23.4", None, False),
        ("5,10.5", None, False),
        ("1.5.000", None, False),
    ],
)
def test_one_rule_for_separators(written: str, value: str | None, doubtful: bool) -> None:
    assert in_digits(written) == (None if value is None else Decimal(value))
    assert reads_two_ways(written) is doubtful


def only(text: str) -> FoundFigure:
    (figure,) = find_figures(text, DAY)
    return figure


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("بلغ 1.357,2 كيلومتر", "1357.2", "km"),
        ("كلف 1.234.567,89 دولار", "1234567.89", "USD"),
        ("1 500 000 دولار", "1500000", "USD"),
        ("1\u00a0500\u00a0000 دولار", "1500000", "USD"),
        ("1\u202f500\u202f000 دولار", "1500000", "USD"),
        ("١ ٥٠٠ ٠٠٠ دولار", "1500000", "USD"),
        ("They fired 12 000 shells", "12000", "shells"),
        ("USD 1,200,000", "1200000", "USD"),
        ("مليونا دولار", "2000000", "USD"),
        ("ألفا جندي", "2000", "جندي"),
        ("مليارا يورو", "2000000000", "EUR"),
        ("مئتا جندي", "200", "جندي"),
        ("دفع مليوناً من الدولارات", "1000000", "USD"),
        ("خمسة وعشرون مليوناً", "25000000", ""),
        ("½ مليون دولار", "500000", "USD"),
        ("2½ مليون دولار", "2500000", "USD"),
        ("¾ مليار يورو", "750000000", "EUR"),
        ("3 1/2 million dollars", "3500000", "USD"),
        ("three and a half million dollars", "3500000", "USD"),
        ("a million and a half dollars", "1500000", "USD"),
        ("three quarters of a million dollars", "750000", "USD"),
        ("ثلاثة أرباع مليون دولار", "750000", "USD"),
        ("نصف مليون دولار", "500000", "USD"),
        ("3 ونصف مليون دولار", "3500000", "USD"),
        ("a third of a million dollars", "333333", "USD"),
        ("half a dozen soldiers", "6", "soldiers"),
        ("مليون و500 ألف دولار", "1500000", "USD"),
        ("62 ألفاً و263 شخصاً", "62263", "شخصاً"),
        ("26 ألفاً و80 جندياً", "26080", "جندياً"),
        ("5 آلاف و400 جندي", "5400", "جندي"),
        ("5 ملايين و300 ألف و20 جندياً", "5300020", "جندياً"),
        ("خمسون ألف مليون دولار", "50000000000", "USD"),
        ("1.357 billion dollars", "1357000000", "USD"),
        ("5 million US dollars", "5000000", "USD"),
        ("two dozen soldiers", "24", "soldiers"),
        ("a 330-million-dollar deal", "330000000", "USD"),
        ("a dozen or so miles", "12", "mi"),
        ("15 of 16 drones", "15", "drones"),
        ("بنسبة %40", "40", "%"),
        ("بنسبة ٪٤٠", "40", "%"),
        ("40%", "40", "%"),
        ("وصل جنديان", "2", "جنديان"),
        ("20 آلية", "20", "آلية"),
        ("للأشخاص 12 خيمة", "12", "خيمة"),
    ],
)
def test_a_number_is_read_whole(text: str, value: str, unit: str) -> None:
    figure = only(text)
    assert (figure.value, figure.unit) == (value, unit)
    assert figure.score >= SURE


@pytest.mark.parametrize(
    ("text", "value", "unit", "words"),
    [
        ("It cost $30-50 million.", "30000000/50000000", "USD", "$30-50 million"),
        ("€1.5bn-2bn", "1500000000/2000000000", "EUR", "€1.5bn-2bn"),
        ("between $400 and $500", "400/500", "USD", "$400 and $500"),
        ("US$30–US$50 million", "30000000/50000000", "USD", "US$30–US$50 million"),
        ("بين 30 و50 مليون دولار", "30000000/50000000", "USD", "30 و50 مليون دولار"),
        ("15-20 kilometres", "15/20", "km", "15-20 kilometres"),
        ("بين 30 ألفاً و50 ألف جندي", "30000/50000", "جندي", "30 ألفاً و50 ألف جندي"),
        ("40–50%", "40/50", "%", "40–50%"),
        ("10 إلى 15 كيلومتراً", "10/15", "km", "10 إلى 15 كيلومتراً"),
        ("10 until 15 kilometres", "10/15", "km", "10 until 15 kilometres"),
        ("between 3 and 5 million euros", "3000000/5000000", "EUR", "3 and 5 million euros"),
    ],
)
def test_a_range_has_both_ends_and_its_unit(text: str, value: str, unit: str, words: str) -> None:
    figure = only(text)
    assert (figure.value, figure.unit, figure.text) == (value, unit, words)
    assert figure.score >= SURE


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("20 نيسان (أبريل) 2023", "2023-04-20"),
        ("20 نيسان/أبريل 2023", "2023-04-20"),
        ("20 أبريل 2023م", "2023-04-20"),
        ("20 أبريل 2023 م", "2023-04-20"),
        ("الموافق 2023 م", "2023"),
        ("أبريل (2023 م)", "2023-04"),
        ("نوفمبر/تشرين الثاني 2024", "2024-11"),
        ("تشرين الثاني/نوفمبر 2024", "2024-11"),
        ("أكتوبر/ تشرين الأول 2021", "2021-10"),
        ("20 أبريل من العام 2021", "2021-04-20"),
        ("في كانون 2 2022", "2022-01"),
        ("تشرين1 2021", "2021-10"),
        ("20 كانون الأول 2020", "2020-12-20"),
        ("Apr. 20, 2023", "2023-04-20"),
        ("Oct. 27, 2021", "2021-10-27"),
        ("Dec. 2022", "2022-12"),
        ("20 Sept. 2022", "2022-09-20"),
        ("20-04-2023", "2023-04-20"),
        ("2023/04/20", "2023-04-20"),
        ("4/20/2023", "2023-04-20"),
        ("٢٠٢٣/٤/٢٠", "2023-04-20"),
        ("20 April 1756", "1756-04-20"),
        ("May/June 2023", "2023-05/2023-06"),
        ("عام 2023م", "2023"),
        ("a 1902 treaty", "1902"),
        ("معاهدة 1902", "1902"),
        ("a treaty of 1902", "1902"),
        ("العام 2020/2021", "2020/2021"),
        ("15 غشت 2021", "2021-08-15"),
    ],
)
def test_a_written_year_is_the_year(text: str, value: str) -> None:
    figure = only(text)
    assert (figure.kind, figure.value) == ("date", value)
    assert figure.score >= SURE


@pytest.mark.parametrize(
    "text",
    [
        "1.600 vehicles",
        "١٫٣٥٧٬٢ كيلومتر",
        "20 300 shells",
        "20 أبريل",
        "in February",
        "early August",
        "04/05/2023",
        "from 300 to 500 soldiers",
        "in the 2021 talks",
        "At least 40 Humvee arrived",
        "1,357 مليار دولار",
    ],
)
def test_what_is_guessed_is_asked(text: str) -> None:
    figure = only(text)
    assert figure.value
    assert figure.score < SURE
    assert [
        m.score for m in suggestions_from(annotate(shipped(), [text], written=DAY)) if m.kind == "figure"
    ] == [figure.score]


@pytest.mark.parametrize(
    "text",
    [
        "آلاف اللاجئين",
        "عشرات الآلاف من اللاجئين",
        "thousands of refugees",
        "several thousand troops",
        "3.14.15",
        "12.5,30.5",
        "1,23.4",
        "on 9/11",
        "score 5-3",
        "305 نزحوا",
        "20 يعملون هناك",
        "كانون 2",
    ],
)
def test_what_is_no_number_is_no_figure(text: str) -> None:
    assert find_figures(text, DAY) == ()


def test_a_date_of_another_calendar_has_no_value() -> None:
    assert [(f.kind, f.value) for f in find_figures("1 رمضان", DAY)] == [("date", "")]
    assert [(f.kind, f.value) for f in find_figures("20 رمضان 1444هـ", DAY)] == [("date", "")]


def test_numbers_that_join_without_end_are_many_numbers() -> None:
    assert [f.value for f in find_figures("5 مليون و" * 400)] == ["5000000"] * 400
    assert [f.value for f in find_figures("5 ملايين و6 ملايين دولار")] == ["5000000", "6000000"]
    assert [f.value for f in find_figures("five million and six million dollars")] == ["5000000", "6000000"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("250³ soldiers", "250"),
        ("12¹ soldiers", "12"),
        ("10⁶ vehicles", "10"),
        ("قُتل 250³ جنديا", "250"),
        ("$5¹ million", "5000000"),
        ("12¹² soldiers", "12"),
    ],
)
def test_a_superscript_is_no_digit_of_the_number_before_it(text: str, value: str) -> None:
    figure = only(text)
    assert figure.value == value
    assert figure.score < SURE


def test_a_date_keeps_its_note_mark_outside_its_year() -> None:
    assert only("20 April 2021³").value == "2021-04-20"


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("لا يزيد على 12 كيلومترا", "at most"),
        ("لا يزيد عن 12 جنديا", "at most"),
        ("بما لا يزيد على 12", "at most"),
        ("لا يزيد طوله على 12 كيلومترا", "at most"),
        ("لا يتجاوز 12 كيلومترا", "at most"),
        ("لم تتجاوز 12 كيلومترا", "at most"),
        ("ليس أكثر من 12 كيلومترا", "at most"),
        ("دون أن يتجاوز 12 كيلومترا", "at most"),
        ("not more than 12 km", "at most"),
        ("no more than 12 km", "at most"),
        ("never more than 12 km", "at most"),
        ("without exceeding 12 km", "at most"),
        ("does not exceed 12 km", "at most"),
        ("at most 12 km", "at most"),
        ("على الأكثر 12 كيلومترا", "at most"),
        ("لا أقل من 12 كيلومترا", "at least"),
        ("never less than 12 km", "at least"),
        ("لا يقل طوله عن 12 كيلومترا", "at least"),
        ("يزيد طوله على 12 كيلومترا", "more than"),
        ("ما يزيد على 12 كيلومترا", "more than"),
    ],
)
def test_a_negation_turns_a_bound_round(text: str, qualifier: str) -> None:
    figure = only(text)
    assert (figure.value, figure.qualifier) == ("12", qualifier)
    assert figure.score >= SURE


@pytest.mark.parametrize(
    "text",
    [
        "hardly more than 12 km",
        "not nearly 12 km",
        "not quite 12 km",
        "لا يصل إلى 12 كيلومترا",
        "ليس 12 كيلومترا",
        "not 12 km",
    ],
)
def test_what_is_denied_in_another_way_is_asked(text: str) -> None:
    assert only(text).score < SURE


@pytest.mark.parametrize(
    "text",
    [
        "القاعدة 201 باقية",
        "The 201 base stays",
        "الطريق 41 مغلق",
        "الطريق السريع 41 مغلق",
        "طريق 41 مغلق",
        "الفرقة 10 دخلت",
        "الرحلة 123 تأخرت",
        "واللواء 55 انتشر",
        "Base 201 remains",
        "Highway 41 connects Khorog",
    ],
)
def test_a_number_that_may_be_a_name_is_asked(text: str) -> None:
    assert all(figure.score < SURE for figure in find_figures(text, DAY))


@pytest.mark.parametrize(
    "text",
    [
        "كلفت الطريق 12 دولارا",
        "أنفقت الحكومة 12 مليون دولار",
        "the 12 soldiers",
        "يبلغ طول الطريق 12 كيلومترا",
    ],
)
def test_a_noun_before_a_counted_number_raises_no_doubt(text: str) -> None:
    assert only(text).score >= SURE


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("$1.2 bn", "1200000000", "USD"),
        ("$300 mln", "300000000", "USD"),
        ("€5 mln", "5000000", "EUR"),
        ("£2 tn", "2000000000000", "GBP"),
        ("$300 M", "300000000", "USD"),
        ("$300 mil", "300000000", "USD"),
        ("$300 Mn", "300000000", "USD"),
        ("$1.2B", "1200000000", "USD"),
        ("300 mln dollars", "300000000", "USD"),
        ("USD 300 mln", "300000000", "USD"),
        ("$2T", "2000000000000", "USD"),
        ("12 كيلو غرام", "12", "kg"),
        ("5 km²", "5", "km²"),
        ("5 km2", "5", "km²"),
        ("5 كم2", "5", "km²"),
        ("300 متر مكعب", "300", "m³"),
        ("عشرون ألف كيلو متر مربع", "20000", "km²"),
        ("12 ميلا بحريا", "12", "nmi"),
        ("12 كيلو متر", "12", "km"),
        ("A$5 million", "5000000", "AUD"),
        ("AU$5 million", "5000000", "AUD"),
        ("C$5", "5", "CAD"),
        ("NZ$5m", "5000000", "NZD"),
        ("HK$5 million", "5000000", "HKD"),
        ("5 ملايين دولار أسترالي", "5000000", "AUD"),
        ("5 ملايين دولار كندي", "5000000", "CAD"),
        ("5 ملايين دولار أمريكي", "5000000", "USD"),
        ("3 مليون 500 ألف دولار", "3500000", "USD"),
        ("1 million 200 thousand dollars", "1200000", "USD"),
        ("5-6 آلاف", "5000/6000", ""),
        ("1990-2000 troops", "1990/2000", "troops"),
        ("between 1500 and 2000 refugees", "1500/2000", "refugees"),
        ("between 1800 and 1900 km", "1800/1900", "km"),
        ("15 من بين 16 طائرة", "15", "طائرة"),
        ("three-quarters of a million dollars", "750000", "USD"),
        ("1.5m-long", "1.5", "m"),
    ],
)
def test_scales_units_and_ranges_are_read_whole(text: str, value: str, unit: str) -> None:
    figure = only(text)
    assert (figure.value, figure.unit) == (value, unit)
    assert figure.score >= SURE


def test_a_fraction_with_its_own_scale_is_another_number() -> None:
    assert [f.value for f in find_figures("نصف مليون دولار و½ مليون دولار")] == ["500000", "500000"]


@pytest.mark.parametrize(
    "text",
    [
        "$3 zillion",
        "R$5",
        "12 كيلو",
        "12 كيلو وات",
        "5 km/h",
        "5 km per hour",
        "5 ملايين درهم",
        "5 pounds of heroin",
        "the 5m wall",
        "من 1900 إلى 2000 دولار",
        "1990-2000 migrants",
        "in 2000 villages",
        "عام 1402",
        "nine out of 10 soldiers",
        "nine out of ten soldiers",
    ],
)
def test_what_may_be_another_unit_or_scale_is_asked(text: str) -> None:
    assert only(text).score < SURE


@pytest.mark.parametrize(
    "text",
    [
        "القرن التاسع عشر",
        "الدورة الحادية عشرة",
        "المادة الرابعة عشرة",
        "وللمرة الثانية عشرة",
        "twenty-first century",
        "twenty fifth anniversary",
        "one in five families",
        "one out of every five families",
        "واحد من كل خمسة",
        "واحد من كل خمسة أطفال",
        "واحد من 5 جنود",
        "4 من كل 5 أطفال",
        "3 in 10 families",
        "two-fifths of families",
        "ثلاثة أخماس السكان",
        "خمس السكان",
        "$.5 million",
        ".5 million dollars",
    ],
)
def test_ordinals_shares_and_broken_numbers_count_nothing(text: str) -> None:
    assert find_figures(text, DAY) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("الخامس عشر من آب 2021", "2021-08-15"),
        ("في الخامس من آب 2021", "2021-08-05"),
        ("الثالث والعشرين من مايو 2020", "2020-05-23"),
        ("the twenty-first of May 2021", "2021-05-21"),
        ("العشرين من نيسان 2021", "2021-04-20"),
        ("الثلاثين من نيسان 2021", "2021-04-30"),
        ("الحادي والثلاثين من أيار 2021", "2021-05-31"),
    ],
)
def test_a_day_in_words_is_a_day(text: str, value: str) -> None:
    assert only(text).value == value


@pytest.mark.parametrize(
    "text",
    [
        "عام 1402 هجري شمسي",
        "1402 هجري شمسي",
        "السنة 1402 الشمسية",
        "سنة 1402 هجرية",
        "عام 1402 هـ",
        "عام 1402هـ",
        "the Afghan year 1402",
        "1444 AH",
        "العام الهجري 1402",
        "15 حوت 1402",
    ],
)
def test_a_year_of_another_calendar_has_no_value(text: str) -> None:
    assert [(f.kind, f.value) for f in find_figures(text, DAY)] == [("date", "")]


@pytest.mark.parametrize(
    ("text", "words", "kind", "value", "unit"),
    [
        ("ضخ 300 م3 من الماء", "300 م3", "count", "300", "m³"),
        ("مساحته 300 م² من الأرض", "300 م²", "count", "300", "m²"),
        ("مساحته 300م2", "300م2", "count", "300", "m²"),
        ("on 300 m² of land", "300 m²", "count", "300", "m²"),
        ("on 300 m2 of land", "300 m2", "count", "300", "m²"),
        ("on 300 square metres", "300 square metres", "count", "300", "m²"),
        ("on 5 sq. km of land", "5 sq. km", "count", "5", "km²"),
        ("5 million cubic meters of gas", "5 million cubic meters", "count", "5000000", "m³"),
        ("خزان من 40 قدم مكعب", "40 قدم مكعب", "count", "40", "قدم مكعب"),
        ("300 кв. км", "300 кв. км", "count", "300", "km²"),
        ("half of 20 soldiers", "half of 20 soldiers", "count", "10", "soldiers"),
        ("half of the 330 million dollars", "half of the 330 million dollars", "money", "165000000", "USD"),
        ("two thirds of 300 men", "two thirds of 300 men", "count", "200", "men"),
        ("قرابة نصف الـ20 جنديا", "قرابة نصف الـ20 جنديا", "count", "10", "جنديا"),
        ("ثلث 300 جندي", "ثلث 300 جندي", "count", "100", "جندي"),
        ("5 млн долларов", "5 млн долларов", "money", "5000000", "USD"),
        ("$60 млн", "$60 млн", "money", "60000000", "USD"),
        ("8 миллионов рублей", "8 миллионов рублей", "money", "8000000", "RUB"),
        ("5 mln. dollars", "5 mln. dollars", "money", "5000000", "USD"),
        ("$5 lakh", "$5 lakh", "money", "500000", "USD"),
        ("CAD 5 million", "CAD 5 million", "money", "5000000", "CAD"),
        ("5 million SEK", "5 million SEK", "money", "5000000", "SEK"),
    ],
)
def test_units_parts_and_scales_of_other_writing_are_read(
    text: str, words: str, kind: str, value: str, unit: str
) -> None:
    found = only(text)
    assert (found.text, found.kind, found.value, found.unit, found.score) == (words, kind, value, unit, 1.0)


@pytest.mark.parametrize(
    "text",
    [
        "201 base stays",
        "201 division soldiers",
        "5 thousand 200 soldiers",
        "5 آلاف 200 جندي",
        "5 тыс. человек",
        "40 пограничников",
        "TRY 5 million",
        "a third of 20 soldiers",
        "double the 20 soldiers",
        "ضعف 20 جنديا",
        "300 م",
    ],
)
def test_what_may_be_a_name_or_two_numbers_is_asked(text: str) -> None:
    assert find_figures(text)[-1].score < SURE


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("3 million, 500 thousand dollars", ["3000000", "500000"]),
        ("3 million and 500 thousand", ["3000000", "500000"]),
        ("ثلاثة ملايين، 500 ألف دولار", ["3000000", "500000"]),
        ("five thousand, two hundred soldiers", ["5000", "200"]),
        ("5 million 200 refugees", ["5000000", "200"]),
    ],
)
def test_two_numbers_that_may_be_one_are_both_asked(text: str, values: list[str]) -> None:
    assert [(figure.value, figure.score < SURE) for figure in find_figures(text)] == [
        (v, True) for v in values
    ]


@pytest.mark.parametrize(
    "text", ["3 million, 4 million dollars", "$5 million, 20 vehicles", "5 million dollars, 200 soldiers"]
)
def test_numbers_that_stand_side_by_side_are_sure(text: str) -> None:
    assert [figure.score for figure in find_figures(text)] == [1.0, 1.0]


@given(
    st.integers(1, 999), st.sampled_from([1, 10, 1000]), st.sampled_from(["half", "نصف", "quarter", "ربع"])
)
def test_a_part_of_a_number_is_reckoned(part: int, scale: int, word: str) -> None:
    number = 4 * part * scale
    found = only(
        f"{word} {'of ' if word.isascii() else ''}{number} {'soldiers' if word.isascii() else 'جندي'}"
    )
    assert Decimal(found.value) == number / Decimal(2 if word in ("half", "نصف") else 4)
    assert found.score == 1.0


@pytest.mark.parametrize("part", ["الأسبوع", "النصف", "الثلث"])
def test_the_first_part_of_a_month_is_no_day(part: str) -> None:
    found = find_figures(f"وقع ذلك في {part} الأول من شباط/فبراير 2024 وانتهى")
    assert [(figure.value, figure.unit) for figure in found] == [("2024-02", "month")]
    assert [figure.value for figure in find_figures("في اليوم الأول من شباط 2024")] == ["2024-02-01"]


@pytest.mark.parametrize("text", ["10^6 دولار", "5×10 دولار", "5 * 10 dollars", "2 × 3 km"])
def test_a_factor_of_a_number_is_not_sure(text: str) -> None:
    assert all(figure.score < SURE for figure in find_figures(text))


def test_the_letter_after_a_height_is_still_a_metre() -> None:
    assert [(f.kind, f.unit) for f in find_figures("على ارتفاع 2023 م")] == [("length", "m")]


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("a two-and-a-half-year project", "two-and-a-half-year", "2.5", "years"),
        ("خلال السنوات العشر الماضية", "السنوات العشر", "10", "years"),
        ("وفي الأشهر الستة الأولى", "الأشهر الستة", "6", "months"),
        ("بالأيام الثلاثة", "الأيام الثلاثة", "3", "days"),
        ("الأعوام العشرين الماضية", "الأعوام العشرين", "20", "years"),
        ("قرّرت الدول الخمس", "الدول الخمس", "5", "الدول"),
        ("a decade ago the bridge", "a decade", "1", "decades"),
        ("بُني قبل عقد من الزمن", "عقد", "1", "decades"),
        ("half a century ago", "half a century", "0.5", "centuries"),
        ("a quarter of an hour", "a quarter of an hour", "0.25", "hours"),
        ("قبل نصف قرن", "نصف قرن", "0.5", "centuries"),
        ("Work went on between March and May 2021.", "March and May 2021", "2021-03/2021-05", "months"),
        ("من آذار/مارس إلى أيار/مايو 2021", "آذار/مارس إلى أيار/مايو 2021", "2021-03/2021-05", "months"),
        ("March to May 2021", "March to May 2021", "2021-03/2021-05", "months"),
        ("May or June 2025", "May or June 2025", "2025-05/2025-06", "months"),
        ("أُخذت خمساً وعشرين عينة", "خمساً وعشرين عينة", "25", "عينة"),
        ("تضاعفت الكمية ثلاث مرات", "ثلاث مرات", "3", "times"),
        ("ستتضاعف الصادرات", "ستتضاعف", "2", "times"),
        ("exports were halved", "halved", "0.5", "times"),
        ("في 25 من الشهر الجاري", "25 من الشهر الجاري", "2023-04-25", "day"),
        ("في الخامس من الشهر الماضي", "الخامس من الشهر الماضي", "2023-03-05", "day"),
        ("the meeting tomorrow", "tomorrow", "2023-04-21", "day"),
        ("2.5 million more people", "2.5 million", "2500000", "people"),
        ("سبعة هكتارات", "سبعة هكتارات", "7", "ha"),
        ("61,000 metric tons", "61,000 metric tons", "61000", "t"),
        ("rails 1,435 mm apart", "1,435 mm", "1435", "mm"),
        ("ارتفع متران", "متران", "2", "m"),
    ],
)
def test_a_quantity_without_a_leading_numeral_is_read_whole(
    text: str, words: str, value: str, unit: str
) -> None:
    (found,) = find_figures(text, "2023-04-20")
    assert (found.text, found.value, found.unit, found.sure) == (words, value, unit, True)


@pytest.mark.parametrize(
    "text",
    [
        "الذكرى الثلاثين",
        "الساعة الخامسة",
        "اليوم الثالث",
        "نصف السكان",
        "half of the people",
        "a year ago",
        "a third day",
        "At four in the morning",
        "مأدبة غداء",
    ],
)
def test_an_ordinal_or_a_part_of_a_whole_is_no_quantity(text: str) -> None:
    assert find_figures(text, "2023-04-20") == ()


def test_months_between_which_no_year_is_named_and_a_passive_verb_are_asked_about() -> None:
    (months,) = find_figures("بين مارس ومايو", "2023-04-20")
    assert (months.value, months.sure) == ("2023-03/2023-05", False)
    first, second = find_figures("أُعيد 15 شخصا و15 أُعيد بعدها")
    assert (first.unit, second.text, second.unit, second.sure) == ("شخصا", "15", "", False)


def test_a_span_of_months_lies_where_its_last_month_is_nearest() -> None:
    (months,) = find_figures("between January and August", "2023-10-27")
    assert months.value == "2023-01/2023-08"


def test_a_year_of_another_calendar_keeps_its_month_and_its_sign() -> None:
    assert [(f.text, f.value, f.unit) for f in find_figures("في شعبان 1437هـ")] == [
        ("شعبان 1437هـ", "", "month")
    ]
    assert [(f.text, f.value, f.unit) for f in find_figures("عام 1441هـ")] == [("عام 1441هـ", "", "year")]
