"""The words that say who speaks are a name or a noun phrase, or else nobody; and a part of a person's name, a
description and a kind mean the one person or body of the text that they fit."""

from __future__ import annotations

import pytest
from marked_scores import score
from marked_texts import Marked
from tiny import shipped

from data.annotate.mentions import SETTLED
from data.annotate.pipeline import annotate
from data.annotate.speech.speech import SuggestedSpeech
from data.annotate.unknown.guess import unknown_id


def said(*passages: str) -> list[SuggestedSpeech]:
    """What is found to be speech."""
    return list(annotate(shipped(), passages).speech)


AMAL = unknown_id("Amal Rashid", "person")
SALIM = unknown_id("سالم العمري", "person")


@pytest.mark.parametrize(
    ("passages", "who"),
    [
        # How something was said, what was done before it, a pronoun at the end of a word.
        (["قال سالم العمري إن الآبار جفت. ثم يضيف ضاحكاً: «لم يبق فيها ما يكفي كوباً»."], SALIM),
        (["قال سالم العمري إن الآبار جفت، ثم ينظر بعيداً قبل أن يضيف: «لم يبق فيها ما يكفي»."], SALIM),
        (["قال سالم العمري إن الآبار جفت. لكنّه أقرّ بأنّ «المطر لا يأتي إلا متأخراً هنا»."], SALIM),
        (["Amal Rashid said the wells are dry. Yet she also admitted that rain would come."], AMAL),
        # A clause about who speaks, and what else was done.
        (
            ["Amal Rashid, who runs the board, welcomed the pumps but complained that the wells are dry."],
            AMAL,
        ),
    ],
)
def test_what_is_no_noun_phrase_does_not_say_who_speaks(passages: list[str], who: str) -> None:
    last = said(*passages)[-1]
    assert last.speaker == who
    assert last.attribution in {"", "سالم العمري", "Amal Rashid"}


def test_who_did_something_else_first_is_nobody_where_no_name_is_found() -> None:
    (one,) = said("The herders, at last, welcomed the pumps but complained that the wells are dry.")
    assert (one.speaker, one.attribution) == ("", "")


def test_several_who_go_on_are_not_the_one_who_spoke_last() -> None:
    last = said("قال سالم العمري إن الآبار جفت. وأشاد صيادون بالسرعة، لكنهم قالوا إن الماء قليل.")[-1]
    assert last.speaker == ""


@pytest.mark.parametrize(
    ("passages", "who"),
    [
        # Two words of a name, its last word, the first of a double family name.
        (
            ["وقال اللواء جمشيد قربان زاده إن الآبار جفت.", "وأوضح قربان زاده أن الوقت ضيق."],
            "جمشيد قربان زاده",
        ),
        (
            ["وقال المولوي حبيب الله زرغوني، نائب الوزير، إن الآبار جفت.", "وشدد زرغوني على أن الوقت ضيق."],
            "حبيب الله زرغوني",
        ),
        (
            [
                "قالت حاكمة الولاية، ماريا فرناندا كاستانيو ريفيرا، إن الآبار جفت.",
                "وأكدت كاستانيو أن الوقت ضيق.",
            ],
            "ماريا فرناندا كاستانيو ريفيرا",
        ),
        (
            ["Caleb Winthrop said the wells are dry.", "Winthrop believes that rain will come."],
            "Caleb Winthrop",
        ),
    ],
)
def test_a_part_of_one_full_name_is_that_person(passages: list[str], who: str) -> None:
    last = said(*passages)[-1]
    assert last.speaker == unknown_id(who, "person")


def test_a_part_of_two_names_and_a_town_that_one_is_in_are_nobodys() -> None:
    both = ["التقى جمشيد قربان زاده رستم قربان زاده.", "وأوضح قربان زاده أن الوقت ضيق."]
    assert said(*both)[-1].speaker not in {
        unknown_id(name, "person") for name in ("جمشيد قربان زاده", "رستم قربان زاده")
    }
    found = annotate(
        shipped(), ["Caleb Winthrop said so.", "He lives near Winthrop, where Winthrop is a name."]
    ).mentions
    assert [m.entity.startswith("?") for m in found if m.passage == 1] == [False, False]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("وقالت القائمة بالأعمال الأميركية، كاثرين أولدفيلد، إنّ الآبار جفت.", "كاثرين أولدفيلد"),
        ("وقال أمينه العام رافائيل أوردونيث إن الآبار جفت.", "رافائيل أوردونيث"),
        ("وقالت مديرته غيسلين فوكاري إن الآبار جفت.", "غيسلين فوكاري"),
        ("وقالت ماريا كاستانيو لإذاعة الفجر إن الآبار جفت.", "ماريا كاستانيو"),
        ("يقول فهد بن سلطان العتيق إن الآبار جفت.", "فهد بن سلطان العتيق"),
    ],
)
def test_a_title_before_a_name_is_no_part_of_it(text: str, who: str) -> None:
    (one,) = said(text)
    assert one.speaker == unknown_id(who, "person")


def test_what_somebody_is_and_does_is_no_name() -> None:
    (one,) = said("وقال صياد نجا مع أولاده إنه أمضى يومين في الماء.")
    assert one.speaker == ""


@pytest.mark.parametrize(
    ("passages", "who"),
    [
        (
            [
                "Light comes from Pamir Energy, a company of 1999.",
                "Output fell in January, the company says.",
            ],
            "pamir-energy",
        ),
        (
            ["The Customs Service opened a gate.", "Trade rose in May, according to the service's figures."],
            "?organisation:customs service",
        ),
        (["التقينا سالم العمري عند البئر.", "«كان أبي يشرب من هنا كل صباح»، يقول الرجل."], ""),
        (["يسقي سالم العمري حقله. «كان أبي يشرب من هنا كل صباح»، يقول الرجل البالغ 63 عاماً."], SALIM),
        (
            [
                "وقال مدير الوكالة، اللواء سالم العمري، إن الآبار جفت.",
                "الماء قليل جداً هنا، بحسب تعبير المدير.",
            ],
            SALIM,
        ),
    ],
)
def test_a_kind_or_a_description_means_the_one_that_it_fits(passages: list[str], who: str) -> None:
    last = said(*passages)[-1]
    assert last.speaker == who
    assert last.score < SETTLED


def test_a_person_named_with_the_word_for_a_body_is_not_that_body() -> None:
    passages = ["قال المتحدث باسم الوزارة سالم العمري إن الآبار جفت.", "وتذكر الوزارة بأن الوقت ضيق."]
    assert said(*passages)[-1].speaker == ""


def test_a_quotation_that_is_a_passage_answers_the_question_before_it() -> None:
    passages = [
        "Amal Rashid ran wells in Berbera for years. We met Amal Rashid in May.",
        "What worries her?",
        "“The pumps break, and Omar Farah of the town says we must wait.”",
        "And the rain?",
        "“It has not come to us for two winters.”",
    ]
    assert said(*passages)[-1].speaker == AMAL


def test_a_wrong_speaker_is_somebody_else_or_only_described() -> None:
    text = "قالت وزيرة سابقة إن الآبار جفت."
    name = (1, 0, 11, "+person")
    told = [(0, 0, len(text), "+سالم العمري")]
    described = score(shipped(), [Marked("", [text, "سالم العمري."], [name], [], told)]).speakers
    assert (len(described.wrong), described.described) == (1, 1)
    other = "قالت هدى الورفلي إن الآبار جفت."
    marks = [name, (0, 5, 16, "+person")]
    told = [(0, 0, len(other), "+سالم العمري")]
    wrong = score(shipped(), [Marked("", [other, "سالم العمري."], marks, [], told)]).speakers
    assert (len(wrong.wrong), wrong.described) == (1, 0)


@pytest.mark.parametrize(
    "who",
    [
        "أسرة",
        "محامو",
        "محامي",
        "شقيق",
        "أنصار",
        "والد",
        "أقارب",
        "أرملة",
        "خصوم",
        "حملة",
        "جيران",
        "مقربون من",
    ],
)
def test_who_stands_by_a_person_is_not_that_person(who: str) -> None:
    (one,) = said(f"وقال {who} سالم العمري إن الآبار جفت منذ سنة.")
    assert (one.speaker, one.attribution) == ("", f"{who} سالم العمري")


@pytest.mark.parametrize("whose", ["Critics of Governor Amal Rashid", "Lawyers for Judge Amal Rashid"])
def test_who_speaks_of_somebody_with_a_title_is_not_that_person(whose: str) -> None:
    (one,) = said(f"{whose} said the wells are dry.")
    assert (one.speaker, one.attribution) == ("", whose)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Amal Rashid said the ministry had told her that “no permits were left”.", ""),
        ("Witnesses said Colonel Idris had shouted: “Back to the trucks!”", "Colonel Idris"),
    ],
)
def test_what_another_one_said_that_somebody_said_is_the_other_ones(text: str, words: str) -> None:
    last = said(text)[-1]
    assert last.form == "direct"
    assert last.attribution == words
    assert last.speaker != AMAL


def test_a_body_behind_the_agency_that_saw_its_letter_is_not_that_agency() -> None:
    (one,) = said("In a letter seen by AFP, the company said the dam was safe.")
    assert (one.speaker, one.attribution) == ("", "the company")


def test_a_relative_pronoun_names_nobody_who_speaks() -> None:
    last = said("قال سالم العمري، الذي تحدث بعد زميلته، إن البئر جفت، لكنها خالفته قائلة: «فيها ما يكفي».")[
        -1
    ]
    assert last.attribution != "الذي"
