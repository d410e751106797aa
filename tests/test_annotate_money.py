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


@pytest.mark.parametrize("text", ["They paid 2 million shillings.", "في تشيلي 15 تشيلياً."])
def test_without_its_country_or_as_a_people_it_is_no_money(text: str) -> None:
    assert [figure.kind for _, figure in annotate(shipped(), [text]).figures] == ["count"]
