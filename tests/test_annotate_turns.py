"""Who goes on speaking where a verb leaves it unsaid: whoever spoke last, nobody where another may be meant;
and what is no speaker's name."""

from __future__ import annotations

import pytest
from tiny import shipped

from data.annotate.mentions import SETTLED
from data.annotate.pipeline import annotate
from data.annotate.speech.speech import SuggestedSpeech
from data.annotate.speech.turns import Turn
from data.annotate.unknown.guess import unknown_id


def said(*passages: str) -> list[SuggestedSpeech]:
    """What is found to be speech."""
    return list(annotate(shipped(), passages).speech)


@pytest.mark.parametrize(
    "passages",
    [
        # Two people have been named since who spoke last.
        ["Lavrov said the post is ready. Rahmon met Blinken.", '"It is not ready yet," he said.'],
        # A woman after a man, a man after a body.
        ['"The post is ready now," Mr Lavrov said.', '"It is not ready yet," she said.'],
        ["قال لافروف إن المعبر جاهز.", "وأضافت أن الوقت ضيق."],
        ["The Taliban said the post is ready.", '"It is not ready yet," he said.'],
        # The verb is joined to another one, whose subject it has.
        ["قال لافروف إن المعبر جاهز.", "اتهم سكان الوادي الجنود بإطلاق النار، وقالوا إن الوقت ضيق."],
        # Somebody else has the word.
        ["قال لافروف إن المعبر جاهز.", "ومن جانبه قال إن الوقت ضيق."],
        # The passage has begun with something else.
        ["قال لافروف إن المعبر جاهز.", "عند المعبر يقف حارس شاب. يقول إن الوقت ضيق."],
    ],
)
def test_where_another_may_be_meant_nobody_is_named(passages: list[str]) -> None:
    last = said(*passages)[-1]
    assert (last.speaker, last.attribution) == ("", "")


@pytest.mark.parametrize(
    ("passages", "who"),
    [
        (["Rahmon said the post is ready.", 'Lavrov shook his head. "It is not ready," he said.'], "lavrov"),
        (["قال لافروف إن المعبر جاهز.", "وأضاف أن الوقت ضيق."], "lavrov"),
        (["استقبل لافروف الوفد في المطار مؤكداً أن الوقت ضيق."], "lavrov"),
        (["قال لافروف إن المعبر جاهز، مشيراً إلى أن الوقت ضيق."], "lavrov"),
    ],
)
def test_the_one_person_who_may_be_meant_is_a_question(passages: list[str], who: str) -> None:
    last = said(*passages)[-1]
    assert last.speaker == who
    assert last.score < SETTLED or len(passages) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("وتقول لـ«الغد»: «حذرناهم كتابة ولم يقرأ أحد».", ""),
        ("قال له الوزير إن الوقت ضيق.", "الوزير"),
        ("وهي ترى أن الوقت ضيق جداً.", ""),
        (
            "Amal Rashid, a former president, once told students: “A court is for the patient.”",
            "Amal Rashid, a former president",
        ),
        ("In a letter to the court said that all is well.", ""),
    ],
)
def test_who_was_spoken_to_and_how_are_no_speaker(text: str, words: str) -> None:
    assert said(text)[-1].attribution == words


def test_who_says_nothing_does_not_speak() -> None:
    passages = [
        "Lavrov said the post is ready.",
        'He scolded him for "going home too early", but said nothing.',
    ]
    assert [one.passage for one in said(*passages)] == [0]


def test_a_quotation_is_of_the_nearest_verb() -> None:
    first, then = said(
        "أكد وزير النقل أن العمل مستمر، غير أن النائب سالم العمري رد قائلاً: «سمعنا هذا مراراً»."
    )
    assert first.attribution == ""  # a description of one who may be named elsewhere
    assert "وزير" not in then.attribution


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The Lakeside Water Committee met. The committee said the wells are dry.",
            "Lakeside Water Committee",
        ),
        ("اجتمعت وزارة الطاقة. تؤكد الوزارة أن الآبار جافة.", "وزارة الطاقة"),
    ],
)
def test_a_body_called_by_its_kind_alone_is_the_one_named_before(text: str, name: str) -> None:
    (one,) = said(text)
    assert one.speaker == unknown_id(name, "organisation")
    assert one.score < SETTLED


def test_of_two_bodies_of_a_kind_neither_is_taken() -> None:
    (one,) = said(
        "The Lakeside Water Committee met the Hilltop Road Committee. The committee said all is dry."
    )
    assert (one.speaker, one.attribution) == ("", "The committee")


def test_an_answer_in_quotation_marks_is_speech_without_a_verb() -> None:
    first, then = said("Lavrov said the post is ready.", "“We have waited for it all winter long.”")
    assert (first.speaker, then.speaker, then.form) == ("lavrov", "lavrov", "direct")
    assert then.score < SETTLED


def test_what_a_turn_keeps_does_not_grow_with_the_text() -> None:
    turn, named = Turn(), annotate(shipped(), ["Sergey Lavrov met Antony Blinken."]).mentions
    for number in range(100):
        turn = turn.advance(number, named)
    assert 0 < len(turn.others) < 50 * len(named)
