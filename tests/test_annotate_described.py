"""Nobody rather than a wrong one: words that describe one certain person or body whom the text may name
elsewhere say nothing of who speaks, nor do documents and what is no noun phrase; people in general may."""

from __future__ import annotations

import pytest
from tiny import shipped

from data.annotate.pipeline import annotate
from data.annotate.speech.speech import SuggestedSpeech
from data.annotate.unknown.guess import unknown_id

NAMED = {
    "en": "Amal Rashid met Sergey Lavrov in Dushanbe.",
    "ar": "التقت هدى الورفلي سيرغي لافروف في دوشنبه.",
}
AMAL = unknown_id("Amal Rashid", "person")


def said(*passages: str) -> list[SuggestedSpeech]:
    """What is found to be speech."""
    return list(annotate(shipped(), passages).speech)


DESCRIBED = [
    ("en", "{} said the wells were dry.", words)
    for words in (
        "The spokesman",
        "The old shopkeeper",
        "Her solicitor",
        "The bank's director",
        "The Commission",
        "The head of the chamber of commerce in Faizabad",
        "The Ukrainian minister",
        "Prosecutor",
        "Lavrov's aide",
        "A draft of May",
    )
] + [
    ("ar", "وقال {} إن الآبار جفت.", words)
    for words in (
        "المحافظ",
        "الباحث السويدي",
        "القبطان",
        "مدير الميناء",
        "رئيس بلدية المدينة",
        "المتحدث باسم الوزارة",
        "محاميه",
        "شقيق لافروف",
        "البنك",
        "الشركة المشغلة",
    )
]


@pytest.mark.parametrize(("lang", "sentence", "words"), DESCRIBED)
def test_a_description_of_one_person_or_body_is_no_speaker(lang: str, sentence: str, words: str) -> None:
    one = said(NAMED[lang], sentence.format(words))[-1]
    assert (one.speaker, one.attribution) == ("", "")


@pytest.mark.parametrize(
    ("lang", "sentence", "words"),
    [
        ("en", "{} said the wells were dry.", words)
        for words in (
            "A retired officer",
            "Residents of the valley",
            "People in the queue",
            "One of the nurses",
            "The villagers",
            "Her neighbours",
            "The opposition",
            "State television",
            "Many here",
        )
    ]
    + [
        ("ar", "وقال {} إن الآبار جفت.", words)
        for words in (
            "مسؤول محلي",
            "أحد الناجين",
            "نازحون وصلوا",
            "نساء نازحات",
            "حارس ليلي",
            "شاهد عيان",
            "سكان الحي",
            "مسؤولو البلدية",
            "السلطات",
            "الحكومة",
            "متحدث باسم الوزارة",
        )
    ],
)
def test_people_whom_no_text_names_are_a_speaker_in_words(lang: str, sentence: str, words: str) -> None:
    one = said(NAMED[lang], sentence.format(words))[-1]
    assert (one.speaker, one.attribution) == ("", words)


def test_where_a_text_names_nobody_a_description_is_all_that_there_is() -> None:
    (one,) = said("وقال المحافظ إن الآبار جفت.")
    assert one.attribution == "المحافظ"


@pytest.mark.parametrize(
    ("passages", "who"),
    [
        (["Amal Kim said the wells are dry.", "“It will rain in the spring,” Kim said."], "Amal Kim"),
        (["Amal Kim said the wells are dry.", "Ms Kim said that rain would come."], "Amal Kim"),
        (["وقال المنجي بن عمار إن الآبار جفت.", "ويقول بن عمار إن الوقت ضيق."], "المنجي بن عمار"),
        (["وقالت سلوى القاضي إن الآبار جفت.", "«سيأتي المطر في الربيع»، تقول سلوى."], "سلوى القاضي"),
        (["قال مدير الميناء المنجي بن عمار إن الآبار جفت."], "المنجي بن عمار"),
        (["ويرى الباحث في اقتصاد النقل وليد الغربي أن الوقت ضيق."], "وليد الغربي"),
        (["أما الكاتبة العامة للنقابة ليلى الدريدي فتؤكد أن الوقت ضيق."], "ليلى الدريدي"),
        (["وقال أحد السكان ويدعى سالم العمري إن الآبار جفت."], "سالم العمري"),
    ],
)
def test_a_part_of_a_name_and_a_name_behind_what_somebody_does_are_that_person(
    passages: list[str], who: str
) -> None:
    assert said(*passages)[-1].speaker == unknown_id(who, "person")


@pytest.mark.parametrize(
    "passages",
    [
        ["Colm Brady met Nuala Brady.", "“It will rain in the spring,” Brady said."],
        ["Julius Bett signed. Bett's office disputes that. “It was all paid,” it said in a statement."],
    ],
)
def test_a_name_of_two_people_and_a_thing_are_nobody(passages: list[str]) -> None:
    last = said(*passages)[-1]
    assert (last.speaker, last.attribution) == ("", "")


def test_a_reply_that_did_not_come_is_no_speech() -> None:
    assert said("ولم ترد وزارة الزراعة على الأسئلة.") == []


@pytest.mark.parametrize(
    ("passages", "who"),
    [
        (
            [
                "“The wells are dry,” said Amal Rashid, whose brother, Omar Farah, dug. “He told me it would"
                " not last.”"
            ],
            AMAL,
        ),
    ],
)
def test_who_is_named_in_a_clause_about_the_speaker_does_not_go_on(passages: list[str], who: str) -> None:
    assert said(*passages)[-1].speaker == who
