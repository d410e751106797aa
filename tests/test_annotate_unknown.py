"""Names that no table knows: asked about once each, wherever they stand, and the longest name wins."""

from __future__ import annotations

import csv
import time

import pytest
from tiny import shipped

from data.annotate.pipeline import annotate, annotation_rows
from data.annotate.unknown.guess import guess_of, is_unknown
from data.documents.review.suggest import suggest
from data.tables.files import FILES
from data.tables.vocab import LANGS, Lang


def unknown(*passages: str) -> list[tuple[str, str]]:
    found = annotate(shipped(), passages).mentions
    return [(m.text, guess_of(m.entity)) for m in found if is_unknown(m.entity)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ships wait, said Orla Brennick, who runs the harbour.", [("Orla Brennick", "person")]),
        (
            "The Interior Ministry was silent; the Lakeside Relief Fund was not.",
            [("Interior Ministry", "organisation"), ("Lakeside Relief Fund", "organisation")],
        ),
        (
            "He met President Tavo Marsh and General Ilm in Quernmouth.",
            [("Tavo Marsh", "person"), ("Ilm", "person"), ("Quernmouth", "place")],
        ),
        ("The U.S. Embassy in Belmora closed.", [("U.S. Embassy in Belmora", "organisation")]),
        ("The French foreign ministry was silent.", [("French foreign ministry", "organisation")]),
        (
            "The Chinese embassy in Dushanbe said the road was shut.",
            [("Chinese embassy in Dushanbe", "organisation")],
        ),
        ("قالت السفارة الروسية في دوشنبه إن الطريق مغلق.", [("السفارة الروسية في دوشنبه", "organisation")]),
        (
            "قال الناطق باسم وزارة الدفاع الأوكرانية مروان الدقاق إن الجسر سقط.",
            [("وزارة الدفاع الأوكرانية", "organisation"), ("مروان الدقاق", "person")],
        ),
        ("وقالت وزارة الصحة العامة إن المرض انتشر.", [("وزارة الصحة العامة", "organisation")]),
        ("وصل وزير الخارجية العماني سالم الهنائي أمس.", [("سالم الهنائي", "person")]),
        ("أكدت السفارة الأمريكية أن الطريق مفتوح.", [("السفارة الأمريكية", "organisation")]),
        ("نشرت صحيفة النجم خبراً عن قرية زرنوق.", [("النجم", "organisation"), ("زرنوق", "place")]),
        ("وقال سكان في قرية زرنيگار إن الطريق مقطوع.", [("زرنيگار", "place")]),
        (
            "نزحت أسر من بلدتي زرنوق وبرقميش ونزلت في وادي أم جرناق.",
            [("زرنوق", "place"), ("برقميش", "place"), ("أم جرناق", "place")],
        ),
        ("وقعت الهزة قرب برقميش وشعر بها أهالي سان زرنوق.", [("برقميش", "place"), ("سان زرنوق", "place")]),
        ("وقال مروان الدقاق إن الجسر سقط.", [("مروان الدقاق", "person")]),
        ("قال مدير المستشفى رامي قنديل: لا دواء.", [("رامي قنديل", "person")]),
        ("An elderly man from the village of Zarnquo sat there.", [("Zarnquo", "place")]),
        ("Nobody knows what it adds up to. Orla Brennick argues for it.", [("Orla Brennick", "person")]),
        ("The market opens on Saturdays alone.", []),
        ("The road was cut, Joris van Belmoor said.", [("Joris van Belmoor", "person")]),
        ("He had tried the Jaish al-Qarn people.", [("Jaish al-Qarn", "person")]),
        (
            "The Tavi People's Liberation Front and the Electoral and Boundaries Commission met.",
            [
                ("Tavi People's Liberation Front", "organisation"),
                ("Electoral and Boundaries Commission", "organisation"),
            ],
        ),
        ("Kyrgyzstan's health ministry was silent.", [("Kyrgyzstan's health ministry", "organisation")]),
        (
            "QUERNMOUTH, May 4 (Lakeside) - Dockers shut the harbour.",
            [("QUERNMOUTH", "place"), ("Lakeside", "organisation")],
        ),
        ("It cost 300 AFN and CHF 20.", []),
        ("وأصدرت وزارة البيئة والمياه والزراعة بياناً.", [("وزارة البيئة والمياه والزراعة", "organisation")]),
        ("وحذر المركز الوطني للأرصاد من السيول.", [("المركز الوطني للأرصاد", "organisation")]),
        ("رفع المصرف المركزي التشيلي الفائدة.", [("المصرف المركزي التشيلي", "organisation")]),
        ("تقول وكالة مكافحة الألغام إن العمل بطيء.", [("وكالة مكافحة الألغام", "organisation")]),
        ("وحضر ممثلون عن غرفة تجارة بلخ الافتتاح.", [("غرفة تجارة بلخ", "organisation")]),
        ("وفي مقالة نشرتها مجلة آفاق الجنوب كتبت.", [("آفاق الجنوب", "organisation")]),
        ("زرنوق، 2 أيار (نجم الشرق) - أعلنت اللجنة ذلك.", [("نجم الشرق", "organisation")]),
    ],
)
def test_a_name_that_no_table_knows_is_asked_about(text: str, found: list[tuple[str, str]]) -> None:
    assert unknown(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Yesterday the road was closed. Police said so. However, Nobody came on Monday.",
        "Three Western Officials Say That Every Border Post Was Closed",
        "قال مسؤول محلي إن الطريق مغلق، وقال شهود عيان إن عدة أشخاص في عداد المفقودين.",
        "تعمل شركة أجنبية ومنظمة دولية في المنطقة، وفي قرية صغيرة.",
        "انفجر أنبوب قرب محطة الحاويات، وشمالي مستودعات قمح، في مناطق وعرة وأخرى نائية.",
        "",
    ],
)
def test_common_words_and_headlines_are_no_names(text: str) -> None:
    assert unknown(text) == []


def test_a_name_is_one_mark_wherever_it_stands_and_its_speech_goes_with_it() -> None:
    texts = [
        "Orla Brennick said that the port was closed.",
        "Brennick left. Then Brennick said she was tired.",
    ]
    marks = suggest(shipped(), texts, "en", "")
    (name,) = (m for m in marks if m.kind == "mention" and m.unknown)
    assert [texts[p][start:end] for p, start, end in name.places] == ["Orla Brennick", "Brennick", "Brennick"]
    assert (name.what, name.score) == ("", 0.4)
    spoken = [m for m in marks if m.kind == "speech"]
    assert [(m.unknown, m.what) for m in spoken] == [(name.unknown, "")] * 2


def test_two_people_of_one_family_name_do_not_share_its_mentions() -> None:
    texts = ["Orla Brennick met Tam Brennick.", "Then Brennick left."]
    names = [m for m in suggest(shipped(), texts, "en", "") if m.unknown]
    assert [len(m.places) for m in names] == [1, 1, 1]


def test_the_id_of_an_unknown_name_leaves_the_annotation_in_no_table() -> None:
    made = annotate(shipped(), ["Orla Brennick said that the port was closed."])
    assert {row["id"] for row in annotation_rows(shipped(), made)} == {None}


def test_long_texts_are_read_in_linear_time() -> None:
    text = "وقال مروان الدقاق إن Orla Brennick of the Lakeside Fund left. "

    def took(times: int) -> float:
        start = time.process_time()
        annotate(shipped(), [text * times])
        return time.process_time() - start

    took(1)
    assert took(160) < 40 * took(16) + 1


def test_a_body_before_a_known_name_leaves_that_name_as_it_is() -> None:
    made = annotate(shipped(), ["في رابطة الجمهوريات المستقلة ومركز بدخشان الجبلية."]).mentions
    assert [m.text for m in made] == ["الجمهوريات المستقلة", "بدخشان الجبلية"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("تقول المهندسة سعاد الأمين إن الماء قليل.", "سعاد الأمين"),
        ("زار المتحدث باسم قوات حرس الحدود رستم نظروف المدينة.", "رستم نظروف"),
        ("ونقلت الوكالة عن شيرين ممدوفا قولها إن الماء قليل.", "شيرين ممدوفا"),
    ],
)
def test_arabic_people_behind_long_titles_and_whose_words_are_handed_on(text: str, name: str) -> None:
    assert name in [m.text for m in annotate(shipped(), [text]).mentions if m.question]


def test_a_verb_behind_a_title_is_no_name() -> None:
    assert not [
        m
        for m in annotate(shipped(), ["الجسر الذي بناه المهندس يربط البلدة بالطريق."]).mentions
        if m.question
    ]


def test_a_text_that_ends_in_a_name_or_anywhere_else_is_read() -> None:
    assert ("حيدر", "person") in unknown("طلبنا العون من الوزير حيدر")
    text = "وقال المتحدث باسم وزارة الخارجية بدر البوسعيدي إن ابنته سعاد والوزير حيدر زارا قرية سلمى"
    words = text.split()
    for at in range(len(words)):
        annotate(shipped(), [" ".join(words[: at + 1]), " ".join(words[at:]), " ".join(words[at : at + 2])])


@pytest.mark.parametrize("lang", LANGS)
def test_a_text_that_ends_in_any_word_of_the_lists_is_read(lang: Lang) -> None:
    with (FILES / "lexicon.csv").open(encoding="utf-8", newline="") as rows:
        words = sorted({row["word"] for row in csv.DictReader(rows) if row["lang"] == lang})
    assert len(words) > 1_000
    name = {"ar": "زرنوق", "en": "Zarnuk"}[lang]
    for texts in (words, [f"{name} {word}" for word in words], [f"{word} {name}" for word in words]):
        annotate(shipped(), texts)
