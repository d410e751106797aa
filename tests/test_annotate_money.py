"""Money whose country the words do not name: of the country that the document names, and asked about."""

from __future__ import annotations

import pytest
from tiny import shipped

from data.annotate.pipeline import annotate


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("أقرّت تشيلي دعماً قدره 412 مليار بيزو.", "412000000000", "CLP"),
        ("دفعت السعودية 90 ريالاً لكل فرد.", "90", "SAR"),
        ("دفع المغرب 50 درهماً لكل فرد.", "50", "MAD"),
        ("دفع المغرب 50 درهم لكل فرد.", "50", "MAD"),
        ("Kenya paid 2 million shillings for it.", "2000000", "KES"),
        ("South Korea gave 1.2 billion won.", "1200000000", "KRW"),
        ("Kyrgyzstan paid half a million soms.", "500000", "KGS"),
        ("Pakistan paid Rs 7,000.", "7000", "PKR"),
        ("In Nepal it costs Rs. 90.", "90", "NPR"),
        ("China gave ¥40 million.", "40000000", "CNY"),
        ("Japan gave ¥40 million.", "40000000", "JPY"),
    ],
)
def test_money_is_that_of_the_country_in_the_text_and_asked_about(text: str, value: str, unit: str) -> None:
    ((_, figure),) = annotate(shipped(), [text]).figures
    assert (figure.kind, figure.value, figure.unit) == ("money", value, unit)
    assert not figure.sure


@pytest.mark.parametrize(
    "text",
    [
        "They counted 2 million shillings.",
        "He lifted 300 pounds.",
        "They sent 50 million pounds of flour.",
        "في تشيلي 15 تشيلياً.",
    ],
)
def test_without_its_country_or_as_a_people_it_is_no_money(text: str) -> None:
    assert [figure.kind for _, figure in annotate(shipped(), [text]).figures] == ["count"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They paid 2 million shillings.", "2000000"),
        ("It sent 50 million pounds of aid.", "50000000"),
        ("It sent 50 million pounds of military aid.", "50000000"),
        ("They took up a 5 million rand loan.", "5000000"),
        ("A ticket costs 300 pounds.", "300"),
        ("A fine of 300 pounds was set.", "300"),
        ("بلغ القرض 5 ملايين دينار.", "5000000"),
        ("بكلفة 15 مليون ريال.", "15000000"),
    ],
)
def test_beside_a_word_of_money_it_is_money_of_a_country_that_is_asked_for(text: str, value: str) -> None:
    ((_, figure),) = annotate(shipped(), [text]).figures
    assert (figure.kind, figure.value, figure.unit, figure.sure) == ("money", value, "", False)


def units(*passages: str) -> list[tuple[str, str]]:
    """The kinds and units of the figures of a document."""
    return [(figure.kind, figure.unit) for _, figure in annotate(shipped(), passages).figures]


def test_of_several_countries_of_such_money_the_one_named_last_before_it_is_meant() -> None:
    first = "أنفقت السعودية 15 مليون ريال."
    assert units(first, "أنفقت البرازيل مالاً، ثم البرازيل مالاً.") == [("money", "SAR")]
    assert units(first, "البرازيل بعيدة.", "الكرة بثمانين ريالاً.") == [("money", "SAR"), ("money", "SAR")]


def test_every_amount_is_in_the_money_of_the_country_beside_it() -> None:
    assert units("Japan gave ¥40 million. China gave ¥50 million.") == [("money", "JPY"), ("money", "CNY")]
    assert units("دفع المغرب 50 درهماً. ودفعت الإمارات 90 درهماً.") == [("money", "MAD"), ("money", "AED")]
    assert units("Kenya paid 2 million shillings.", "Tanzania paid 3 million shillings.") == [
        ("money", "KES"),
        ("money", "TZS"),
    ]


def test_a_country_behind_an_amount_in_its_sentence_is_nearer_than_one_in_the_sentence_before() -> None:
    assert units("البرازيل بعيدة. ودفعت 15 مليون ريال لحساب السعودية.") == [("money", "SAR")]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("In London the police seized 50 pounds of hashish.", "pounds"),
        ("In South Africa they asked 12 random people.", "random people"),
        ("In Romania they counted 12 lenders.", "lenders"),
        ("In Kazakhstan 40 tents stand.", "tents"),
        ("في إيران 15 ريالياً.", "ريالياً"),
    ],
)
def test_what_only_begins_as_money_does_or_is_weighed_is_a_count(text: str, unit: str) -> None:
    ((kind, found),) = units(text)
    assert kind == "count"
    assert found == unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("In London they paid 50 pounds for it.", "GBP"),
        ("In South Africa they paid 12 rand.", "ZAR"),
        ("دفعت مصر 5 جنيهات.", "EGP"),
        ("دفعت تركيا 50 ليرة.", "TRY"),
        ("دفعت تركيا 5 ليرات.", "TRY"),
        ("دفع لبنان 5 ليرات.", "LBP"),
        ("دفعت أذربيجان 300 مانات.", "AZN"),
        ("دفعت الهند 5 روبيات.", "INR"),
    ],
)
def test_every_form_of_a_noun_of_money_is_that_money(text: str, unit: str) -> None:
    assert units(text) == [("money", unit)]


def test_of_several_countries_that_fit_as_well_none_is_taken() -> None:
    assert units("زرنا السعودية والبرازيل.", "عدّ 15 مليون ريال.") == [("count", "ريال")]
    assert units("زرنا السعودية والبرازيل.", "دفع 15 مليون ريال.") == [("money", "")]


def test_money_is_the_same_throughout_a_document() -> None:
    passages = ["زرنا السعودية والبرازيل.", "دفع 15 مليون ريال.", "ثم دفعت السعودية 90 ريالاً."]
    assert units(*passages) == [("money", "SAR"), ("money", "SAR")]


def test_money_of_one_country_elsewhere_is_meant_before_that_of_the_country_named_most() -> None:
    passages = ["دفعت السعودية 90 ريالاً.", "زرنا البرازيل وعدنا إلى البرازيل.", "الكرة بثمانين ريالاً."]
    assert units(*passages) == [("money", "SAR"), ("money", "SAR")]


def test_money_that_a_document_names_in_full_is_that_money_further_on() -> None:
    assert units("خسر 836 مليون جنيه إسترليني.", "والحد 105 ملايين جنيه.") == [
        ("money", "GBP"),
        ("money", "GBP"),
    ]


def test_a_family_name_that_ends_as_a_dual_is_no_figure() -> None:
    assert units("قال أوليفييه مارشان إن الآبار جفت.", "سألني السيد مارشان عنها.") == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [("دفع 5 ملايين درهم مغربي.", "MAD"), ("دفع 5 ملايين ريال سعودي.", "SAR")],
)
def test_money_with_the_adjective_of_its_country_is_sure(text: str, unit: str) -> None:
    ((_, figure),) = annotate(shipped(), [text]).figures
    assert (figure.kind, figure.unit, figure.sure) == ("money", unit, True)
