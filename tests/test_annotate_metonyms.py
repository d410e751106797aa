"""Capitals that stand for their state are asked about as such, and only where a state acts."""

from __future__ import annotations

import pytest

from data.annotate.pipeline import annotate, type_of
from data.annotate.world_places import world_place
from data.load import load

ATLAS = load()
STATES = [
    ("Ankara will pay for the scanners.", "Ankara", "turkey"),
    ("Villagers fled, and Tehran denies it.", "Tehran", "iran"),
    ("Dushanbe never published a toll.", "Dushanbe", "tajikistan"),
    ("They spoke of pressure on Baku.", "Baku", "azerbaijan"),
    ("The report blames Yerevan's decision to withdraw.", "Yerevan", "armenia"),
    ("وخصصت باكو مليار مانات لإعادة الإعمار.", "باكو", "azerbaijan"),
    ("هذا هو الجدار الذي بنته أنقرة على الحدود.", "أنقرة", "turkey"),
    ("غير أن يريفان تعدّ الرقم مبالغاً فيه.", "يريفان", "armenia"),
    ("تنظر دوشنبه إلى الضفة الأخرى بقلق.", "دوشنبه", "tajikistan"),
    ("ولم يتغير موقف طهران من المعبر.", "طهران", "iran"),
    ("وتوقفت المحادثات مع أنقرة في الربيع.", "أنقرة", "turkey"),
]
TOWNS = [
    ("They met in Ankara on Monday.", "Ankara"),
    ("The road from Tehran was closed.", "Tehran"),
    ("Baku celebrated the new year.", "Baku"),
    ("وشهدت باكو احتفالات بالعام الجديد.", "باكو"),
    ("وصلت القافلة إلى أنقرة مساء الأحد.", "أنقرة"),
    ("وزارت أنقرة مرتين هذا العام.", "أنقرة"),
    ("وقال تجار في طهران إن السوق مغلقة.", "طهران"),
    ("وقدمت بروكسل منحة جديدة.", "بروكسل"),
    ("وصلت الرياض متأخرة عن الموعد.", "الرياض"),
    ("أحبت باريس كما لم تحب مدينة.", "باريس"),
    ("لأن باريس لم تنم تلك الليلة.", "باريس"),
    ("Paris loved the film.", "Paris"),
    ("Riyadh slept.", "Riyadh"),
]


def _meant(text: str, name: str) -> tuple[str, bool, tuple[str, ...]]:
    at = text.index(name)
    found = next(m for m in annotate(ATLAS, [text]).mentions if m.start <= at < m.end)
    return found.entity, found.question, found.candidates


DISPUTED = [
    ("Jerusalem rejected the proposal.", "Jerusalem"),
    ("رفضت القدس المقترح.", "القدس"),
    ("Taipei rejected the proposal.", "Taipei"),
    ("رفضت تايبيه المقترح.", "تايبيه"),
    ("Pristina rejected the proposal.", "Pristina"),
    ("رفضت بريشتينا المقترح.", "بريشتينا"),
    ("Sanaa rejected the proposal.", "Sanaa"),
    ("رفضت صنعاء المقترح.", "صنعاء"),
]


@pytest.mark.parametrize(("text", "name"), DISPUTED)
def test_no_side_is_taken_where_it_is_disputed_whose_capital_a_town_is(text: str, name: str) -> None:
    entity, question, candidates = _meant(text, name)
    assert question
    assert {type_of(ATLAS, one) for one in (entity, *candidates)} == {"place"}


def test_what_else_a_capital_may_be_stays_on_offer() -> None:
    entity, question, candidates = _meant("Tripoli rejected the proposal.", "Tripoli")
    assert (entity, question, candidates[0]) == ("libya", True, "libya")
    towns = [world_place(one) for one in candidates[1:]]
    assert {town.country for town in towns if town} >= {"LY", "LB"}


@pytest.mark.parametrize(("text", "name", "state"), STATES)
def test_a_capital_that_acts_is_asked_about_as_its_state(text: str, name: str, state: str) -> None:
    entity, question, candidates = _meant(text, name)
    assert (entity, question) == (state, True)
    assert len(candidates) == 2


@pytest.mark.parametrize(("text", "name"), TOWNS)
def test_a_capital_where_something_is_remains_a_town(text: str, name: str) -> None:
    entity, _, _ = _meant(text, name)
    row = ATLAS.entities.get(entity) or ATLAS.authorities.get(entity)
    assert row is None or row.type == "place"
