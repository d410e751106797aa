"""The Arabic of the tables and of composed sentences: no form that newsrooms avoid, numbers by one rule,
nouns that agree."""

from __future__ import annotations

import re

import pytest
from test_i18n_words import cells, plain
from tiny import shipped

from data.i18n.amounts import compact_usd, money, number
from data.query.selection import Selection
from data.query.value_names import total_name
from data.query.view import select
from data.tables.vocab import LANGS, Lang
from geo.points.point_style import point_style
from ui.charts.lengths import lengths_finding
from ui.sentences.aid import claims_vs_records, sum_breakdown
from ui.story.figures import fill_figures

JOINED = re.compile(r"(?:لـ|الـ) \d")  # these particles are joined to their number
ROLE = re.compile(r"\b(?:نفّذ|مانح|متلقٍّ) (?:في )?\{count")  # agrees with no state or agency
BARE = re.compile(r"(?<![\d.,A-Za-z])\d{4,}(?:\.\d+)?(?![\d,])")
YEAR = re.compile(r"(?:1[89]|20)\d\d(?!\.)")
CODES = {  # cells in which such a number is part of a name, or the number of a law's section
    "authorities casa-1000",
    "bodies pentagon-counter-narcotics-section-1004",
    "bodies pentagon-counter-narcotics-sections-1004-and-1033",
    "aid us-inl-fy2008",
}


@pytest.mark.parametrize("form", [JOINED, ROLE])
def test_a_form_that_agrees_with_nothing_stands_in_no_cell(form: re.Pattern[str]) -> None:
    assert {where: text for where, text in cells("ar") if form.search(text)} == {}


@pytest.mark.parametrize("lang", LANGS)
def test_numbers_in_texts_have_the_separators_of_computed_ones(lang: Lang) -> None:
    found = (
        (where, BARE.findall(text)) for where, text in cells(lang) if " ".join(where.split()[:2]) not in CODES
    )
    assert {
        where: odd for where, numbers in found if (odd := [n for n in numbers if not YEAR.fullmatch(n)])
    } == {}


FEW = re.compile(
    r"(?<![\d.,])(?:[3-9]|10)(?:\.\d+)? (?:مليون|مليار|ألف|كيلومتر|كم مربع|متر|دولار)(?:اً)?(?!\w)"
)
ONE_TWO = re.compile(r"(?<![\d.,–-])[12] (?:مليون|مليار|ألف|كيلومتر)")


@pytest.mark.parametrize("odd", [FEW, ONE_TWO])
def test_a_noun_agrees_with_the_whole_part_of_its_number(odd: re.Pattern[str]) -> None:
    assert {where: found for where, text in cells("ar") if (found := odd.findall(text))} == {}


MONEY = [
    (0, "0 دولار", ""),
    (1, "دولار واحد", ""),
    (2, "دولاران", "دولارين"),
    (3, "3 دولارات", ""),
    (11, "11 دولاراً", ""),
    (100, "100 دولار", ""),
    (1e3, "1,000 دولار", ""),
    (745_543, "745,543 دولاراً", ""),
    (995_000, "995,000 دولار", ""),
    (1e6, "مليون دولار", ""),
    (2e6, "مليونا دولار", "مليوني دولار"),
    (3e6, "3 ملايين دولار", ""),
    (9e6, "9 ملايين دولار", ""),
    (10e6, "10 ملايين دولار", ""),
    (11e6, "11 مليون دولار", ""),
    (99e6, "99 مليون دولار", ""),
    (100e6, "100 مليون دولار", ""),
    (103e6, "103 ملايين دولار", ""),
    (1.5e6, "1.5 مليون دولار", ""),
    (2.26e6, "2.26 مليون دولار", ""),
    (3.1e6, "3.1 ملايين دولار", ""),
    (89.4e6, "89.4 مليون دولار", ""),
    (2_999_999, "3 ملايين دولار", ""),
    (999_999_999, "مليار دولار", ""),
    (1e9, "مليار دولار", ""),
    (2e9, "مليارا دولار", "ملياري دولار"),
    (3e9, "3 مليارات دولار", ""),
    (11e9, "11 مليار دولار", ""),
    (1.9e9, "1.9 مليار دولار", ""),
    (3.1e9, "3.1 مليارات دولار", ""),
]


@pytest.mark.parametrize(("usd", "said", "oblique"), MONEY)
def test_an_amount_agrees_with_its_number(usd: float, said: str, oblique: str) -> None:
    assert plain(money(usd, "ar")) == said
    assert plain(money(usd, "ar").oblique) == (oblique or said)
    least = shipped().text("ar").amount(usd, at_least=True)
    assert (plain(least), plain(least.oblique)) == (f"{said} على الأقل", f"{oblique or said} على الأقل")


@pytest.mark.parametrize(
    ("usd", "said"),
    [
        (0, "0"),
        (500, "500"),
        (1e3, "ألف"),
        (2e3, "ألفان"),
        (3e3, "3 آلاف"),
        (11e3, "11 ألف"),
        (995e3, "995 ألف"),
        (1e6, "مليون"),
        (2e6, "مليونان"),
        (3e6, "3 ملايين"),
        (2.5e6, "2.5 مليون"),
        (100e6, "100 مليون"),
        (1e9, "مليار"),
        (2e9, "ملياران"),
        (3e9, "3 مليارات"),
    ],
)
def test_a_sum_on_an_axis_agrees_with_its_number(usd: float, said: str) -> None:
    assert compact_usd(usd, "ar") == said


def test_english_amounts_stay_as_they_are() -> None:
    sums = (0, 745_543, 1e6, 89.4e6, 2_260_000, 999_999_999, 1.6e9)
    texts = ["$0", "$745,543", "$1 million", "$89.4 million", "$2.26 million", "$1 billion", "$1.6 billion"]
    assert [plain(money(usd, "en")) for usd in sums] == texts


ROLES = {"donor": "مانحة", "agency": "منفقة", "implementer": "منفذة", "recipient": "مستفيدة"}


@pytest.mark.parametrize(
    ("n", "records"), [(1, "سجل واحد"), (2, "سجلين"), (3, "3 سجلات"), (11, "11 سجلاً"), (100, "100 سجل")]
)
@pytest.mark.parametrize("role", ROLES)
def test_a_role_in_the_records_agrees_with_whatever_has_it(role: str, n: int, records: str) -> None:
    said = shipped().text("ar")(f"actors.as-{role}", count=shipped().text("ar").count("records", n))
    assert plain(said) == f"جهة {ROLES[role]} في {records}."


COUNTED = [
    ("mentions", "لا إشارات|إشارة واحدة|إشارتان|3 إشارات|11 إشارة|100 إشارة"),
    ("actors", "لا جهات فاعلة|جهة فاعلة واحدة|جهتان فاعلتان|3 جهات فاعلة|11 جهة فاعلة|100 جهة فاعلة"),
]


@pytest.mark.parametrize(("noun", "forms"), COUNTED)
def test_counts_of_what_was_renamed(noun: str, forms: str) -> None:
    assert [shipped().text("ar").count(noun, n) for n in (0, 1, 2, 3, 11, 100)] == forms.split("|")
    assert shipped().text("ar").count("actors", 2).oblique == "جهتين فاعلتين"


@pytest.mark.parametrize(
    ("published", "said"), [(1, "طول واحد"), (2, "طولين"), (3, "3 أطوال"), (11, "11 طولاً"), (100, "100 طول")]
)
@pytest.mark.parametrize("reached", [0, 1, 2, 3, 11, 100])
def test_the_finding_on_lengths_holds_for_any_number(published: int, said: str, reached: int) -> None:
    values = {
        "article": number(1400, "ar"),
        "reached": number(reached, "ar"),
        "ours": number(1343.96, "ar", 2),
    }
    text = plain(
        shipped().text("ar")(
            "lengths.finding", published=shipped().text("ar").count("lengths", published), **values
        )
    )
    assert (
        text
        == f"يقول المقال إن الطول أكثر من 1,400 كم. وعدد ما يبلغ هذا الحد أو يتجاوزه، من بين {said} في مصادر"
        f" أخرى، {reached}؛ وطول الخط المرسوم هنا 1,343.96 كم."
    )
    assert "من بين 14 طولاً في مصادر أخرى، 6؛" in plain(lengths_finding(shipped(), shipped().text("ar")))


def test_the_rank_of_chaldivar_names_the_costliest_works() -> None:
    (texts,) = [
        card["found"]
        for card in claims_vs_records(
            select(shipped(), Selection()), select(shipped(), Selection()).atlas.text("ar")
        )
        if "الأولى بين" in card["found"]
    ]
    assert "، وفي المرتبة 7 بين كل الأعمال الأمريكية ذات الكلفة المنشورة في السجلات. وأعلاها كلفة: " in plain(
        texts
    )


@pytest.mark.parametrize("usd", [2e6, 2e9])
def test_an_amount_in_a_sentence_takes_the_form_that_the_sentence_asks_for(usd: float) -> None:
    said, other = plain(money(usd, "ar")), plain(money(usd, "ar").oblique)
    assert (
        plain(shipped().text("ar")("aid.summed", amount="x", items=money(usd, "ar")))
        == f"البنود الأمنية: x في {other}."
    )
    assert (
        plain(shipped().text("ar")("aid.summed", amount=money(usd, "ar"), items="x"))
        == f"البنود الأمنية: {said} في x."
    )
    assert (
        plain(fill_figures("{a} · {a:oblique} · {b:oblique}", {"a": money(usd, "ar")}))
        == f"{said} · {other} · {{b:oblique}}"
    )


def test_after_a_preposition_every_amount_is_asked_for_in_that_form() -> None:
    nouns = {
        "amount",
        "whole",
        "claimed",
        "sum",
        "package",
        "post",
        "shown",
        "rest",
        "puma",
        "said",
        "bridge",
    }
    bare = re.compile(r"(?:^|[\s(«])(?:في|من|إلى|على|عن|مع|بين|يبلغ|عرض|بمبلغ|بقيمة) \{(\w+)\}")
    texts = {where: text for where, text in cells("ar") if where.startswith(("words", "story"))}
    assert [
        (where, name) for where, text in texts.items() for name in bare.findall(text) if name in nouns
    ] == []


def test_what_the_points_of_the_map_say_is_joined_by_the_comma_of_the_language() -> None:
    view = select(shipped(), Selection(lens="aid"))
    said = {
        lang: [point_style(view, place, view.atlas.text(lang)).label for place in shipped().places.values()]
        for lang in LANGS
    }
    assert any("، " in text for text in said["ar"])
    assert not any(", " in text for text in said["ar"])


def test_whole_millions_read_well_where_records_hold_them() -> None:
    view = select(shipped(), Selection())
    rows = [row for row in view.aid if row.usd in (1e6, 2e6, 3e6, 9e6)]
    assert len(rows) > 3
    texts = [shipped().text("ar").amount(row.usd or 0, at_least=row.at_least) for row in rows] + [
        sum_breakdown(rows, shipped().text("ar"))
    ]
    texts += [
        total_name(shipped(), row.id, shipped().text("ar"))
        for row in shipped().aid.values()
        if row.category == "cumulative-total" and row.usd
    ]
    assert not any(
        re.search(r"(?<![\d.,])(?:[12] (?:مليون|مليار)|[3-9] مليون)", plain(text)) for text in texts
    )
